import Groups
import Identifiers

/// Members held against criteria that changed: not unless somebody chose so, and with notice before anything is taken away.
enum Rechecks {
    /// What a set of criteria would mean for those who are members.
    struct Effect: Hashable, Sendable {
        var members: Int
        /// How many of them were looked at.
        var looked = 0
        var met = 0
        var lost = 0
        /// For how many people would have to look.
        var open = 0
    }

    /// Holds the first members against a set, and changes nothing.
    static func effect(
        of set: CriteriaSet,
        on group: Group,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Effect {
        var effect = Effect(members: group.memberCount)
        let members = try board.members(of: group.id, after: Recheck.Place?.none, limit: Criteria.dryRunMembersAtMost)
        for member in members {
            let facts = try board.criteriaFacts(on: member.person, for: set, in: group, at: now)
            effect.looked += 1
            switch set.evaluate(facts).machineVerdict {
            case .met: effect.met += 1
            case .notMet: effect.lost += 1
            case .open: effect.open += 1
            }
        }
        return effect
    }

    /// `!criteria <group> recheck [date/off]`.
    static func choose(
        _ text: String,
        _ group: Group,
        _ present: CriteriaVersion?,
        isDryRun: Bool,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        if text.lowercased() == "off" { return try callOff(group, call, board) }
        guard let present, !present.set.criteria.isEmpty else {
            return .answer(CriteriaSaying.nothingToRecheck(group))
        }
        var until: Day?
        if !text.isEmpty {
            do throws(CriteriaMistake) {
                until = try day(text, group, call, board)
            } catch {
                let zone = board.zone(of: group)
                let day = zone.local(call.receivedAt).day.advanced(by: 30)
                let example = "criteria \(group.handle) recheck \(day)"
                return .answer(CriteriaSaying.notGiven(error, example: example, help: "criteria"))
            }
        }
        if isDryRun {
            let zone = board.zone(of: group)
            // On a day, by what days will have passed and evidence will have run out then.
            let then = until.map { zone.moment(LocalTime($0, minute: Ladder.hourOfReminders * 60)) }
            let effect = try effect(of: present.set, on: group, at: then ?? call.receivedAt, board)
            let later = zone.local(call.receivedAt).day.advanced(by: 30)
            return .answer(CriteriaSaying.recheckTried(group, effect, until: until, later: later))
        }
        var recheck = Recheck(
            group: group.id,
            version: present.number,
            startedBy: call.sender,
            startedAt: call.receivedAt,
            dueAt: call.receivedAt,
            until: until
        )
        let old = try board.recheck(of: group.id)
        if let old { recheck.since = old.since }
        return Decision(
            changes: [.criteria(.recheck(recheck))],
            outgoing: [Outgoing(.answer(CriteriaSaying.recheckChosen(group, recheck, replacing: old)))]
        )
    }

    /// A day that was typed, where the group is.
    private static func day(
        _ text: String,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws(CriteriaMistake) -> Day {
        guard let day = Day(parsing: text) else { throw .noSuchDate(text.capped(bytes: 60)) }
        let zone = board.zone(of: group)
        let today = zone.local(call.receivedAt).day
        guard day > today else { throw .datePast(day) }
        guard day <= today.advanced(by: Criteria.recheckDaysAtMost) else { throw .dateFar(day) }
        return day
    }

    /// How many re-checks one tick takes further: they share the members of one batch.
    private static let groupsAtMost = 20

    /// Takes the re-checks that are due one batch further.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let due = try board.rechecksDue(by: call.receivedAt, limit: groupsAtMost)
        return try due.reduce(Decision()) { decision, recheck in
            try decision + proceed(recheck, members: Recheck.batch / due.count, call, board)
        }.endingLast
    }

    private static func proceed(
        _ recheck: Recheck,
        members limit: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var recheck = recheck
        let group = try board.knownGroup(recheck.group)
        // Each round goes by what holds when it begins: criteria may have changed since somebody planned it.
        if recheck.place == nil, let present = try board.criteria(of: group.id) { recheck.version = present.number }
        guard group.state != .archived, let version = try board.criteria(of: group.id, version: recheck.version) else {
            return Decision(changes: [.criteria(.recheckEnded(recheck))])
        }
        // Nobody could lift a notice while the group is suspended.
        guard group.suspension == nil else {
            recheck.dueAt = call.receivedAt.later(days: 1)
            return Decision(changes: [.criteria(.recheck(recheck))])
        }
        let members = try board.members(of: group.id, after: recheck.place, limit: limit)
        var looks = UpkeepLooks(call: call)
        for member in members {
            try check(member, group, &recheck, &looks, board)
            recheck.place = Recheck.Place(since: member.since, person: member.person)
            recheck.checked += 1
        }
        var decision = try looks.decision(withNotices: false, board)
        guard members.count < limit else {
            recheck.dueAt = Timestamp(rawValue: call.receivedAt.rawValue + Recheck.pause)
            decision.changes.insert(.criteria(.recheck(recheck)), at: 0)
            return decision
        }
        decision.changes.insert(contentsOf: end(recheck, version, group, board), at: 0)
        decision.outgoing.append(
            Outgoing(
                .tell(CriteriaSaying.recheckEnded(group, recheck), recheck.startedBy),
                key: "recheck/\(group.id.rawValue)/\(recheck.startedAt.rawValue)"
                    + (recheck.until == nil ? "" : "/before"),
                urgency: .decision
            )
        )
        return decision
    }

    /// What becomes of a re-check when everybody was looked at: the round before a day waits for that day.
    private static func end(
        _ recheck: Recheck,
        _ version: CriteriaVersion,
        _ group: Group,
        _ board: some Board
    ) -> [Change] {
        guard let until = recheck.until else {
            return [
                .criteria(.recheckEnded(recheck)), .upkeep(.membersHeld(group.id, version: version.number)),
            ]
        }
        let zone = board.zone(of: group)
        var next = Recheck(
            group: group.id,
            version: recheck.version,
            startedBy: recheck.startedBy,
            startedAt: recheck.startedAt,
            dueAt: zone.moment(LocalTime(until, minute: Ladder.hourOfReminders * 60))
        )
        next.since = recheck.since
        return [.criteria(.recheck(next))]
    }

    private static func check(
        _ member: Member,
        _ group: Group,
        _ recheck: inout Recheck,
        _ looks: inout UpkeepLooks,
        _ board: some Board
    ) throws {
        let upkeep = try board.upkeep(of: member.person, in: group.id)
        let standing = try Upholding.standing(
            of: member.person,
            in: group,
            by: recheck.version,
            upkeep,
            looks.call,
            board
        )
        guard let standing else { return }
        switch (standing.finding, standing.verdict) {
        case (.lost, _): recheck.lost += 1
        case (.holds, .met): recheck.met += 1
        case (.holds, _): recheck.open += 1
        }
        let step = try step(recheck, of: member, upkeep, standing, in: group, looks.call, board)
        try looks.take(step, about: member.person, upkeep, standing, group, because: .changed, board)
    }
}
