import Groups
import Identifiers

/// An administrator's decision about a request, however it was made: typed, replied or tapped.
struct Verdicts {
    enum Kind: Sendable {
        case approve(note: String)
        case refuse(reason: String)
    }

    let kind: Kind

    /// How long a note or reason may be, in bytes.
    static let remarkBytesAtMost = 2000

    /// Decides one request.
    ///
    /// - Throws: A refusal, said alike for a request that is not there and one that is not the caller's to decide.
    func decide(_ id: RequestID, _ call: Call, _ board: some Board) throws -> Decided {
        guard var request = try board.request(id) else { throw Refusal.authority(.notYoursToDecide([id])) }
        let group = try board.knownGroup(request.group)
        let decider = Decider(
            person: call.sender,
            isAdministrator: try board.isAdministrator(call.sender, of: group.id)
        )
        // In another group's administrators' room the answer would tell its people about this group's request.
        if decider.isAdministrator, call.place == .shared {
            guard call.room == group.rooms.admin, try board.occupies(call.sender, call.room) else {
                throw Refusal.authority(.decideElsewhere([id]))
            }
        }
        if decider.isAdministrator, request.state == .pending { try group.checkDecides() }
        switch kind {
        case .approve(let note):
            let changes = try request.approve(by: decider, note: note, at: call.receivedAt)
            let verdict = JoinRequest.Verdict(administrator: call.sender, at: call.receivedAt, remark: note)
            request.state = .approved(verdict)
            return Decided(
                line: .init(request: id, outcome: .approved(request.person, group)),
                changes: changes,
                outgoing: try admission(request, group, verdict) + [Cards.closed(request, in: group, board)]
            )
        case .refuse(let reason):
            let changes = try request.refuse(by: decider, reason: reason, at: call.receivedAt)
            let verdict = JoinRequest.Verdict(administrator: call.sender, at: call.receivedAt, remark: reason)
            request.state = .refused(verdict)
            return Decided(
                line: .init(request: id, outcome: .refused(request.person, group)),
                changes: changes,
                outgoing: [
                    notice(
                        MembershipSaying.turnedDown(
                            request,
                            group,
                            verdict,
                            mayAskAt: group.mayAskAgain(afterRefusalAt: call.receivedAt)
                        ),
                        about: request
                    ),
                    try Cards.closed(request, in: group, board),
                ]
                    + (try Doors.turnAway(
                        request,
                        from: group,
                        because: RoomSaying.turnedAway(request.state, group),
                        board
                    ))
            )
        }
    }

    /// What one decision comes to.
    struct Decided {
        var line: AdministrationSaying.DecisionLine
        var changes: [Change]
        var outgoing: [Outgoing]
    }

    private func admission(_ request: JoinRequest, _ group: Group, _ verdict: JoinRequest.Verdict) -> [Outgoing] {
        var outgoing = [notice(MembershipSaying.admitted(request, group, verdict), about: request)]
        if let room = group.rooms.members {
            outgoing.append(
                Outgoing(
                    .invite(request.person, to: room, reason: "Admitted to \(group.name)"),
                    key: "invite/\(request.key)",
                    urgency: .decision
                )
            )
        }
        return outgoing
    }

    private func notice(_ saying: MembershipSaying, about request: JoinRequest) -> Outgoing {
        Outgoing(.tell(saying, request.person), key: "decision/\(request.key)", urgency: .decision)
    }
}
