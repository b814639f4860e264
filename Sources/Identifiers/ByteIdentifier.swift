/// An opaque name from the homeserver, compared byte by byte.
///
/// Swift compares strings by canonical equivalence, so that `é` equals `e` followed by a combining accent.
/// Two Matrix identifiers that differ in one byte are two identifiers
/// ([Matrix v1.19, appendices, "Common Identifier Format"](https://spec.matrix.org/v1.19/appendices/#common-identifier-format)),
/// and whoever confuses them lets a stranger in.
package protocol ByteIdentifier: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible
where RawValue == String {
    init(rawValue: String)
}

extension ByteIdentifier {
    package static func == (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in rawValue.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8(0xFF))
    }

    package var description: String { rawValue }
}
