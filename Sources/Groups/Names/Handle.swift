/// The short name of a group that is typed in commands: `swift-guild`.
///
/// 2 to 40 of `a`–`z`, `0`–`9` and single hyphens between them, with at least one letter, so that it is never taken for a number.
package struct Handle: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// How many bytes a handle may have.
    package static let length = 2...40

    /// Words that would read as something else than a group.
    package static let reserved: Set<String> = [
        "admin", "admins", "all", "any", "anyone", "approve", "badge", "ban", "bot", "cancel", "claim", "clients",
        "create",
        "criteria", "decline", "edit", "everybody", "everyone", "find", "forgetme", "freelancer", "freelancers",
        "group",
        "groups", "guildhall", "help", "here", "hire", "inbox", "invite", "job", "jobs", "join", "leave", "list", "log",
        "me",
        "members", "mydata", "none", "off", "on", "operator", "postjob", "profile", "refuse", "remove", "report",
        "request",
        "requests", "respond", "responses", "room", "search", "settings", "shortlist", "show", "skills", "sponsor",
        "sponsors",
        "status", "suspend", "system", "test", "tests", "unban", "verify", "withdraw",
    ]

    /// Reads a handle as it is typed; capital ASCII letters count as small ones.
    package init(parsing typed: some StringProtocol, alsoReserved: Set<String> = []) throws(HandleError) {
        guard typed.utf8.count >= Self.length.lowerBound else { throw .tooShort }
        guard typed.utf8.count <= Self.length.upperBound else { throw .tooLong }
        var bytes: [UInt8] = []
        for byte in typed.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            default: throw .otherCharacter
            }
        }
        let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw .hyphenOutOfPlace }
        guard bytes.contains(where: { $0 >= UInt8(ascii: "a") }) else { throw .noLetter }
        let text = String(decoding: bytes, as: UTF8.self)
        guard !Self.reserved.contains(text), !alsoReserved.contains(text) else { throw .reserved }
        self.text = text
    }

    /// A title in the letters of handles (`Swift Guild` → `swift-guild`), or nil where the person must choose one.
    ///
    /// It need not make a handle: it may be too short, or reserved. Accents of Latin letters are left off; of a title in
    /// another script nothing is guessed.
    package static func spelling(of title: String) -> String? {
        var text = ""
        for character in title {
            guard let letters = character.plainLatin else {
                guard !character.isLetter, !character.isNumber else { return nil }
                // An apostrophe joins, anything else parts.
                if !"'’`".contains(character), !text.isEmpty, !text.hasSuffix("-") { text += "-" }
                continue
            }
            text += letters
        }
        text = String(text.prefix(Self.length.upperBound))
        while text.hasSuffix("-") { text.removeLast() }
        return text
    }

    package var description: String { text }

    package static func < (left: Handle, right: Handle) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// Why a word cannot be a handle.
package enum HandleError: Error, Hashable, Sendable {
    case tooShort
    case tooLong
    /// Something else than a letter from a to z, a digit or a hyphen.
    case otherCharacter
    /// At an end, or beside another.
    case hyphenOutOfPlace
    case noLetter
    /// A word of commands, or one that would seem to speak for the hall.
    case reserved
}
