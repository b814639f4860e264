import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// Files that people send in rooms.
@Suite("Files among administrators")
struct AdminFileTests {
    @Test("Of the administrators' room the latest 20 files are known, whoever of them sent those, and of others none")
    func bounded() async throws {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        func say(_ person: String, _ room: String, _ words: String) async throws {
            _ = try await stage.hear(.init(person: person, place: .room(room), act: .says(words)))
        }
        func send(_ person: String, _ room: String) async throws {
            _ = try await stage.hear(
                .init(person: person, place: .room(room), act: .sends("a.ics", words: "", content: "x"))
            )
        }
        func known() throws -> [String] {
            try stage.storage.database.unsafeRead { db in
                try String.fetchAll(
                    db,
                    sql: "SELECT room || ' ' || sender FROM attachment ORDER BY receivedAtMs, event"
                )
            }
        }
        try await send("ada", "admins")
        #expect(try known() == [])
        try await say("ada", "admins", "!here swift-guild admin")
        try await say("ada", "admins", "!admins swift-guild add @abel:example.org")
        try await send("finn", "admins")
        try await send("ada", "lobby")
        #expect(try known() == [])
        for _ in 0..<15 {
            try await send("ada", "admins")
            try await send("abel", "admins")
        }
        #expect(try known().count == 20)
        #expect(Set(try known()).count == 2)
        // Who no longer decides is not listened to.
        try await say("ada", "admins", "!admins swift-guild remove @abel:example.org")
        let before = try known()
        try await send("abel", "admins")
        #expect(try known() == before)
    }
}

/// What Samples/files-1.sql says.
enum AdminFileSample {
    static func expect(_ board: StoredBoard) throws {
        #expect(try board.openImport(of: finn)?.room?.rawValue == "!admins:example.org")
    }
}
