import Groups

/// `!request <#>`: read one request, as its applicant or as an administrator of its group.
struct ShowRequest: Command {
    static let usage = Usage(
        name: "request",
        parameters: "<#> [files]",
        summary: "Read one request, or have the files shown that came with it.",
        example: "request #41",
        section: .membership
    )

    let id: RequestID
    let wantsFiles: Bool

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextRequest()
        guard !text.words.isAtEnd else {
            wantsFiles = false
            return
        }
        let word = try text.words.next("files")
        guard ["file", "files"].contains(word.lowercased()) else { throw .unexpected(word.capped(bytes: 60)) }
        wantsFiles = true
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
        if wantsFiles { return try files(of: request, call, board) }
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
            if case .queued(let place) = try board.standing(of: request.person, in: group.id),
                place.ticket.request == id
            {
                page.place = place
            }
        }
        return .answer(MembershipSaying.request(page))
    }

    /// The files that the applicant gave, to whoever may read the request: sent where they asked, so that they can be opened.
    private func files(of request: JoinRequest, _ call: Call, _ board: some Board) throws -> Decision {
        let set = try board.criteriaJudging(.waiting(request), in: request.group)?.judging.set
        let given = try board.submissions(of: request.person, to: request.group).filter { submission in
            submission.file != nil && set?[submission.number]?.kind.fingerprint == submission.asked
        }
        guard !given.isEmpty else { return .answer(EvidenceSaying.noFiles(request)) }
        return Decision(
            outgoing: given.prefix(CriteriaSet.criteriaAtMost).compactMap { submission in
                submission.file.map { file in
                    Outgoing(
                        .show(
                            file,
                            at: submission.content,
                            EvidenceSaying.file(submission, of: request),
                            in: call.room,
                            thread: call.thread
                        ),
                        key: "file/\(request.key)/\(submission.number)/\(call.event)",
                        subject: .evidence(file.event)
                    )
                }
            }
        )
    }
}
