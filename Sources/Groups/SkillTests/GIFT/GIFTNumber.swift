/// The weight in front of an answer: `%50%`, `%-33.33333%`.
struct GIFTWeight {
    /// In hundred-thousandths of a percent, as precise as Moodle writes them; nil if it is no number.
    let value: Int?
    /// What stands between the signs.
    let written: ArraySlice<UInt8>
    /// The words of the answer.
    let rest: ArraySlice<UInt8>

    /// All of the points.
    static let full = 10_000_000
    private static let bytesAtMost = 20

    /// Reads a weight; nil where the answer only begins with a percent sign, as `%d` does.
    init?(_ bytes: ArraySlice<UInt8>) {
        let words = bytes.trimmed
        guard words.first == GIFTByte.percent else { return nil }
        let inside = words.dropFirst().prefix(Self.bytesAtMost + 1)
        guard let end = inside.firstIndex(of: GIFTByte.percent) else { return nil }
        written = words[inside.startIndex..<end].trimmed
        value = Self.value(written)
        rest = words[(end + 1)...]
        guard value != nil || Self.isMeant(written) else { return nil }
    }

    /// Whether something that is no number was meant as one: `5O` or `half`, but neither `d` nor ` of `.
    private static func isMeant(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard !bytes.contains(where: GIFTByte.isSpace) else { return false }
        return bytes.contains(where: GIFTByte.isDigit) || bytes.count >= 3 && bytes.allSatisfy(GIFTByte.isLetter)
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> Int? {
        let isNegative = bytes.first == GIFTByte.dash
        let digits = isNegative ? bytes.dropFirst() : bytes
        let whole = digits.prefix(while: GIFTByte.isDigit)
        var value = 0
        // What is larger than any weight is out of range anyway.
        for digit in whole { value = min(value * 10 + Int(digit - 48), 1_000_000) }
        var rest = digits[whole.endIndex...]
        var hasDigits = !whole.isEmpty
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let decimals = rest.prefix(while: GIFTByte.isDigit)
            rest = rest[decimals.endIndex...]
            hasDigits = hasDigits || !decimals.isEmpty
            for place in 0..<5 {
                value = value * 10 + (place < decimals.count ? Int(decimals[decimals.startIndex + place] - 48) : 0)
            }
        } else {
            value *= 100_000
        }
        guard hasDigits, rest.isEmpty else { return nil }
        return isNegative ? -value : value
    }

    /// A weight in thousandths of the points.
    static func share(_ weight: Int) -> Int {
        (weight + (weight < 0 ? -5000 : 5000)) / 10_000
    }

    /// Weights in thousandths of the points.
    ///
    /// Those of the right options add up to 1000 where only rounding is in the way: three times 33.333 is all.
    static func shares(_ weights: [Int]) -> [Int] {
        var shares = weights.map(share)
        let right = shares.indices.filter { shares[$0] > 0 }
        let sum = right.reduce(0) { $0 + weights[$1] }
        // Weights with one decimal are off by a twentieth each.
        guard abs(sum - full) <= right.count * 5000 else { return shares }
        var left = 1000 - right.reduce(0) { $0 + shares[$1] }
        for index in right where left != 0 {
            let step = left.signum()
            guard shares[index] + step > 0 else { continue }
            shares[index] += step
            left -= step
        }
        return shares
    }
}

/// A decimal number, exact as long as it has at most 18 digits.
struct GIFTNumber {
    private let value: Double
    /// The digits, and where the point is: `mantissa` times ten to the power of `exponent`; nil if there are too many.
    private let exact: (mantissa: Int64, exponent: Int)?

    private static let bytesAtMost = 60

    /// The numbers that are right: `5`, `5:0.1` or `4.9..5.1`; nil if these are no numbers.
    static func range(_ bytes: ArraySlice<UInt8>) -> (from: Double, through: Double)? {
        let bytes = bytes.map(GIFTByte.restored)[...].trimmed
        if let dots = bytes.first("..") {
            guard let from = GIFTNumber(bytes[..<dots]), let through = GIFTNumber(bytes[(dots + 2)...]) else {
                return nil
            }
            return (from.value, through.value)
        }
        guard let colon = bytes.firstIndex(of: GIFTByte.colon) else {
            return GIFTNumber(bytes).map { ($0.value, $0.value) }
        }
        guard let middle = GIFTNumber(bytes[..<colon]), let tolerance = GIFTNumber(bytes[(colon + 1)...]) else {
            return nil
        }
        return (middle.adding(tolerance, times: -1), middle.adding(tolerance, times: 1))
    }

    /// Reads a number such as `-12.5e-3`.
    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes.trimmed
        guard rest.count <= Self.bytesAtMost else { return nil }
        let isNegative = Self.dropSign(&rest)
        let whole = rest.prefix(while: GIFTByte.isDigit)
        rest = rest[whole.endIndex...]
        var decimals: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            decimals = rest.dropFirst().prefix(while: GIFTByte.isDigit)
            rest = rest[decimals.endIndex...]
        }
        guard !whole.isEmpty || !decimals.isEmpty else { return nil }
        var exponent = 0
        if let sign = rest.first, GIFTByte.lowercased(sign) == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            let isSmall = Self.dropSign(&rest)
            let digits = rest.prefix(while: GIFTByte.isDigit)
            guard !digits.isEmpty else { return nil }
            // Beyond this every number is nothing or endless.
            exponent = digits.reduce(0) { min($0 * 10 + Int($1 - 48), 100_000) } * (isSmall ? -1 : 1)
            rest = rest[digits.endIndex...]
        }
        guard rest.isEmpty else { return nil }
        let digits = String(decoding: whole + decimals, as: UTF8.self)
        let sign = isNegative ? "-" : ""
        guard let value = Double("\(sign)\(digits)e\(exponent - decimals.count)"), value.isFinite else { return nil }
        self.value = value
        exact =
            digits.utf8.count <= 18
            ? Int64(sign + digits).map { (mantissa: $0, exponent: exponent - decimals.count) } : nil
    }

    /// Takes a sign off, and says whether it was a minus: that of keyboards or that of typesetters.
    private static func dropSign(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        if bytes.has("\u{2212}", at: bytes.startIndex) {
            bytes = bytes.dropFirst(3)
            return true
        }
        let isNegative = bytes.first == GIFTByte.dash
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        return isNegative
    }

    /// The number closest to the exact sum, so that 3.1415 less 0.0005 is what 3.141 is.
    private func adding(_ other: GIFTNumber, times sign: Int64) -> Double {
        guard let (mine, others, exponent) = Self.aligned(exact, other.exact) else {
            return value + Double(sign) * other.value
        }
        let (sum, overflows) = mine.addingReportingOverflow(sign * others)
        return overflows ? value + Double(sign) * other.value : Double("\(sum)e\(exponent)") ?? .nan
    }

    /// Both with the smaller of the two exponents; nil where there are too many digits for that.
    private static func aligned(
        _ one: (mantissa: Int64, exponent: Int)?,
        _ other: (mantissa: Int64, exponent: Int)?
    ) -> (Int64, Int64, exponent: Int)? {
        guard let one, let other, abs(one.exponent - other.exponent) <= 18 else { return nil }
        let exponent = min(one.exponent, other.exponent)
        func scaled(_ number: (mantissa: Int64, exponent: Int)) -> Int64? {
            var mantissa = number.mantissa
            for _ in 0..<(number.exponent - exponent) {
                let (product, overflows) = mantissa.multipliedReportingOverflow(by: 10)
                if overflows { return nil }
                mantissa = product
            }
            return mantissa
        }
        guard let first = scaled(one), let second = scaled(other) else { return nil }
        return (first, second, exponent)
    }
}
