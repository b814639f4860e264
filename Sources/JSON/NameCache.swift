/// Remembers the names of members, which repeat a thousand times in a sync, so that each is made once.
///
/// Names of up to 15 bytes need no memory of their own in Swift and are not worth remembering.
struct NameCache {
    private var slots: [String] = []

    mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard (16...63).contains(bytes.count) else { return String(decoding: bytes, as: UTF8.self) }
        if slots.isEmpty { slots = Array(repeating: "", count: 64) }
        let slot = (bytes.count &+ Int(bytes[2]) &* 7 &+ Int(bytes[bytes.count - 1]) &* 31) & 63
        let isSame = slots[slot].utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) }
        if isSame == true { return slots[slot] }
        let name = String(decoding: bytes, as: UTF8.self)
        slots[slot] = name
        return name
    }
}
