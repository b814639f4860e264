import Groups
import Identifiers

/// Looks through alerts for what is new among the jobs, some at each tick.
///
/// Only alerts are looked at that are kept under something that the job has, so who is looking for other things costs
/// nothing.
enum JobMatchings {
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let now = call.receivedAt
        guard let matching = try board.jobMatchingsDue(by: now, limit: 1).first else { return Decision() }
        guard let job = try board.job(matching.job), job.takesResponses(at: now) else {
            return Decision(changes: [.alert(.matchingEnded(matching.job))])
        }
        let offer = try JobOffer(job, board)
        let page = try board.alerts(keptUnder: offer.keys, after: matching.after, limit: JobMatching.batch)
        var finds: [UserID: (alert: JobAlert, find: JobFind, listAt: Timestamp?)] = [:]
        for (_, alert) in page where try offer.isFor(alert, board) {
            let (waitsFor, listAt) = try wait(for: alert, at: now, board)
            // Of several alerts that find the same job the one counts that says so first.
            let before = try finds[alert.person]?.find ?? board.find(of: job.id, for: alert.person)
            if let before, !JobAlert.Pace.isSooner(waitsFor, than: before.waitsFor) { continue }
            finds[alert.person] = (alert, JobFind(person: alert.person, job: job.id, waitsFor: waitsFor), listAt)
        }
        var decision = Decision()
        for (person, found) in finds.sorted(by: { $0.key < $1.key }) {
            decision.changes.append(.alert(.found(found.find, listAt: found.listAt)))
            guard found.find.waitsFor == nil else { continue }
            decision.outgoing.append(
                Outgoing(
                    .tell(AlertSaying.found(offer.card, try AlertCard(found.alert, board)), person),
                    key: "alert/\(job.key)/\(person)",
                    urgency: .chatter,
                    subject: .jobAlert(found.alert.id)
                )
            )
        }
        let isLast = page.count < JobMatching.batch
        let pause = decision.outgoing.isEmpty ? 0 : JobMatching.pauseMs
        decision.changes.append(
            .alert(
                isLast
                    ? .matchingEnded(job.id)
                    : .matchingGoesOn(
                        JobMatching(job: job.id, after: page.last?.place),
                        at: Timestamp(rawValue: now.rawValue + pause)
                    )
            )
        )
        return decision
    }

    /// In which list the person reads of it, and when that comes; at the end of their quiet hours, what would come at once.
    private static func wait(
        for alert: JobAlert,
        at now: Timestamp,
        _ board: some Board
    ) throws -> (pace: JobAlert.Pace?, listAt: Timestamp?) {
        let settings = try board.settings(of: alert.person)
        guard let digest = alert.pace.digest else {
            let end = try board.quietEnd(for: alert.person, at: now)
            return end.map { (.atOnce, $0) } ?? (nil, nil)
        }
        let workingDays = board.hall.calendar.workingDays
        return (alert.pace, digest.next(after: now, in: board.zone(for: settings), workingDays: workingDays))
    }
}

/// A job with what alerts are held against.
struct JobOffer {
    let card: JobCard
    private let tokens: Set<JobToken>

    init(_ job: Job, _ board: some Board) throws {
        card = try JobCard(job, board)
        tokens = job.tokens(handles: card.groups.map(\.handle))
    }

    /// Under what alerts are kept that the job may fit.
    var keys: [String] { tokens.map(\.text).sorted() }

    /// Whether the person of an alert is to hear of the job by it, as both are now.
    ///
    /// Who posted the job or has responded to it knows of it.
    func isFor(_ alert: JobAlert, _ board: some Board) throws -> Bool {
        let job = card.job
        guard job.client != alert.person else { return false }
        let person = try board.person(alert.person)
        guard person.isFreelancer else { return false }
        var groups: Set<GroupID> = []
        if alert.filter.isForOwnGroups {
            for group in job.wanted.groups {
                if case .member = try board.standing(of: alert.person, in: group) { groups.insert(group) }
            }
        }
        return try alert.filter.fits(job, tokens, groups: groups, skills: person.skills)
            && board.response(of: alert.person, to: job.id) == nil
    }
}

extension JobAlert.Pace {
    /// Whether somebody hears sooner by one list than by another; nil is now.
    fileprivate static func isSooner(_ left: JobAlert.Pace?, than right: JobAlert.Pace?) -> Bool {
        func rank(_ pace: JobAlert.Pace?) -> Int { pace.flatMap { allCases.firstIndex(of: $0) } ?? -1 }
        return rank(left) < rank(right)
    }
}
