import Groups
import Identifiers

/// `!responses <n>`: read the responses to one's own job; members of the requested groups stand first.
struct Responses: Command {
    static let usage = Usage(
        name: "responses",
        parameters: "<n> [person | words] [only:<state>] [sort:time] [after <person>]",
        summary: "Read the responses to your job, members of the groups that you named first.",
        example: "responses 7",
        section: .jobs
    )

    static let entriesAtMost = 10

    let id: JobID
    let person: UserID?
    let query: ResponseQuery
    /// What was typed of the query, to lead to the next page.
    let typed: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        var query = ResponseQuery()
        var typed: [String] = []
        var person: UserID?
        while !text.words.isAtEnd {
            var further = text.words
            let word = try further.next("words")
            switch word.lowercased() {
            case "after":
                query.after = try further.nextPerson("person")
            case "sort:time": query.order = .coming
            case "sort:rank", "sort:ranked": query.order = .ranked
            case let only where only.hasPrefix("only:"):
                guard let state = Self.states[String(only.dropFirst(5))] else { throw .unexpected(word) }
                query.state = state
            default:
                if query.words.isEmpty, person == nil, let named = try? text.words.nextPerson("person") {
                    person = named
                    continue
                }
                guard query.words.count < ResponseQuery.wordsAtMost else { throw .unexpected(word) }
                query.words.append(word.lowercased())
            }
            if word.lowercased() != "after" { typed.append(word) }
            text.words = further
        }
        self.person = person
        self.query = query
        self.typed = typed.joined(separator: " ")
    }

    private static let states: [String: Response.State] = [
        "new": .sent, "shortlisted": .shortlisted, "shortlist": .shortlisted, "hired": .hired, "declined": .declined,
    ]

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        try job.checkReader(call.sender)
        return Self.privately(try responses(to: JobCard(job, board), call, board), about: id, call)
    }

    /// Responses are never shown where others read along.
    static func privately(_ saying: ResponseSaying, about id: JobID, _ call: Call) -> Decision {
        guard call.place == .shared else { return .answer(saying) }
        return Decision(
            outgoing: [
                Outgoing(.answer(ResponseSaying.sentPrivately(id))),
                Outgoing(.tell(saying, call.sender), key: "responses/\(call.event)"),
            ]
        )
    }

    private func responses(to card: JobCard, _ call: Call, _ board: some Board) throws -> ResponseSaying {
        if let person {
            guard let response = try board.response(of: person, to: id) else {
                throw Refusal.job(.noResponse(of: person, card.job))
            }
            guard response.state != .withdrawn else {
                throw Refusal.job(.response(.withdrawn(by: person), card.job))
            }
            return .one(try ResponseEntry(response, to: card, call, board))
        }
        let found = try board.responses(to: id, query, limit: Self.entriesAtMost + 1)
        let page = Page(of: found, atMost: Self.entriesAtMost)
        let entries = try page.lines.map { try ResponseEntry($0, to: card, call, board) }
        return .list(card, entries, .init(query: query, typed: typed, hasMore: page.hasMore))
    }
}

/// A response with all that explains where it stands.
struct ResponseEntry: Hashable, Sendable {
    var response: Response
    var card: JobCard
    var headline: String
    var badges: [Badge]
    /// How the person stands to each requested group now.
    var standings: [Standing]
    /// Skill tests that they have passed and show.
    var passes: [ShownPass]
    /// Whether the client asked them to respond.
    var isInvited: Bool

    static let badgesAtMost = 10
    static let passesAtMost = 5

    init(_ response: Response, to card: JobCard, _ call: Call, _ board: some Board) throws {
        self.response = response
        self.card = card
        headline = try board.person(response.person).headline
        badges = try board.badges(of: response.person, limit: Self.badgesAtMost)
        standings = try card.groups.map { try board.standing(of: response.person, in: $0.id) }
        let shown = try ShowProfile.passes(of: response.person, isOwn: false, call, board)
        passes = Array(shown.prefix(Self.passesAtMost))
        isInvited = try board.jobInvitationStanding(of: response.person, to: card.job.id, at: call.receivedAt).isInvited
    }

    /// Whether the person is in enough of the requested groups now.
    var isPreferred: Bool { card.job.wanted.preferredFrom.map { groupsHeld >= $0 } ?? false }

    /// How many of the requested groups the person is in now: more of them stand further up.
    var groupsHeld: Int {
        standings.count { if case .member = $0 { true } else { false } }
    }
}
