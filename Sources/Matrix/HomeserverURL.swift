/// Where the homeserver's client API lives: scheme, host, port, perhaps a path; without a slash at the end.
///
/// The operator configures it (or confirms what discovery found) and it never changes afterwards, so that the
/// access token goes to no other origin.
package struct HomeserverURL: Sendable, Equatable, CustomStringConvertible {
    /// Such as `https://matrix.example.org`.
    package let text: String

    /// Reads a URL, or nil where it is not `https` or `http` with a host, or carries a user, a query or a fragment.
    package init?(parsing text: some StringProtocol) {
        var text = String(text)
        while text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        guard text.utf8.count <= 1000, text.utf8.allSatisfy(Self.mayStand) else { return nil }
        let rest: Substring
        if text.lowercased().hasPrefix("https://") {
            rest = text.dropFirst("https://".count)
            text = "https://" + rest
        } else if text.lowercased().hasPrefix("http://") {
            rest = text.dropFirst("http://".count)
            text = "http://" + rest
        } else {
            return nil
        }
        let host = rest.prefix { $0 != "/" }
        guard let first = host.utf8.first, first != UInt8(ascii: ":") else { return nil }
        self.text = text
    }

    /// Whether exchanges travel without TLS.
    package var isPlain: Bool { text.hasPrefix("http://") }

    /// The URL itself: it holds no secret.
    package var description: String { text }

    /// Printable ASCII but what begins a user (`@`), a query or a fragment, or confuses parsers.
    private static func mayStand(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "|"), UInt8(ascii: "^"):
            false
        default: (0x21...0x7E).contains(byte)
        }
    }
}
