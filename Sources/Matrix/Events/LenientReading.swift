import JSON

extension JSONReader {
    /// Reads an answer piece by piece; what stands behind the value that `read` takes makes it unreadable.
    static func answer<Value>(
        _ what: StaticString,
        _ bytes: [UInt8],
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(MatrixError) -> Value {
        let result: Result<Value, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONError) in
                var reader = JSONReader(buffer)
                let value = try read(&reader)
                guard reader.peek() == nil else { throw reader.error(.unexpectedByte) }
                return value
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw .unreadable("\(what): \(error)")
        }
    }

    /// Reads a value, or passes over what cannot be read.
    mutating func lenientValue() throws(JSONError) -> JSONValue? {
        _ = peek()
        let start = position
        if let value = try? value() { return value }
        position = start
        try skip()
        return nil
    }
}
