extension JSONValue {
    /// Reads one JSON text.
    ///
    /// Throws ``JSONError`` where it is malformed, nested deeper than 64 or followed by anything.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            return Result { () throws(JSONError) in
                let value = try reader.value()
                guard reader.peek() == nil else { throw reader.error(.unexpectedByte) }
                return value
            }
        }
        self = try result.get()
    }

    /// Reads one JSON text.
    ///
    /// Throws ``JSONError`` where it is malformed, nested deeper than 64 or followed by anything.
    package init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// The value as compact JSON in UTF-8, members in their order.
    package var encoded: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        write(to: &output)
        return output
    }

    /// The value as compact JSON.
    package var encodedText: String { String(decoding: encoded, as: UTF8.self) }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
        case .int(let number): output.append(contentsOf: number.description.utf8)
        case .double(let number): output.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
        case .string(let text): Self.write(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            if bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
                output.append(contentsOf: bytes)
            } else {
                for byte in bytes { write(byte, to: &output) }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func write(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            output.append(UInt8(ascii: "\\"))
            output.append(byte)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0x08: output.append(contentsOf: "\\b".utf8)
        case 0x0C: output.append(contentsOf: "\\f".utf8)
        case 0..<0x20:
            output.append(contentsOf: "\\u00".utf8)
            output.append(contentsOf: byte < 0x10 ? "0".utf8 : "1".utf8)
            output.append("0123456789abcdef".utf8.dropFirst(Int(byte & 0xF)).first ?? 0x30)
        default: output.append(byte)
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// Compact JSON; contents may be private, so this is for tests, not for logs.
    package var description: String { encodedText }
}
