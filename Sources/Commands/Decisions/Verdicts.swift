import Groups
import Identifiers

/// An administrator's decision about a request, however it was made: typed, replied or tapped.
struct Verdicts {
    enum Kind: Sendable {
        case approve(note: String)
        /// The person may ask again after so many days, or after those that the group has set.
        case refuse(reason: String, againDays: Int?)
    }

    let kind: Kind

    /// How long a note or reason may be, in bytes.
    static let remarkBytesAtMost = 2000

    /// Decides one request.
    ///
    /// - Throws: A refusal, said alike for a request that is not there and one that is not the caller's to decide.
    func decide(_ id: RequestID, _ call: Call, _ board: some Board) throws -> Decided {
        var (request, group, decider) = try Office.request(id, call, board)
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
        case .refuse(let reason, let againDays):
            let changes = try request.refuse(by: decider, reason: reason, againDays: againDays, at: call.receivedAt)
            let verdict = JoinRequest.Verdict(
                administrator: call.sender,
                at: call.receivedAt,
                remark: reason,
                againDays: againDays
            )
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
                            mayAskAt: group.mayAskAgain(after: .init(at: call.receivedAt, againDays: againDays)),
                            owners: try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
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
