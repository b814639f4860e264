import BotTesting
import Groups
import HTTP
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

@testable import Bot

@Suite("Abuse", .timeLimit(.minutes(4)))
struct AbuseTests {
    private static let now = Timestamp(rawValue: 1_772_539_200_000)

    @Test("Of ten thousand commands in ten seconds a person gets answers to thirty-three, and others are served")
    func flood() async throws {
        let storage = try Storage.inMemory()
        let hall = try await TrialHall("An empty hall.\n\nolga: !status")
        let deciding = hall.deciding
        var answered: [UserID: Int] = [:]
        for second in 0..<10 {
            let now = Timestamp(rawValue: Self.now.rawValue + Int64(second) * 1000)
            var batch = ReceivedBatch()
            for number in 0..<1000 {
                batch.events.append(Self.command("$\(second)-\(number)", by: Role.finn, at: now))
            }
            batch.events.append(Self.command("$\(second)-other", by: Role.fay, at: now))
            try await storage.receive(batch, at: now)
            var handled = 1
            while handled > 0 {
                handled = try await storage.handleWaiting(
                    limit: 500,
                    now: now,
                    in: deciding.frame,
                    apology: { _ in [] },
                    decide: { try deciding.decide($0, $1) }
                ).count
            }
        }
        let claimed = try await storage.exchange(
            [],
            claiming: ClaimManner(
                now: Self.now,
                busy: [],
                lanes: 10,
                rows: 20_000,
                isLimited: false,
                transactionID: { $0 },
                merge: { rows in Draft(key: "merged", .say(rows[0].text, in: rows[0].room)) }
            )
        )
        for lane in claimed.lanes {
            guard case .room(_, let rows) = lane else { continue }
            for row in rows { answered[row.key.contains("other") ? Role.fay : Role.finn, default: 0] += 1 }
        }
        // Thirty at once, two earned meanwhile, and one warning.
        #expect((31...33).contains(answered[Role.finn] ?? 0))
        #expect(answered[Role.fay] == 10)
    }

    private static func command(_ event: String, by person: UserID, at now: Timestamp) -> InboxEvent {
        let room = TrialHall.room("lobby")
        var heard = InboxEvent(.message, event: EventID(rawValue: event), room: room, sender: person, receivedAt: now)
        heard.body = "!profile"
        return heard
    }

    @Test(
        "No wildcard reaches over the colon of a user ID",
        arguments: [
            ("*:example.org", "@ada:example.org", true), ("*:example.org", "@ada:evil.org:example.org", false),
            ("*:example.org", "@ada:evil-example.org", false), ("*:example.org", "@ada:example.org.evil.org", false),
            ("*:example.org", "@ada:EXAMPLE.org", false), ("*:*.example.org", "@ada:chat.example.org", true),
            ("*:*.example.org", "@ada:example.org", false), ("@ada:*", "@ada:anywhere.org", true),
            ("@ada:*", "@adam:anywhere.org", false), ("@ada:example.org", "@Ada:example.org", false),
            ("*", "@ada:anywhere.org", true), ("", "@ada:example.org", false),
            ("@a?a:example.org", "@ada:example.org", true),
        ]
    )
    func invitePolicy(pattern: String, person: String, isAllowed: Bool) {
        #expect(InvitePolicy(allow: [pattern]).allows(UserID(rawValue: person)) == isAllowed)
    }

    @Test("Whoever invites the bot to hundreds of rooms gets twenty answers a minute, and keeps nobody else waiting")
    func inviteSpam() async throws {
        let rehearsal = try Rehearsal()
        let homeserver = rehearsal.homeserver
        let hall = homeserver.makeRoom("Hall", by: Homeserver.user("ada"), inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        let eve = Homeserver.user("eve")
        for number in 0..<150 { _ = homeserver.makeRoom("Spam \(number)", by: eve, inviting: [rehearsal.bot]) }
        let before = rehearsal.clock.now
        homeserver.say("!help", in: hall, by: Homeserver.user("ada"))
        try await rehearsal.settle()
        #expect(homeserver.transcript(of: hall).count == 2)
        let minutes = max(1, (rehearsal.clock.now.rawValue - before.rawValue) / 60_000 + 1)
        let joins = homeserver.requests.filter { $0.hasPrefix("POST /join/") }.count
        #expect(joins <= 1 + 20 * Int(minutes))
        #expect(minutes >= 7 || joins < 150)
        await rehearsal.kill()
    }

    @Test(
        "What a sender's clock says moves no deadline and no order",
        arguments: [0, -1, .min, 1 << 53, .max] as [Int64]
    )
    func senderTime(_ claimed: Int64) throws {
        var intake = Intake(bot: Role.olga, now: Self.now, oldestCommand: .seconds(3600), position: nil)
        let room = TrialHall.room("lobby")
        for (number, time) in [Self.now.rawValue, claimed, Self.now.rawValue].enumerated() {
            intake.takeTimeline(
                RoomEvent(
                    eventID: EventID(rawValue: "$\(number)"),
                    type: "m.room.message",
                    sender: Role.finn,
                    originServerTimestamp: time,
                    content: ["msgtype": "m.text", "body": "!join swift-guild"]
                ),
                in: room
            )
        }
        #expect(intake.batch.events.map { $0.event.rawValue } == ["$0", "$1", "$2"])
        #expect(intake.batch.events.allSatisfy { $0.receivedAt == Self.now })
        // From the past, it only makes one's own command too old; from the future, it makes nothing young again.
        #expect(intake.batch.events[1].isStale == (claimed < Self.now.rawValue))
        #expect(!intake.batch.events[0].isStale && !intake.batch.events[2].isStale)
    }
}
