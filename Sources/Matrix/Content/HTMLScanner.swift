import Identifiers

/// Finds what counts in HTML from strangers, in one pass over the bytes and without recursion.
struct HTMLScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the first thing to be read is code; a mention before it and what is quoted don't count.
    mutating func beginsWithCode() -> Bool {
        var depths = ["code": 0, "pre": 0, "blockquote": 0]
        while position < bytes.count {
            var text = textUntilTag()
            if depths["blockquote"] == 0 {
                // “Guildhall: ” in front of a command.
                if let sign = text.first, sign == UInt8(ascii: ":") || sign == UInt8(ascii: ",") { text.removeFirst() }
                let isBlank = Self.decoded(text).unicodeScalars.allSatisfy { $0.properties.isWhitespace }
                if !isBlank { return depths["code"] != 0 || depths["pre"] != 0 }
            }
            guard let tag = nextTag() else { break }
            if tag.name == "a", let link = tag.href, Pill.user(linkedBy: link) != nil { _ = textUntilEndOfLink() }
            let isEnd = tag.name.hasPrefix("/")
            let name = isEnd ? String(tag.name.dropFirst()) : tag.name
            if let depth = depths[name] { depths[name] = max(0, depth + (isEnd ? -1 : 1)) }
        }
        return false
    }

    /// The text before the next tag, or up to the end.
    private mutating func textUntilTag() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return bytes[start..<position]
    }

    /// The links to people, `<a href="…">text</a>`.
    mutating func pills(atMost limit: Int) -> [Pill] {
        var pills: [Pill] = []
        while pills.count < limit, let tag = nextTag() {
            guard tag.name == "a", let link = tag.href, let user = Pill.user(linkedBy: link) else { continue }
            pills.append(Pill(text: textUntilEndOfLink(), userID: user))
        }
        return pills
    }

    private struct Tag {
        var name = ""
        var href: String?
    }

    /// The next tag, whatever its kind; nil at the end.
    private mutating func nextTag() -> Tag? {
        _ = textUntilTag()
        guard position < bytes.count else { return nil }
        position += 1
        var tag = Tag()
        tag.name = name(endingAt: [UInt8(ascii: ">"), UInt8(ascii: "<")])
        while position < bytes.count, bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "<") {
            let start = position
            let attribute = name(endingAt: [UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "<")])
            skipSpace()
            if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
                position += 1
                let value = attributeValue()
                if attribute == "href", tag.href == nil { tag.href = value }
            }
            if position == start { position += 1 }
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ">") { position += 1 }
        return tag
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func name(endingAt ends: [UInt8]) -> String {
        skipSpace()
        let start = position
        while position < bytes.count, bytes[position] > 0x20, !ends.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position].prefix(32), as: UTF8.self).lowercased()
    }

    private mutating func attributeValue() -> String {
        skipSpace()
        guard position < bytes.count else { return "" }
        let quote = bytes[position]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if isQuoted { position += 1 }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if isQuoted ? byte == quote : byte <= 0x20 || byte == UInt8(ascii: ">") { break }
            position += 1
        }
        let value = Self.decoded(bytes[start..<position])
        if isQuoted, position < bytes.count { position += 1 }
        return value
    }

    /// The text up to `</a>` or to the next `<a`, tags left out.
    private mutating func textUntilEndOfLink() -> String {
        var text: [UInt8] = []
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                if text.count < 1024 { text.append(bytes[position]) }
                position += 1
                continue
            }
            let start = position
            guard let tag = nextTag() else { break }
            if tag.name == "/a" { break }
            if tag.name == "a" {
                position = start
                break
            }
        }
        let decoded = Self.decoded(text[...])
        var line = ""
        for scalar in decoded.unicodeScalars {
            guard line.utf8.count + UTF8.width(scalar) <= 255 else { break }
            line.unicodeScalars.append(scalar)
        }
        return line
    }

    /// Decodes the entities that clients write; all others stay as they are.
    private static func decoded(_ slice: ArraySlice<UInt8>) -> String {
        guard slice.contains(UInt8(ascii: "&")) else { return String(decoding: slice, as: UTF8.self) }
        var output = ""
        var rest = String(decoding: slice, as: UTF8.self).unicodeScalars[...]
        while let ampersand = rest.firstIndex(of: "&") {
            output.unicodeScalars.append(contentsOf: rest[..<ampersand])
            rest = rest[ampersand...]
            let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
            let end = rest.index(after: ampersand)
            guard let semicolon = rest[end...].prefix(11).firstIndex(of: ";"), let scalar = entity(String(name)) else {
                output.unicodeScalars.append("&")
                rest = rest.dropFirst()
                continue
            }
            output.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: semicolon)...]
        }
        output.unicodeScalars.append(contentsOf: rest)
        return output
    }

    private static func entity(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return "\u{A0}"
        default:
            guard name.first == "#" else { return nil }
            let digits = name.dropFirst()
            let code =
                digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return code.flatMap(Unicode.Scalar.init)
        }
    }
}
