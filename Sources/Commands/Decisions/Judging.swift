import Groups
import Identifiers

/// Verdicts on single criteria of a request: the same whether they are typed, replied or tapped.
struct Judging {
    let id: RequestID
    let verdicts: [VerdictText]
    /// What could not be read at all.
    var unreadable: [String] = []
    /// Whether the request is judged by the present criteria from now on.
    var isByPresent = false

    /// What it came to.
    struct Outcome {
        var decision: Decision
        /// Nil where something is to mend, which the decision says.
        var said: JudgingSaying.Marked?
    }

    /// Stores all of the verdicts, or none of them where one can't be read.
    ///
    /// - Throws: A refusal, said alike for a request that is not there and one that is not the caller's to decide.
    func decide(_ call: Call, _ board: some Board) throws -> Outcome {
        let (request, group, decider) = try Office.request(id, call, board)
        try request.check(decider)
        let before = try board.criteriaReport(
            judging: request,
            in: group,
            at: call.receivedAt,
            isByPresent: isByPresent
        )
        guard let before else { throw Refusal.request(.nothingToJudge(request, group)) }
        let mistakes = mistakes(before.checklist)
        guard mistakes.isEmpty else {
            let saying = JudgingSaying.mistakes(request, before, mistakes)
            return Outcome(decision: .answer(saying))
        }
        var decision = Decision()
        var stored = try board.verdicts(on: id)
        var replaced: [ItemVerdict] = []
        for verdict in verdicts {
            guard let item = before.checklist.items.first(where: { $0.criterion.number == verdict.number }) else {
                continue
            }
            if let old = item.verdict, !old.isOutdated, old.administrator != call.sender { replaced.append(old) }
            stored.removeAll { $0.number == verdict.number }
            guard let change = try self.change(verdict, item, request, decider, call) else { continue }
            decision.changes.append(.criteria(change))
            if case .judged(let new) = change { stored.append(new) }
        }
        if isByPresent { decision = try rejudged(request, before, group, call, board) + decision }
        let revised = try revised(request, group, stored, &decision, call, board)
        return Outcome(
            decision: decision,
            said: .init(request: request, group: group, verdicts: verdicts, replaced: replaced, report: revised)
        )
    }

    /// What one verdict changes, or nil where there is nothing that it would change.
    private func change(
        _ verdict: VerdictText,
        _ item: Checklist.Item,
        _ request: JoinRequest,
        _ decider: Decider,
        _ call: Call
    ) throws -> CriteriaChange? {
        switch verdict.word {
        case .met(let remark):
            .judged(try request.judge(item, isMet: true, remark: remark, by: decider, at: call.receivedAt))
        case .notMet(let remark):
            .judged(try request.judge(item, isMet: false, remark: remark, by: decider, at: call.receivedAt))
        case .ask: item.verdict == nil ? nil : .verdictTakenBack(id, verdict.number)
        }
    }

    /// Puts the question where there is one, and has every card show how things stand now.
    private func revised(
        _ request: JoinRequest,
        _ group: Group,
        _ stored: [ItemVerdict],
        _ decision: inout Decision,
        _ call: Call,
        _ board: some Board
    ) throws -> CriteriaReport? {
        var request = request
        var questions: [JoinRequest.Question]?
        for verdict in verdicts {
            guard case .ask(let text) = verdict.word else { continue }
            let (asked, question) = try Ask.question(text, about: id, criterion: verdict.number, call, board)
            decision = decision + asked
            questions = try board.questions(about: id) + [question]
            request.state = .awaitingApplicant(since: call.receivedAt)
        }
        let report = try board.criteriaReport(
            judging: request,
            in: group,
            at: call.receivedAt,
            verdicts: stored,
            questions: questions,
            isByPresent: isByPresent
        )
        decision.outgoing.append(
            try Cards.revised(request, in: group, questions: questions, criteria: report, by: call, board)
        )
        for item in report?.checklist.items ?? [] where verdicts.contains(where: { $0.number == item.criterion.number })
        {
            let number = item.criterion.number
            decision.outgoing.append(
                Outgoing(
                    .revise(
                        subject: .item(id, number),
                        JudgingSaying.item(
                            request,
                            item,
                            isAsked: report?.questioned == number,
                            report?.roomNames ?? [:]
                        )
                    ),
                    key: "revised/item/\(request.key)/\(number)/\(call.event)",
                    urgency: .chatter
                )
            )
        }
        return report
    }

    /// From now on the request is judged by the present criteria, and its applicant is told.
    private func rejudged(
        _ request: JoinRequest,
        _ report: CriteriaReport,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        guard try board.criteriaVersion(of: id) != report.version.number else {
            guard verdicts.isEmpty else { return Decision() }
            throw Refusal.request(.judgedByPresent(id))
        }
        var own = report
        own.checklist = report.version.set.evaluate(
            try board.criteriaFacts(on: request.person, for: report.version.set, in: group, at: call.receivedAt)
        )
        return Decision(
            changes: [.criteria(.requestRejudged(id, version: report.version.number))],
            outgoing: [
                Outgoing(
                    .tell(JudgingSaying.rejudged(request, own), request.person),
                    key: "rejudged/\(request.key)/\(report.version.number)",
                    urgency: .decision
                )
            ]
        )
    }

    private func mistakes(_ checklist: Checklist) -> [VerdictMistake] {
        var mistakes = unreadable.map { VerdictMistake($0) }
        var seen: Set<Int> = []
        for verdict in verdicts {
            guard seen.insert(verdict.number).inserted else {
                mistakes.append(.twice(verdict.number))
                continue
            }
            guard let item = checklist.items.first(where: { $0.criterion.number == verdict.number }) else {
                mistakes.append(.noSuchCriterion(verdict.number))
                continue
            }
            if !item.isForPeople { mistakes.append(.notForPeople(item.criterion)) }
            var limit = ItemVerdict.remarkBytesAtMost
            if case .ask(let text) = verdict.word {
                limit = Ask.questionBytesAtMost
                if text.isEmpty { mistakes.append(.questionMissing(verdict.number)) }
            }
            if verdict.word.remark.utf8.count > limit {
                mistakes.append(.tooLong(verdict.number, limitBytes: limit))
            }
        }
        let questions = verdicts.count { if case .ask = $0.word { true } else { false } }
        if questions > 1 { mistakes.append(.twoQuestions) }
        return mistakes
    }
}
