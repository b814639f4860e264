/// Takes tags and entities out of words, and keeps what can be read.
///
/// Looks at each byte a fixed number of times, whatever the words are.
struct GIFTMarkup {
    private let input: ArraySlice<UInt8>
    private let format: GIFTFormat
    private var output: [UInt8] = []
    private(set) var notes: Set<GIFTReading.Note> = []
    private var position = 0
    /// How many `<pre>` are open: in these, blanks matter.
    private var kept = 0
    /// Where a superscript begins.
    private var raised: Int?
    /// Whether a span of code in Markdown is open.
    private var isCode = false
    /// Whether bold words in Markdown are open.
    private var isBold = false
    private var hasCommentEnd = true

    init(_ bytes: [UInt8], format: GIFTFormat) {
        input = bytes[...]
        self.format = format
    }

    mutating func plain() -> [UInt8] {
        while position < input.endIndex {
            let byte = input[position]
            switch byte {
            case UInt8(ascii: "`") where format == .markdown:
                isCode.toggle()
                copy()
            case _ where isCode: copy()
            case UInt8(ascii: "*") where format == .markdown && takeBold(): break
            case GIFTByte.less where takeComment() || takeTag(): break
            case UInt8(ascii: "&"):
                if let (scalar, count) = GIFTEntity.read(input, at: position) {
                    output.append(contentsOf: scalar.utf8)
                    position += count
                } else {
                    copy()
                }
            case _ where format == .html && kept == 0 && GIFTByte.isSpace(byte):
                separate()
                position += 1
            default: copy()
            }
        }
        return output
    }

    private mutating func copy() {
        output.append(input[position])
        position += 1
    }

    /// Writes a blank unless there is one, or nothing.
    private mutating func separate() {
        if let last = output.last, !GIFTByte.isSpace(last) { output.append(GIFTByte.blank) }
    }

    /// Begins a line unless one has just begun.
    private mutating func breakLine() {
        if let last = output.last, last != GIFTByte.lineEnd { output.append(GIFTByte.lineEnd) }
    }

    /// Steps over `<!-- … -->`.
    private mutating func takeComment() -> Bool {
        guard hasCommentEnd, input.has("<!--", at: position) else { return false }
        guard let end = input[(position + 4)...].first("-->") else {
            hasCommentEnd = false
            return false
        }
        position = end + 3
        return true
    }

    /// Steps over a tag and writes what it stands for.
    private mutating func takeTag() -> Bool {
        guard let tag = GIFTTag(input, at: position), format == .html || tag.isPlainlyATag else { return false }
        position = tag.end
        switch tag.name {
        case "img": takeImage(tag)
        case "br": output.append(GIFTByte.lineEnd)
        case "p", "div": breakLine()
        case "sup": takeRaised(tag)
        case "script" where !tag.isEnd, "style" where !tag.isEnd: skip(to: tag.name)
        default: takeFormatting(tag)
        }
        return true
    }

    private mutating func takeFormatting(_ tag: GIFTTag) {
        if tag.name != "span" { notes.insert(.formattingLeftOut) }
        switch tag.name {
        case "pre":
            breakLine()
            kept = tag.isEnd ? max(0, kept - 1) : kept + 1
        case "li":
            breakLine()
            if !tag.isEnd { output += Array("- ".utf8) }
        case "tr", "ul", "ol", "table", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6": breakLine()
        case "td", "th": separate()
        default: break
        }
    }

    /// Writes a superscript as `^2` or `^(n+1)`: 2 to the 10th is not 210.
    private mutating func takeRaised(_ tag: GIFTTag) {
        notes.insert(.formattingLeftOut)
        guard tag.isEnd else {
            output.append(UInt8(ascii: "^"))
            raised = output.count
            return
        }
        guard let start = raised else { return }
        raised = nil
        let isOneWord = output[start...].allSatisfy {
            GIFTByte.isLetter($0) || GIFTByte.isDigit($0) || $0 >= 0x80
        }
        guard !isOneWord else { return }
        output.insert(UInt8(ascii: "("), at: start)
        output.append(UInt8(ascii: ")"))
    }

    private mutating func takeImage(_ tag: GIFTTag) {
        notes.insert(.imageLeftOut)
        let words = tag.alternative
        guard !words.isEmpty else { return }
        output.append(UInt8(ascii: "["))
        var index = words.startIndex
        while index < words.endIndex {
            if let (scalar, count) = GIFTEntity.read(words, at: index) {
                output.append(contentsOf: scalar.utf8)
                index += count
            } else {
                output.append(words[index])
                index += 1
            }
        }
        output.append(UInt8(ascii: "]"))
    }

    /// Leaves out everything up to a closing tag, or to the end.
    private mutating func skip(to name: String) {
        notes.insert(.formattingLeftOut)
        while position < input.endIndex {
            if let tag = GIFTTag(input, at: position), tag.isEnd, tag.name == name { return }
            position += 1
        }
    }

    /// Leaves out the stars around bold words, but not those of `2**3`.
    private mutating func takeBold() -> Bool {
        guard input.has("**", at: position) else { return false }
        if isBold {
            isBold = false
        } else {
            guard opensBold(position), hasBoldEnd(position + 2) else {
                output += Array("**".utf8)
                position += 2
                return true
            }
            isBold = true
        }
        notes.insert(.formattingLeftOut)
        position += 2
        return true
    }

    private func opensBold(_ index: Int) -> Bool {
        guard index + 2 < input.endIndex, !GIFTByte.isSpace(input[index + 2]) else { return false }
        return index == input.startIndex || !Self.isInWord(input[index - 1])
    }

    private func hasBoldEnd(_ start: Int) -> Bool {
        let ahead = input[start...].prefix(300).prefix { $0 != GIFTByte.lineEnd }
        guard let end = ahead.first("**") else { return false }
        return !GIFTByte.isSpace(input[end - 1])
    }

    private static func isInWord(_ byte: UInt8) -> Bool {
        GIFTByte.isLetter(byte) || GIFTByte.isDigit(byte) || byte >= 0x80
    }
}
