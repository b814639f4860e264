import Groups
import Identifiers

/// `!respond <n>`: offer oneself for a job.
///
/// A second response takes the place of the first.
struct RespondToJob: Command {
    static let usage = Usage(
        name: "respond",
        parameters: "<n> [pitch] [--check]",
        summary: "Respond to a job; only its client reads it.",
        example: "respond 7\nprice: 80 EUR an hour\npitch: I have built two timetables like this one",
        section: .jobs,
        fields: [
            FormField("price", limitBytes: Response.priceBytesAtMost),
            FormField("availability", aliases: ["available"], limitBytes: Response.availabilityBytesAtMost),
            FormField("links", aliases: ["link"], limitBytes: 1600, isProse: true),
            FormField("pitch", limitBytes: Response.pitchBytesAtMost, isProse: true),
        ]
    )

    let id: JobID
    let isCheck: Bool
    let pitch: String?
    let price: String?
    let availability: String?
    let links: [String]?
    let mistakes: [FormMistake]

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        id = try text.words.nextJob()
        let form = text.form
        guard Self.isForm(form) else {
            // No field is named: all that follows is the pitch.
            let free = try text.freeText("pitch", limitBytes: Response.pitchBytesAtMost)
            pitch = free.isEmpty ? nil : free
            (price, availability, links) = (nil, nil, nil)
            mistakes = []
            return
        }
        var mistakes = form.problems.map(FormMistake.grammar)
        let rest = text.words.rest
        if !rest.isEmpty, form["pitch"] != nil { mistakes.append(.grammar(.twice("pitch"))) }
        guard rest.utf8.count <= Response.pitchBytesAtMost else {
            throw .tooLong(field: "pitch", limitBytes: Response.pitchBytesAtMost)
        }
        let given = form["pitch"] ?? rest
        pitch = given.isEmpty ? nil : given
        price = form["price"].map(Self.oneLine)
        availability = form["availability"].map(Self.oneLine)
        links = form["links"].map { Self.links($0, &mistakes) }
        self.mistakes = mistakes
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Addresses, separated by white space.
    private static func links(_ text: String, _ mistakes: inout [FormMistake]) -> [String] {
        let links = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
        if links.count > Response.linksAtMost { mistakes.append(.tooMany("links", Response.linksAtMost)) }
        for link in links where !link.lowercased().hasPrefix("https://") && !link.lowercased().hasPrefix("http://") {
            mistakes.append(.job(.link(link)))
        }
        if links.contains(where: { $0.utf8.count > Response.linkBytesAtMost }) {
            mistakes.append(.length("links", 1...Response.linkBytesAtMost))
        }
        return links
    }

    /// Whether the lines are meant as a form, rather than being the pitch itself.
    private static func isForm(_ form: Form) -> Bool {
        !form.given.isEmpty
            || form.problems.contains { if case .unknownField(_, near: .some) = $0 { true } else { false } }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        let person = try board.person(call.sender)
        let earlier = try board.response(of: call.sender, to: id)
        try job.checkRespondent(person, hasResponded: earlier != nil, at: call.receivedAt)
        guard pitch != nil || price != nil || availability != nil || links != nil || !mistakes.isEmpty else {
            return .answer(
                ResponseSaying.howToRespond(
                    try JobCard(job, board),
                    hasResponded: earlier.map { $0.state != .withdrawn } ?? false
                )
            )
        }
        let isWithoutPitch = pitch == nil && earlier == nil && !mistakes.contains(where: \.isAboutPitch)
        let wrong = mistakes + (isWithoutPitch ? [.missing("pitch")] : [])
        guard wrong.isEmpty else {
            return .answer(FoundingSaying.mistakes(wrong, of: Self.usage, example: example))
        }
        let response = try job.response(
            by: person,
            // What is left out of a second response stays as it was.
            saying: pitch ?? earlier?.pitch ?? "",
            price: price ?? earlier?.price ?? "",
            availability: availability ?? earlier?.availability ?? "",
            links: links ?? earlier?.links ?? [],
            insteadOf: earlier,
            memberships: memberships(in: job, call, board),
            at: call.receivedAt
        )
        let entry = try ResponseEntry(response, to: JobCard(job, board), board)
        guard !isCheck else { return .answer(ResponseSaying.checked(entry)) }
        return Decision(
            changes: [.job(.responded(response))],
            outgoing: [
                Outgoing(.answer(ResponseSaying.sent(entry, isAmongOthers: call.place == .shared))),
                Outgoing(
                    .tell(ResponseSaying.arrived(entry), job.client),
                    key: "response/\(call.event)",
                    urgency: .decision
                ),
            ]
        )
    }

    /// Whoever answers an announcement where everybody reads it is told once, alone, how to reach the client.
    static func repliedInstead(
        to id: JobID,
        inThread: Bool,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard call.place == .shared, !inThread, let job = try board.job(id), job.takesResponses(at: call.receivedAt),
            job.client != call.sender, try board.response(of: call.sender, to: id) == nil
        else { return nil }
        return Decision(outgoing: [
            Outgoing(
                .tell(ResponseSaying.howToRespondInstead(job), call.sender),
                key: "respondInstead/\(job.key)/\(call.sender)"
            )
        ])
    }

    /// The example of the usage, with the number of this job.
    private var example: String {
        "respond \(id.rawValue)" + Self.usage.example.drop { !$0.isNewline }
    }

    private func memberships(in job: Job, _ call: Call, _ board: some Board) throws -> [Response.Membership] {
        try job.wanted.groups.compactMap { group in
            guard case .member(let since) = try board.standing(of: call.sender, in: group) else { return nil }
            return Response.Membership(group: group, since: since)
        }
    }
}

extension FormMistake {
    fileprivate var isAboutPitch: Bool {
        switch self {
        case .grammar(.tooLong("pitch", _, _)), .grammar(.twice("pitch")), .grammar(.unknownField(_, near: "pitch")):
            true
        default: false
        }
    }
}
