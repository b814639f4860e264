/// Numbers as people type them, and as they read them.
enum TypedNumber {
    /// Reads a number and nothing else: `-2`, `3.14`, `3,14`, `1,234.5`, `1e3`; nil for what is none, or is not finite.
    ///
    /// A single full stop or comma is the decimal mark, but for a comma that may part thousands: `1,000` is none. Of both the last one is it, and the others part thousands.
    static func read(_ text: String) -> Double? {
        guard text.utf8.count <= 400 else { return nil }
        var unsigned = text.collapsingBlanks[...]
        let isNegative = unsigned.first == "-" || unsigned.first == "−"
        if isNegative || unsigned.first == "+" { unsigned.removeFirst() }
        let parts = unsigned.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard let mantissa = parts.first.flatMap(decimal) else { return nil }
        let exponent = parts.count == 2 ? parts[1] : "0"
        let power = exponent.first == "-" || exponent.first == "+" ? exponent.dropFirst() : exponent
        guard isDigits(power), !power.isEmpty else { return nil }
        guard let number = Double((isNegative ? "-" : "") + mantissa + "e" + exponent), number.isFinite else {
            return nil
        }
        return number == 0 ? 0 : number
    }

    /// A number as it is written by hand: whole ones without a decimal mark.
    static func written(_ number: Double) -> String {
        abs(number) < 1e15 && number == number.rounded() ? String(Int64(number)) : String(number)
    }

    /// A number without sign and exponent, with a full stop as its decimal mark.
    private static func decimal(_ text: Substring) -> String? {
        let marks = text.filter { $0 == "." || $0 == "," }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let first = parts.first, let end = parts.last, parts.allSatisfy(isDigits) else { return nil }
        switch marks.count {
        case 0: return first.isEmpty ? nil : String(first)
        case 1:
            // “1,000” is a thousand to one reader and one to another: better to ask than to guess.
            if marks == ",", (1...3).contains(first.count), end.count == 3, first != "0" { return nil }
            return first.isEmpty && end.isEmpty ? nil : "0\(first).\(end)0"
        default:
            let isWhole = Set(marks).count == 1
            let thousands = isWhole ? parts[...] : parts.dropLast()
            guard isWhole || Set(marks.dropLast()).count == 1 && marks.dropLast().last != marks.last else { return nil }
            guard (1...3).contains(first.count), thousands.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
            return thousands.joined() + (isWhole ? "" : ".\(end)0")
        }
    }

    private static func isDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
