/// Base64 without padding
/// ([Matrix v1.19, appendices, "Unpadded Base64"](https://spec.matrix.org/v1.19/appendices/#unpadded-base64)).
///
/// Letters are worked out, not looked up: a table read at a place that depends on a secret tells of it by the time that
/// takes, which was [CVE-2024-45192](https://nvd.nist.gov/vuln/detail/CVE-2024-45192) in libolm.
package enum Base64: Sendable {
    /// With `+` and `/`, as nearly everything in Matrix.
    case standard
    /// With `-` and `_`, as in JSON Web Keys.
    case urlSafe

    /// The text of the bytes, without padding.
    package func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(letter(of: Int32(pending >> UInt32(bits) & 63)))
            }
        }
        if bits > 0 { text.append(letter(of: Int32(pending << UInt32(6 - bits) & 63))) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text with or without padding.
    ///
    /// Throws ``CryptoError/malformedText`` for anything else in it, padding of the wrong length, or bits set that belong to no
    /// byte ([RFC 4648, section 3.5](https://www.rfc-editor.org/rfc/rfc4648#section-3.5)): so one value has one text.
    package func decode(_ text: String) throws(CryptoError) -> [UInt8] {
        var letters = Array(text.utf8)[...]
        let length = letters.count
        while letters.last == UInt8(ascii: "="), length - letters.count < 2 { letters.removeLast() }
        guard letters.count % 4 != 1, letters.count == length || length % 4 == 0 else {
            throw CryptoError.malformedText
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count * 3 / 4)
        var pending: UInt32 = 0
        var bits = 0
        var damage: Int32 = 0
        for letter in letters {
            let value = value(of: Int32(letter))
            damage |= value
            pending = pending << 6 | UInt32(value & 63)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            }
        }
        guard damage >= 0, pending & (1 << UInt32(bits) - 1) == 0 else { throw CryptoError.malformedText }
        return bytes
    }

    private func letter(of value: Int32) -> UInt8 {
        var letter = value + 65
        letter += (25 - value) >> 8 & 6
        letter -= (51 - value) >> 8 & 75
        letter -= (61 - value) >> 8 & (self == .standard ? 15 : 13)
        letter += (62 - value) >> 8 & (self == .standard ? 3 : 49)
        return UInt8(truncatingIfNeeded: letter)
    }

    /// The six bits of a letter, or a number below zero where it is none.
    private func value(of letter: Int32) -> Int32 {
        var value: Int32 = -1
        value += Self.mask(letter, 65, 90) & (letter - 64)
        value += Self.mask(letter, 97, 122) & (letter - 70)
        value += Self.mask(letter, 48, 57) & (letter + 5)
        let last: (Int32, Int32) = self == .standard ? (43, 47) : (45, 95)
        value += Self.mask(letter, last.0, last.0) & 63
        value += Self.mask(letter, last.1, last.1) & 64
        return value
    }

    /// All bits where the letter is within the bounds, none elsewhere.
    private static func mask(_ letter: Int32, _ low: Int32, _ high: Int32) -> Int32 {
        ((low - 1 - letter) & (letter - high - 1)) >> 31
    }
}
