import Groups
import Identifiers

/// `!job note <n> <person> <note>`: a note to oneself about a response.
struct NoteResponse: Command {
    static let usage = Usage(
        name: "job note",
        parameters: "<n> <person> <note>",
        summary: "Write a note to yourself about a response; nobody else reads it.",
        example: "job note 7 @finn:example.org Knows the harbour",
        section: .jobs
    )

    let id: JobID
    let person: UserID
    let note: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        person = try text.words.nextPerson("person")
        note = try text.freeText("note", limitBytes: Response.noteBytesAtMost)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        try job.checkReader(call.sender)
        guard try board.response(of: person, to: id) != nil else { throw Refusal.job(.noResponse(of: person, job)) }
        var decision = Decision.answer(
            ResponseSaying.noted(job, person, isEmpty: note.isEmpty, isAmongOthers: call.place == .shared)
        )
        decision.changes = [.job(.responseNoted(id, person, note))]
        return decision
    }
}
