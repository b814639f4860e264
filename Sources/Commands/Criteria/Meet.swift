import Groups

/// `!meet <group> <n> …`: give what a criterion asks for.
struct Meet: Command {
    static let usage = Usage(
        name: "meet",
        parameters: "<group> <n> [answer | link [until date] | accept | code]",
        summary: "Give what one of a group’s criteria asks for: an answer, a link, a file, your word or a code.",
        example: "meet swift-guild 3 The one under the stairs",
        section: .membership
    )

    let group: GroupReference
    let lines: [Substring]
    /// What stands below a file, which answers the administrators’ question about that criterion.
    let remark: String

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
        lines = text.lines
        remark = ""
    }

    /// A file that came without a command, and what stands below it.
    init(_ number: Int, of group: Group, until: String?, remark: String) {
        self.group = GroupReference(text: "\(group.handle) \(number)")
        lines = until.map { ["until \($0)"] } ?? []
        self.remark = remark
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        let (typed, first) = CriterionText.firstWord(rest[...])
        if typed.isEmpty { throw UsageError.missing("number of the criterion") }
        let digits = typed.hasPrefix("#") ? typed.dropFirst() : typed[...]
        guard let number = Int(digits) else {
            let mistake = CriteriaMistake.noSuchNumber(typed.capped(bytes: 60))
            return .answer(CriteriaSaying.notGiven(mistake, example: "meet \(group.handle) 1 <answer>", help: "meet"))
        }
        let standing = try board.standing(of: call.sender, in: group.id)
        let set = try board.criteriaJudging(standing, in: group.id)?.judging.set
        guard let set, var criterion = set[number] else { throw Refusal.criteria(.noSuchCriterion(group, number)) }
        let text = ([first[...]] + lines).joined(separator: "\n").trimmingSpace()
        let report = try board.criteriaReport(
            on: call.sender,
            standing,
            in: group,
            at: call.receivedAt,
            isPrivate: call.place == .direct
        )
        let file = try call.replyTo.flatMap { try board.attachment(of: $0, in: call.room) }
        guard !text.isEmpty || file != nil, let report else {
            return .answer(CriteriaSaying.howToMeet(group, criterion, report))
        }
        guard criterion.kind.takesSubmission else { throw Refusal.criteria(.nothingToGive(group, criterion)) }
        guard try board.person(call.sender).isFreelancer else { throw Refusal.membership(.freelancersOnly(group)) }
        guard call.place == .direct else { throw Refusal.criteria(.giveElsewhere(group, number)) }
        if let file { try Evidence.check(file, for: criterion, saying: text, group) }
        if file == nil, let decision = try Applications.met(number, text, in: group, call, board) { return decision }
        let zone = board.zone(of: group)
        let given: Given
        do throws(CriteriaMistake) {
            given = try Given(text, file, to: criterion.kind, today: zone.local(call.receivedAt).day)
        } catch {
            return .answer(CriteriaSaying.notGiven(error, example: Self.example(group, criterion), help: "meet"))
        }
        if case .code = criterion.kind {
            guard let opened = set.criterion(openedBy: text, asking: number) else {
                throw Refusal.criteria(.wrongCode(group, number))
            }
            criterion = opened
        }
        return try store(given, criterion, group, standing, report, call, board)
    }

    private func store(
        _ given: Given,
        _ criterion: Criterion,
        _ group: Group,
        _ standing: Standing,
        _ report: CriteriaReport,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var submission = Submission(
            group: group.id,
            person: call.sender,
            number: criterion.number,
            asked: criterion.kind.fingerprint,
            content: given.content,
            until: given.until,
            at: call.receivedAt
        )
        if given.isFile, let event = call.replyTo, let file = try board.attachment(of: event, in: call.room) {
            submission.content = file.uri
            submission.file = .init(name: file.name, bytes: file.bytes, event: event, kind: file.kind)
            if let decision = try Applications.stored(submission, in: group, call, board) { return decision }
        }
        var facts = try board.criteriaFacts(on: call.sender, for: report.version.set, in: group, at: call.receivedAt)
        facts.submissions[criterion.number] = submission
        var after = report
        after.checklist = report.version.set.evaluate(facts)
        let answer = GivenAnswer(event: call.event, person: call.sender, group: group.id, number: criterion.number)
        var decision = Decision(
            changes: [.criteria(.submitted(submission)), .joining(.answered(answer))],
            outgoing: [
                Outgoing(
                    .answer(CriteriaSaying.given(group, criterion, after, try told(submission, standing, board)))
                )
            ]
        )
        // It may have been the last thing that was missing.
        if case .waiting(let request) = standing, request.isIncomplete {
            guard group.state != .archived, after.checklist.verdict != .notMet else {
                // By what is asked now it may have been.
                decision.changes.append(.request(.lookAgain(request.id, at: call.receivedAt)))
                return decision
            }
            return decision + (try Completions.complete(request, group, after, call, board))
        }
        if case .waiting(let request) = standing {
            decision = try decision + Self.shown(submission, request, group, answering: remark, call, board)
        }
        return decision
    }

    /// A line that would be in order, for whoever made a mistake.
    static func example(_ group: Group, _ criterion: Criterion) -> String {
        let start = "meet \(group.handle) \(criterion.number)"
        return switch criterion.kind {
        case .question(.number, _): "\(start) 12"
        case .question(.yesNo, _): "\(start) yes"
        case .question(.choice(let options), _): "\(start) \(options.first ?? "")"
        case .question: "\(start) The one under the stairs"
        case .evidence(_, let mustExpire):
            "\(start) https://example.org/certificate" + (mustExpire ? " until 2031-12-31" : "")
        case .terms: "\(start) accept"
        case .code: "\(start) <code>"
        case .test, .server, .group, .room, .freelancer, .statement: start
        }
    }
}

/// What somebody gave to a criterion, once it is known to be of the right form.
struct Given: Hashable, Sendable {
    var content = ""
    var until: Day?
    /// Whether it is the file to which the words belong.
    var isFile = false

    init(_ text: String, _ file: Attachment?, to kind: Criterion.Kind, today: Day) throws(CriteriaMistake) {
        if case .evidence(_, let mustExpire) = kind, file != nil, !Self.beginsWithLink(text) {
            (until, isFile) = (try Self.until(text, mustExpire, today), true)
            return
        }
        switch kind {
        case .question(let form, _): content = try Self.answer(text, form)
        case .evidence(_, let mustExpire): (content, until) = try Self.evidence(text, mustExpire, today)
        case .terms:
            let word = text.lowercased().filter { $0.isLetter || $0 == " " }
            guard ["accept", "accepted", "i accept", "yes"].contains(word) else {
                throw .notAccepted(text.capped(bytes: 60))
            }
        // Whether it is the right one is not a question of form.
        case .code, .test, .server, .group, .room, .freelancer, .statement: break
        }
    }

    private static func answer(_ text: String, _ form: Criterion.AnswerForm) throws(CriteriaMistake) -> String {
        switch form {
        case .short: return try bounded(Cleaned(text).text, Submission.shortBytesAtMost)
        case .long: return try bounded(Cleaned(text, lines: .many).text, Submission.longBytesAtMost)
        case .number:
            let number = text.replacing(",", with: ".")
            guard number.utf8.count <= 20, number.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.".contains($0)) }),
                Double(number) != nil
            else { throw .notANumber(text.capped(bytes: 60)) }
            return text
        case .yesNo:
            switch text.lowercased() {
            case "yes", "y": return "yes"
            case "no", "n": return "no"
            default: throw .notYesOrNo(text.capped(bytes: 60))
            }
        case .choice(let options):
            let typed = Cleaned(text).text.lowercased()
            guard let option = options.first(where: { $0.lowercased() == typed }) else {
                throw .notAnOption(text.capped(bytes: 60), options)
            }
            return option
        }
    }

    private static func bounded(_ text: String, _ bytes: Int) throws(CriteriaMistake) -> String {
        if text.utf8.count > bytes { throw .tooLong(limitBytes: bytes) }
        return text
    }

    private static func beginsWithLink(_ text: String) -> Bool {
        isLink(text.prefix { !$0.isWhitespace }.lowercased())
    }

    /// Until when a file holds: `until 2031-12-31`, or nothing.
    private static func until(_ text: String, _ mustExpire: Bool, _ today: Day) throws(CriteriaMistake) -> Day? {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else {
            if mustExpire { throw .dateMissing }
            return nil
        }
        guard words.count == 2, words[0].lowercased() == "until" else { throw .notUntil(text.capped(bytes: 60)) }
        return try day(words[1], today)
    }

    private static func day(_ text: String, _ today: Day) throws(CriteriaMistake) -> Day {
        guard let day = Day(parsing: text) else { throw .noSuchDate(text.capped(bytes: 60)) }
        if day < today { throw .datePast(day) }
        return day
    }

    /// A link, and where it must be said, `until` and a date.
    private static func evidence(
        _ text: String,
        _ mustExpire: Bool,
        _ today: Day
    ) throws(CriteriaMistake) -> (String, Day?) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let link = words.first ?? ""
        guard link.utf8.count <= Submission.linkBytesAtMost else {
            throw .linkTooLong(limitBytes: Submission.linkBytesAtMost)
        }
        guard isLink(link) else {
            throw isLink(link.filter { $0 != "@" }) ? .linkWithSign : .notALink(link.capped(bytes: 60))
        }
        guard words.count > 1 else {
            if mustExpire { throw .dateMissing }
            return (link, nil)
        }
        guard words.count == 3, words[1].lowercased() == "until" else {
            throw .notALink(text.capped(bytes: 60))
        }
        return (link, try day(words[2], today))
    }

    /// Whether a text is an address on the web: nothing that a click would run.
    static func isLink(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard let start = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return false }
        guard Cleaned(text).text == text else { return false }
        let host = lower.dropFirst(start.count).prefix { !"/?#".contains($0) }
        // What stands before an @ is a trick to make another host look like a known one.
        return host.contains(".") && !host.contains("@") && !host.hasPrefix(".") && !host.hasSuffix(".")
            && host.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") }
    }
}
