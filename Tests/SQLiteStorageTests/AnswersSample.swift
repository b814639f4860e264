import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/joining-1.sql says of questions that were open, and Samples/answers-1.sql.
enum AnswersSample {
    /// Whatever is asked for after a tap is kept to whom it was asked of, also where that was before it was kept.
    static func expectAsked(_ board: StoredBoard) throws {
        func subject(_ event: String) throws -> String? {
            try board.subject(of: EventID(rawValue: event), in: hallRoom)
        }
        #expect(try subject("$why") == "refusal:5/@ada:example.org")
        #expect(try subject("$what") == "asking:5/@ada:example.org")
        #expect(try subject("$which") == "itemAsking:5/2/@ada:example.org")
        #expect(try subject("$card") == "request:1")
        // What was open before runs out like any other, a day later: when the day is over everywhere.
        let end = Timestamp(rawValue: 1_699_990_000_000 + 15 * 86_400_000)
        #expect(try board.invitationsOver(by: end, limit: 9).map(\.note) == ["Come"])
        #expect(try board.invitationsOver(by: Timestamp(rawValue: end.rawValue - 1), limit: 9).isEmpty)
    }

    static func expect(_ board: StoredBoard) throws {
        let group = GroupID(rawValue: 1)
        #expect(try board.requestAnswered(by: EventID(rawValue: "$since")) == RequestID(rawValue: 5))
        let given = try board.submission(ofFile: EventID(rawValue: "$picture"))
        #expect(given?.person == UserID(rawValue: "@hal:example.org") && given?.file?.kind == "m.image")
        #expect(given?.withdrawnAt == nil)
        let withdrawn = try board.submissions(of: UserID(rawValue: "@gus:example.org"), to: group)
        #expect(withdrawn.map(\.withdrawnAt) == [Timestamp(rawValue: 1_699_971_000_000)])
        #expect(try board.attachment(of: EventID(rawValue: "$file"), in: hallRoom)?.kind == "m.file")
        #expect(try board.replacement(of: hallRoom) == RoomID(rawValue: "!new:example.org"))
    }
}
