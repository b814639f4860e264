/// The members of a JSON object, in the order in which they were written.
///
/// Names are compared byte by byte. No name stands in it twice: of two, the first counts.
package struct JSONObject: Sendable {
    /// One name and its value.
    package struct Member: Sendable {
        /// The name.
        package let key: String
        /// What it names.
        package var value: JSONValue
    }

    /// All members in order.
    package private(set) var members: [Member]

    /// Makes an object of pairs; of two with one name, the first counts.
    package init(_ pairs: [(String, JSONValue)] = []) {
        self.init(repeating: pairs.map { Member(key: $0.0, value: $0.1) })
    }

    /// Makes an object of members among which names may repeat.
    init(repeating members: [Member]) {
        self.members = members
        if members.count <= 16 {
            guard Self.hasRepetition(members) else { return }
            for index in members.indices.reversed()
            where members[..<index].contains(where: { $0.key.hasSameBytes(as: members[index].key) }) {
                self.members.remove(at: index)
            }
        } else {
            var seen: Set<NameBytes> = []
            seen.reserveCapacity(members.count)
            if !members.allSatisfy({ seen.insert(NameBytes(text: $0.key)).inserted }) {
                seen.removeAll(keepingCapacity: true)
                self.members = members.filter { seen.insert(NameBytes(text: $0.key)).inserted }
            }
        }
    }

    private static func hasRepetition(_ members: [Member]) -> Bool {
        members.withUnsafeBufferPointer { members in
            for index in members.indices {
                for earlier in 0..<index where members[earlier].key.hasSameBytes(as: members[index].key) { return true }
            }
            return false
        }
    }

    /// How many members there are.
    package var count: Int { members.count }

    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }

    /// The value of that name; setting nil removes it, setting a new name adds it at the end.
    package subscript(_ key: String) -> JSONValue? {
        get { members.first { $0.key.hasSameBytes(as: key) }?.value }
        set {
            let index = members.firstIndex { $0.key.hasSameBytes(as: key) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Hashes bytes, where `String` would hash what it takes for the same text.
    private struct NameBytes: Hashable {
        let text: String

        static func == (left: NameBytes, right: NameBytes) -> Bool { left.text.hasSameBytes(as: right.text) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}

extension JSONObject: Equatable {
    /// Equal where both have the same names with equal values, in whatever order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        if zip(left.members, right.members).allSatisfy({ $0.key.hasSameBytes(as: $1.key) && $0.value == $1.value }) {
            return true
        }
        return left.members.allSatisfy { right[$0.key] == $0.value }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
