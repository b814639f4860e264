import Groups
import Identifiers

/// What follows once both accounts have said that they are one person's.
enum Linking {
    /// How many offices and groups are named in one message.
    static let namedAtMost = 10

    /// The account that was asked has said yes.
    static func confirmed(_ question: LinkQuestion, _ call: Call, _ board: some Board) throws -> Decision {
        var move = AccountMove(from: question.asked, to: question.asker, at: call.receivedAt)
        let most = AccountMove.groupsAtMost + 1
        let old = try board.involvements(of: move.old, at: move.at, limit: most)
        let new = try board.involvements(of: move.new, at: move.at, limit: most)
        let conflicts = try conflicts(move, old, new, board)
        guard conflicts.isEmpty else {
            let page = LinkConflicts(move: move, endsAt: question.endsAt, lines: conflicts)
            return Decision(
                outgoing: [
                    Outgoing(.answer(LinkSaying.conflicts(page, isOld: true))),
                    Outgoing(
                        .tell(LinkSaying.conflicts(page, isOld: false), move.new),
                        key: "link/conflicts/\(call.event)",
                        urgency: .decision
                    ),
                ]
            )
        }
        move.groups = Set(old.map(\.group)).sorted { $0.rawValue < $1.rawValue }
        let moved = try old.map { ($0, try board.knownGroup($0.group)) }
        return Decision(
            changes: [.link(.moved(move))],
            outgoing: try told(move, moved, call, board)
                + moved.flatMap { try follow(move, $0.0, $0.1, call, board) }
        )
    }

    // MARK: What is in the way

    private static func conflicts(
        _ move: AccountMove,
        _ old: [Involvement],
        _ new: [Involvement],
        _ board: some Board
    ) throws -> [LinkConflicts.Line] {
        var conflicts = AccountMove.conflicts(old: old, new: new)
        for person in [move.old, move.new] {
            if let attempt = try board.runningAttempt(of: person) { conflicts.append(.attempt(person, attempt.test)) }
            if let application = try board.application(of: person) {
                conflicts.append(.application(person, application.group))
            }
        }
        if try board.openJobCount(of: move.old) + board.openJobCount(of: move.new) > Job.openAtMost {
            conflicts.append(.tooManyJobs(Job.openAtMost))
        }
        for (client, person) in [(move.old, move.new), (move.new, move.old)] {
            conflicts += try board.openJobs(of: client, respondedToBy: person, limit: namedAtMost)
                .map { .ownJob($0, client: client) }
        }
        return try conflicts.map { conflict in
            switch conflict {
            case .bothIn(let group, _, _), .application(_, let group):
                .init(conflict: conflict, group: try board.knownGroup(group))
            case .attempt(_, let test): .init(conflict: conflict, test: try board.knownTest(test))
            case .tooManyRequests, .tooManyGroups, .tooManyJobs, .ownJob: .init(conflict: conflict)
            }
        }
    }

    // MARK: What is said

    private static func told(
        _ move: AccountMove,
        _ moved: [(Involvement, Group)],
        _ call: Call,
        _ board: some Board
    ) throws -> [Outgoing] {
        let page = LinkedPage(
            move: move,
            lines: moved.map { .init(kind: $0.0.kind, group: $0.1) },
            decidesFor: try board.groups(administeredBy: move.old, limit: namedAtMost),
            owns: try board.sponsors(ownedBy: move.old, limit: namedAtMost)
        )
        return [
            Outgoing(.answer(LinkSaying.linked(page, isOld: true))),
            Outgoing(
                .tell(LinkSaying.linked(page, isOld: false), move.new),
                key: "linked/\(call.event)",
                urgency: .decision
            ),
        ]
    }

    /// What one group makes of it: its rooms, its administrators, and what waits for a word of the person.
    private static func follow(
        _ move: AccountMove,
        _ involvement: Involvement,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard group.state != .archived else { return [] }
        var outgoing = try doors(move, involvement, group, call, board)
        switch involvement.kind {
        case .asked(let id): outgoing += try questionAgain(about: id, to: move.new, group, call, board)
        case .invited(let id): return try outgoing + invitationAgain(id, move, group, board)
        case .member, .queued, .banned: break
        }
        let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
        return try outgoing
            + Office.notice(to: administrators, of: group, key: "linked/\(group.handle)/\(call.event)", board) { _ in
                LinkSaying.told(move, involvement.kind, group)
            }
    }

    /// The new account comes into the members' room in the place of the old one, which stays only where it has an office.
    private static func doors(
        _ move: AccountMove,
        _ involvement: Involvement,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard let room = group.rooms.members else { return [] }
        var outgoing: [Outgoing] = []
        if involvement.kind == .member, try !board.isExpected(move.new, in: room) {
            outgoing.append(
                Outgoing(
                    .invite(move.new, to: room, reason: "Member of \(group.name)"),
                    key: "invite/linked/\(group.handle)/\(call.event)",
                    urgency: .decision
                )
            )
        }
        let isAtTheDoor = try involvement.kind == .member || board.isKnocking(move.old, on: room)
        if isAtTheDoor, try !board.isAdministrator(move.old, of: group.id) {
            outgoing += Banning.kick(move.old, from: group, reason: "Now \(move.new)", call)
        }
        return outgoing
    }

    /// An applicant who has a question to answer has it before them where they are now.
    private static func questionAgain(
        about id: RequestID,
        to person: UserID,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard var request = try board.request(id), case .awaitingApplicant = request.state,
            let question = try board.questions(about: id).last
        else { return [] }
        request.person = person
        return [
            Outgoing(
                .tell(AskingSaying.question(request, group, question), person),
                key: "question/\(request.key)/\(question.number)/\(call.event)",
                urgency: .decision,
                subject: .question(id)
            )
        ]
    }

    private static func invitationAgain(
        _ id: InvitationID,
        _ move: AccountMove,
        _ group: Group,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard var invitation = try board.invitation(id) else { return [] }
        invitation.person = move.new
        let isFreelancer = try [move.old, move.new].contains { try board.person($0).isFreelancer }
        let subject = Subject.invitation(id)
        return [
            Outgoing(
                .tell(InvitationSaying.invited(invitation, group, isFreelancer: isFreelancer), move.new),
                key: "invitation/\(invitation.key)/\(move.new)",
                urgency: .decision,
                subject: subject
            ),
            Outgoing(
                .offer(reactions: [InvitationReply.accept, InvitationReply.decline], subject: subject),
                key: "offer/invitation/\(invitation.key)/\(move.new)",
                urgency: .chatter
            ),
        ]
    }
}
