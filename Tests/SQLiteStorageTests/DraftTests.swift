import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// Goal: the directory holds the groups that were opened and no others, whatever is done before and after.
@Suite("Drafts in the directory")
struct DraftTests {
    private func say(_ words: String, _ stage: Stage) async throws {
        _ = try await stage.hear(.init(person: "ada", place: .room("lobby"), act: .says(words)))
    }

    /// What the search knows, as a fingerprint: a draft must leave it as it is.
    private func directory(_ stage: Stage) async throws -> [String] {
        try await stage.storage.database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT 'word ' || rowid FROM groupWords WHERE groupWords MATCH 'crew OR elm OR zig OR swift'
                    UNION ALL SELECT 'skill ' || skill || ' ' || "group" FROM groupSkill
                    UNION ALL SELECT 'term ' || term || ' ' || uses FROM searchTerm
                    UNION ALL SELECT 'variant ' || variant || ' ' || term FROM searchVariant
                    UNION ALL SELECT 'tally ' || value FROM tally WHERE name = 'groups'
                    ORDER BY 1
                    """
            )
        }
    }

    private func found(_ word: String, _ stage: Stage) async throws -> [String] {
        try await stage.storage.database.read { db in
            let board = StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings)
            return try board.search(GroupQuery(words: [word]), limit: 9).groups.map(\.handle)
        }
    }

    @Test("A draft leaves the directory as it was, also when it is edited and given up")
    func givenUp() async throws {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        let before = try await directory(stage)
        #expect(!before.isEmpty)
        try await say("!groups create Elm Crew --draft\nskills: zig, elm", stage)
        #expect(try await directory(stage) == before)
        try await say("!groups edit elm-crew\nname: Zig Crew\nskills: zig", stage)
        #expect(try await directory(stage) == before)
        try await say("!groups archive elm-crew for good", stage)
        #expect(try await directory(stage) == before)
        try await stage.storage.database.read { db in
            let group = try #require(try db.firstRow(#"SELECT * FROM "group" WHERE handle = 'elm-crew'"#))
            let (state, name, wasOpened): (String, String, Bool) = (group["state"], group["name"], group["wasOpened"])
            #expect(state == "archived")
            #expect(name == "Zig Crew")
            #expect(!wasOpened)
        }
    }

    @Test("When it opens it is in the directory as it is then, and leaves it like any other")
    func opened() async throws {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        let before = try await directory(stage)
        try await say("!groups create Elm Crew --draft\nskills: elm", stage)
        try await say("!groups edit elm-crew\nskills: zig", stage)
        #expect(try await found("zig", stage) == [])
        try await say("!groups open elm-crew", stage)
        #expect(try await found("zig", stage) == ["elm-crew"])
        #expect(try await found("crew", stage) == ["elm-crew"])
        #expect(try await directory(stage).contains("tally 2"))
        try await say("!groups edit elm-crew\nskills: elm", stage)
        #expect(try await found("zig", stage) == [])
        try await say("!groups archive elm-crew for good", stage)
        #expect(try await directory(stage) == before)
    }
}
