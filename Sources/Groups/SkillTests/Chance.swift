import Crypto
package import Identifiers

/// Numbers that nobody can foretell and that are the same whenever they are asked for.
///
/// The same event decided twice draws the same questions.
package enum Chance {
    /// The number that belongs to an event under a secret that never leaves the database.
    package static func number(for event: EventID, secret: [UInt8]) -> UInt64 {
        let text = "chance\u{0}\(event.rawValue)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: secret))
        return code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
