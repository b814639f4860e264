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
        let (group, _) = try group.resolve(for: call.sender, board)
        let isAdministrator = try board.isAdministrator(call.sender, of: group.id)
        let isPrivate = call.place == .direct
        var standing = try board.standing(of: call.sender, in: group.id)
        // That somebody has asked, perhaps in private, is not told to the others in a room.
        switch standing {
        case .waiting where !isPrivate, .queued where !isPrivate: standing = .stranger
        case .member, .stranger, .waiting, .queued: break
        }
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
            ending: isAdministrator ? try ending(of: group, call, board) : nil,
            isPrivate: isPrivate,
            isAsked: isPrivate ? try board.application(of: call.sender)?.group == group.id : false,
            notice: notice,
            ban: isPrivate ? try board.ban(of: call.sender, from: group.id, holdingAt: call.receivedAt) : nil
        )
        return .answer(DirectorySaying.page(page))
    }

    /// How far a group that was archived has come with telling everybody: what is left is counted as it stands.
    private func ending(of group: Group, _ call: Call, _ board: some Board) throws -> DirectorySaying.Ending? {
        guard let walk = try board.walk(of: group.id, .disbanding) else { return nil }
        let waiting = try board.pendingRequestCount(of: group.id) + board.incompleteRequestCount(of: group.id)
        let invited = try board.openInvitationCount(of: group.id, at: call.receivedAt)
        return .init(told: walk.done, total: walk.done + waiting + invited + group.queueCount + group.memberCount)
    }

    private func nextHolidays(of group: Group, _ call: Call, _ board: some Board) throws -> [Holiday] {
        let zone = board.zone(of: group)
        let days = zone.local(call.receivedAt).day...Holiday.relevant(to: call.receivedAt, in: zone).upperBound
        return try board.holidays(of: group.id, in: days, limit: 60)
    }
}
