import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/links-1.sql says.
enum LinkSample {
    static func expect(_ board: StoredBoard) throws {
        let now = Timestamp(rawValue: 1_700_000_000_000)
        let new = UserID(rawValue: "@finn:new.org")
        let open = try board.linkQuestions(to: finn, at: now, limit: 9)
        #expect(open.map(\.asker) == [new])
        #expect(try board.linkQuestions(from: new, at: now, limit: 9) == open)
        let mal = UserID(rawValue: "@mal:example.org")
        #expect(try board.linkQuestion(from: mal, to: finn)?.isRefused == true)
        #expect(try board.linkQuestionsOver(by: now.later(days: 30), limit: 9) == open)
        let gus = UserID(rawValue: "@gus:example.org")
        #expect(try board.successor(of: UserID(rawValue: "@gus:old.org")) == gus)
        #expect(try board.successor(of: gus) == nil)
    }
}
