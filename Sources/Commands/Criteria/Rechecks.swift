import Groups
import Identifiers

/// Members held against criteria that changed: not unless somebody chose so, and nothing is taken away by it.
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
        guard let present, !present.set.criteria.isEmpty else {
            return .answer(CriteriaSaying.nothingToRecheck(group))
        }
        let old = try board.recheck(of: group.id)
        if text.lowercased() == "off" {
            return Decision(
                changes: old.map { [.criteria(.recheckEnded($0))] } ?? [],
                outgoing: [Outgoing(.answer(CriteriaSaying.recheckOff(group, was: old)))]
            )
        }
        var dueAt = call.receivedAt
        if !text.isEmpty {
            do throws(CriteriaMistake) {
                dueAt = try moment(of: text, group, call, board)
            } catch {
                let zone = board.zone(named: group.calendar.zone) ?? .utc
                let day = zone.local(call.receivedAt).day.advanced(by: 30)
                let example = "criteria \(group.handle) recheck \(day)"
                return .answer(CriteriaSaying.notGiven(error, example: example, help: "criteria"))
            }
        }
        if isDryRun {
            let effect = try effect(of: present.set, on: group, at: call.receivedAt, board)
            let page = CriteriaPage(
                group: group,
                version: present,
                set: present.set,
                roomNames: try board.roomNames(in: present.set),
                mayChange: true,
                recheck: old
            )
            return .answer(CriteriaSaying.dryRun(page, effect))
        }
        let recheck = Recheck(
            group: group.id,
            version: present.number,
            startedBy: call.sender,
            startedAt: call.receivedAt,
            dueAt: dueAt
        )
        return Decision(
            changes: [.criteria(.recheck(recheck))],
            outgoing: [Outgoing(.answer(CriteriaSaying.recheckChosen(group, recheck, isNow: text.isEmpty)))]
        )
    }

    /// The morning of a day that was typed, where the group is.
    private static func moment(
        of text: String,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws(CriteriaMistake) -> Timestamp {
        guard let day = Day(parsing: text) else { throw .noSuchDate(text.capped(bytes: 60)) }
        let zone = board.zone(named: group.calendar.zone) ?? .utc
        let today = zone.local(call.receivedAt).day
        guard day > today else { throw .datePast(day) }
        guard day <= today.advanced(by: Criteria.recheckDaysAtMost) else { throw .dateFar(day) }
        return zone.moment(LocalTime(day, minute: Ladder.hourOfReminders * 60))
    }

    /// How many re-checks one tick takes further: they share the members of one batch.
    private static let groupsAtMost = 20

    /// Takes the re-checks that are due one batch further.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let due = try board.rechecksDue(by: call.receivedAt, limit: groupsAtMost)
        return try due.reduce(Decision()) { decision, recheck in
            try decision + proceed(recheck, members: Recheck.batch / due.count, call, board)
        }
    }

    private static func proceed(
        _ recheck: Recheck,
        members limit: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var recheck = recheck
        let group = try board.knownGroup(recheck.group)
        guard let version = try board.criteria(of: group.id, version: recheck.version) else {
            return Decision(changes: [.criteria(.recheckEnded(recheck))])
        }
        let members = try board.members(of: group.id, after: recheck.place, limit: limit)
        var decision = Decision()
        for member in members {
            decision = try decision + check(member, group, version, &recheck, call, board)
            recheck.place = Recheck.Place(since: member.since, person: member.person)
            recheck.checked += 1
        }
        guard members.count < limit else {
            recheck.dueAt = Timestamp(rawValue: call.receivedAt.rawValue + Recheck.pause)
            decision.changes.append(.criteria(.recheck(recheck)))
            return decision
        }
        decision.changes.append(.criteria(.recheckEnded(recheck)))
        decision.outgoing.append(
            Outgoing(
                .tell(CriteriaSaying.recheckEnded(group, recheck), recheck.startedBy),
                key: "recheck/\(group.id.rawValue)/\(recheck.startedAt.rawValue)",
                urgency: .decision
            )
        )
        return decision
    }

    private static func check(
        _ member: Member,
        _ group: Group,
        _ version: CriteriaVersion,
        _ recheck: inout Recheck,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let facts = try board.criteriaFacts(on: member.person, for: version.set, in: group, at: call.receivedAt)
        let checklist = version.set.evaluate(facts)
        let hasNotice = try board.noticeGiven(to: member.person, in: group.id) != nil
        switch checklist.machineVerdict {
        case .met: recheck.met += 1
        case .open: recheck.open += 1
        case .notMet:
            recheck.lost += 1
            if hasNotice { return Decision() }
            let report = CriteriaReport(
                group: group,
                version: version,
                present: version.number,
                checklist: checklist,
                roomNames: try board.roomNames(in: version.set),
                isPrivate: true
            )
            return Decision(
                changes: [
                    .criteria(
                        .noticeGiven(group.id, member.person, version: version.number, at: call.receivedAt)
                    )
                ],
                outgoing: [
                    Outgoing(
                        .tell(CriteriaSaying.notice(member.person, group, report), member.person),
                        key: "notice/\(group.id.rawValue)/\(member.person)/\(recheck.startedAt.rawValue)",
                        urgency: .decision
                    )
                ]
            )
        }
        return Decision(changes: hasNotice ? [.criteria(.noticeLifted(group.id, member.person))] : [])
    }
}
