import Groups
import Identifiers

/// The first reminder about a claimed request goes to whoever claimed it, and to nobody else.
enum ClaimReminders {
    static func remind(_ due: [JoinRequest], _ call: Call, _ board: some Board) throws -> [Outgoing] {
        var byClaimer: [UserID: [GroupID: [JoinRequest]]] = [:]
        for request in due {
            guard let claimer = request.claimer else { continue }
            guard try !Digests.tell(claimer, of: request.group, at: call.receivedAt, board) else { continue }
            byClaimer[claimer, default: [:]][request.group, default: []].append(request)
        }
        return try byClaimer.sorted { $0.key < $1.key }.map { claimer, groups in
            let overviews = try groups.sorted { $0.key.rawValue < $1.key.rawValue }.map { id, requests in
                let group = try board.knownGroup(id)
                return AdministrationSaying.Overview(
                    group: group,
                    requests: Array(requests.prefix(Reminders.linesAtMost)),
                    total: requests.count,
                    first: try requests.first.flatMap {
                        try board.criteriaReport(judging: $0, in: group, at: call.receivedAt)
                    },
                    away: try board.away(among: Array(requests.prefix(Reminders.linesAtMost)))
                )
            }
            return Outgoing(
                .tell(AdministrationSaying.reminder(overviews, mentions: [claimer]), claimer),
                key: "reminder/\(call.event)/claims/\(claimer)",
                urgency: .decision
            )
        }
    }
}
