import Groups
import Identifiers

/// `!ban <group> [person] [until <date>] <reason>`: keep somebody out, whether they were in or not; or see who is banned.
struct BanMember: Command {
    static let usage = Usage(
        name: "ban",
        parameters: "<group> [person] [until <date>] <reason>",
        summary:
            "Keep somebody out of a group, for a reason that only they get to read; without a person: see the bans.",
        example: "ban swift-guild @finn:example.org until 2027-03-31 Sold copies of the test",
        section: .decisions
    )

    static let linesAtMost = 20

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        let decider = try Office.decider(of: group, call, board)
        var words = Words(rest)
        var further = words
        guard !words.isAtEnd else { return try list(group, after: nil, call, board) }
        if try further.next("person").lowercased() == "after" {
            return try list(group, after: try further.nextPerson("person"), call, board)
        }
        let person = try words.nextPerson("person")
        let until = try Self.takeEnd(&words, in: group, call, board)
        try Banning.checkAlone(words, in: group, board)
        let reason = try Banning.reason(words)
        guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
        let subject = try Banning.subjected(person, group, call, board)
        let changes = try group.ban(
            subject,
            by: decider,
            until: until,
            reason: reason,
            having: board.banCount(of: group.id, at: call.receivedAt),
            at: call.receivedAt
        )
        var decision = Decision(changes: changes)
        for case .membership(.banned(let ban)) in changes {
            decision.outgoing.append(Outgoing(.answer(BanSaying.banned(ban, group))))
            guard ban.isTold else { continue }
            let ending: BanSaying.Ending =
                switch subject.standing {
                case .member: .membership
                case .waiting(let request): .request(request.id)
                case .queued: .place
                case .stranger: .nothing
                }
            let owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
            decision.outgoing.append(
                Outgoing(
                    .tell(BanSaying.youAreBanned(ban, group, ending: ending, owners: owners), person),
                    key: "banned/\(call.event)",
                    urgency: .decision
                )
            )
        }
        decision.outgoing += try undo(subject, group, call, board)
        return decision
    }

    /// Takes away what the person had of the group.
    private func undo(_ subject: Subjected, _ group: Group, _ call: Call, _ board: some Board) throws -> [Outgoing] {
        var outgoing: [Outgoing] = []
        switch subject.standing {
        case .member:
            outgoing += Banning.kick(subject.person, from: group, reason: "Banned from \(group.name)", call)
        case .waiting(var request):
            request.state = .void(.banned, at: call.receivedAt)
            outgoing.append(try Cards.closed(request, in: group, board))
            outgoing += try Doors.turnAway(request, from: group, because: KnockSaying.notLetIn(group), board)
        case .queued(let place):
            outgoing += try Queues.ended(place, .void(.banned), group, because: KnockSaying.notLetIn(group), board)
        case .stranger: break
        }
        if let invitation = subject.invitation {
            outgoing.append(InvitationReply.settled(invitation, .void, group, at: call.receivedAt))
        }
        return outgoing
    }

    /// Takes `until <date>` off the line: the end of that day in the group's zone.
    ///
    /// A date alone is one too: taken for a part of the reason, it would make the ban one for ever.
    private static func takeEnd(
        _ words: inout Words,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Timestamp? {
        var further = words
        guard let word = try? further.next("until") else { return nil }
        let isDate = Day(parsing: word) != nil
        guard isDate || word.lowercased() == "until" else { return nil }
        let date = isDate ? word : try further.next("date")
        let zone = try board.calendar(of: group, at: call.receivedAt).zone
        guard let day = Day(parsing: date) else { throw UsageError.notADayToCome(date) }
        let until = zone.moment(LocalTime(day, minute: 1440))
        guard call.receivedAt < until, until <= call.receivedAt.later(days: 366 * Ban.yearsAtMost) else {
            throw UsageError.notADayToCome(date)
        }
        words = further
        return until
    }

    private func list(_ group: Group, after: UserID?, _ call: Call, _ board: some Board) throws -> Decision {
        let bans = try board.bans(of: group.id, at: call.receivedAt, after: after, limit: Self.linesAtMost + 1)
        let page = Array(bans.prefix(Self.linesAtMost))
        return .answer(BanSaying.list(group, page, hasMore: bans.count > page.count))
    }
}
