/// The grammar of numbers ([RFC 8259, section 6](https://www.rfc-editor.org/rfc/rfc8259#section-6)).
enum JSONNumber {
    /// Whether the text is a number as JSON writes it: no leading zero or plus, digits on both sides of a point.
    static func isWellFormed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = digits(&rest)
        guard whole > 0 else { return false }
        if whole > 1, text[rest.startIndex - whole] == UInt8(ascii: "0") { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits(&rest) > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// The number, where it fits 64 bits.
    static func whole(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        var number: Int64 = 0
        for byte in isNegative ? text.dropFirst() : text[...] {
            let digit = Int64(byte) - Int64(UInt8(ascii: "0"))
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            // Counted below zero, because that side reaches one further.
            let (sum, overflow2) = tens.subtractingReportingOverflow(digit)
            guard !overflow, !overflow2 else { return nil }
            number = sum
        }
        return isNegative ? number : number == .min ? nil : -number
    }

    private static func digits(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        let count = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
        rest.removeFirst(count)
        return count
    }
}
