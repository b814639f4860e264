package import Identifiers

/// One thing that an applicant must meet.
///
/// Its number stays its own within the group: people type it, and no other criterion ever gets it.
package struct Criterion: Hashable, Sendable, Codable {
    package var number: Int
    package var kind: Kind

    package init(number: Int, kind: Kind) {
        self.number = number
        self.kind = kind
    }

    /// What is asked for.
    ///
    /// Stored by these names: a case or label that was released is never renamed.
    package enum Kind: Hashable, Sendable, Codable {
        /// A skill test passed, with so many percent at least and so many days ago at most; the name is the test's handle,
        /// which never changes.
        case test(name: String, minimumPercent: Int?, daysAtMost: Int?)
        /// An answer, which people read.
        case question(form: AnswerForm, text: String)
        /// A link to something that people look at; with a day until which it holds, where that must be said.
        case evidence(about: String, mustExpire: Bool)
        /// A Matrix ID on certain servers.
        case server(pattern: ServerPattern)
        /// Membership of another group, whose handle never changes.
        case group(id: GroupID, handle: String)
        /// Presence in a Matrix room or space that the bot is in.
        case room(id: RoomID)
        /// So many days as a freelancer of this hall.
        case freelancer(days: Int)
        /// Terms that are accepted word for word: a new text or version must be accepted anew.
        case terms(version: String, text: String)
        /// Something that only an administrator can tell.
        case statement(text: String)
        /// A code that was given to those who are invited.
        case code(hashed: InvitationCode)
    }

    /// What an answer must look like.
    package enum AnswerForm: Hashable, Sendable, Codable {
        case short
        case long
        case choice(options: [String])
        case number
        case yesNo
    }
}

extension Criterion.Kind {
    /// Who finds out whether it is met.
    package enum Judge: Hashable, Sendable {
        case machine
        case people
    }

    package var judge: Judge {
        switch self {
        case .question, .evidence, .statement: .people
        case .test, .server, .group, .room, .freelancer, .terms, .code: .machine
        }
    }

    /// What the applicant can say or send to meet it.
    package var takesSubmission: Bool {
        switch self {
        case .question, .evidence, .terms, .code: true
        case .test, .server, .group, .room, .freelancer, .statement: false
        }
    }

    package var isQuestion: Bool { if case .question = self { true } else { false } }

    /// All that is written in it, for limits.
    package var texts: [String] {
        switch self {
        case .test(let name, _, _): [name]
        case .question(.choice(let options), let text): options + [text]
        case .question(_, let text), .statement(let text): [text]
        case .evidence(let about, _): [about]
        case .server(let pattern): [pattern.text]
        case .group(_, let handle): [handle]
        case .room(let id): [id.rawValue]
        case .terms(let version, let text): [version, text]
        case .freelancer, .code: []
        }
    }

    /// How long one of its texts may be, in bytes.
    package var textBytesAtMost: Int {
        if case .terms = self { CriteriaSet.termsBytesAtMost } else { CriteriaSet.textBytesAtMost }
    }

    /// What stands for the exact wording that somebody answered: an answer to another question is none to this one.
    package var fingerprint: String {
        let parts: [String] =
            switch self {
            case .test(let name, let percent, let days):
                ["test", name, percent.map(String.init) ?? "", days.map(String.init) ?? ""]
            case .question(let form, let text): ["question", text] + form.parts
            case .evidence(let about, let mustExpire): ["evidence", about, mustExpire ? "until" : ""]
            case .server(let pattern): ["server", pattern.text]
            case .group(let id, _): ["group", String(id.rawValue)]
            case .room(let id): ["room", id.rawValue]
            case .freelancer(let days): ["freelancer", String(days)]
            case .terms(let version, let text): ["terms", version, text]
            case .statement(let text): ["statement", text]
            case .code(let code): ["code", code.salt, code.hash]
            }
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array(String(part.utf8.count).utf8) + [0] + Array(part.utf8)
        }
        return String(HexDigest.of(bytes).prefix(32))
    }
}

extension Criterion.AnswerForm {
    fileprivate var parts: [String] {
        switch self {
        case .short: ["short"]
        case .long: ["long"]
        case .choice(let options): ["choice"] + options
        case .number: ["number"]
        case .yesNo: ["yes/no"]
        }
    }
}

extension GroupID: Codable {}

/// Which servers a Matrix ID may be on: one by its name, or all below a domain.
package struct ServerPattern: Hashable, Sendable, Codable {
    /// In lower case: `example.org`, or `*.example.org` for what lies below it.
    package let text: String

    /// Reads a pattern, or nil where it is none.
    package init?(parsing text: String) {
        let lower = text.lowercased()
        let name = lower.hasPrefix("*.") ? lower.dropFirst(2) : lower[...]
        guard (1...230).contains(name.utf8.count), name.utf8.allSatisfy(Self.mayStandInName) else { return nil }
        // A name without a dot is no domain, unless it is an address in brackets or a machine of one's own.
        guard name.utf8.first != UInt8(ascii: "."), name.utf8.last != UInt8(ascii: "."),
            name.utf8.first != UInt8(ascii: "-"), !name.contains("..")
        else { return nil }
        self.text = lower
    }

    /// Whether a server's name is meant.
    package func matches(_ server: some StringProtocol) -> Bool {
        let server = server.lowercased()
        guard text.hasPrefix("*.") else { return server == text }
        // With its dot, lest `notexample.org` be taken for a part of `example.org`.
        let suffix = text.dropFirst()
        return server.hasSuffix(suffix) && server.utf8.count > suffix.utf8.count
    }

    private static func mayStandInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
