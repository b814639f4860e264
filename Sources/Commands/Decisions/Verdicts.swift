import Groups
import Identifiers

/// An administrator's decision about a request, however it was made: typed, replied or tapped.
struct Verdicts {
    enum Kind: Sendable {
        /// `anyway` is why the applicant is let in although something is missing.
        case approve(note: String, anyway: String? = nil)
        /// The person may ask again after so many days, or after those that the group has set.
        case refuse(reason: String, againDays: Int?)
    }

    let kind: Kind
    /// Whether the present criteria count, and not those under which the request was asked.
    var isByPresent = false

    /// How long a note or reason may be, in bytes.
    static let remarkBytesAtMost = 2000

    /// Decides one request; `others` is what the same command has decided before.
    ///
    /// - Throws: A refusal, said alike for a request that is not there and one that is not the caller's to decide.
    func decide(
        _ id: RequestID,
        after others: [Change] = [],
        _ call: Call,
        _ board: some Board
    ) throws -> Decided {
        let (request, group, decider) = try Office.request(id, call, board)
        try check(request, decider, in: group)
        let report = try board.criteriaReport(
            judging: request,
            in: group,
            at: call.receivedAt,
            isByPresent: isByPresent
        )
        var decided =
            switch kind {
            case .approve(let note, let anyway):
                try approve(request, group, decider, note, anyway, report, after: others, call, board)
            case .refuse(let reason, let againDays):
                try refuse(request, group, decider, reason, againDays, report, call, board)
            }
        if isByPresent, let report, try board.criteriaVersion(of: id) != report.version.number {
            decided.changes.insert(.criteria(.requestRejudged(id, version: report.version.number)), at: 0)
        }
        return decided
    }

    private func approve(
        _ request: JoinRequest,
        _ group: Group,
        _ decider: Decider,
        _ note: String,
        _ anyway: String?,
        _ report: CriteriaReport?,
        after others: [Change],
        _ call: Call,
        _ board: some Board
    ) throws -> Decided {
        let changes: [Change]
        do throws(Refusal) {
            changes = try request.approve(
                by: decider,
                note: note,
                meeting: report?.checklist,
                anyway: anyway,
                filling: group,
                after: others,
                at: call.receivedAt
            )
        } catch {
            throw error.naming(report?.roomNames ?? [:], isByPresent: isByPresent)
        }
        let verdict = JoinRequest.Verdict(administrator: call.sender, at: call.receivedAt, remark: note)
        var settled = request
        settled.state = .approved(verdict)
        let judged = Judged(approving: report, changes, isWaiverOffered: anyway != nil)
        let place = changes.placeGiven
        let isShut = try !board.servesMembersRoom(of: group)
        let told =
            place.map { [notice(QueueSaying.waits($0, group, note: note), about: settled)] }
            ?? admission(settled, group, verdict, isRoomShut: isShut)
        let overtaken = try InvitationReply.overtaken(by: settled, in: group, at: call.receivedAt, board)
        return Decided(
            line: .init(
                request: request.id,
                outcome: .approved(request.person, group, judged, isRoomShut: isShut, place: place),
                isAway: try board.isAway(request.person)
            ),
            changes: changes + overtaken.changes,
            outgoing: try told + [
                Cards.closed(settled, in: group, judged: judged, end: place.map { .waits($0) }, board)
            ] + overtaken.outgoing
        )
    }

    private func refuse(
        _ request: JoinRequest,
        _ group: Group,
        _ decider: Decider,
        _ reason: String,
        _ againDays: Int?,
        _ report: CriteriaReport?,
        _ call: Call,
        _ board: some Board
    ) throws -> Decided {
        let mayAskAt = group.mayAskAgain(
            after: PastRefusal(at: call.receivedAt, againDays: againDays),
            in: board.zone(of: group)
        )
        let changes = try request.refuse(
            by: decider,
            reason: reason,
            meeting: report?.checklist,
            againDays: againDays,
            mayAskAt: mayAskAt,
            at: call.receivedAt
        )
        let verdict = JoinRequest.Verdict(
            administrator: call.sender,
            at: call.receivedAt,
            remark: reason,
            againDays: againDays,
            mayAskAt: mayAskAt
        )
        var settled = request
        settled.state = .refused(verdict)
        let missing = Judged(refusing: report)
        let overtaken = try InvitationReply.overtaken(by: settled, in: group, at: call.receivedAt, board)
        let refused = MembershipSaying.turnedDown(
            settled,
            group,
            verdict,
            mayAskAt: mayAskAt,
            owners: try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost),
            missing: missing,
            offersHints: try offersHints(to: request.person, report, board),
            endsInvitation: !overtaken.changes.isEmpty
        )
        let door = RoomSaying.turnedAway(settled.state, group)
        return Decided(
            line: .init(
                request: request.id,
                outcome: .refused(request.person, group, mayAskAt: mayAskAt > call.receivedAt ? mayAskAt : nil),
                isAway: try board.isAway(request.person)
            ),
            changes: changes + overtaken.changes,
            outgoing: [
                notice(refused, about: settled), try Cards.closed(settled, in: group, judged: missing, board),
            ] + overtaken.outgoing + (try Doors.turnAway(settled, from: group, because: door, board))
        )
    }

    /// Only who lacks something that a change of the criteria alone can bring about has anything to wait for.
    private func offersHints(to person: UserID, _ report: CriteriaReport?, _ board: some Board) throws -> Bool {
        guard let report, !report.version.set.lacking(in: report.checklist).isEmpty else { return false }
        return try !board.settings(of: person).wantsHints
    }

    /// A refusal stands; whoever takes it for a mistake is told of the way that is left.
    private func check(_ request: JoinRequest, _ decider: Decider, in group: Group) throws(Refusal) {
        do throws(Refusal) {
            try request.check(decider)
        } catch {
            guard case .approve = kind, case .membership(.alreadyDecided(let settled)) = error,
                case .refused = settled.state
            else { throw error }
            throw .membership(.alreadyRefused(settled, group))
        }
    }

    /// What one decision comes to.
    struct Decided {
        var line: AdministrationSaying.DecisionLine
        var changes: [Change]
        var outgoing: [Outgoing]
    }

    private func admission(
        _ request: JoinRequest,
        _ group: Group,
        _ verdict: JoinRequest.Verdict,
        isRoomShut: Bool
    ) -> [Outgoing] {
        let admitted = MembershipSaying.admitted(request, group, verdict, isRoomShut: isRoomShut)
        var outgoing = [notice(admitted, about: request)]
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

    private func notice(_ saying: any Saying, about request: JoinRequest) -> Outgoing {
        Outgoing(.tell(saying, request.person), key: "decision/\(request.key)", urgency: .decision)
    }
}

extension Refusal {
    /// The same with the names of the rooms that it is about, and whether the present criteria counted.
    fileprivate func naming(_ names: [RoomID: String], isByPresent: Bool) -> Refusal {
        guard case .request(.criteriaNotMet(let request, let items, _, _)) = self else { return self }
        return .request(.criteriaNotMet(request, items, names: names, isByPresent: isByPresent))
    }
}
