import Groups
import Identifiers

/// What comes of looking at many memberships: what is told to each, and one line for each group's administrators.
struct UpkeepLooks {
    let call: Call
    var changes: [Change] = []
    private var outgoing: [Outgoing] = []
    private var reports: [UpkeepReport] = []
    /// How many more have notice than before, in each group.
    private var differences: [GroupID: Int] = [:]

    init(call: Call) {
        self.call = call
    }

    /// All that comes of it, with one line for the administrators of each group.
    ///
    /// `withNotices` says whether that line names those who were given notice, and not only those who are members no
    /// longer.
    func decision(withNotices: Bool, _ board: some Board) throws -> Decision {
        var decision = Decision(changes: changes, outgoing: outgoing).endingLast
        for var report in reports {
            if !withNotices { report.noticed = [] }
            guard !report.ended.isEmpty || !report.noticed.isEmpty else { continue }
            report.noticeCount = try board.noticeCount(of: report.group.id) + differences[report.group.id, default: 0]
            decision.outgoing += try Walks.tellAdministrators(
                of: report.group,
                UpkeepSaying.report(report),
                key: "upkeep/\(call.event)/\(report.group.handle)",
                board
            )
        }
        return decision
    }

    /// Does what a look has come to.
    ///
    /// `upkeep` is what was known of the membership so far, `reason` why there is notice, where that is not what the
    /// standing says by itself.
    mutating func take(
        _ step: UpkeepStep,
        about person: UserID,
        _ upkeep: Upkeep?,
        _ standing: UpkeepStanding?,
        _ group: Group,
        because reason: UpkeepSaying.Reason? = nil,
        _ board: some Board
    ) throws {
        switch step {
        case .wait(let next?): if next != upkeep { changes.append(.upkeep(.watched(next))) }
        case .wait(nil): if upkeep != nil { changes.append(.upkeep(.settled(group.id, person))) }
        case .warn(let next, let numbers):
            guard let standing, let warning = next.warning else { return }
            changes.append(.upkeep(.warned(next)))
            var page = try page(numbers, standing, group, lastDay: warning.until.advanced(by: Upkeep.graceDays), board)
            page.until = warning.until
            page.daysLeft = warning.until.number - standing.facts.today.number
            page.alsoRunningOut = standing.alsoRunningOut(within: 30, after: warning.until)
            try tell(.runsOut(page), "runsOut/\(warning.until.number)/\(warning.days)", person, group, board)
        case .notice(let next, let notice):
            guard let standing else { return }
            changes.append(.upkeep(.noticed(next)))
            differences[group.id, default: 0] += upkeep?.notice == nil ? 1 : 0
            var page = try page(notice.numbers, standing, group, lastDay: notice.lastDay, board)
            page.until = notice.until
            page.since = notice.since
            page.isOneEnough = notice.until == nil && standing.isOneEnough
            let found = notice.until == nil ? Self.reason(standing) : .runsOutToday
            let saying = UpkeepSaying.notice(page, found == .lost ? reason ?? found : found)
            try tell(saying, "notice/\(notice.since.rawValue)", person, group, board)
            note(group) {
                $0.noticed.append(.init(person: person, lastDay: notice.lastDay, numbers: notice.numbers))
            }
        case .extend(let next, let notice):
            guard let standing else { return }
            changes.append(.upkeep(.extended(next)))
            var page = try page(notice.numbers, standing, group, lastDay: notice.lastDay, board)
            page.isOneEnough = standing.isOneEnough
            try tell(.extended(page), "extended/\(notice.lastDay.number)", person, group, board)
        case .lift(let next):
            // Who meets the criteria of another re-check is told so, and not that there is none.
            let isOff = upkeep?.notice?.isCalledOff == true && reason == nil
            changes.append(.upkeep(isOff ? .calledOff(group.id, person, next) : .lifted(group.id, person, next)))
            differences[group.id, default: 0] -= 1
            var until: Day?
            if case .holds(let day, _) = standing?.finding { until = day }
            let since = upkeep?.notice?.since.rawValue ?? 0
            let saying: UpkeepSaying = isOff ? .calledOff(person, group) : .lifted(person, group, until: until)
            try tell(saying, "lifted/\(since)", person, group, board)
        case .end(let lapse, let numbers, let notice): try end(lapse, numbers, notice, standing, group, board)
        }
    }

    private mutating func end(
        _ lapse: Lapse,
        _ numbers: [Int],
        _ notice: Upkeep.Notice,
        _ standing: UpkeepStanding?,
        _ group: Group,
        _ board: some Board
    ) throws {
        guard let standing else { return }
        let person = standing.facts.person
        changes.append(.membership(.ended(group.id, person, lapse, at: call.receivedAt)))
        differences[group.id, default: 0] -= 1
        var page = try page(numbers, standing, group, lastDay: notice.lastDay, board)
        page.since = notice.since
        page.owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
        // Who runs the group stays in its rooms: an office is nothing that runs out.
        let room = try board.isAdministrator(person, of: group.id) ? nil : group.rooms.members
        page.losesRoom = room != nil
        try tell(.ended(page, lapse), "ended/\(notice.since.rawValue)", person, group, board)
        if let room {
            outgoing.append(
                Outgoing(
                    .kick(person, from: room, reason: "No longer a member of \(group.name)"),
                    key: "kick/\(group.handle)/\(call.event)/\(person)",
                    urgency: .decision
                )
            )
        }
        note(group) { $0.ended.append(.init(person: person, lapse: lapse, numbers: numbers)) }
    }

    private mutating func note(_ group: Group, _ add: (inout UpkeepReport) -> Void) {
        let index = reports.firstIndex { $0.group.id == group.id } ?? reports.count
        if index == reports.count { reports.append(UpkeepReport(group: group)) }
        add(&reports[index])
    }

    /// Says something to a member, once for each time that they are one.
    private mutating func tell(
        _ saying: UpkeepSaying,
        _ key: String,
        _ person: UserID,
        _ group: Group,
        _ board: some Board
    ) throws {
        var since: Int64 = 0
        if case .member(let at) = try board.standing(of: person, in: group.id) { since = at.rawValue }
        outgoing.append(
            Outgoing(
                .tell(saying, person),
                key: "upkeep/\(group.id.rawValue)/\(person)/\(since)/\(key)",
                urgency: .decision
            )
        )
    }

    private static func reason(_ standing: UpkeepStanding) -> UpkeepSaying.Reason {
        if case .lost(_, .expired) = standing.finding { .ranOut } else { .lost }
    }

    /// What a member is told about some criteria, in the words in which they are asked for now.
    private func page(
        _ numbers: [Int],
        _ standing: UpkeepStanding,
        _ group: Group,
        lastDay: Day,
        _ board: some Board
    ) throws -> UpkeepPage {
        let present = standing.present.evaluate(standing.facts).items
        let held = standing.held.set.evaluate(standing.facts).items
        let items = numbers.compactMap { number in
            present.first { $0.criterion.number == number } ?? held.first { $0.criterion.number == number }
        }
        return UpkeepPage(
            person: standing.facts.person,
            group: group,
            items: items,
            roomNames: try board.roomNames(in: CriteriaSet(criteria: items.map(\.criterion))),
            lastDay: lastDay
        )
    }
}
