import Identifiers

/// What is to be done about a membership that was looked at.
package enum UpkeepStep: Hashable, Sendable {
    /// Nothing but to look again, or for nil never unless something happens.
    case wait(Upkeep?)
    /// Evidence for these criteria runs out.
    case warn(Upkeep, [Int])
    /// Something is missing, or the evidence runs out today: from now on the days are counted.
    case notice(Upkeep, Upkeep.Notice)
    /// The re-check that gave the notice was put off, and so is the last day.
    case extend(Upkeep, Upkeep.Notice)
    /// What was missing is there again.
    case lift(Upkeep?)
    case end(Lapse, [Int], Upkeep.Notice)
}

extension UpkeepStanding {
    /// Decides what is to be done about the membership now.
    ///
    /// Steps that fell due while nobody looked are taken once, by the last of them. A membership ends only after a notice
    /// that was given ``Upkeep/graceDays`` days before, for nothing that this notice did not name.
    ///
    /// `upkeep` is what is known of it so far, `floor` a day before which no new notice runs out, where more time was
    /// promised, `recheck` the re-check that looks (``Recheck/since``), and `zone` is where the group is.
    package func step(
        after upkeep: Upkeep?,
        notBefore floor: Day? = nil,
        by recheck: Timestamp? = nil,
        in zone: Zone
    ) -> UpkeepStep {
        switch finding {
        case .lost(let missing, let lapse): lost(missing, lapse, upkeep, floor, recheck, zone)
        case .holds(let until, let numbers): holds(until, numbers, upkeep, zone)
        }
    }

    private var group: GroupID { held.group }

    private func lost(
        _ missing: [Int],
        _ lapse: Lapse,
        _ upkeep: Upkeep?,
        _ floor: Day?,
        _ recheck: Timestamp?,
        _ zone: Zone
    ) -> UpkeepStep {
        let now = facts.now
        // By a notice of a re-check that was called off nothing ends, should another re-check find the same.
        let isOver = recheck != nil && upkeep?.notice?.isCalledOff == true
        if var notice = upkeep?.notice, !isOver, isLost(forNothingBut: notice.numbers) {
            if notice.isCalledOff { notice.recheck = nil }
            if let floor, let recheck, notice.recheck == recheck, floor > notice.lastDay {
                notice.lastDay = floor
                return .extend(row(notice: notice, dueAt: look(at: notice, zone)), notice)
            }
            if facts.today > notice.lastDay, now >= notice.since.later(days: Upkeep.graceDays) {
                return .end(lapse, missing, notice)
            }
            notice.version = max(notice.version, held.number)
            return .wait(row(notice: notice, dueAt: look(at: notice, zone)))
        }
        let lastDay = facts.today.advanced(by: Upkeep.graceDays)
        var notice = Upkeep.Notice(
            version: held.number,
            since: now,
            lastDay: max(lastDay, floor ?? lastDay),
            numbers: missing
        )
        notice.recheck = recheck
        return .notice(row(notice: notice, dueAt: look(at: notice, zone)), notice)
    }

    private func holds(_ until: Day?, _ numbers: [Int], _ upkeep: Upkeep?, _ zone: Zone) -> UpkeepStep {
        if let notice = upkeep?.notice {
            // Given in the morning of the last day, on which the evidence still holds.
            if let until, notice.until == until, facts.today <= until {
                return .wait(row(notice: notice, dueAt: end(of: notice, zone)))
            }
            // What else is to be said comes by a look of its own, after this was said.
            return .lift(until.map { row(notice: nil, dueAt: watch($0, numbers, nil, zone).next) })
        }
        guard let until else { return .wait(nil) }
        let warning = upkeep?.warning.flatMap { $0.until == until ? $0 : nil }
        let (days, next) = watch(until, numbers, warning, zone)
        guard let days else { return .wait(row(warning: warning, notice: nil, dueAt: next)) }
        guard days > 0 else {
            let notice = Upkeep.Notice(
                version: held.number,
                since: facts.now,
                lastDay: until.advanced(by: Upkeep.graceDays),
                numbers: numbers,
                until: until
            )
            return .notice(row(notice: notice, dueAt: end(of: notice, zone)), notice)
        }
        let given = Upkeep.Warning(until: until, days: days)
        return .warn(row(warning: given, notice: nil, dueAt: watch(until, numbers, given, zone).next), numbers)
    }

    /// The warning that is due about evidence that runs out, and when the next look is.
    ///
    /// Whoever gave it when less time was left knows as much.
    private func watch(
        _ until: Day,
        _ numbers: [Int],
        _ warning: Upkeep.Warning?,
        _ zone: Zone
    ) -> (days: Int?, next: Timestamp) {
        let given = given(for: numbers) ?? Timestamp(rawValue: .min)
        var due: Int?
        for days in Upkeep.warningDays where days < warning?.days ?? .max {
            let moment = morning(of: until.advanced(by: -days), zone)
            if moment > facts.now { return (due, due == nil ? moment : facts.now) }
            if moment > given { due = days }
        }
        return (due, due == nil ? morning(of: until.advanced(by: 1), zone) : facts.now)
    }

    /// When a member who has notice is looked at next: something may be met by itself before the end.
    private func look(at notice: Upkeep.Notice, _ zone: Zone) -> Timestamp {
        min(end(of: notice, zone), metFrom ?? .init(rawValue: .max))
    }

    /// When a membership ends if nothing happens.
    private func end(of notice: Upkeep.Notice, _ zone: Zone) -> Timestamp {
        max(morning(of: notice.lastDay.advanced(by: 1), zone), notice.since.later(days: Upkeep.graceDays))
    }

    private func morning(of day: Day, _ zone: Zone) -> Timestamp {
        zone.moment(LocalTime(day, minute: Ladder.hourOfReminders * 60))
    }

    private func row(warning: Upkeep.Warning? = nil, notice: Upkeep.Notice?, dueAt: Timestamp) -> Upkeep {
        Upkeep(group: group, person: facts.person, dueAt: dueAt, warning: warning, notice: notice)
    }
}
