import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/rooms-1.sql, states-1.sql and log-1.sql say.
enum RoomsSample {
    private static let group = GroupID(rawValue: 1)

    static func expect(_ board: StoredBoard) throws {
        let members = RoomID(rawValue: "!guild:example.org")
        #expect(try board.isKnocking(UserID(rawValue: "@fay:example.org"), on: members))
        let walk = try #require(try board.walksDue(by: Timestamp(rawValue: 1_700_000_060_000), limit: 9).first)
        #expect(walk.after == Groups.Walk.Place(since: Timestamp(rawValue: 1_699_910_000_000), person: finn))
        #expect(try board.members(of: group, beyond: walk.after, limit: 9).isEmpty)
    }

    static func expectStates(_ board: StoredBoard) throws {
        #expect(try board.group(group)?.state == .paused(reason: "Back soon"))
        // What was registered before says when by its own entry in the log, where there is one.
        #expect(try board.sponsor(named: "Acme")?.suspendedFor == nil)
    }

    static func expectLog(_ board: StoredBoard) throws {
        let log = try board.log(of: group, before: nil, limit: 9)
        #expect(log.first?.person == "erased-user-1" && log.first?.detail == "erased-user-1")
        #expect(log.first?.room == RoomID(rawValue: "!guild:example.org"))
        #expect(log.map(\.change).contains("request.approved"))
        #expect(try board.sponsor(named: "Acme")?.proof == .domain("example.org"))
    }
}
