/// A secret of 32 bytes in the form in which people keep it
/// ([Matrix v1.19, appendices, "Cryptographic key representation"](https://spec.matrix.org/v1.19/appendices/#cryptographic-key-representation)).
enum RecoveryKey {
    private static let header: [UInt8] = [0x8B, 0x01]
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    /// Far more than a key has, and little enough to be read in no time.
    private static let lengthLimit = 200

    /// Base58 of header, secret and parity, in groups of four.
    static func text(of secret: [UInt8]) -> String {
        let bytes = header + secret
        return encode(bytes + [bytes.reduce(0, ^)]).inGroupsOfFour
    }

    /// The secret in a text; white space anywhere in it does not matter.
    ///
    /// Throws ``CryptoError/malformedText`` where a character is wrong, or any one was mistaken for another.
    static func secret(in text: String) throws(CryptoError) -> [UInt8] {
        let letters = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard letters.count <= lengthLimit else { throw CryptoError.malformedText }
        var bytes: [UInt8] = []
        for letter in letters {
            guard let ascii = UInt8(exactly: letter.value), let digit = alphabet.firstIndex(of: ascii) else {
                throw CryptoError.malformedText
            }
            var carry = digit
            for place in bytes.indices.reversed() {
                carry += Int(bytes[place]) * 58
                bytes[place] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            if carry > 0 { bytes.insert(UInt8(truncatingIfNeeded: carry), at: 0) }
        }
        // The first byte is not zero, so there are no leading ones to mind.
        guard bytes.count == 35, bytes.starts(with: header), bytes.reduce(0, ^) == 0 else {
            throw CryptoError.malformedText
        }
        return Array(bytes[2..<34])
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        var digits: [Int] = []
        for byte in bytes {
            var carry = Int(byte)
            for place in digits.indices {
                carry += digits[place] << 8
                digits[place] = carry % 58
                carry /= 58
            }
            while carry > 0 {
                digits.append(carry % 58)
                carry /= 58
            }
        }
        return String(decoding: digits.reversed().map { alphabet[$0] }, as: UTF8.self)
    }
}
