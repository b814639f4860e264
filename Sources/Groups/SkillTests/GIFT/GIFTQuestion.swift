/// One item with one pair of braces, on its way to being a question.
struct GIFTQuestion {
    /// What comes of it.
    enum Outcome {
        case question(QuestionContent, [GIFTReading.Note])
        case skipped(GIFTReading.Skipped.Kind)
        case wrong([GIFTReading.Problem])
    }

    let item: GIFTItem
    private let title: GIFTTitle
    private let block: Range<Int>
    private var notes: Set<GIFTReading.Note> = []
    private(set) var problems: [GIFTReading.Problem] = []
    /// How the words of answers are written, unless they say it themselves.
    private(set) var format = GIFTFormat.moodle

    init(_ item: GIFTItem, title: GIFTTitle, block: Range<Int>) {
        self.item = item
        self.title = title
        self.block = block
    }

    mutating func read(topic: String) -> Outcome {
        if title.isOpen { report(0, .titleNotClosed) }
        let text = question()
        var answers = item.bytes[(block.lowerBound + 1)..<(block.upperBound - 1)].trimmed
        if let general = Self.generalFeedback(answers) {
            if answers.endIndex - general > 4 { note(.feedbackLeftOut) }
            answers = answers[..<general].trimmed
        }
        if answers.isEmpty { return .skipped(.essay) }
        if answers.has(">", at: answers.startIndex) || answers.has("==", at: answers.startIndex) {
            return .skipped(.unknown)
        }
        let kind = kind(answers)
        guard let kind, problems.isEmpty else { return .wrong(problems) }
        let name = GIFTCleaning.line(String(decoding: title.text.map(GIFTByte.restored), as: UTF8.self))
        let content = QuestionContent(title: name, topic: topic, text: text, kind: kind)
        return .question(content, GIFTReading.Note.allCases.filter(notes.contains))
    }

    /// The words around the braces, with a gap in their place where words follow.
    private mutating func question() -> String {
        var bytes = Array(item.bytes[title.end..<block.lowerBound])
        if block.upperBound < item.bytes.endIndex {
            bytes += Array("_____".utf8)
            bytes += item.bytes[block.upperBound...]
        }
        let words = GIFTWords(bytes[...], inherited: .moodle, lines: .asWritten)
        format = words.format
        notes.formUnion(words.notes)
        return words.text
    }

    /// Where the feedback on the question as a whole begins, behind all answers.
    private static func generalFeedback(_ answers: ArraySlice<UInt8>) -> Int? {
        var index = answers.endIndex - 4
        while index >= answers.startIndex {
            if answers.has("####", at: index) { return index }
            index -= 1
        }
        return nil
    }

    private mutating func kind(_ answers: ArraySlice<UInt8>) -> QuestionContent.Kind? {
        if answers.first == GIFTByte.hash { return number(answers.dropFirst()) }
        if answers.contains(GIFTByte.wrong) { return choice(GIFTAnswers(answers)) }
        let parts = GIFTAnswers(answers)
        if parts.arePairs { return matching(parts) }
        let words = GIFTAnswer(mark: nil, bytes: answers)
        if let truth = GIFTTruth(words.words.trimmed) {
            if words.hasFeedback { note(.feedbackLeftOut) }
            return .trueFalse(isTrue: truth.isTrue)
        }
        return short(parts)
    }

    mutating func note(_ note: GIFTReading.Note) { notes.insert(note) }

    mutating func report(_ index: Int, _ reason: GIFTReading.Problem.Reason) {
        guard problems.count <= GIFT.problemsAtMost else { return }
        problems.append(GIFTReading.Problem(line: item.line(at: index), reason: reason))
    }

    /// The words of an answer, whose notes are noted.
    mutating func words(_ bytes: ArraySlice<UInt8>, lines: GIFTWords.Lines, inherited: GIFTFormat) -> String {
        let words = GIFTWords(bytes, inherited: inherited, lines: lines)
        notes.formUnion(words.notes)
        return words.text
    }
}

/// Answers, split at `=` and `~`.
struct GIFTAnswers {
    /// What stands in front of the first mark.
    let stray: ArraySlice<UInt8>
    /// No more than are needed to see that there are too many.
    private(set) var answers: [GIFTAnswer] = []
    /// Where they begin.
    let start: Int

    static let answersAtMost = 64

    init(_ bytes: ArraySlice<UInt8>) {
        self.start = bytes.startIndex
        var start = bytes.startIndex
        while start < bytes.endIndex, !Self.isMark(bytes[start]) { start += 1 }
        stray = bytes[..<start].trimmed
        while start < bytes.endIndex, answers.count < Self.answersAtMost {
            var end = start + 1
            while end < bytes.endIndex, !Self.isMark(bytes[end]) { end += 1 }
            answers.append(GIFTAnswer(mark: bytes[start], bytes: bytes[(start + 1)..<end]))
            start = end
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool { byte == GIFTByte.right || byte == GIFTByte.wrong }

    /// Whether these are the pairs of a matching question: an arrow in some feedback makes none.
    var arePairs: Bool {
        let arrows = answers.filter { $0.bytes.first("->") != nil }
        return !arrows.isEmpty
            && (arrows.count == answers.count || arrows.contains { $0.words.first("->") != nil })
    }
}

/// One answer.
struct GIFTAnswer {
    /// `=` or `~`; nil where it stands alone.
    let mark: UInt8?
    let bytes: ArraySlice<UInt8>
    /// What stands in front of `#`.
    let words: ArraySlice<UInt8>

    init(mark: UInt8?, bytes: ArraySlice<UInt8>) {
        self.mark = mark
        self.bytes = bytes
        words = bytes.prefix { $0 != GIFTByte.hash }
    }

    var hasFeedback: Bool { !bytes[words.endIndex...].allSatisfy { GIFTByte.isSpace($0) || $0 == GIFTByte.hash } }
}
