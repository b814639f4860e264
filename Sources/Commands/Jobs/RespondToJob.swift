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
        fields: ResponseForm.fields
    )

    let id: JobID
    let isCheck: Bool
    let written: ResponseForm
    let mistakes: [FormMistake]

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        id = try text.words.nextJob()
        let form = text.form
        guard Self.isForm(form) else {
            // No field is named: all that follows is the pitch.
            let free = try text.freeText("pitch", limitBytes: Response.pitchBytesAtMost)
            written = ResponseForm(pitch: free.isEmpty ? nil : free)
            mistakes = []
            return
        }
        let rest = text.words.rest
        guard rest.utf8.count <= Response.pitchBytesAtMost else {
            throw .tooLong(field: "pitch", limitBytes: Response.pitchBytesAtMost)
        }
        var mistakes: [FormMistake] = []
        if !rest.isEmpty, form["pitch"] != nil { mistakes.append(.grammar(.twice("pitch"))) }
        var written = ResponseForm(pitch: rest.isEmpty ? nil : rest)
        written.fill(from: form, &mistakes)
        self.written = written
        self.mistakes = mistakes
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
        try job.checkRespondent(person, insteadOf: earlier, at: call.receivedAt)
        // Nobody else is to read what somebody is asked and answers: see the questions one at a time.
        guard !written.isEmpty || !mistakes.isEmpty else { return try GuidedForms.begin(.responding(id), call, board) }
        let isWithoutPitch = written.pitch == nil && earlier == nil && !mistakes.contains(where: \.isAboutPitch)
        let wrong = mistakes + (isWithoutPitch ? [.missing("pitch")] : [])
        guard wrong.isEmpty else {
            return .answer(FoundingSaying.mistakes(wrong, of: Self.usage, example: example))
        }
        let response = try written.response(to: job, by: person, insteadOf: earlier, call, board)
        guard !isCheck else {
            return .answer(ResponseSaying.checked(try ResponseEntry(response, to: JobCard(job, board), call, board)))
        }
        return try Self.sent(response, to: job, call, board)
    }

    /// Keeps a response, and tells the client.
    static func sent(_ response: Response, to job: Job, _ call: Call, _ board: some Board) throws -> Decision {
        let entry = try ResponseEntry(response, to: JobCard(job, board), call, board)
        return Decision(
            changes: [.job(.responded(response))]
                + (try GuidedForms.over(call.sender, board) { $0 == .responding(job.id) }),
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
