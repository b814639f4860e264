import Groups
import Identifiers

extension JudgingSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .marked(let marked): marked.english(reader)
        case .toJudge(let request, let report): Self.toJudge(request, report, reader)
        case .mistakes(let request, let report, let mistakes): Self.mistakes(request, report, mistakes, reader)
        case .item(let request, let item, let isAsked, let names): Self.item(request, item, isAsked, names, reader)
        case .questionWanted(let id, let number, let administrator):
            Message(
                [
                    .line(
                        """
                        \(administrator), what do you want to ask the applicant of #\(id.rawValue) about criterion \
                        \(number)? Reply to this message with the question: they get to read it.
                        """
                    ),
                    .next("Or type it: \(reader.command("verdict \(id.rawValue) \(number) ask <question>"))"),
                ],
                attention: .text,
                mentions: [administrator]
            )
        case .rejudged(let request, let report): Self.rejudged(request, report, reader)
        }
    }

    private static func toJudge(_ request: JoinRequest, _ report: CriteriaReport, _ reader: Reader) -> Message {
        let blocks: [Message.Block] = [.line("#\(request.id.rawValue) of \(request.person):")]
        let next = English.marking(request.id, report, reader)
        return Message(
            blocks + report.forAdministrators(reader)
                + [.next(next ?? "Decide: \(English.decide(request.id, report, reader))")]
        )
    }

    private static func mistakes(
        _ request: JoinRequest,
        _ report: CriteriaReport,
        _ mistakes: [VerdictMistake],
        _ reader: Reader
    ) -> Message {
        let id = request.id.rawValue
        let number = report.checklist.items.first(where: \.isForPeople)?.criterion.number
        var blocks: [Message.Block] = [
            .line(mistakes.count == 1 ? "One thing to correct:" : "\(mistakes.count) things to correct:"),
            .list(mistakes.prefix(30).map(\.line)),
        ]
        guard let number else {
            blocks.append(.next("Decide: \(English.decide(request.id, report, reader))"))
            return Message(blocks)
        }
        let command = "\(reader.prefix)verdict \(id)"
        blocks += [
            .line("No verdict is stored. For example:"),
            .example("\(command) \(number) met\n\(command) \(number) not met The link is dead"),
            .next("See what is to be checked: \(reader.command("verdict \(id)"))"),
        ]
        return Message(blocks)
    }

    private static func item(
        _ request: JoinRequest,
        _ item: Checklist.Item,
        _ isAsked: Bool,
        _ names: [RoomID: String],
        _ reader: Reader
    ) -> Message {
        let id = request.id.rawValue
        let number = item.criterion.number
        var next: Phrase = """
            Tap ✅ (met), ❌ (not met) or ❓ (ask the applicant), reply \(code: "met"), \(code: "not met <why>") or \
            \(code: "ask <question>"), or type \(reader.command("verdict \(id) \(number) met"))
            """
        if item.isJudgedNotMet, item.verdict?.remark.isEmpty == true {
            next = "Say why, the applicant gets to read it: reply \(code: "not met <why>")"
        }
        return Message([
            .line("#\(id) of \(request.person), criterion \(number):"),
            .list([item.cardLine(names, isAsked: isAsked, isNeeded: true)]),
            .next(next),
        ])
    }

    private static func rejudged(_ request: JoinRequest, _ report: CriteriaReport, _ reader: Reader) -> Message {
        let blocks: [Message.Block] = [
            .line(
                """
                The administrators of \(strong: report.group.name) judge your request #\(request.id.rawValue) by the \
                present version of its criteria from now on.
                """
            )
        ]
        return Message(
            blocks + report.forApplicant(reader)
                + [.next("See where it stands: \(reader.command("request \(request.id.rawValue)"))")],
            attention: .text,
            mentions: [request.person]
        )
    }
}

extension JudgingSaying.Marked {
    fileprivate func english(_ reader: Reader) -> Message {
        let id = request.id.rawValue
        var blocks: [Message.Block] = []
        if verdicts.isEmpty, let report {
            blocks.append(
                .line(
                    """
                    #\(id) is judged by version \(report.version.number) of the criteria from now on; I am telling \
                    \(request.person).
                    """
                )
            )
            blocks += report.forAdministrators(reader)
        } else {
            blocks.append(.line("Noted for #\(id) of \(request.person):"))
            blocks.append(.list(verdicts.map(line)))
        }
        blocks.append(
            .next(
                report.flatMap { English.marking(request.id, $0, reader) }
                    ?? "Decide: \(English.decide(request.id, report, reader))"
            )
        )
        return Message(blocks)
    }

    private func line(_ verdict: VerdictText) -> Phrase {
        let old = replaced.first { $0.number == verdict.number }
        let before: Phrase =
            old.map { " (before: \(words: $0.isMet ? "met" : "not met"), by \($0.administrator))" } ?? ""
        let number: Phrase = "\(verdict.number): "
        switch verdict.word {
        case .met(let remark): return number + "met" + English.why(remark) + before
        case .notMet(let remark): return number + "not met" + English.why(remark) + before
        case .ask(let text):
            return number + "I am asking the applicant: “\(text)”; the clock is stopped until they answer" + before
        }
    }
}

extension English {
    /// What is still to be marked, or what the marks lead to; nil where nobody has anything to mark.
    static func marking(_ id: RequestID, _ report: CriteriaReport, _ reader: Reader) -> Phrase? {
        let items = report.checklist.items.filter(\.isForPeople)
        let number = id.rawValue
        guard !items.isEmpty else { return nil }
        if let open = report.checklist.unjudged.first(where: { $0.criterion.number != report.questioned }) {
            let next = open.criterion.number
            return """
                Mark the next one: \(reader.command("verdict \(number) \(next) met")), \
                \(reader.command("verdict \(number) \(next) not met <why>")) or \
                \(reader.command("verdict \(number) \(next) ask <question>")) · decide: \(decide(id, report, reader))
                """
        }
        return "Decide: " + decide(id, report, reader)
    }

    /// The commands that decide a request, as its verdicts stand.
    static func decide(_ id: RequestID, _ report: CriteriaReport?, _ reader: Reader) -> Phrase {
        let number = id.rawValue
        let anyway = report?.checklist.shortfall.isEmpty == false ? " --anyway <reason>" : ""
        let reason = report?.checklist.judgedNotMet.isEmpty == false ? "" : " <reason>"
        return """
            \(reader.command("approve \(number)\(anyway)")) or \(reader.command("refuse \(number)\(reason)"))
            """
    }

    /// The words beside a verdict, such as `: The link is dead`.
    static func why(_ remark: String) -> Phrase { remark.isEmpty ? "" : ": \(remark)" }

    /// Such as `1, 2 and 5`.
    static func numbers(_ numbers: [Int]) -> Phrase { list(numbers.map { "\($0)" }) }

    /// What was said of criteria, one a line: to administrators with who said it.
    static func judged(_ judged: Judged, isAdministrator: Bool) -> [Message.Block] {
        let items = judged.items.filter { isAdministrator || $0.mark == .missing }
        var blocks: [Message.Block] = []
        if !items.isEmpty {
            blocks.append(
                .list(
                    items.map { item in
                        let what = item.criterion.kind.english(judged.roomNames, isExcluded: item.isExcluded)
                        let sign: Phrase = item.mark == .met ? "✔ " : "✘ "
                        var by: Phrase = ""
                        if isAdministrator, let verdict = item.verdict { by = " – \(verdict.administrator)" }
                        let why = item.verdict.map { isAdministrator || !$0.isMet ? English.why($0.remark) : "" } ?? ""
                        return sign + "\(item.criterion.number): " + what + by + why
                    }
                )
            )
        }
        if isAdministrator, let waiver = judged.waiver {
            blocks.append(
                .line("Waived by \(waiver.administrator): " + numbers(waiver.numbers) + " – \(waiver.reason)")
            )
        }
        return blocks
    }

    /// What was missing with somebody who is refused: each with why, or how to get it.
    static func missing(_ judged: Judged, in group: Group, _ reader: Reader) -> [Message.Block] {
        guard !judged.items.isEmpty else { return [] }
        return [
            .line("What was missing:"),
            .list(
                judged.items.map { item in
                    let what = item.criterion.kind.english(judged.roomNames, isExcluded: item.isExcluded)
                    let start: Phrase = "\(item.criterion.number): " + what
                    if let verdict = item.verdict, item.isJudgedNotMet { return start + why(verdict.remark) }
                    return start + " – " + item.remedy(group, reader)
                }
            ),
        ]
    }
}

extension VerdictMistake {
    /// What is wrong, and what would do.
    fileprivate var line: Phrase {
        switch self {
        case .unreadable(let text):
            """
            “\(text)” is no verdict: a line is the number of a criterion and \(code: "met"), \(code: "not met <why>") or \
            \(code: "ask <question>").
            """
        case .wordMissing(let text):
            """
            “\(text)” does not say what you found: one criterion a line, its number and \(code: "met"), \
            \(code: "not met <why>") or \(code: "ask <question>").
            """
        case .noSuchNumber(let number): "There is no criterion \(number) in what this request is judged by."
        case .noSuchCriterion(let number): "There is no criterion \(number) in what this request is judged by."
        case .notForPeople(let criterion): criterion.notForPeople
        case .twice(let number): "\(number) is given twice."
        case .twoQuestions: "The applicant can answer one question at a time: ask one of them now."
        case .questionMissing(let number): "\(number): write the question behind \(code: "ask")."
        case .tooLong(let number, let limit): "\(number) is too long: \(English.room(limit))."
        }
    }
}

extension Criterion {
    /// Why no administrator marks it.
    var notForPeople: Phrase {
        "\(number) is for me to check, and I do so at each look. To let somebody in all the same, use \(code: "--anyway")."
    }
}

extension Judged {
    /// What an approval says of criteria, behind the sentence that it is one.
    var approvalEnglish: Phrase {
        var phrase: Phrase = ""
        if !unmarked.isEmpty {
            phrase = phrase + " Unmarked, and so counted as met: " + English.numbers(unmarked) + "."
        }
        if let waiver {
            phrase = phrase + " Waived: " + English.numbers(waiver.numbers) + "; your reason is in the log."
        }
        if isWaiverNeedless { phrase = phrase + " Nothing was missing, so nothing is waived." }
        return phrase
    }
}
