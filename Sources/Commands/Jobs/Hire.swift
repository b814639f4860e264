import Groups
import Identifiers

/// `!hire <n> <person> [words]`: choose somebody who responded; several can be.
struct Hire: Command {
    static let usage = Usage(
        name: "hire",
        parameters: "<n> <person> [words]",
        summary: "Hire somebody who responded; they are told, with your words.",
        example: "hire 7 @finn:example.org When can you begin?",
        section: .jobs
    )

    let id: JobID
    let person: UserID
    let words: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        person = try text.words.nextPerson("person")
        words = try text.freeText("words", limitBytes: Response.reasonBytesAtMost)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try ResponseDeciding.decide(on: person, for: id, as: .hired, words, call, board)
    }
}
