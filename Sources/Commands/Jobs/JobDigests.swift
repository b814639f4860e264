import Groups
import Identifiers

/// The lists of new jobs, for those who want them daily or weekly, and for what came in their quiet hours.
enum JobDigests {
    private static let peopleAtMost = 50
    private static let jobsAtMost = 50
    static let linesAtMost = 10

    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try board.jobDigestsDue(by: call.receivedAt, limit: peopleAtMost).reduce(Decision()) { decision, digest in
            if let end = try board.quietEnd(for: digest.person, at: call.receivedAt) {
                return decision + Decision(changes: [.alert(.listPutOff(digest, until: end))])
            }
            return decision + (try list(digest, call, board))
        }
    }

    /// What still waits and still fits; where nothing does, there is no list.
    private static func list(_ digest: JobDigest, _ call: Call, _ board: some Board) throws -> Decision {
        let waiting = try board.jobs(waitingFor: digest, limit: jobsAtMost)
        let alerts = try board.ownAlerts(of: digest.person)
        var decision = Decision()
        var lines: [AlertSaying.Line] = []
        for id in waiting {
            let offer = try board.job(id).flatMap { job in
                try job.takesResponses(at: call.receivedAt) ? JobOffer(job, board) : nil
            }
            let fitting = try offer.map { offer in try alerts.filter { try offer.isFor($0, board) } } ?? []
            if let offer, !fitting.isEmpty {
                lines.append(.init(card: offer.card, alerts: fitting.map(\.number)))
            } else {
                // Should it be opened again, or changed so that it fits, it is news.
                decision.changes.append(.alert(.lost(id, for: digest.person)))
            }
        }
        decision.changes.append(.alert(.listed(digest)))
        guard !lines.isEmpty else { return decision }
        let page = Page(of: lines, atMost: linesAtMost)
        decision.outgoing.append(
            Outgoing(
                .tell(AlertSaying.digest(page.lines, digest, hasMore: page.hasMore), digest.person),
                key: "jobs/\(call.event)/\(digest.pace.rawValue)/\(digest.person)",
                urgency: .chatter
            )
        )
        return decision
    }
}

extension Board {
    /// The zone in which a person lives, by what they have set.
    func zone(for settings: PersonSettings) -> Zone {
        zone(named: settings.zone ?? hall.calendar.zone) ?? .utc
    }

    /// When the quiet hours of a person end that lie over a moment, or nil where none do.
    func quietEnd(for person: UserID, at moment: Timestamp) throws -> Timestamp? {
        let settings = try settings(of: person)
        return settings.quiet?.end(at: moment, in: zone(for: settings))
    }
}
