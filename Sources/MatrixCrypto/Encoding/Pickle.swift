import Crypto

/// What a pickle holds; its first byte.
enum PickleKind: UInt8 {
    case account = 0x41
    case session = 0x53
    case outboundGroup = 0x47
    case inboundGroup = 0x49
}

/// Writes a pickle: the state of an account or a session as bytes that can be stored.
///
/// A pickle is binary: one byte that says what it is, one with its version, then the fields in a fixed order, numbers big-endian,
/// lists with their count in front. Not `Codable`: keys would stand as text in memory that nobody wipes, a decoder's own
/// leniency would decide what is taken, and what is stored here has to be read by versions to come, whatever the types are
/// called by then. A pickle is neither encrypted nor authenticated: that is for the store.
struct PickleWriter {
    private(set) var bytes: [UInt8]

    init(_ kind: PickleKind, version: UInt8) {
        bytes = [kind.rawValue, version]
    }

    mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func add(_ secret: SymmetricKey) { secret.withUnsafeBytes { bytes.append(contentsOf: $0) } }

    mutating func add(_ key: Curve25519PublicKey) { bytes += key.bytes }

    mutating func add(_ key: Ed25519PublicKey) { bytes += key.bytes }

    mutating func add(_ key: Curve25519SecretKey) {
        add(key.secret)
        add(key.publicKey)
    }

    mutating func add<Element>(_ list: [Element], _ write: (inout PickleWriter, Element) -> Void) {
        add(UInt64(list.count))
        for element in list { write(&self, element) }
    }
}

/// Reads a pickle; whatever is amiss throws ``CryptoError/malformed`` or ``CryptoError/unsupported``, and nothing traps.
struct PickleReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8], _ kind: PickleKind, version: UInt8) throws(CryptoError) {
        guard bytes.first == kind.rawValue, bytes.count >= 2 else { throw CryptoError.malformed }
        guard bytes[1] == version else { throw CryptoError.unsupported }
        rest = bytes.dropFirst(2)
    }

    private mutating func take(_ count: Int) throws(CryptoError) -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw CryptoError.malformed }
        let taken = rest.prefix(count)
        rest = rest.dropFirst(count)
        return taken
    }

    mutating func flag() throws(CryptoError) -> Bool {
        switch try take(1).first {
        case 0: false
        case 1: true
        default: throw CryptoError.malformed
        }
    }

    mutating func number() throws(CryptoError) -> UInt64 { try take(8).reduce(0) { $0 << 8 | UInt64($1) } }

    mutating func secret() throws(CryptoError) -> SymmetricKey { SymmetricKey(data: Array(try take(32))) }

    mutating func publicKey() throws(CryptoError) -> Curve25519PublicKey {
        try Curve25519PublicKey(bytes: Array(take(32)))
    }

    mutating func secretKey() throws(CryptoError) -> Curve25519SecretKey {
        let secret = try secret()
        return Curve25519SecretKey(secret: secret, publicKey: try publicKey())
    }

    mutating func bytes(_ count: Int) throws(CryptoError) -> [UInt8] { Array(try take(count)) }

    /// A list of at most so many elements.
    mutating func list<Element>(
        atMost limit: Int,
        _ read: (inout PickleReader) throws(CryptoError) -> Element
    ) throws(CryptoError) -> [Element] {
        let count = try number()
        guard count <= UInt64(limit) else { throw CryptoError.malformed }
        var list: [Element] = []
        for _ in 0..<count { list.append(try read(&self)) }
        return list
    }

    /// Ends reading; throws ``CryptoError/malformed`` where anything follows.
    func end() throws(CryptoError) {
        guard rest.isEmpty else { throw CryptoError.malformed }
    }
}
