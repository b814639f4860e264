import Groups
import Identifiers

/// `!shortlist <n> <person> [off]`: keep a response in mind, and let its author know.
struct Shortlist: Command {
    static let usage = Usage(
        name: "shortlist",
        parameters: "<n> <person> [off]",
        summary: "Put somebody who responded on your shortlist, or take them off it; they are told.",
        example: "shortlist 7 @finn:example.org",
        section: .jobs
    )

    let id: JobID
    let person: UserID
    let isOff: Bool

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        person = try text.words.nextPerson("person")
        isOff = !text.words.isAtEnd
        if isOff, text.words.rest.lowercased() != "off" { throw .unexpected(text.words.rest) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try ResponseDeciding.decide(on: person, for: id, as: isOff ? .sent : .shortlisted, "", call, board)
    }
}
