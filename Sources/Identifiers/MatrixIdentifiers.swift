/// A person's (or the bot's) Matrix user ID, such as `@ada:example.org`.
package struct UserID: ByteIdentifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Reads what a person typed or pasted, or nil where it is not a user ID.
    ///
    /// Historical user IDs may hold almost any character in their local part
    /// ([Matrix v1.19, appendices, "User Identifiers"](https://spec.matrix.org/v1.19/appendices/#user-identifiers));
    /// refused here is only what no server gives out: control characters, white space, more than 255 bytes.
    package init?(parsing text: some StringProtocol) {
        guard text.utf8.first == UInt8(ascii: "@"), (4...255).contains(text.utf8.count) else { return nil }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard text.utf8.index(after: text.startIndex) < colon, text.utf8.index(after: colon) < text.endIndex else {
            return nil
        }
        let server = text.utf8[text.utf8.index(after: colon)...]
        guard server.allSatisfy(Self.mayStandInServerName) else { return nil }
        guard
            text.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        self.init(rawValue: String(text))
    }

    /// What stands between `@` and the first colon.
    package var localpart: Substring {
        rawValue.dropFirst().prefix { $0 != ":" }
    }

    /// What stands after the first colon.
    package var serverName: Substring {
        guard let colon = rawValue.utf8.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        return rawValue[rawValue.utf8.index(after: colon)...]
    }

    private static func mayStandInServerName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}

/// A Matrix room ID: opaque, and since room version 12 without a server name.
package struct RoomID: ByteIdentifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension RoomID: Codable {}

/// A Matrix event ID: opaque.
package struct EventID: ByteIdentifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
