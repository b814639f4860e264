import GRDB
import SQLiteStorage
import Testing

@testable import BotTesting

/// Goal: a job with many respondents, and one that is announced in many rooms, leaves nobody out.
@Suite("Jobs of many", .timeLimit(.minutes(5)))
struct JobCrowdTests {
    @Test("Each of 200 respondents hears once how it ended, at most 50 at a time")
    func outcome() async throws {
        let stage = try Stage()
        for words in ["postjob\ntitle: Timetable for a ferry line", "postjob confirm 1"] {
            try await stage.say(words, by: "cleo")
        }
        try await stage.crowd(200, respondingTo: "1")
        try await stage.say("job close 1 filled", by: "cleo")
        _ = try await stage.pass(86_400_000, awake: true)
        let told = try await stage.keys(like: "round/%")
        #expect(told.count == 200 && Set(told.map { $0.split(separator: "/").last }).count == 200)
        let sizes = try await stage.storage.database.read { db in
            try Int.fetchAll(db, sql: "SELECT count(*) FROM outbox WHERE key LIKE 'round/%' GROUP BY createdAtMs")
        }
        #expect(sizes.count >= 4 && sizes.allSatisfy { $0 <= 50 })
    }

    @Test("A job that is hidden before all rooms had it is announced in the others once an operator has cleared it")
    func rooms() async throws {
        let stage = try Stage()
        for number in 1...45 {
            let place = ConversationLine.Place.room("r\(number)")
            _ = try await stage.hear(.init(person: "ada", place: place, act: .says("!here jobs")))
        }
        _ = try await stage.direct("each command comes at once")
        for words in ["postjob\ntitle: Timetable for a ferry line", "postjob confirm 1"] {
            try await stage.say(words, by: "cleo")
        }
        for person in ["finn", "fay", "abel"] { try await stage.say("report 1 A scam", by: person) }
        _ = try await stage.pass(86_400_000, awake: true)
        #expect(try await stage.keys(like: "announce/%").count < 45)
        try await stage.say("job clear 1", by: "olga")
        _ = try await stage.pass(86_400_000, awake: true)
        #expect(try await stage.keys(like: "announce/%").count == 45)
    }
}

extension Stage {
    fileprivate func say(_ words: String, by person: String) async throws {
        _ = try await hear(.init(person: person, place: .direct, act: .says(words)))
    }

    fileprivate func keys(like pattern: String) async throws -> [String] {
        try await storage.database.read { db in
            try String.fetchAll(db, sql: "SELECT key FROM outbox WHERE key LIKE ?", arguments: [pattern])
        }
    }
}
