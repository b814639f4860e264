/// Reads JSON from bytes that must outlive it.
///
/// It can be driven piece by piece, so that what is broken in one piece (an event) does not spoil the next: after an
/// error the caller goes back to where the piece began and skips it. Lenient where leniency is harmless: bytes that
/// are not UTF-8 and lone surrogates become U+FFFD, control characters in strings are taken as they are.
package struct JSONReader {
    /// How deep values may be nested; events of real use stay below ten.
    package static let depthLimit = 64

    /// What is read.
    package let bytes: UnsafeBufferPointer<UInt8>
    /// At which byte it stands; going back to an earlier one reads from there again.
    package var position = 0
    private var scratch: [UInt8] = []
    private var names = NameCache()

    /// Begins before the first byte.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next byte that is not white space, or nil at the end.
    package mutating func peek() -> UInt8? {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            case let byte: return byte
            }
        }
        return nil
    }

    /// The error of that reason at this place.
    package func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: position)
    }

    /// Reads one value of any kind.
    package mutating func value(depth: Int = 0) throws(JSONError) -> JSONValue {
        guard let byte = peek() else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"):
            guard depth < Self.depthLimit else { throw error(.tooDeep) }
            var members: [JSONObject.Member] = []
            members.reserveCapacity(8)
            try eachMember { name, reader throws(JSONError) in
                members.append(.init(key: name, value: try reader.value(depth: depth + 1)))
            }
            return .object(JSONObject(repeating: members))
        case UInt8(ascii: "["):
            guard depth < Self.depthLimit else { throw error(.tooDeep) }
            var elements: [JSONValue] = []
            try eachElement { reader throws(JSONError) in
                elements.append(try reader.value(depth: depth + 1))
            }
            return .array(elements)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    /// Visits the members of the object that begins here; the visitor must read or skip each value.
    package mutating func eachMember(
        _ visit: (String, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard peek() == UInt8(ascii: "{") else { throw error(.notAnObject) }
        position += 1
        if peek() == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string(isName: true)
            guard peek() == UInt8(ascii: ":") else { throw unexpected() }
            position += 1
            try visit(name, &self)
            guard try another(before: UInt8(ascii: "}")) else { return }
        }
    }

    /// Visits the elements of the array that begins here; the visitor must read or skip each.
    package mutating func eachElement(_ visit: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        guard peek() == UInt8(ascii: "[") else { throw error(.notAnArray) }
        position += 1
        if peek() == UInt8(ascii: "]") {
            position += 1
            return
        }
        while true {
            try visit(&self)
            guard try another(before: UInt8(ascii: "]")) else { return }
        }
    }

    private mutating func another(before end: UInt8) throws(JSONError) -> Bool {
        switch peek() {
        case UInt8(ascii: ","):
            position += 1
            return true
        case end:
            position += 1
            return false
        default: throw unexpected()
        }
    }

    /// Passes over one value, minding only quotes and brackets, at any depth and without recursion.
    package mutating func skip() throws(JSONError) {
        guard let first = peek() else { throw error(.unexpectedEnd) }
        var depth = 0
        if first != UInt8(ascii: "{"), first != UInt8(ascii: "["), first != UInt8(ascii: "\"") {
            while position < bytes.count, !Self.endsScalar(bytes[position]) { position += 1 }
            return
        }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                try skipString()
                if depth == 0 { return }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func skipString() throws(JSONError) {
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        position = bytes.count
        throw error(.unexpectedEnd)
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0A, 0x0D, 0x09: true
        default: false
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { throw error(.unexpectedEnd) }
        for index in 0..<length where bytes[position + index] != word.utf8Start[index] {
            throw error(.unexpectedByte)
        }
        position += length
        return value
    }

    private func unexpected() -> JSONError {
        error(position < bytes.count ? .unexpectedByte : .unexpectedEnd)
    }

    /// Reads the string that begins here.
    package mutating func string(isName: Bool = false) throws(JSONError) -> String {
        guard peek() == UInt8(ascii: "\"") else { throw unexpected() }
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let slice = UnsafeBufferPointer(rebasing: bytes[start..<position])
                position += 1
                return isName ? names.string(slice) : String(decoding: slice, as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            default: position += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bytes[start..<position])
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: scratch, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape()
            case let byte:
                scratch.append(byte)
                position += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func escape() throws(JSONError) {
        guard position + 1 < bytes.count else { throw error(.unexpectedEnd) }
        let byte = bytes[position + 1]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw error(.badEscape)
        }
        position += 2
    }

    private mutating func unicodeEscape() throws(JSONError) {
        guard let first = hexadecimal(at: position + 2) else { throw error(.badEscape) }
        position += 6
        var code = first
        if 0xD800...0xDBFF ~= first, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u"), let second = hexadecimal(at: position + 2),
            0xDC00...0xDFFF ~= second
        {
            position += 6
            code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private func hexadecimal(at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var code: UInt32 = 0
        for byte in bytes[start..<start + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return code
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        var isWhole = true
        while position < bytes.count, !Self.endsScalar(bytes[position]) {
            switch bytes[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"): isWhole = false
            default: throw error(.unexpectedByte)
            }
            position += 1
        }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        guard JSONNumber.isWellFormed(text) else {
            position = start
            throw error(.badNumber)
        }
        if isWhole, let number = JSONNumber.whole(text) { return .int(number) }
        // A number beyond all doubles is kept as the largest: nobody who asks for it will take it for a sane one.
        let number = Double(String(decoding: text, as: UTF8.self)) ?? 0
        return .double(min(max(number, -.greatestFiniteMagnitude), .greatestFiniteMagnitude))
    }
}
