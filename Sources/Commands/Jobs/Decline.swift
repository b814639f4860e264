import Groups
import Identifiers

/// `!decline <n> <person> [reason]`: say no to a response.
struct Decline: Command {
    static let usage = Usage(
        name: "decline",
        parameters: "<n> <person> [reason]",
        summary: "Decline a response; the reason reaches its author.",
        example: "decline 7 @finn:example.org We need somebody on site",
        section: .jobs
    )

    let id: JobID
    let person: UserID
    let reason: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        person = try text.words.nextPerson("person")
        reason = try text.freeText("reason", limitBytes: Response.reasonBytesAtMost)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try ResponseDeciding.decide(on: person, for: id, as: .declined, reason, call, board)
    }
}
