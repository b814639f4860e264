import Crypto
import Identifiers

/// Names made from the keys of what is sent: the same for the same key, whenever and wherever they are made.
enum Keys {
    /// The transaction id of a key: never a row's number, which a restored database would use again for something else.
    static func transactionID(_ key: String, user: UserID, device: String) -> String {
        var hash = SHA256()
        for part in [user.rawValue, device, key] {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0xFF])
        }
        return hex(hash.finalize().prefix(16))
    }

    /// What an event carries so that it can be found in its room again.
    static func notice(_ key: String) -> String {
        hex(SHA256.hash(data: Array(key.utf8)).prefix(12))
    }

    /// The key of a message made of several.
    static func merged(_ keys: [String]) -> String {
        "merged/" + hex(SHA256.hash(data: Array(keys.joined(separator: "\u{0}").utf8)).prefix(16))
    }

    /// The local part of the alias by which a person's direct room is found again.
    ///
    /// Nobody else can guess it.
    static func directAlias(of person: UserID, generation: Int, secret: [UInt8]) -> String {
        let text = "direct\u{0}\(person.rawValue)\u{0}\(generation)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: secret))
        return "guildhall-" + hex(Array(code).prefix(16))
    }

    /// A short name for a text, to see whether it has changed.
    static func digest(_ text: String) -> String { hex(SHA256.hash(data: Array(text.utf8)).prefix(8)) }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
