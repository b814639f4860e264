import Groups
import Identifiers

extension Applications {
    /// Looks whether the person may still ask to join, and how they stand by now, before an answer is taken.
    static func answering(
        _ application: Application,
        _ call: Call,
        _ board: some Board,
        _ work: (Filing) throws -> Decision?
    ) throws -> Decision? {
        let group = try board.knownGroup(application.group)
        do {
            let applicant = try Filing.applicant(call.sender, to: group, board)
            if let ban = applicant.ban, ban.holds(at: call.receivedAt), applicant.standing == .stranger {
                let answer = try Banning.answer(to: call, about: ban, in: group, board)
                return Decision(changes: [.joining(.askingEnded(call.sender))]) + answer
            }
            var filing = try Filing(applicant, to: group, saying: application.message, call, board)
            try filing.take(application, at: call.receivedAt, board)
            return try work(filing)
        } catch let refusal as Refusal {
            // Paused, archived, a member by invitation: whatever has become of it meanwhile.
            return Decision(
                changes: [.joining(.askingEnded(call.sender))],
                outgoing: [Outgoing(.answer(JoiningSaying.stopped(group, refusal)))]
                    + (try Doors.turnAway(application, from: group, because: RefusalSaying(refusal: refusal), board))
            )
        }
    }

    static func obey(
        _ word: Word,
        _ application: Application,
        _ filing: Filing,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var application = application
        switch word {
        case .cancel: return try cancel(call, board)
        case .continue: return try proceed(application, filing, .resumed, call, board)
        case .startOver:
            // Files are not asked for again: whoever wants another one sends it.
            application.answers.removeAll { !$0.isFile }
            return try proceed(application, filing, .startedOver, call, board)
        case .back:
            guard let last = application.goBack(), let criterion = filing.report?.version.set[last.number] else {
                return try proceed(application, filing, .atTheFirst, call, board)
            }
            return try proceed(application, filing, .wentBack, call, board, to: criterion)
        case .skip:
            if filing.isGiven(application.asking) { return try proceed(application, filing, .noted, call, board) }
            guard filing.maySkip(application.asking, of: application) else {
                return try proceed(application, filing, .cannotSkip, call, board)
            }
            application.take(
                .init(number: application.asking, asked: application.asked, event: call.event, isSkipped: true)
            )
            return try proceed(application, filing, .skipped, call, board)
        }
    }

    static func take(
        _ text: String,
        _ application: Application,
        _ filing: Filing,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var application = application
        guard let report = filing.report, var criterion = report.version.set[application.asking],
            criterion.kind.fingerprint == application.asked
        else { return try proceed(application, filing, .changed, call, board) }
        let zone = board.zone(named: filing.group.calendar.zone) ?? .utc
        let given: Given
        do throws(CriteriaMistake) {
            given = try Given(text, nil, to: criterion.kind, today: zone.local(call.receivedAt).day)
        } catch {
            return ask(application, filing, .mistaken(error), criterion, call)
        }
        if case .code = criterion.kind {
            guard let opened = report.version.set.criterion(openedBy: text, asking: criterion.number) else {
                return ask(application, filing, .wrongCode, criterion, call)
            }
            criterion = opened
        }
        application.take(
            Application.Answer(
                number: criterion.number,
                asked: criterion.kind.fingerprint,
                content: given.content,
                until: given.until,
                event: call.event
            )
        )
        return try proceed(application, filing, .noted, call, board)
    }

    /// The next question; or the request itself, once nothing is missing any more that the person could give.
    static func proceed(
        _ application: Application,
        _ filing: Filing,
        _ lead: JoiningSaying.Lead,
        _ call: Call,
        _ board: some Board,
        to criterion: Criterion? = nil
    ) throws -> Decision {
        var (application, filing, lead) = (application, filing, lead)
        if let version = filing.report?.version, version.number != application.version {
            application.keepAnswers(to: version.set)
            lead = .changed
        }
        try filing.take(application, at: call.receivedAt, board)
        let next = criterion ?? filing.prospects(without: application.skipped).toGive.first
        guard let next else {
            return Decision(changes: [.joining(.askingEnded(call.sender))]) + (try filing.file(call, board))
        }
        return ask(application, filing, lead, next, call)
    }

    static func ask(
        _ application: Application,
        _ filing: Filing,
        _ lead: JoiningSaying.Lead,
        _ criterion: Criterion,
        _ call: Call
    ) -> Decision {
        guard var report = filing.report else { return Decision() }
        var application = application
        application.ask(criterion, of: report.version.number, at: call.receivedAt)
        let left = filing.prospects(without: application.skipped).toGive
        // What is being asked again counts as one that is left.
        let others = left.count { $0.number != application.asking }
        let isGiven = application.answers.contains { $0.number == application.asking && !$0.isSkipped }
        let answered = application.answered - (isGiven ? 1 : 0)
        report.isPrivate = true
        let question = JoiningSaying.Question(
            report: report,
            criterion: criterion,
            number: answered + 1,
            total: answered + 1 + others,
            answered: answered,
            maySkip: filing.maySkip(criterion.number, of: application),
            thenWaitsFor: filing.awaited(skipping: criterion.number, of: application),
            mayGoBack: !application.answers.isEmpty,
            endsAt: application.endsAt
        )
        let saying = JoiningSaying.question(question, lead)
        let changes: [Change] = [.joining(.asking(application))]
        guard call.place == .shared else { return Decision(changes: changes, outgoing: [Outgoing(.answer(saying))]) }
        // Nobody else is to read what somebody is asked and answers.
        return Decision(
            changes: changes,
            outgoing: [
                Outgoing(.answer(JoiningSaying.goesOnAlone(filing.group))),
                Outgoing(.tell(saying, call.sender), key: "asking/\(call.event)", urgency: .answer),
            ]
        )
    }
}
