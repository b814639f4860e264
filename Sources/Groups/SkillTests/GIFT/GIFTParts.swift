/// One question as it stands in a file, without its comments and with the escapes taken in (``GIFTByte``).
struct GIFTItem {
    private(set) var bytes: [UInt8] = []
    /// Where in the bytes each line begins, and which line of the file it is.
    private var starts: [(index: Int, line: Int)] = []

    /// Adds a line without blanks at its end.
    mutating func append(_ text: ArraySlice<UInt8>, line: Int) {
        if !starts.isEmpty { bytes.append(GIFTByte.lineEnd) }
        starts.append((bytes.count, line))
        let first = bytes.count
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == GIFTByte.backslash, index + 1 < text.endIndex,
                let meant = GIFTByte.escaped(text[index + 1], after: bytes.count > first ? bytes.last : nil)
            {
                bytes.append(meant)
                index += 2
            } else {
                bytes.append(byte)
                index += 1
            }
        }
    }

    /// The line of the file in which it begins.
    var line: Int { starts.first?.line ?? 1 }

    /// The line of the file to which a byte belongs.
    func line(at index: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle].index <= index { low = middle } else { high = middle }
        }
        return starts.isEmpty ? 1 : starts[low].line
    }
}

/// The parts of a file, one after the other: a blank line ends each.
struct GIFTParts {
    /// What a part is.
    enum Part {
        case item(GIFTItem)
        /// `$CATEGORY:` with the path that follows.
        case category(line: Int, path: ArraySlice<UInt8>)
    }

    private let source: ArraySlice<UInt8>
    private var position = 0
    private var number = 0

    /// - `source`: As from ``GIFTCleaning/source(_:)``.
    init(_ source: [UInt8]) {
        self.source = source[...]
    }

    mutating func next() -> Part? {
        var item: GIFTItem?
        while position < source.endIndex {
            let line = lineAhead
            let text = line.trimmed
            if text.has("$CATEGORY:", at: text.startIndex) {
                // It stands for itself: what was not closed before it is a mistake of its own.
                if let item { return .item(item) }
                step(over: line)
                return .category(line: number, path: text.dropFirst(10).trimmed)
            }
            step(over: line)
            if text.isEmpty {
                if let item { return .item(item) }
            } else if !text.has("//", at: text.startIndex) {
                // Blanks at the beginning stay, for the sake of code.
                item = item ?? GIFTItem()
                item?.append(line[..<text.endIndex], line: number)
            }
        }
        return item.map(Part.item)
    }

    private var lineAhead: ArraySlice<UInt8> {
        var end = position
        while end < source.endIndex, source[end] != GIFTByte.lineEnd { end += 1 }
        return source[position..<end]
    }

    private mutating func step(over line: ArraySlice<UInt8>) {
        position = line.endIndex + 1
        number += 1
    }
}

/// Where the braces of an item are.
struct GIFTBraces {
    /// From an opening brace to the closing one, both included; the first two, and how many there are.
    private(set) var blocks: [Range<Int>] = []
    /// A brace within braces.
    private(set) var inner: Int?
    /// A closing brace without an opening one.
    private(set) var strayClose: Int?
    /// An opening brace without a closing one.
    private(set) var unclosed: Int?
    /// Whether there is something such as `{1:SHORTANSWER:=Berlin}`.
    private(set) var isCloze = false
    private var hasNames = false
    private var hasNumbers = false
    private var hasFormula = false

    /// Whether there are names in braces, such as `{x}`, that stand for numbers.
    var isCalculated: Bool { hasFormula || hasNames && hasNumbers }

    /// Looks at an item from an index on.
    init(_ item: GIFTItem, from start: Int) {
        let bytes = item.bytes[start...]
        var depth = 0
        var outermost = start
        var innermost: Int?
        for index in bytes.indices {
            switch bytes[index] {
            case GIFTByte.open:
                if depth == 0 { outermost = index } else { inner = inner ?? index }
                depth += 1
                innermost = index
                isCloze = isCloze || Self.opensCloze(bytes, index + 1)
                hasNumbers = hasNumbers || depth == 1 && Self.opensNumbers(bytes, index + 1)
            case GIFTByte.close where depth == 0: strayClose = strayClose ?? index
            case GIFTByte.close:
                depth -= 1
                if let first = innermost, Self.isName(bytes[(first + 1)..<index]) {
                    hasNames = true
                    hasFormula = hasFormula || depth > 0 && bytes[first - 1] == GIFTByte.right
                }
                innermost = nil
                if depth == 0, blocks.count < 2 { blocks.append(outermost..<(index + 1)) }
            default: break
            }
        }
        if depth > 0 { unclosed = outermost }
    }

    private static func opensCloze(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Bool {
        var index = start
        while index < min(bytes.endIndex, start + 4), GIFTByte.isDigit(bytes[index]) { index += 1 }
        guard bytes.has(":", at: index) else { return false }
        let word = bytes[(index + 1)...].prefix(24).prefix { (65...90).contains($0) || $0 == UInt8(ascii: "_") }
        return word.count >= 2 && bytes.has(":", at: word.endIndex)
    }

    private static func opensNumbers(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Bool {
        var index = start
        while index < bytes.endIndex, GIFTByte.isSpace(bytes[index]) { index += 1 }
        return bytes.has("#", at: index)
    }

    /// Whether the words in braces are one name, and not `T` or `FALSE`.
    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (1...32).contains(bytes.count), GIFTByte.isLetter(bytes[bytes.startIndex]) else { return false }
        guard bytes.allSatisfy({ GIFTByte.isLetter($0) || GIFTByte.isDigit($0) || $0 == UInt8(ascii: "_") }) else {
            return false
        }
        return GIFTTruth(bytes) == nil
    }
}

/// `T`, `TRUE`, `F` or `FALSE`, in whichever case.
struct GIFTTruth {
    let isTrue: Bool

    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count <= 5 else { return nil }
        switch String(decoding: bytes.map(GIFTByte.lowercased), as: UTF8.self) {
        case "t", "true": isTrue = true
        case "f", "false": isTrue = false
        default: return nil
        }
    }
}
