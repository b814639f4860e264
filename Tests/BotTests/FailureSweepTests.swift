import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import Testing

@Suite("The failure sweep", .serialized, .timeLimit(.minutes(10)))
struct FailureSweepTests {
    @Test("Whatever exchange fails, gets lost or kills the bot: the story of joining reads the same")
    func joining() async throws {
        let sweep = FailureSweep { rehearsal in
            let homeserver = rehearsal.homeserver
            let people = ["olga", "ada", "finn"].map { Homeserver.user($0) }
            let (olga, ada, finn) = (people[0], people[1], people[2])
            let hall = homeserver.makeRoom("Hall", by: ada, with: people, inviting: [rehearsal.bot])
            try await rehearsal.settle()
            for (person, words) in [
                (olga, "!sponsor add \"Acme\" \(ada)"),
                (
                    ada,
                    "!groups create Swift Guild\nsponsor: Acme\nabout: Swift on servers\nskills: swift\ncriteria: Ship."
                ),
                (finn, "!freelancer"), (finn, "!join swift-guild I ship."),
            ] {
                homeserver.say(words, in: hall, by: person)
                try await rehearsal.settle()
            }
            guard let adas = rehearsal.enterDirectRoom(ada) else { return [hall] }
            try await rehearsal.settle()
            homeserver.say("approve 1 Welcome.", in: adas, by: ada)
            try await rehearsal.settle()
            guard let finns = rehearsal.enterDirectRoom(finn) else { return [hall, adas] }
            try await rehearsal.settle()
            homeserver.say("leave swift-guild", in: finns, by: finn)
            try await rehearsal.settle()
            return [hall, adas, finns]
        }
        let (differences, exchanges) = try await sweep.run()
        #expect(exchanges > 20)
        for difference in differences { Issue.record("\(difference)") }
    }

    @Test("Whatever exchange fails, gets lost or kills the bot: the story of a job reads the same")
    func job() async throws {
        let (differences, exchanges) = try await FailureSweep(after: Self.furnish(admitting: true), Self.jobStory).run()
        #expect(exchanges > 30)
        for difference in differences { Issue.record("\(difference)") }
    }

    @Test("Wherever the bot is killed between two questions to an applicant: nothing is lost, and nothing asked twice")
    func questions() async throws {
        let sweep = FailureSweep(after: Self.furnish(admitting: false), Self.questionStory)
        let (differences, exchanges) = try await sweep.run([.drop, .killBefore, .killAfter])
        #expect(exchanges > 20)
        for difference in differences { Issue.record("\(difference)") }
    }

    @Test("Wherever the bot is killed while it reminds: every reminder is sent, and none twice")
    func reminding() async throws {
        let sweep = FailureSweep(after: Self.furnish(admitting: false), Self.reminderStory)
        let (differences, exchanges) = try await sweep.run([.drop, .killBefore, .killAfter])
        #expect(exchanges > 15)
        for difference in differences { Issue.record("\(difference)") }
    }
}

// MARK: - Stories

extension FailureSweepTests {
    private static func furnish(admitting isAdmitted: Bool) -> @Sendable (Rehearsal) async throws -> Void {
        { rehearsal in
            try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: isAdmitted)
        }
    }

    private static func jobStory(_ rehearsal: Rehearsal) async throws -> [RoomID] {
        let homeserver = rehearsal.homeserver
        let people = ["ada", "finn", "fay", "cleo"].map { Homeserver.user($0) }
        let (ada, finn, fay, cleo) = (people[0], people[1], people[2], people[3])
        let hall = homeserver.makeRoom("Hall", by: ada, with: people, inviting: [rehearsal.bot])
        let jobs = homeserver.makeRoom("Jobs", by: ada, with: people, inviting: [rehearsal.bot])
        let finns = homeserver.makeRoom("Guildhall", by: finn, inviting: [rehearsal.bot], isDirect: true)
        let fays = homeserver.makeRoom("Guildhall", by: fay, inviting: [rehearsal.bot], isDirect: true)
        try await rehearsal.settle()
        for (person, room, words) in [
            (ada, jobs, "!here jobs"),
            (
                cleo, hall,
                "!postjob\ntitle: Ferry timetable\nRequest specific skills or groups: Swift Guild, linux\nabout: Soon."
            ),
        ] {
            homeserver.say(words, in: room, by: person)
            try await rehearsal.settle()
        }
        let preview = homeserver.events(by: rehearsal.bot, in: hall).last?["event_id"]?.stringValue ?? ""
        let relation: JSONValue = ["rel_type": "m.annotation", "event_id": .string(preview), "key": "✅"]
        homeserver.send("m.reaction", ["m.relates_to": relation], in: hall, by: cleo)
        try await rehearsal.settle()
        homeserver.say("respond 1\nprice: 60 EUR\npitch: I sail that ferry.", in: fays, by: fay)
        try await rehearsal.settle()
        homeserver.say("respond 1\npitch: I built two.", in: finns, by: finn)
        try await rehearsal.settle()
        guard let cleos = rehearsal.enterDirectRoom(cleo) else { return [hall, jobs, finns, fays] }
        try await rehearsal.settle()
        for words in ["responses 1", "job edit 1\nbudget: 70 EUR/hour", "job close 1 filled"] {
            // A tick is known by its time, and there is one for each of them.
            rehearsal.clock.advance(seconds: 2)
            homeserver.say(words, in: cleos, by: cleo)
            try await rehearsal.settle()
        }
        return [hall, jobs, finns, fays, cleos]
    }

    /// Fay is asked two questions; she corrects the first answer by an edit, which is none, and then by words.
    private static func questionStory(_ rehearsal: Rehearsal) async throws -> [RoomID] {
        let homeserver = rehearsal.homeserver
        let (ada, fay) = (Homeserver.user("ada"), Homeserver.user("fay"))
        let adas = homeserver.makeRoom("Guildhall", by: ada, inviting: [rehearsal.bot], isDirect: true)
        let fays = homeserver.makeRoom("Guildhall", by: fay, inviting: [rehearsal.bot], isDirect: true)
        try await rehearsal.settle()
        homeserver.say(
            "!criteria swift-guild\ncriteria:\n1 question short Which server?\n2 question long What did you build?",
            in: adas,
            by: ada
        )
        try await rehearsal.settle()
        homeserver.say("join swift-guild", in: fays, by: fay)
        try await rehearsal.settle()
        let first = homeserver.say("The one under the stars", in: fays, by: fay)
        try await rehearsal.settle()
        homeserver.send(
            "m.room.message",
            [
                "msgtype": "m.text", "body": "* The one under the stairs",
                "m.new_content": ["msgtype": "m.text", "body": "The one under the stairs"],
                "m.relates_to": ["rel_type": "m.replace", "event_id": .string(first.rawValue)],
            ],
            in: fays,
            by: fay
        )
        try await rehearsal.settle()
        homeserver.redact(first, in: fays, by: fay)
        try await rehearsal.settle()
        for words in ["The one in the attic", "A timetable"] {
            homeserver.say(words, in: fays, by: fay)
            try await rehearsal.settle()
        }
        return [adas, fays]
    }

    private static func reminderStory(_ rehearsal: Rehearsal) async throws -> [RoomID] {
        let (ada, finn) = (Homeserver.user("ada"), Homeserver.user("finn"))
        let ladder = try Furniture(at: rehearsal.clock.now).ladder
        try await rehearsal.settle()
        var rooms: [RoomID] = []
        for rung in Rung.allCases {
            rehearsal.clock.advance(to: ladder.moment(of: rung))
            try await rehearsal.settle()
            for person in [ada, finn] {
                guard let room = rehearsal.enterDirectRoom(person) else { continue }
                rooms.append(room)
                try await rehearsal.settle()
            }
        }
        return rooms
    }
}
