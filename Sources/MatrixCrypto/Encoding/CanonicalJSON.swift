package import JSON

extension JSONValue {
    /// The value as
    /// [canonical JSON](https://spec.matrix.org/v1.19/appendices/#canonical-json): members sorted, nothing between them.
    ///
    /// Throws ``CryptoError/notCanonical`` where a number is no whole one within ±(2⁵³−1).
    package func canonical() throws(CryptoError) -> [UInt8] { try sorted().encoded }

    private func sorted() throws(CryptoError) -> JSONValue {
        switch self {
        case .null, .bool, .string: return self
        case .int, .double:
            // A whole number may come as 1e10 and has one form here.
            guard let number = intValue, (-Self.largest...Self.largest).contains(number) else {
                throw CryptoError.notCanonical
            }
            return .int(number)
        case .array(let elements):
            var sorted: [JSONValue] = []
            for element in elements { sorted.append(try element.sorted()) }
            return .array(sorted)
        case .object(let object):
            var pairs: [(String, JSONValue)] = []
            // Bytes of UTF-8 are in the order of code points, which `<` on strings is not.
            for member in object.members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                pairs.append((member.key, try member.value.sorted()))
            }
            return .object(JSONObject(pairs))
        }
    }

    private static let largest: Int64 = 1 << 53 - 1
}
