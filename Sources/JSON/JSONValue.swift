/// A JSON value of any shape, as events hold it.
///
/// Contents come from strangers, so nothing in this program decodes them into fixed types: a field is asked for by
/// name and is nil where it is missing or of another type.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A whole number that fits 64 bits.
    case int(Int64)
    /// Any other number; never infinite, never not-a-number.
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The text, where the value is a string.
    package var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, where the value is a whole one, be it written as `50` or as `50.0`.
    package var intValue: Int64? {
        switch self {
        case .int(let number): number
        case .double(let number): Int64(exactly: number)
        default: nil
        }
    }

    /// The truth, where the value is `true` or `false`.
    package var boolValue: Bool? {
        guard case .bool(let truth) = self else { return nil }
        return truth
    }

    /// The elements, where the value is an array.
    package var arrayValue: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members, where the value is an object.
    package var objectValue: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The member of that name, where the value is an object that has one.
    ///
    /// Setting a member of what is not an object changes nothing; setting nil removes the member.
    package subscript(_ key: String) -> JSONValue? {
        get {
            guard case .object(let object) = self else { return nil }
            return object[key]
        }
        set {
            guard case .object(var object) = self else { return }
            self = .null
            object[key] = newValue
            self = .object(object)
        }
    }
}

extension JSONValue: Equatable {
    /// Equal byte by byte: two strings that only look the same are two strings, and
    /// the order of members does not matter.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .int(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension String {
    /// Whether both are the same bytes; `==` would call a Kelvin sign a K.
    package func hasSameBytes(as other: String) -> Bool {
        // Quick, and settles nearly all; what follows is for texts that are the same to Unicode only.
        guard utf8.count == other.utf8.count, self == other else { return false }
        var left = self
        var right = other
        return left.withUTF8 { left in right.withUTF8 { left.elementsEqual($0) } }
    }
}
