import Groups

/// `!groups show <group>`: a group's page, with one's own standing.
struct ShowGroup: Command {
    static let usage = Usage(
        name: "groups show",
        parameters: "<group>",
        summary: "Open a group’s page: criteria, promise, and how you stand.",
        example: "groups show swift-guild",
        section: .directory
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, _) = try group.resolve(board)
        let isAdministrator = try board.isAdministrator(call.sender, of: group.id)
        let standing = try board.standing(of: call.sender, in: group.id)
        let isPrivate = call.place == .direct
        let notice = isPrivate ? try board.upkeep(of: call.sender, in: group.id)?.notice : nil
        var criteria = try board.criteriaReport(
            on: call.sender,
            standing,
            in: group,
            at: call.receivedAt,
            isPrivate: isPrivate
        )
        if notice != nil { criteria?.checklist.keep(try board.kept(for: call.sender, in: group.id)) }
        let page = DirectorySaying.GroupPage(
            group: group,
            standing: standing,
            isFreelancer: try board.person(call.sender).isFreelancer,
            isAdministrator: isAdministrator,
            isOwner: try board.isOwner(call.sender, of: group.sponsor.id),
            holidays: try nextHolidays(of: group, call, board),
            record: try board.record(of: group.id, at: call.receivedAt),
            pending: isAdministrator ? try board.pendingRequestCount(of: group.id) : 0,
            criteria: criteria,
            notice: notice
        )
        return .answer(DirectorySaying.page(page))
    }

    private func nextHolidays(of group: Group, _ call: Call, _ board: some Board) throws -> [Holiday] {
        let zone = board.zone(named: group.calendar.zone) ?? .utc
        let days = zone.local(call.receivedAt).day...Holiday.relevant(to: call.receivedAt, in: zone).upperBound
        return try board.holidays(of: group.id, in: days, limit: 60)
    }
}
