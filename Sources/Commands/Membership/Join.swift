import Groups

/// `!join <group> [message]`: ask to become a member.
struct Join: Command {
    static let usage = Usage(
        name: "join",
        parameters: "<group> [message]",
        summary: "Ask to become a member of a group.",
        example: "join swift-guild I have written Swift servers since 2016",
        section: .membership
    )

    /// How long the message to the administrators may be, in bytes: Discourse's 5,000 characters are a good half of it.
    static let messageBytesAtMost = 5000

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, message) = try group.resolve(board)
        return try Join.back(to: group, call, board) ?? Join.request(to: group, saying: message, call, board)
    }

    /// A member who is outside the members' room is invited to it again.
    private static func back(to group: Group, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let room = group.rooms.members, case .member = try board.standing(of: call.sender, in: group.id),
            try !board.isExpected(call.sender, in: room)
        else { return nil }
        return Decision(
            outgoing: [
                Outgoing(.answer(RoomSaying.invitedAgain(group))),
                Doors.invitation(of: call.sender, again: group, room, call),
            ]
        )
    }

    /// Asks for membership, however the wish came in: typed, or by a knock on the members' room.
    static func request(
        to group: Group,
        saying message: String,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        guard message.utf8.count <= Self.messageBytesAtMost else {
            throw UsageError.tooLong(field: "message", limitBytes: Self.messageBytesAtMost)
        }
        if let invitation = try board.openInvitation(of: call.sender, to: group.id, at: call.receivedAt) {
            return try InvitationReply.accept(invitation, to: group, call, board) { Outgoing(.answer($0)) }
        }
        let ladder = try Ladder(from: call.receivedAt, by: board.calendar(of: group, at: call.receivedAt))
        let applicant = Applicant(
            person: try board.person(call.sender),
            standing: try board.standing(of: call.sender, in: group.id),
            openRequests: try board.openRequestCount(of: call.sender),
            lastRefusal: try board.lastRefusal(of: call.sender, by: group.id),
            ban: try board.ban(of: call.sender, from: group.id)
        )
        if let ban = applicant.ban, ban.holds(at: call.receivedAt), applicant.standing == .stranger {
            return try Banning.answer(to: call, about: ban, in: group, board)
        }
        let request = try group.request(
            by: applicant,
            saying: message,
            numbered: board.nextRequestID(),
            at: call.receivedAt,
            ladder: ladder
        )
        let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
        // The request is judged by what holds now, whatever the group asks for later.
        let criteria = try board.criteriaReport(
            on: call.sender,
            .stranger,
            in: group,
            at: call.receivedAt,
            isPrivate: call.place == .direct
        )
        var decision = Decision(
            changes: [.request(.asked(request, firstReminderAt: ladder.firstReminderAt))]
                + (criteria.map { [.criteria(.requestAsked(request.id, version: $0.version.number))] } ?? []),
            outgoing: [
                Outgoing(
                    .answer(
                        MembershipSaying.asked(
                            request,
                            group,
                            decidedByNobodyElse: administrators == [call.sender],
                            criteria: criteria
                        )
                    )
                )
            ]
        )
        decision.outgoing += try Cards.open(for: request, in: group, applicant.person, administrators, criteria, board)
        return decision
    }
}
