import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: no file that some version of the bot has written is ever lost to a later version.
///
/// Method: a file is brought to each step in turn, with rows put in after each as that version would have left them
/// (Samples/*.sql), and then opened as the bot opens it.
@Suite("Migrations")
struct MigrationTests {
    @Test("A file from any step opens, is sound, and still says what was in it", arguments: Migration.all.indices)
    func upgrade(from step: Int) async throws {
        let path = try Self.makeFile(at: step)
        defer { try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent()) }
        let storage = try Storage(path: path)
        try await storage.database.read { db in
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") == [])
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            let board = StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings)
            if step >= 0 { try Self.expectTransport(board) }
            if step >= 1 { try Self.expectHall(board) }
            if step >= 2 { try Self.expectJobs(board) }
            if step >= 6 { try CalendarSample.expect(board) }
            let taken = Set(Migration.all[...step].map(\.name))
            if taken.contains("rooms 1") { try RoomsSample.expect(board) }
            if taken.contains("states 1") { try RoomsSample.expectStates(board) }
            if taken.contains("log 1") { try RoomsSample.expectLog(board) }
            if step >= 1 { try Self.expectBadges(board, isShared: step >= 4) }
            if Migration.all[...step].contains(where: { $0.name == "criteria 1" }) { try CriteriaSample.expect(board) }
            if taken.contains("requests 1") { try Self.expectRequests(board) }
            if taken.contains("verdicts 1") { try CriteriaSample.expectVerdicts(board) }
            if taken.contains("upkeep 1") { try Self.expectUpkeep(board) }
            if taken.contains("joining 1") {
                try JoiningSample.expect(board)
                try AnswersSample.expectAsked(board)
                try JoiningSample.expectRounds(board, begun: taken.contains("completions 1"))
            }
            if taken.contains("watch 1") { try JoiningSample.expectWatch(board) }
            if taken.contains("answers 1") { try AnswersSample.expect(board) }
            if taken.contains("upkeep 2") { try CriteriaSample.expectRechecks(board) }
            if taken.contains("promises 1") { try JoiningSample.expectPromises(board) }
            if taken.contains("capacity 1") { try CapacitySample.expect(board) }
            if taken.contains("sight 1") { try CapacitySample.expectSight(board) }
            if taken.contains("skill tests 1") { try SkillTestSample.expect(board) }
            if taken.contains("skill tests 2") { try SkillTestSample.expectLog(board) }
            if taken.contains("responses 1") { try JobLifeSample.expectResponses(board) }
            if taken.contains("jobs 2") { try JobLifeSample.expect(board) }
            if taken.contains("drafts 1") { try CapacitySample.expectDrafts(board) }
            if taken.contains("links 1") { try LinkSample.expect(board) }
            if taken.contains("hints 1") { try CriteriaSample.expectHints(board) }
            if taken.contains("guided forms 1") { try JobLifeSample.expectGuidedForms(board) }
            if taken.contains("files 1") { try AdminFileSample.expect(board) }
            if taken.contains("reports 1") { try JobLifeSample.expectReports(board) }
            if taken.contains("finding 1") { try JobLifeSample.expectFinding(board) }
            if taken.contains("alerts 1") { try AlertSample.expect(board) }
            if taken.contains("ranking 1") { try JobLifeSample.expectRanking(board) }
            if taken.contains("encryption 1") { try EncryptionSample.expect(board) }
        }
        let session = try await storage.session()
        #expect(session.accessToken == "access")
        #expect(session.position == "s41")
        #expect(session.secret.count == 32)
        let counts = try await storage.counts(at: noon)
        #expect(counts.waitingEvents == 2 && counts.parkedEvents == 1 && counts.waitingMessages == 2)
    }

    @Test("Every table has a row in the samples")
    func samples() throws {
        let queue = try Self.makeSample(DatabaseQueue(), at: Migration.all.count - 1)
        try queue.read { db in
            for table in try Self.tables(db) {
                #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table)\"") ?? 0 > 0, "\(table)")
            }
        }
    }

    @Test("After all steps the tables are those of docs/schema.sql (UPDATE_SCHEMA=1 rewrites it)")
    func page() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/schema.sql")
        let queue = try DatabaseQueue()
        try DatabaseMigrator.storage.migrate(queue)
        let schema = try queue.read(Self.schema)
        if ProcessInfo.processInfo.environment["UPDATE_SCHEMA"] == "1" {
            try schema.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == schema)
    }

    /// Whoever sees this fail has altered a step that files have taken already: add a new step instead.
    ///
    /// A new step gets its line here, and its sample beside the others.
    @Test("A step that was shipped is never altered")
    func checksums() {
        let shipped = [
            "transport 1": "91ea2e7a98eeec02", "hall 1": "bbe8ed7c3c520754", "jobs 1": "49f07d0430444f28",
            "transport 2": "b384816a10baaa9e", "hall 2": "49f72a79bbfaf60d", "criteria 1": "c80d217750ec2558",
            "calendar 1": "ce2d8b74254b5d1a", "rooms 1": "a1097d8a5af9184", "states 1": "f96358323fa52263",
            "sponsors 1": "f2f7ddbf7ae09f00", "log 1": "f17f11d798b51d6", "requests 1": "edb6b38065f32f2",
            "verdicts 1": "9ed5cbdbdb54404f", "upkeep 1": "71ed74b2ca0fb86a", "joining 1": "190228ae6a652f72",
            "watch 1": "c4fc6f0c1bdfe7b5", "answers 1": "621c2a38d14c1686",
            "promises 1": "31073a91797094ff", "upkeep 2": "a91b1e6bb2ecfd0c", "answers 2": "555cc2d062cfe549",
            "capacity 1": "83b5fc8e337b2059", "sight 1": "e76b64aca0a7658e", "skill tests 1": "8939856edd40390d",
            "jobs 2": "924a960dc2048e8a", "drafts 1": "e1bc68befcd29304", "responses 1": "cf8c768a4217bb75",
            "links 1": "1c4311de10a7f294", "hints 1": "1a7d811785868b5", "files 1": "e96837db9cfa21c9",
            "guided forms 1": "62544b26199705af", "reports 1": "5e9688990b666d2a", "finding 1": "3403eb538fb48ae2",
            "completions 1": "694a543f67ef5205", "skill tests 2": "3e9399f7f846cae8", "alerts 1": "a49efebdb44060d7",
            "ranking 1": "94079a0dc2c668ca", "encryption 1": "459e981f768a4149",
        ]
        let found = Migration.all.map { ($0.name, Self.checksum($0)) }
        #expect(Dictionary(uniqueKeysWithValues: found) == shipped)
        let order = [
            "transport 1", "hall 1", "jobs 1", "transport 2", "hall 2", "criteria 1", "calendar 1", "rooms 1",
            "states 1", "sponsors 1", "log 1", "requests 1", "verdicts 1", "upkeep 1", "joining 1",
            "watch 1", "answers 1", "promises 1", "upkeep 2", "answers 2", "capacity 1", "sight 1", "skill tests 1",
            "jobs 2", "drafts 1", "responses 1", "links 1", "hints 1", "files 1", "guided forms 1", "reports 1",
            "finding 1", "completions 1", "skill tests 2", "alerts 1", "ranking 1", "encryption 1",
        ]
        #expect(Migration.all.map(\.name).starts(with: order))
    }
}

// MARK: - What the samples say

extension MigrationTests {
    private static let group = GroupID(rawValue: 1)

    private static func expectTransport(_ board: StoredBoard) throws {
        #expect(try board.subject(of: EventID(rawValue: "$card"), in: hallRoom) == "request:1")
        #expect(try board.occupies(finn, hallRoom))
        #expect(try board.mayConfigure(ada, hallRoom))
        #expect(try !board.mayConfigure(finn, hallRoom))
        #expect(try board.directRoom(of: ada) == RoomID(rawValue: "!dm:example.org"))
        #expect(try board.directRoom(of: finn) == nil)
    }

    private static func expectHall(_ board: StoredBoard) throws {
        let found = try #require(try board.group(handle: "swift-guild"))
        #expect(found.sponsor.name == "Acme")
        #expect(found.skills == ["swift", "linux"])
        #expect(found.rooms.admin == RoomID(rawValue: "!admins:example.org"))
        #expect(found.memberCount == 1)
        #expect(try board.standing(of: finn, in: group) == .member(since: Timestamp(rawValue: 1_699_910_000_000)))
        #expect(try board.pendingRequests(of: group, after: nil, limit: 9).first?.message == "Again")
        let withdrawn = try board.request(RequestID(rawValue: 3))
        #expect(withdrawn?.state == .withdrawn(at: Timestamp(rawValue: 1_699_910_000_000)))
        let fay = UserID(rawValue: "@fay:example.org")
        // Who was refused before days were kept may ask again when the group's days are over.
        let refusedAt = Timestamp(rawValue: 1_699_910_000_000)
        #expect(
            try board.lastRefusal(of: fay, by: group)
                == PastRefusal(at: refusedAt, mayAskAt: refusedAt.later(days: found.reapplyDays))
        )
        #expect(try board.requestsDue(by: Timestamp(rawValue: 1_700_100_000_000), limit: 9).map(\.rung) == [.dueDay])
        #expect(try board.person(finn).skills == ["swift", "sqlite"])
        #expect(try board.budget(of: finn)?.thousandths == 500)
        #expect(try board.search(GroupQuery(words: ["swif"]), limit: 9).groups == [found])
        #expect(try board.search(GroupQuery(words: ["swfit"]), limit: 9).corrected == ["swift"])
        #expect(try board.isOwner(ada, of: found.sponsor.id))
    }

    /// A file from before “hall 2” may hold a badge twice, and still does afterwards.
    private static func expectBadges(_ board: StoredBoard, isShared: Bool) throws {
        let nobody = GroupID(rawValue: 0)
        #expect(try board.group(badge: "🦜", besides: nobody)?.id == group)
        #expect(try board.group(badge: "🦜", besides: group) == nil)
        #expect(try board.group(badge: "🏅", besides: nobody) == nil)
        let (rowers, sailors) = (GroupID(rawValue: 2), GroupID(rawValue: 3))
        #expect(try board.group(badge: "❤", besides: rowers)?.id == (isShared ? sailors : nil))
        #expect(try board.group(badge: "❤\u{FE0F}", besides: sailors)?.id == (isShared ? rowers : nil))
    }

    private static func expectRequests(_ board: StoredBoard) throws {
        let held = RequestID(rawValue: 5)
        let since = Timestamp(rawValue: 1_699_970_000_000)
        #expect(try board.request(held)?.state == .awaitingApplicant(since: since))
        #expect(try board.claims(of: ada, in: group, limit: 9).map(\.id) == [held])
        #expect(try board.questions(about: held).map(\.answer) == ["2016", nil])
        #expect(try board.unanswered(by: Timestamp(rawValue: 1_700_600_000_000), limit: 9).map(\.request.id) == [held])
        let end = Timestamp(rawValue: 1_699_980_000_000)
        #expect(try board.request(RequestID(rawValue: 6))?.state == .lapsed(at: end))
        #expect(try board.request(RequestID(rawValue: 7))?.state == .void(.banned, at: end))
        let jon = UserID(rawValue: "@jon:example.org")
        let week = PastRefusal(at: end, againDays: 7, mayAskAt: end.later(days: 7))
        #expect(try board.lastRefusal(of: jon, by: group) == week)
        // A day more than was meant: the last day that was told holds to its end, wherever that is.
        #expect(try board.questions(about: held).map(\.lapsesAt).last == since.later(days: 15))
        let gus = UserID(rawValue: "@gus:example.org")
        #expect(try board.past(of: gus, in: group, before: held).removal?.reason == "Sold answers")
        let open = try board.openInvitations(of: group, at: end, limit: 9)
        #expect(open.map(\.note) == ["Come"])
        #expect(open.map(\.endsAt) == [Timestamp(rawValue: 1_699_990_000_000).later(days: 15)])
        #expect(try board.bans(of: group, at: since, after: nil, limit: 9).count == 2)
        #expect(try board.bans(of: group, at: Timestamp(rawValue: 1_700_000_000_000), after: nil, limit: 9).count == 1)
    }

    private static func expectUpkeep(_ board: StoredBoard) throws {
        let due = try board.upkeepDue(by: Timestamp(rawValue: 1_700_500_000_000), limit: 9)
        #expect(due.map(\.warning) == [nil, .init(until: Day(number: 19_690), days: 7)])
        #expect(try board.kept(for: finn, in: group) == [2: "f"])
        let rooms = try String.fetchAll(board.db, sql: "SELECT room FROM criteriaRoom")
        #expect(rooms == ["!hall:example.org"])
    }

    private static func expectJobs(_ board: StoredBoard) throws {
        let job = try #require(try board.job(JobID(rawValue: 1)))
        #expect(job.wanted == Job.Wanted(skills: ["swift"], groups: [group]))
        #expect(try board.search(JobQuery(JobFilter(words: ["ferry"])), limit: 9).jobs == [job])
        #expect(try board.openJobs(after: nil, limit: 9).contains(job))
        // A job from before they had an end has thirty days.
        #expect(job.life != nil)
        #expect(try board.drafts(of: job.client, limit: 9).map(\.title) == ["Tide tables"])
        #expect(try board.responses(to: job.id, ResponseQuery(), limit: 9).map(\.pitch) == ["I built two", "Me too"])
        #expect(try board.nextJobID() == JobID(rawValue: 4))
        #expect(try board.jobsRooms(for: [group], limit: 9).count == 2)
    }
}

// MARK: - Files

extension MigrationTests {
    /// A file as the version of that step has left it.
    static func makeFile(at step: Int) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("hall.sqlite").path
        try makeSample(DatabaseQueue(path: path), at: step).close()
        return path
    }

    private static func makeSample(_ queue: DatabaseQueue, at step: Int) throws -> DatabaseQueue {
        try queue.write { db in try db.execute(sql: "PRAGMA application_id = \(Database.applicationID)") }
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
        for step in Migration.all[...step] {
            try DatabaseMigrator.storage.migrate(queue, upTo: step.name)
            let file = folder.appending(path: step.name.replacing(" ", with: "-") + ".sql")
            let sql = try String(contentsOf: file, encoding: .utf8)
            try queue.write { db in try db.execute(sql: sql) }
        }
        return queue
    }

    /// The tables of the bot's own, those that SQLite keeps for a full-text index left out.
    static func tables(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                ORDER BY name
                """
        )
    }

    /// Every table with its indexes, in the order in which they were made.
    private static func schema(_ db: Database) throws -> String {
        let own = Set(try tables(db))
        let sql = "SELECT type, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        let rows = try Row.fetchAll(db, sql: sql)
        var page = """
            -- The tables of the bot's file, as all migrations together leave them.
            -- Written by the tests: UPDATE_SCHEMA=1 swift test --filter MigrationTests

            """
        for row in rows where own.contains(row["tbl_name"]) {
            page += (row["type"] == "table" ? "\n" : "") + (row["sql"] as String) + ";\n"
        }
        return page
    }

    /// FNV-1a of the name and the SQL.
    private static func checksum(_ step: Migration) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in ([step.name] + step.sql).joined(separator: "\u{0}").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
