import Groups
import Identifiers

/// The messages by which administrators see a request and decide it.
enum Cards {
    static let approve = "✅"
    static let refuse = "❌"
    static let ask = "❓"

    /// The digit that stands for a criterion's number on a card; only the first nine have one.
    static func digit(_ number: Int) -> String? {
        (1...9).contains(number) ? "\(number)\u{FE0F}\u{20E3}" : nil
    }

    /// The number of the criterion that a reaction stands for.
    static func number(digit key: String) -> Int? {
        (1...9).first { number in digit(number).map(CardReply.plain) == CardReply.plain(key) }
    }

    /// How many administrators a card in a room mentions.
    static let mentionsAtMost = 20

    /// A card in the administrators' room, or in each administrator's direct message where there is no such room.
    static func open(
        for request: JoinRequest,
        in group: Group,
        _ applicant: Person,
        _ administrators: [UserID],
        _ criteria: CriteriaReport? = nil,
        _ board: some Board
    ) throws -> [Outgoing] {
        var card = try card(request, in: group, applicant, board)
        card.criteria = criteria
        let subject = Subject.request(request.id)
        let key = "card/\(request.key)"
        var outgoing: [Outgoing] = []
        // Out of the room, or with the room replaced, the bot goes to the people themselves.
        if let room = try board.usableAdminRoom(of: group) {
            let mentions = Array(administrators.filter { $0 != applicant.id }.prefix(mentionsAtMost))
            let saying = AdministrationSaying.card(card, mentions: mentions)
            outgoing.append(Outgoing(.say(saying, in: room), key: key, urgency: .decision, subject: subject))
        } else {
            // Nobody decides their own request, so nobody gets its card.
            for administrator in administrators where administrator != applicant.id {
                outgoing.append(
                    Outgoing(
                        .tell(AdministrationSaying.card(card, mentions: [administrator]), administrator),
                        key: "\(key)/\(administrator)",
                        urgency: .decision,
                        subject: subject
                    )
                )
            }
        }
        let numbers = criteria?.checklist.items.filter(\.isForPeople).map(\.criterion.number) ?? []
        outgoing.append(
            Outgoing(
                .offer(reactions: [approve, refuse, ask] + numbers.compactMap(digit), subject: subject),
                key: "offer/request/\(request.key)",
                urgency: .chatter
            )
        )
        return outgoing
    }

    /// The same cards while the request is open, after something about it has changed at the event.
    ///
    /// `questions` are those about the request as they are now, and `criteria` how its applicant stands now, where they
    /// have changed too.
    static func revised(
        _ request: JoinRequest,
        in group: Group,
        questions: [JoinRequest.Question]? = nil,
        criteria: CriteriaReport? = nil,
        by call: Call,
        _ board: some Board
    ) throws -> Outgoing {
        var card = try card(request, in: group, board.person(request.person), board)
        if let questions { card.questions = questions }
        card.criteria =
            try criteria
            ?? board.criteriaReport(judging: request, in: group, at: call.receivedAt, questions: questions)
        return Outgoing(
            .revise(subject: .request(request.id), AdministrationSaying.card(card, mentions: [])),
            key: "revised/request/\(request.key)/\(call.event)",
            urgency: .chatter
        )
    }

    /// The same cards once the request is settled, with what was said of its criteria, and where the group was full what has
    /// become of the place since.
    static func closed(
        _ request: JoinRequest,
        in group: Group,
        judged: Judged = Judged(),
        end: QueueSaying.End? = nil,
        _ board: some Board
    ) throws -> Outgoing {
        var card = try card(request, in: group, board.person(request.person), board)
        card.judged = judged
        card.end = end
        return Outgoing(
            .edit(subject: .request(request.id), AdministrationSaying.closedCard(card)),
            key: "closed/request/\(request.key)",
            urgency: .chatter
        )
    }

    private static func card(
        _ request: JoinRequest,
        in group: Group,
        _ applicant: Person,
        _ board: some Board
    ) throws -> AdministrationSaying.Card {
        let isAdministrator = try board.isAdministrator(applicant.id, of: group.id)
        return AdministrationSaying.Card(
            request: request,
            group: group,
            applicant: applicant,
            badges: try board.badges(of: applicant.id, limit: 10),
            isInsider: try isAdministrator || board.isOwner(applicant.id, of: group.sponsor.id),
            questions: try board.questions(about: request.id),
            past: try board.past(of: applicant.id, in: group.id, before: request.id),
            isAway: try board.isAway(applicant.id)
        )
    }
}
