package import Identifiers

/// What a message's `formatted_body` says that its `body` does not.
package enum FormattedBody {
    /// Whether the message begins with code (`<code>`, `<pre>`), a mention and quotations before it not counted.
    ///
    /// Reads at most 64 KiB.
    package static func beginsWithCode(_ html: String) -> Bool {
        var scanner = HTMLScanner(ownBytes: html)
        return scanner.beginsWithCode()
    }
}

extension HTMLScanner {
    /// Reads the text without the quotation that older clients put before a reply: that is not the sender's own.
    fileprivate init(ownBytes html: String) {
        var own = html[...]
        if html.hasPrefix("<mx-reply>") {
            own = html.firstRange(of: "</mx-reply>").map { html[$0.upperBound...] } ?? ""
        }
        self.init(Array(own.utf8.prefix(64 << 10)))
    }
}

/// A link to a person, which clients show as a pill.
package struct Pill: Sendable, Equatable {
    /// What the sender's client shows, mostly a display name: entities decoded, tags left out, at most 255 bytes.
    package var text: String
    /// Whom the link names: the only part that counts.
    package var userID: UserID

    package init(text: String, userID: UserID) {
        self.text = text
        self.userID = userID
    }

    /// Finds the pills in a message's `formatted_body`
    /// ([Matrix v1.19, appendices, "URIs"](https://spec.matrix.org/v1.19/appendices/#uris)).
    ///
    /// Understands `https://matrix.to/#/@user:server` and `matrix:u/user:server`, percent-encoded or not. Reads at
    /// most 64 KiB and finds at most 50; what is malformed is no pill.
    package static func all(in html: String) -> [Pill] {
        var scanner = HTMLScanner(ownBytes: html)
        return scanner.pills(atMost: 50)
    }

    /// The person a link names, or nil where it names none.
    package static func user(linkedBy link: String) -> UserID? {
        let prefixes = ["https://matrix.to/#/", "http://matrix.to/#/", "matrix:u/", "matrix:user/"]
        let bytes = Array(link.utf8)
        for (index, prefix) in prefixes.enumerated() where bytes.count > prefix.utf8.count {
            let start = bytes.prefix(prefix.utf8.count).map {
                UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0
            }
            guard start.elementsEqual(prefix.utf8) else { continue }
            let path = bytes.dropFirst(prefix.utf8.count)
                .prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "/") }
            guard let decoded = percentDecoded(path) else { return nil }
            return UserID(parsing: index < 2 ? decoded : "@" + decoded)
        }
        return nil
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.count <= 3 * 255 else { return nil }
        var decoded: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
                else { return nil }
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
