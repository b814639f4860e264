import Groups

/// `!withdraw <#>`: take a request back before it is decided.
struct Withdraw: Command {
    static let usage = Usage(
        name: "withdraw",
        parameters: "[#]",
        summary: "Take back a request, or a place on a waiting list; without a number the only one, or open questions.",
        example: "withdraw #41",
        section: .membership
    )

    /// Nil for what was begun and is no request yet, or else for the only request there is.
    let id: RequestID?

    init(_ text: inout CommandText) throws(UsageError) {
        id = text.words.isAtEnd ? nil : try text.words.nextRequest()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let id else {
            let open = try board.openRequests(of: call.sender, limit: 2)
            guard open.count == 1, try board.application(of: call.sender) == nil else {
                return try Applications.cancel(call, board)
            }
            return try Withdraw.takeBack(open[0], call, board)
        }
        guard let request = try board.request(id) else { throw Refusal.membership(.notYourRequest(id)) }
        // Approved, but still without a place: that is given up.
        if request.person == call.sender,
            case .queued(let place) = try board.standing(of: call.sender, in: request.group),
            place.ticket.request == id
        {
            return try Queues.giveUp(place, board.knownGroup(request.group), call, board)
        }
        return try Withdraw.takeBack(request, call, board)
    }

    /// Takes a request back, however its applicant said so: typed, or by taking back the knock that it came with.
    static func takeBack(_ request: JoinRequest, _ call: Call, _ board: some Board) throws -> Decision {
        let changes = try request.withdraw(by: call.sender, at: call.receivedAt)
        var request = request
        request.state = .withdrawn(at: call.receivedAt)
        let group = try board.knownGroup(request.group)
        return Decision(
            changes: changes,
            outgoing: [
                Outgoing(.answer(MembershipSaying.withdrawn(request, group))),
                try Cards.closed(request, in: group, board),
            ] + (try Doors.turnAway(request, from: group, board))
        )
    }
}
