import Identifiers
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

    /// Visits the members of the object that stands here; anything else is passed over.
    mutating func eachMemberIfAny(
        _ visit: (String, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard peek() == UInt8(ascii: "{") else { return try skip() }
        try eachMember(visit)
    }

    /// Reads the object that stands here member by member, so that one that cannot be read is left out alone.
    ///
    /// Returns nil for what is no object.
    mutating func lenientObject() throws(JSONError) -> JSONObject? {
        let isObject = peek() == UInt8(ascii: "{")
        var members: [(String, JSONValue)] = []
        try eachMemberIfAny { name, reader throws(JSONError) in
            if let value = try reader.lenientValue() { members.append((name, value)) }
        }
        return isObject ? JSONObject(members) : nil
    }

    /// Visits the members of an object that are named by users; of two with one name, the first counts.
    ///
    /// The visitor must read or skip each value.
    mutating func eachUser(_ visit: (UserID, inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        var seen: Set<UserID> = []
        try eachMemberIfAny { name, reader throws(JSONError) in
            guard let user = UserID(untrusted: name), seen.insert(user).inserted else { return try reader.skip() }
            try visit(user, &reader)
        }
    }
}
