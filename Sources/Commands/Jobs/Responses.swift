import Groups
import Identifiers

/// `!responses <n>`: read the responses to one's own job; members of the requested groups stand first.
struct Responses: Command {
    static let usage = Usage(
        name: "responses",
        parameters: "<n> [person | after <person>]",
        summary: "Read the responses to your job, members of the groups that you named first.",
        example: "responses 7",
        section: .jobs
    )

    static let entriesAtMost = 10

    let id: JobID
    let person: UserID?
    let after: UserID?

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        var further = text.words
        guard !further.isAtEnd else {
            person = nil
            after = nil
            return
        }
        guard try further.next("after").lowercased() == "after" else {
            person = try text.words.nextPerson("person")
            after = nil
            return
        }
        person = nil
        after = try further.nextPerson("person")
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        try job.checkReader(call.sender)
        let saying = try responses(to: JobCard(job, board), board)
        guard call.place == .shared else { return .answer(saying) }
        // Responses are never shown where others read along.
        return Decision(
            outgoing: [
                Outgoing(.answer(ResponseSaying.sentPrivately(id))),
                Outgoing(.tell(saying, call.sender), key: "responses/\(call.event)"),
            ]
        )
    }

    private func responses(to card: JobCard, _ board: some Board) throws -> ResponseSaying {
        if let person {
            guard let response = try board.response(of: person, to: id) else {
                throw Refusal.job(.noResponse(of: person, card.job))
            }
            return .one(try ResponseEntry(response, to: card, board))
        }
        let found = try board.responses(to: id, after: after, limit: Self.entriesAtMost + 1)
        let page = Page(of: found, atMost: Self.entriesAtMost)
        let entries = try page.lines.map { try ResponseEntry($0, to: card, board) }
        return .list(card, entries, after: after, hasMore: page.hasMore)
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

    static let badgesAtMost = 10

    init(_ response: Response, to card: JobCard, _ board: some Board) throws {
        self.response = response
        self.card = card
        headline = try board.person(response.person).headline
        badges = try board.badges(of: response.person, limit: Self.badgesAtMost)
        standings = try card.groups.map { try board.standing(of: response.person, in: $0.id) }
    }

    /// How many of the requested groups the person is in now: more of them stand further up.
    var groupsHeld: Int {
        standings.count { if case .member = $0 { true } else { false } }
    }
}
