import Crypto
import CryptoExtras

/// AES-256 in counter mode, over what comes in pieces of any length.
///
/// Encrypting and decrypting are the same. swift-crypto does it in one go only, so each piece begins with the counter of its
/// first block.
struct CounterMode: Sendable {
    private let key: SymmetricKey
    private var prefix: UInt64
    private var counter: UInt64
    /// How many bytes of the block at the counter are used up.
    private var used = 0

    /// Begins at a counter block of 16 bytes; throws ``CryptoError/wrongLength`` for any other number, and for a key that has not 32.
    init(key: SymmetricKey, block: [UInt8]) throws(CryptoError) {
        guard block.count == 16, key.bitCount == 256 else { throw CryptoError.wrongLength }
        self.key = key
        prefix = block.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        counter = block.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The next piece, encrypted or decrypted.
    mutating func apply(to piece: some Collection<UInt8>) throws(CryptoError) -> [UInt8] {
        let block = [prefix, counter].flatMap { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } }
        let input = [UInt8](repeating: 0, count: used) + piece
        let output: [UInt8]
        do {
            output = Array(try AES._CTR.encrypt(input, using: key, nonce: AES._CTR.Nonce(nonceBytes: block)))
        } catch {
            throw CryptoError.malformed
        }
        let (sum, overflow) = counter.addingReportingOverflow(UInt64(input.count / 16))
        counter = sum
        if overflow { prefix &+= 1 }
        defer { used = input.count % 16 }
        return Array(output.dropFirst(used))
    }
}
