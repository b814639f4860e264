/// The bytes that mean something in GIFT.
///
/// Where a backslash takes the meaning away, a byte that UTF-8 does not know takes the place of both, so that all who
/// look for a brace need not look for backslashes.
enum GIFTByte {
    static let lineEnd = UInt8(ascii: "\n")
    static let blank = UInt8(ascii: " ")
    static let backslash = UInt8(ascii: "\\")
    static let wrong = UInt8(ascii: "~")
    static let right = UInt8(ascii: "=")
    static let hash = UInt8(ascii: "#")
    static let open = UInt8(ascii: "{")
    static let close = UInt8(ascii: "}")
    static let colon = UInt8(ascii: ":")
    static let percent = UInt8(ascii: "%")
    static let dash = UInt8(ascii: "-")
    static let greater = UInt8(ascii: ">")
    static let less = UInt8(ascii: "<")

    /// What stands for a byte after a backslash; nil where the backslash stays.
    ///
    /// `-\>`, which is no arrow, is known here only: Moodle has no way to write that.
    static func escaped(_ byte: UInt8, after before: UInt8?) -> UInt8? {
        switch byte {
        case wrong: 0xF8
        case right: 0xF9
        case hash: 0xFA
        case open: 0xFB
        case close: 0xFC
        case colon: 0xFD
        case UInt8(ascii: "n"): 0xFE
        case greater where before == dash: 0xFF
        case backslash: backslash
        default: nil
        }
    }

    /// The byte that is meant.
    static func restored(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0xF8: wrong
        case 0xF9: right
        case 0xFA: hash
        case 0xFB: open
        case 0xFC: close
        case 0xFD: colon
        case 0xFE: lineEnd
        case 0xFF: greater
        default: byte
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == blank || byte == lineEnd }

    static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}

extension ArraySlice<UInt8> {
    /// Without blanks and line ends at either end.
    var trimmed: ArraySlice<UInt8> {
        var (start, end) = (startIndex, endIndex)
        while start < end, GIFTByte.isSpace(self[start]) { start += 1 }
        while start < end, GIFTByte.isSpace(self[end - 1]) { end -= 1 }
        return self[start..<end]
    }

    /// Whether these letters stand at an index.
    func has(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= startIndex, endIndex - index >= count else { return false }
        return text.withUTF8Buffer { letters in
            for offset in 0..<count where self[index + offset] != letters[offset] { return false }
            return true
        }
    }

    /// Where these letters, of which there is at least one, first stand.
    func first(_ text: StaticString) -> Int? {
        let letter = text.withUTF8Buffer { $0[0] }
        var index = startIndex
        while index < endIndex {
            if self[index] == letter, has(text, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// The words that are meant, in one line and no longer than a problem quotes.
    var excerpt: String {
        let few = prefix(4 * GIFT.excerptBytesAtMost).map(GIFTByte.restored)
        var text = ""
        for scalar in GIFTCleaning.line(String(decoding: few, as: UTF8.self)).unicodeScalars {
            guard text.utf8.count + UTF8.width(scalar) <= GIFT.excerptBytesAtMost else { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
