/// Goes through a file part by part and collects what it finds.
struct GIFTReader {
    private(set) var reading = GIFTReading()
    private var topic = ""
    /// The line of each question, by its fingerprint.
    private var known: [String: Int] = [:]
    /// The line of a brace that the item before did not close.
    private var openBrace: Int?
    private var isFull = false

    /// Reads a file as from ``GIFTCleaning/source(_:)``.
    mutating func read(_ source: [UInt8]) {
        var parts = GIFTParts(source)
        while !isFull, let part = parts.next() {
            switch part {
            case .category(let line, let path):
                reportOpenBrace()
                take(GIFTCategory(path), line)
            case .item(let item): take(item)
            }
        }
        reportOpenBrace()
        // A brace is reported only when the next item is known not to close it.
        reading.problems.sort { $0.line < $1.line }
    }

    private mutating func take(_ category: GIFTCategory, _ line: Int) {
        topic = category.topic
        guard topic.utf8.count > QuestionContent.topicBytesAtMost else { return }
        report(line, .topicTooLong(Array(topic.utf8)[...].excerpt))
        topic = ""
    }

    private mutating func take(_ item: GIFTItem) {
        let title = GIFTTitle(item)
        let braces = GIFTBraces(item, from: title.end)
        if goesOn(item, braces) { return }
        reportOpenBrace()
        if braces.isCloze { return skip(item, .cloze) }
        if braces.isCalculated { return skip(item, .calculated) }
        if let index = braces.unclosed {
            openBrace = item.line(at: index)
        } else if let index = braces.strayClose {
            report(item.line(at: index), .braceNotOpened)
        } else if let index = braces.inner {
            report(item.line(at: index), .braceWithinAnswers)
        } else if braces.blocks.count > 1 {
            report(item.line(at: braces.blocks[1].lowerBound), .secondAnswers)
        } else if let block = braces.blocks.first {
            take(GIFTQuestion(item, title: title, block: block))
        } else {
            skip(item, .description)
        }
    }

    /// Whether the item is the rest of one that a blank line cut in two, which is one mistake and not two.
    private mutating func goesOn(_ item: GIFTItem, _ braces: GIFTBraces) -> Bool {
        guard let line = openBrace else { return false }
        if let close = braces.strayClose, braces.blocks.first.map({ close < $0.lowerBound }) != false {
            openBrace = nil
            report(line, .blankLineWithinBraces)
            return true
        }
        let first = item.bytes[...].trimmed.first
        let isAnswer = first == GIFTByte.right || first == GIFTByte.wrong || first == GIFTByte.hash
        return isAnswer && braces.blocks.isEmpty && braces.unclosed == nil
    }

    private mutating func take(_ question: GIFTQuestion) {
        var question = question
        switch question.read(topic: topic) {
        case .skipped(let kind): skip(question.item, kind)
        case .wrong(let problems): for problem in problems { report(problem.line, problem.reason) }
        case .question(let content, let notes): take(content, notes, line: question.item.line)
        }
    }

    private mutating func take(_ content: QuestionContent, _ notes: [GIFTReading.Note], line: Int) {
        let faults = content.faults
        for fault in faults { report(line, .question(fault)) }
        guard faults.isEmpty else { return }
        let fingerprint = content.fingerprint
        if let first = known[fingerprint] { return report(line, .duplicate(of: first)) }
        guard reading.questions.count < GIFT.questionsAtMost else {
            isFull = true
            return report(line, .tooMany)
        }
        known[fingerprint] = line
        reading.questions.append(GIFTReading.Found(line: line, content: content, notes: notes))
    }

    private mutating func skip(_ item: GIFTItem, _ kind: GIFTReading.Skipped.Kind) {
        guard reading.skipped.count < GIFT.skippedAtMost else {
            reading.moreSkipped += 1
            return
        }
        reading.skipped.append(GIFTReading.Skipped(line: item.line, kind: kind))
    }

    private mutating func reportOpenBrace() {
        if let line = openBrace { report(line, .braceNotClosed) }
        openBrace = nil
    }

    private mutating func report(_ line: Int, _ reason: GIFTReading.Problem.Reason) {
        guard reading.problems.count < GIFT.problemsAtMost else {
            reading.moreProblems += 1
            return
        }
        reading.problems.append(GIFTReading.Problem(line: line, reason: reason))
    }
}

/// Which topic a category is: the last part of its path.
struct GIFTCategory {
    let topic: String

    /// Reads a path such as `$course$/top/Default for Swift/Basics`; `//` is a slash within a name.
    init(_ path: ArraySlice<UInt8>) {
        var names: [[UInt8]] = [[]]
        var index = path.startIndex
        while index < path.endIndex {
            let isSlash = path[index] == UInt8(ascii: "/")
            if isSlash, !path.has("//", at: index) {
                names.append([])
            } else {
                if isSlash { index += 1 }
                names[names.count - 1].append(path[index])
            }
            index += 1
        }
        var rest = names.map { GIFTCleaning.line(String(decoding: $0, as: UTF8.self)).lowercased() }[...]
        rest.removeAll(where: \.isEmpty)
        // Where it is kept, and what Moodle makes by itself, say nothing.
        if let first = rest.first, first.count > 1, first.hasPrefix("$"), first.hasSuffix("$") { rest.removeFirst() }
        if rest.first == "top" { rest.removeFirst() }
        if rest.first?.hasPrefix("default for ") == true { rest.removeFirst() }
        topic = rest.last ?? ""
    }
}

/// `::title::` at the beginning of an item.
struct GIFTTitle {
    /// Without colons; empty where there is none.
    let text: ArraySlice<UInt8>
    /// Where the question begins.
    let end: Int
    /// Whether the second pair of colons is missing.
    let isOpen: Bool

    init(_ item: GIFTItem) {
        let bytes = item.bytes[...]
        let start = bytes.trimmed.startIndex
        guard bytes.has("::", at: start) else {
            (text, end, isOpen) = ([], 0, false)
            return
        }
        var index = start + 2
        while index < bytes.endIndex, bytes[index] != GIFTByte.open, !bytes.has("::", at: index) { index += 1 }
        guard bytes.has("::", at: index) else {
            (text, end, isOpen) = ([], 0, true)
            return
        }
        (text, end, isOpen) = (bytes[(start + 2)..<index], index + 2, false)
    }
}
