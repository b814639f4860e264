/// Header fields in the order in which they were given; names are compared without regard to case.
package struct HTTPFields: Sendable, Equatable {
    /// One field.
    package struct Field: Sendable, Equatable {
        /// The name as it was written.
        package let name: String
        /// The value, without surrounding white space.
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All fields, repeated ones included.
    package private(set) var fields: [Field]

    package init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The value of the first field of that name.
    package subscript(_ name: String) -> String? {
        fields.first { Self.equal($0.name, name) }?.value
    }

    /// Adds a field after all others.
    package mutating func append(name: String, value: String) {
        fields.append(Field(name: name, value: value))
    }

    private static func equal(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }
}
