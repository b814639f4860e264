/// A code that opens a door, kept so that the file does not tell it.
package struct InvitationCode: Hashable, Sendable, Codable {
    package let salt: String
    /// Of salt and code, as 64 hexadecimal digits.
    package let hash: String

    /// How long a code may be, in bytes: short ones are guessed.
    package static let length = 8...64

    /// Hashes a code together with `salt`, which must be another one for each code.
    package init(_ code: String, salt: String) {
        self.salt = salt
        hash = Self.hash(code, salt: salt)
    }

    /// Whether that is the code, found out in a time that says nothing about how near it is.
    package func matches(_ typed: String) -> Bool {
        let found = Array(Self.hash(typed, salt: salt).utf8)
        let wanted = Array(hash.utf8)
        guard found.count == wanted.count else { return false }
        var difference: UInt8 = 0
        for index in found.indices { difference |= found[index] ^ wanted[index] }
        return difference == 0
    }

    private static func hash(_ code: String, salt: String) -> String {
        HexDigest.of(Array(salt.utf8) + [0] + Array(code.utf8))
    }
}

extension CriteriaSet {
    /// The criterion that asks for the code that was typed: the one that was asked about, or else another that is wanted.
    ///
    /// Nobody knows of two codes which number is which.
    package func criterion(openedBy typed: String, asking number: Int) -> Criterion? {
        let wanted = wholeRule.wanted
        return ([self[number]].compactMap(\.self) + criteria.filter { wanted.contains($0.number) }).first { criterion in
            if case .code(let code) = criterion.kind { code.matches(typed) } else { false }
        }
    }
}
