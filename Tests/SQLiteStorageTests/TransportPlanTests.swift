import GRDB
import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("Query plans of the transport")
struct TransportPlanTests {
    @Test("No statement on the path of a command reads a whole table or sorts")
    func plans() async throws {
        let storage = try Storage.inMemory()
        let statements = Statements()
        try await storage.database.writeWithoutTransaction { db in
            db.trace { statements.note("\($0)") }
        }
        try await exercise(storage)
        try await storage.database.writeWithoutTransaction { db in db.trace(options: []) }
        let asked = statements.all.filter {
            $0.hasPrefix("SELECT") || $0.hasPrefix("UPDATE") || $0.hasPrefix("DELETE")
        }
        #expect(asked.count >= 25)
        for sql in asked.sorted() where !sql.contains("quarantine") && !sql.contains("session") {
            let plan = try await storage.database.read { db in
                let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments([])
                return try Row.fetchAll(statement).map { $0["detail"] as String }
            }
            for step in plan {
                // These hold nothing but rows that wait, which is what is asked for.
                let small = ["inboxWaiting", "outboxReady", "directRoomUnlisted"]
                let isRead = step.hasPrefix("SCAN") && step != "SCAN CONSTANT ROW"
                let isScan = isRead && !small.contains { step.hasSuffix("USING INDEX \($0)") }
                #expect(!isScan && !step.contains("TEMP B-TREE"), "\(step) in \(sql)")
            }
        }
    }

    /// Walks the whole path of a command, direct rooms and edits included.
    private func exercise(_ storage: Storage) async throws {
        let room = RoomID(rawValue: "!direct")
        let facts: [RoomFact] = [
            .membership(room, .joined), .direct(room, with: finn), .occupant(room, finn, .joined),
            .powerLevels(room, json: "{}"), .name(room, "x"), .lastEvent(room, EventID(rawValue: "$0")),
        ]
        try await storage.receive(batch([said("hello", "$1", in: room)], position: "s", facts: facts), at: noon)
        try await storage.handleAll { event in
            [
                answer("a", key: "a:\(event.event)"), answer("b", key: "b:\(event.event)"),
                Draft(key: "c", .say(OutboxText(body: "card"), in: hallRoom), subject: "request:1"),
                Draft(key: "o", .offer(reactions: ["y"], subject: "request:1")),
                Draft(key: "t", .tell(OutboxText(body: "t"), finn)),
            ]
        }
        for pass in 0..<3 {
            let claimed = try await storage.exchange([], claiming: manner(rows: 9, isLimited: true))
            let settled = claimed.rows.map { ($0.id, Settlement.sent(EventID(rawValue: "$s\($0.id)"))) }
            try await storage.queue(
                [Draft(key: "e\(pass)", .edit(subject: "request:1", OutboxText(body: "e")))],
                now: noon
            )
            _ = try await storage.exchange(settled, claiming: manner(lanes: 0))
        }
        var echoes = ReceivedBatch()
        echoes.echoes = [.init(transactionID: "t:a", event: EventID(rawValue: "$a"), at: noon)]
        try await storage.receive(echoes, at: noon)
        try await storage.receive(batch([said("look", "$2", in: room)]), at: noon)
        try await storage.look { _, board in
            _ = try board.subject(of: EventID(rawValue: "$s1"), in: hallRoom)
            _ = try board.occupies(finn, room)
            _ = try board.isDirect(room)
            _ = try board.directRoom(of: finn)
            _ = try board.powers(in: room)
            return nil
        }
        _ = try await storage.invitedRooms(at: noon)
        _ = try await storage.unlistedDirectRooms()
        _ = try await storage.sweep(before: noon)
    }
}

/// The statements that were run, each once.
private final class Statements: @unchecked Sendable {
    private(set) var all: Set<String> = []

    func note(_ sql: String) { all.insert(sql) }
}
