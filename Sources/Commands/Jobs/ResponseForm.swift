import Groups

/// What somebody writes when they respond to a job: whatever they leave out is nil.
struct ResponseForm {
    private(set) var pitch: String?
    private(set) var price: String?
    private(set) var availability: String?
    private(set) var links: [String]?

    static let fields = [
        FormField("price", limitBytes: Response.priceBytesAtMost),
        FormField("availability", aliases: ["available"], limitBytes: Response.availabilityBytesAtMost),
        FormField("links", aliases: ["link"], limitBytes: 1600, isProse: true),
        FormField("pitch", limitBytes: Response.pitchBytesAtMost, isProse: true),
    ]

    init(pitch: String? = nil) {
        self.pitch = pitch
    }

    var isEmpty: Bool { pitch == nil && price == nil && availability == nil && links == nil }

    /// Takes over what a form says; all that is wrong with it is added to `mistakes`.
    mutating func fill(from form: Form, _ mistakes: inout [FormMistake]) {
        mistakes += form.problems.map(FormMistake.grammar)
        if let text = form["pitch"], !text.isEmpty { pitch = text }
        price = form["price"].map(Self.oneLine) ?? price
        availability = form["availability"].map(Self.oneLine) ?? availability
        links = form["links"].map { Self.links($0, &mistakes) } ?? links
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

    /// The response that it makes; what is left out of a second one stays as it was.
    func response(
        to job: Job,
        by person: Person,
        insteadOf earlier: Response?,
        _ call: Call,
        _ board: some Board
    ) throws -> Response {
        try job.response(
            by: person,
            saying: pitch ?? earlier?.pitch ?? "",
            price: price ?? earlier?.price ?? "",
            availability: availability ?? earlier?.availability ?? "",
            links: links ?? earlier?.links ?? [],
            insteadOf: earlier,
            memberships: job.wanted.groups.compactMap { group in
                guard case .member(let since) = try board.standing(of: person.id, in: group) else { return nil }
                return Response.Membership(group: group, since: since)
            },
            at: call.receivedAt
        )
    }
}
