import Groups
import Identifiers

/// Somebody deleted the message with a file that they had given as evidence.
enum EvidenceWithdrawal {
    /// The evidence is withdrawn with it, as long as nobody has decided by it; nil where the message held none.
    static func takenBack(_ target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let given = try board.submission(ofFile: target), given.person == call.sender else { return nil }
        let group = try board.knownGroup(given.group)
        let withdrawn = Decision(
            changes: [
                .criteria(
                    .submissionWithdrawn(group.id, call.sender, number: given.number, at: call.receivedAt)
                )
            ],
            // What was shown to administrators is taken from view.
            outgoing: [
                Outgoing(
                    .edit(subject: .evidence(target), EvidenceSaying.gone(given)),
                    key: "gone/\(target)",
                    urgency: .chatter
                )
            ]
        )
        let standing = try board.standing(of: call.sender, in: group.id)
        let set = try board.criteriaJudging(standing, in: group.id)?.judging.set
        guard let criterion = set?[given.number], criterion.kind.fingerprint == given.asked else {
            // It answers nothing that is asked, so nobody need hear of it.
            return withdrawn
        }
        switch standing {
        case .member, .queued:
            // It was decided by it: that stands.
            return said(JoiningSaying.answerStays(group, criterion), call)
        case .waiting(let request):
            let receipt = said(EvidenceSaying.withdrawn(group, criterion, isSeen: !request.isIncomplete), call)
            guard !request.isIncomplete else { return withdrawn + receipt }
            return try withdrawn + receipt + shown(given, request, group, call, board)
        case .stranger:
            if let asked = try askedAgain(criterion, group, given, call, board) { return withdrawn + asked }
            return withdrawn + said(EvidenceSaying.withdrawn(group, criterion, isSeen: false), call)
        }
    }

    /// Says it where nobody else reads it: others may have come into the room since.
    private static func said(_ saying: any Saying, _ call: Call) -> Decision {
        call.place == .direct ? .answer(saying) : Decision()
    }

    /// The card shows that it is gone, and a verdict on it no longer counts.
    private static func shown(
        _ given: Submission,
        _ request: JoinRequest,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var gone = given
        (gone.content, gone.file, gone.until, gone.withdrawnAt) = ("", nil, nil, call.receivedAt)
        var (decision, verdicts) = try Meet.outdating(gone, request, board)
        let report = try board.criteriaReport(
            judging: request,
            in: group,
            at: call.receivedAt,
            verdicts: verdicts,
            giving: gone
        )
        decision.outgoing = [try Cards.revised(request, in: group, criteria: report, by: call, board)]
        return decision
    }

    /// In the middle of the questions it is asked for again.
    private static func askedAgain(
        _ criterion: Criterion,
        _ group: Group,
        _ given: Submission,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard let application = try board.application(of: call.sender), application.group == group.id,
            call.place == .direct
        else { return nil }
        return try Applications.answering(application, call, board) { filing in
            var filing = filing
            var gone = given
            (gone.content, gone.file, gone.until, gone.withdrawnAt) = ("", nil, nil, call.receivedAt)
            filing.given = [gone]
            var application = application
            application.answers.removeAll { $0.number == given.number && $0.isFile }
            try filing.take(application, at: call.receivedAt, board)
            return Applications.ask(application, filing, .tookBack, criterion, call)
        }
    }
}
