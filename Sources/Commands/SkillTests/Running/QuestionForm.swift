import Groups

/// The form by which a question is written.
enum QuestionForm {
    // Options and answers are running text to the form: code is full of colons.
    static let fields = [
        FormField("topic", limitBytes: QuestionContent.topicBytesAtMost),
        FormField("title", limitBytes: QuestionContent.titleBytesAtMost),
        FormField("question", aliases: ["text"], limitBytes: QuestionContent.textBytesAtMost, isProse: true),
        FormField("right", aliases: ["correct"], limitBytes: listBytesAtMost, isProse: true),
        FormField("wrong", limitBytes: listBytesAtMost, isProse: true),
        FormField("answer", aliases: ["answers", "accepted"], limitBytes: listBytesAtMost, isProse: true),
        FormField("number", aliases: ["numbers"], limitBytes: 400, isProse: true),
        FormField("pairs", limitBytes: listBytesAtMost, isProse: true),
        FormField("true", limitBytes: 20),
    ]

    static let choices = [
        Usage.Choice("right, wrong", "what to choose from, one a line; several right ones share the points"),
        Usage.Choice("answer", "words that are right, one a line; * stands for any letters"),
        Usage.Choice("number", "42, 3.1..3.2 or 5 ± 0.5, one a line"),
        Usage.Choice("pairs", "left = right, one a line; = right for a right side that belongs to none"),
        Usage.Choice("true", "yes or no: whether the statement is true"),
    ]

    private static let listBytesAtMost = 10 * (QuestionContent.optionBytesAtMost + 1)
    private static let ways = ["right", "wrong", "answer", "number", "pairs", "true"]

    /// The question that a form describes, or nil; all that is wrong with it is added to `mistakes`.
    static func content(_ form: Form, _ mistakes: inout [FormMistake]) -> QuestionContent? {
        mistakes += form.problems.map(FormMistake.grammar)
        let before = mistakes.count
        let text = Cleaned(form["question"] ?? "", lines: .many).text
        if text.isEmpty, !form.hasProblem(with: "question") { mistakes.append(.missing("question")) }
        var wrong: [TestMistake] = []
        let kind = kind(form, &wrong)
        mistakes += wrong.map(FormMistake.test)
        guard let kind, mistakes.count == before || text.isEmpty else { return nil }
        let content = QuestionContent(
            title: Cleaned(form["title"] ?? "").text,
            topic: Cleaned(form["topic"] ?? "").text.lowercased(),
            text: text.isEmpty ? "?" : text,
            kind: kind
        )
        mistakes += content.faults.map { .test(.fault($0)) }
        return mistakes.isEmpty ? content : nil
    }

    private static func kind(_ form: Form, _ wrong: inout [TestMistake]) -> QuestionContent.Kind? {
        let given = ways.filter { form[$0] != nil }
        // What is right and what is wrong together are one way of answering.
        let kinds = given.filter { $0 != "wrong" || form["right"] == nil }
        guard let way = kinds.first else {
            wrong.append(.noAnswer)
            return nil
        }
        guard kinds.count == 1 else {
            wrong.append(.severalAnswers(kinds))
            return nil
        }
        let lines = lines(form[way] ?? "")
        switch way {
        case "right": return choice(lines, self.lines(form["wrong"] ?? ""), &wrong)
        case "wrong":
            wrong.append(.rightMissing)
            return nil
        case "answer": return .short(accepted: lines.map { .init($0) })
        case "number":
            let numbers = lines.flatMap { $0.split(separator: ";") }.map { $0.trimmingSpace() }
            return .number(accepted: numbers.compactMap { number($0, &wrong) })
        case "pairs": return pairs(lines, &wrong)
        default:
            return TestValues.yes((form[way] ?? "").lowercased(), field: way, &wrong).map { .trueFalse(isTrue: $0) }
        }
    }

    /// Options: several right ones share the points, and each wrong one takes as much as a right one gives, so that
    /// choosing all of them is worth nothing.
    private static func choice(
        _ right: [String],
        _ false: [String],
        _ wrong: inout [TestMistake]
    ) -> QuestionContent.Kind? {
        if right.isEmpty { wrong.append(.rightMissing) }
        if `false`.isEmpty { wrong.append(.wrongMissing) }
        guard !right.isEmpty, !`false`.isEmpty else { return nil }
        let isMultiple = right.count > 1
        let (share, rest) = 1000.quotientAndRemainder(dividingBy: right.count)
        let options =
            right.enumerated().map { QuestionContent.Option($1, share: share + ($0 < rest ? 1 : 0)) }
            + `false`.map { QuestionContent.Option($0, share: isMultiple ? -share : 0) }
        return .choice(options: options, isMultiple: isMultiple)
    }

    /// `42`, `3.1..3.2` or `5 ± 0.5`.
    private static func number(_ text: String, _ wrong: inout [TestMistake]) -> QuestionContent.AcceptedNumber? {
        let text = text.replacingSigns()
        if let plain = finite(text) { return .init(from: plain, through: plain) }
        if let (from, through) = parts(text, around: "..") { return .init(from: from, through: through) }
        if let (middle, tolerance) = parts(text, around: "±"), tolerance >= 0 {
            return .init(from: middle - tolerance, through: middle + tolerance)
        }
        wrong.append(.number(text.capped(bytes: 60)))
        return nil
    }

    private static func parts(_ text: String, around sign: String) -> (Double, Double)? {
        guard let range = text.firstRange(of: sign) else { return nil }
        guard let first = finite(text[..<range.lowerBound].trimmingSpace()),
            let second = finite(text[range.upperBound...].trimmingSpace())
        else { return nil }
        return (first, second)
    }

    private static func finite(_ text: String) -> Double? {
        guard text.utf8.count <= 30, text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// `left = right`; a right side alone belongs to none.
    private static func pairs(_ lines: [String], _ wrong: inout [TestMistake]) -> QuestionContent.Kind? {
        var pairs: [QuestionContent.Pair] = []
        var others: [String] = []
        let before = wrong.count
        for line in lines {
            guard let sign = line.firstRange(of: "=") else {
                wrong.append(.pair(line.capped(bytes: 60)))
                continue
            }
            let left = line[..<sign.lowerBound].trimmingSpace()
            let right = line[sign.upperBound...].trimmingSpace()
            if right.isEmpty {
                wrong.append(.pair(line.capped(bytes: 60)))
            } else if left.isEmpty {
                others.append(right)
            } else {
                pairs.append(.init(left, right))
            }
        }
        return wrong.count == before ? .matching(pairs: pairs, others: others) : nil
    }

    /// The lines of a value that say something, without the points of a list.
    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            let line = Cleaned(line).text
            guard let sign = line.first, "-•*".contains(sign), line.dropFirst().first == " " else { return line }
            return line.dropFirst(2).trimmingSpace()
        }
        .filter { !$0.isEmpty }
    }
}

extension Form {
    /// Whether something is wrong with the value of a field, so that it stands for nothing.
    fileprivate func hasProblem(with field: String) -> Bool {
        problems.contains { problem in
            if case .tooLong(let name, _, _) = problem { name == field } else { false }
        }
    }
}

extension String {
    /// Numbers as phones write them: a minus sign, a dash of a range, “+-”, and a comma for the point.
    fileprivate func replacingSigns() -> String {
        replacing("−", with: "-").replacing("…", with: "..").replacing("...", with: "..").replacing("+/-", with: "±")
            .replacing("+-", with: "±").replacing(",", with: ".")
    }
}
