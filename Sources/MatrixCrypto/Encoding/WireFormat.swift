/// The key-value pairs that Olm and Megolm messages are made of
/// ([Olm, "The Olm Message Format"](https://spec.matrix.org/v1.19/olm-megolm/olm/#the-olm-message-format)).
struct WireFields {
    private var numbers: [UInt64: UInt64] = [:]
    private var strings: [UInt64: ArraySlice<UInt8>] = [:]

    /// Reads all pairs, and keeps those with the tags that are asked for.
    ///
    /// Pairs with other tags are passed over. Throws ``CryptoError/malformed`` where a pair is cut short, a number has more than 64
    /// bits, a value is neither number nor string, or a tag that is asked for comes twice.
    init(_ bytes: ArraySlice<UInt8>, tags: [UInt64]) throws(CryptoError) {
        var rest = bytes
        while !rest.isEmpty {
            let tag = try Self.number(&rest)
            let isWanted = tags.contains(tag)
            switch tag & 7 {
            case 0:
                let value = try Self.number(&rest)
                guard isWanted else { continue }
                guard numbers.updateValue(value, forKey: tag) == nil else { throw CryptoError.malformed }
            case 2:
                let length = try Self.number(&rest)
                guard length <= UInt64(rest.count) else { throw CryptoError.malformed }
                let value = rest.prefix(Int(length))
                rest = rest.dropFirst(Int(length))
                guard isWanted else { continue }
                guard strings.updateValue(value, forKey: tag) == nil else { throw CryptoError.malformed }
            default: throw CryptoError.malformed
            }
        }
    }

    /// The number with that tag; throws ``CryptoError/malformed`` where there is none.
    func number(_ tag: UInt64) throws(CryptoError) -> UInt64 {
        guard let number = numbers[tag] else { throw CryptoError.malformed }
        return number
    }

    /// The string with that tag; throws ``CryptoError/malformed`` where there is none.
    func string(_ tag: UInt64) throws(CryptoError) -> [UInt8] {
        guard let string = strings[tag] else { throw CryptoError.malformed }
        return Array(string)
    }

    /// Takes a number of at most ten bytes and 64 bits off the front.
    private static func number(_ rest: inout ArraySlice<UInt8>) throws(CryptoError) -> UInt64 {
        var number: UInt64 = 0
        for place in 0..<10 {
            guard let byte = rest.popFirst() else { throw CryptoError.malformed }
            let bits = UInt64(byte & 0x7F)
            guard place < 9 || bits <= 1 else { throw CryptoError.malformed }
            number |= bits << UInt64(7 * place)
            if byte & 0x80 == 0 { return number }
        }
        throw CryptoError.malformed
    }
}

extension [UInt8] {
    /// Adds a pair whose value is a number.
    mutating func addField(_ tag: UInt8, _ number: UInt64) {
        append(tag)
        addNumber(number)
    }

    /// Adds a pair whose value is a string.
    mutating func addField(_ tag: UInt8, _ string: [UInt8]) {
        append(tag)
        addNumber(UInt64(string.count))
        append(contentsOf: string)
    }

    private mutating func addNumber(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
