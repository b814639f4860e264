import Groups

/// `!join <group> [message]`: ask to become a member.
struct Join: Command {
    static let usage = Usage(
        name: "join",
        parameters: "<group> [message]",
        summary: "Ask to become a member of a group; what is missing I ask you in a direct message.",
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
        let (group, message) = try group.resolve(for: call.sender, board)
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
    ///
    /// What is missing and is the applicant's to give is asked first.
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
        let applicant = try Filing.applicant(call.sender, to: group, board)
        if case .waiting(let open) = applicant.standing,
            let decision = try Completions.askedAgain(open, in: group, call, board)
        {
            return decision
        }
        if let ban = applicant.ban, ban.holds(at: call.receivedAt), applicant.standing == .stranger {
            return try Banning.answer(to: call, about: ban, in: group, board)
        }
        let filing = try Filing(applicant, to: group, saying: message, call, board)
        let pace = try board.joinPace(of: call.sender).next(at: call.receivedAt)
        var decision = try Applications.begin(filing, call, board) ?? filing.file(call, board)
        decision.changes.append(.joining(.joinedOrLeft(call.sender, pace)))
        return decision
    }
}
