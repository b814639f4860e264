import Groups
import Identifiers

extension Rechecks {
    /// `!criteria <group> recheck off`: also where nothing is asked for any more, or the re-check has ended.
    static func callOff(_ group: Group, _ call: Call, _ board: some Board) throws -> Decision {
        let old = try board.recheck(of: group.id)
        let since = try old?.since ?? board.lastRecheck(of: group.id)
        let notices = try since.map { try board.noticeCount(of: group.id, from: $0) } ?? 0
        var changes: [Change] = []
        if let old {
            changes = [.criteria(.recheckCancelled(old, at: call.receivedAt))]
        } else if notices > 0 {
            changes = [.criteria(.recheckUndone(group.id, at: call.receivedAt))]
        }
        return Decision(
            changes: changes,
            outgoing: [Outgoing(.answer(CriteriaSaying.recheckOff(group, was: old, notices: notices)))]
        )
    }

    /// What becomes of a member by a re-check: a notice that they would get without it as well is not its own.
    static func step(
        _ recheck: Recheck,
        of member: Member,
        _ upkeep: Upkeep?,
        _ standing: UpkeepStanding,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> UpkeepStep {
        let step = standing.step(
            after: upkeep,
            notBefore: recheck.until?.advanced(by: -1),
            by: recheck.since,
            in: board.zone(of: group)
        )
        guard case .notice(var next, var notice) = step,
            case .lost = try Upholding.standing(of: member.person, in: group, nil, call, board)?.finding
        else { return step }
        notice.recheck = nil
        next.notice = notice
        return .notice(next, notice)
    }
}
