import Groups

/// `!request <#>`: read one request, as its applicant or as an administrator of its group.
struct ShowRequest: Command {
    static let usage = Usage(
        name: "request",
        parameters: "<#>",
        summary: "Read one request.",
        example: "request #41",
        section: .membership
    )

    let id: RequestID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextRequest()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        // Whoever has no part in a request is not told whether there is one.
        guard let request = try board.request(id) else { throw Refusal.directory(.noSuchRequest(id)) }
        let group = try board.knownGroup(request.group)
        let isAdministrator = try board.isAdministrator(call.sender, of: group.id)
        guard isAdministrator || request.person == call.sender else {
            throw Refusal.directory(.noSuchRequest(id))
        }
        guard call.place == .direct || (isAdministrator && call.room == group.rooms.admin) else {
            throw Refusal.authority(.readElsewhere(id))
        }
        var page = MembershipSaying.RequestPage(
            request: request,
            group: group,
            isAdministrator: isAdministrator,
            questions: try board.questions(about: id)
        )
        if request.isOpen {
            // Verdicts are the administrators' own until the request is decided.
            page.criteria =
                isAdministrator && request.person != call.sender
                ? try board.criteriaReport(judging: request, in: group, at: call.receivedAt)
                : try board.criteriaReport(
                    on: request.person,
                    .waiting(request),
                    in: group,
                    at: call.receivedAt,
                    isPrivate: true
                )
        } else {
            page.judged = try board.judged(request)
        }
        return .answer(MembershipSaying.request(page))
    }
}
