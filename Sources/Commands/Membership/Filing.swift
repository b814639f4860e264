import Groups
import Identifiers

/// A request that may be made, and what becomes of it: people decide, or something is waited for, or a rule lets its applicant in.
struct Filing {
    var request: JoinRequest
    var group: Group
    var applicant: Applicant
    var ladder: Ladder
    /// Nil where the group lists no criteria.
    var report: CriteriaReport?
    /// What was answered before the request was made.
    var answers: [Application.Answer] = []
    /// What this very decision stores, which the board does not know yet.
    var given: [Submission] = []

    static func applicant(_ person: UserID, to group: Group, _ board: some Board) throws -> Applicant {
        Applicant(
            person: try board.person(person),
            standing: try board.standing(of: person, in: group.id),
            openRequests: try board.openRequestCount(of: person),
            lastRefusal: try board.lastRefusal(of: person, by: group.id),
            ban: try board.ban(of: person, from: group.id)
        )
    }

    /// - Throws: A refusal, where the rules keep the person from asking.
    init(_ applicant: Applicant, to group: Group, saying message: String, _ call: Call, _ board: some Board) throws {
        ladder = try Ladder(from: call.receivedAt, by: board.calendar(of: group, at: call.receivedAt))
        request = try group.request(
            by: applicant,
            saying: message,
            numbered: board.nextRequestID(),
            at: call.receivedAt,
            ladder: ladder,
            in: board.zone(of: group)
        )
        self.group = group
        self.applicant = applicant
        // The request is judged by what holds now, whatever the group asks for later.
        report = try board.criteriaReport(
            on: applicant.person.id,
            .stranger,
            in: group,
            at: call.receivedAt,
            isPrivate: call.place == .direct
        )
    }

    /// Takes over what was answered one question after the other.
    mutating func take(_ application: Application, at now: Timestamp, _ board: some Board) throws {
        answers = application.answers.filter { !$0.isSkipped && !$0.isFile }
        guard var report else { return }
        let set = report.version.set
        var facts = try board.criteriaFacts(on: application.person, for: set, in: group, at: now)
        for submission in application.submissions(at: now) + given { facts.submissions[submission.number] = submission }
        report.checklist = set.evaluate(facts)
        self.report = report
    }

    /// What the applicant could still give, and what can only be waited for.
    func prospects(without skipped: Set<Int> = []) -> Prospects {
        report.map { $0.version.set.prospects(of: $0.checklist, without: skipped) }
            ?? Prospects(toGive: [], outlook: .complete)
    }

    /// Whether the person may leave a question out: something else would do, now or with time.
    func maySkip(_ number: Int, of application: Application) -> Bool {
        guard !isGiven(number) else { return false }
        let now = prospects(without: application.skipped).outlook
        let then = prospects(without: application.skipped.union([number])).outlook
        return then.rawValue <= max(now.rawValue, Prospects.Outlook.waits.rawValue)
    }

    /// Whether a question is answered already: by a file, which stays until another answer takes its place.
    func isGiven(_ number: Int) -> Bool {
        report?.checklist.items.contains { $0.criterion.number == number && $0.mark != .missing } ?? false
    }

    /// What the request would have to wait for only because a question is left out.
    func awaited(skipping number: Int, of application: Application) -> [Criterion] {
        let now = prospects(without: application.skipped)
        let then = prospects(without: application.skipped.union([number]))
        guard then.outlook == .waits else { return [] }
        return Set(then.waitsFor).subtracting(now.waitsFor).sorted().compactMap { report?.version.set[$0] }
    }

    /// Makes the request.
    func file(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision(changes: submitted(at: call.receivedAt))
        // What the person could have given by now, they chose not to.
        let left = Set(report?.checklist.items.filter(\.canBeGiven).map(\.criterion.number) ?? [])
        if let report, case .waits = prospects(without: left).outlook {
            let incomplete = request.incomplete()
            decision.changes += asked(incomplete)
            decision.changes.append(.request(.lookAgain(request.id, at: report.checklist.nextComing)))
            decision.outgoing = [Outgoing(.answer(JoiningSaying.incomplete(incomplete, group, report)))]
            return decision
        }
        decision.changes += asked(request)
        if let report, let setter = group.admitsAtOnce(request.person, by: report.version.set, report.checklist) {
            if call.place == .shared { decision.outgoing.append(Outgoing(.answer(JoiningSaying.goesOnAlone(group)))) }
            return decision + (try Admissions.byRule(of: setter, request, group, at: call.receivedAt, board))
        }
        let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
        decision.outgoing.append(
            Outgoing(
                .answer(
                    MembershipSaying.asked(
                        request,
                        group,
                        decidedByNobodyElse: administrators == [request.person],
                        criteria: report
                    )
                )
            )
        )
        decision.outgoing += try Cards.open(for: request, in: group, applicant.person, administrators, report, board)
        return decision
    }

    private func asked(_ request: JoinRequest) -> [Change] {
        [.request(.asked(request, firstReminderAt: ladder.firstReminderAt))]
            + (report.map { [.criteria(.requestAsked(request.id, version: $0.version.number))] } ?? [])
    }

    /// What was answered is stored with the request, and not before.
    private func submitted(at now: Timestamp) -> [Change] {
        answers.flatMap { answer -> [Change] in
            let submission = Submission(
                group: group.id,
                person: request.person,
                number: answer.number,
                asked: answer.asked,
                content: answer.content,
                until: answer.until,
                at: now
            )
            let given = GivenAnswer(
                event: answer.event,
                person: request.person,
                group: group.id,
                number: answer.number
            )
            return [.criteria(.submitted(submission)), .joining(.answered(given))]
        }
    }
}

/// What lets somebody in without anybody looking.
enum Admissions {
    /// Lets an applicant in by a rule that somebody set beforehand, and says so: it is the sponsor's rule, not the bot's will.
    static func byRule(
        of setter: UserID,
        _ request: JoinRequest,
        _ group: Group,
        after others: [Change] = [],
        at now: Timestamp,
        _ board: some Board
    ) throws -> Decision {
        let (verdict, changes) = request.admit(byRuleOf: setter, filling: group, after: others, at: now)
        var admitted = request
        admitted.state = .approved(verdict)
        let overtaken = try InvitationReply.overtaken(by: admitted, in: group, at: now, board)
        if let place = changes.placeGiven {
            return try waits(place, request, changes, group, board) + overtaken
        }
        var decision = Decision(changes: changes) + overtaken
        decision.outgoing.append(
            Outgoing(
                .tell(
                    JoiningSaying.admittedByRule(
                        admitted,
                        group,
                        isRoomShut: try !board.servesMembersRoom(of: group)
                    ),
                    request.person
                ),
                key: "decision/\(request.key)",
                urgency: .decision
            )
        )
        if let room = group.rooms.members {
            decision.outgoing.append(
                Outgoing(
                    .invite(request.person, to: room, reason: "Admitted to \(group.name)"),
                    key: "invite/\(request.key)",
                    urgency: .decision
                )
            )
        }
        // In a direct message nobody wants to hear of what needs nobody.
        if let room = try board.usableAdminRoom(of: group) {
            decision.outgoing.append(
                Outgoing(
                    .say(JoiningSaying.ruleApplied(admitted, group), in: room),
                    key: "ruleApplied/\(request.key)",
                    urgency: .answer
                )
            )
        }
        return decision
    }

    /// The same where the group is full: the applicant waits for a place.
    private static func waits(
        _ place: QueuePlace,
        _ request: JoinRequest,
        _ changes: [Change],
        _ group: Group,
        _ board: some Board
    ) throws -> Decision {
        let saying = QueueSaying.waits(place, group, note: "")
        var decision = Decision(changes: changes)
        decision.outgoing = [
            Outgoing(.tell(saying, request.person), key: "decision/\(request.key)", urgency: .decision)
        ]
        guard let room = try board.usableAdminRoom(of: group) else { return decision }
        decision.outgoing.append(
            Outgoing(
                .say(QueueSaying.ruleApplied(place, group), in: room),
                key: "ruleApplied/\(request.key)",
                urgency: .answer
            )
        )
        return decision
    }
}
