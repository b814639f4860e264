/// The path and query of an exchange, each part percent-encoded from its bytes.
///
/// Ids are opaque and may hold `/`, `?`, `#` or `%`: whoever pastes them into a path lets a room's name choose the
/// endpoint.
struct RequestPath {
    private(set) var text: String
    private var hasQuery = false

    /// Begins with constant text that is taken as it is.
    init(_ prefix: StaticString) {
        text = prefix.description
    }

    /// Adds segments, each encoded.
    func segments(_ segments: String...) -> RequestPath {
        var path = self
        for segment in segments {
            path.text += "/"
            Self.encode(segment, onto: &path.text)
        }
        return path
    }

    /// Adds a query parameter; nothing where the value is nil.
    func query(_ name: StaticString, _ value: String?) -> RequestPath {
        guard let value else { return self }
        var path = self
        path.text += path.hasQuery ? "&" : "?"
        path.text += name.description
        path.text += "="
        Self.encode(value, onto: &path.text)
        path.hasQuery = true
        return path
    }

    /// Percent-encodes all but RFC 3986's unreserved characters; dots too where they would mean a folder.
    static func encode(_ part: String, onto text: inout String) {
        let isFolder = part == "." || part == ".."
        for byte in part.utf8 {
            switch byte {
            case UInt8(ascii: ".") where isFolder: text += "%2E"
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += "%"
                text.unicodeScalars.append(digit(byte >> 4))
                text.unicodeScalars.append(digit(byte & 0xF))
            }
        }
    }

    private static func digit(_ value: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10)
    }
}
