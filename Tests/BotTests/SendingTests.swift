import Bot
import BotTesting
import Foundation
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

@Suite("Sending", .timeLimit(.minutes(2)))
struct SendingTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")

    init() throws {
        rehearsal = try Rehearsal()
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    private func answers(in room: RoomID) -> [String] {
        homeserver.transcript(of: room).filter { $0.hasPrefix("guildhall: ") }
    }

    private func told(_ text: String, _ key: String, to person: UserID) -> Draft {
        Draft(key: key, .tell(OutboxText(body: text, rings: true), person), urgency: .decision)
    }

    private func start() async throws -> RoomID {
        let room = homeserver.makeRoom("Hall", by: ada, with: [finn], inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        return room
    }

    private func queue(_ drafts: [Draft]) async throws {
        try await rehearsal.storage.queue(drafts, now: rehearsal.clock.now)
    }

    @Test("With the limits of a new Synapse every answer arrives, merged, and nothing is sent before its time")
    func limits() async throws {
        let room = try await start()
        homeserver.configure { $0.messages = (perSecond: 0.2, burst: 10) }
        for index in 0..<40 { homeserver.say("!groups", in: room, by: index % 2 == 0 ? ada : finn) }
        try await rehearsal.settle()
        let said = answers(in: room)
        #expect(said.count < 30)
        let parts = said.joined().components(separatedBy: "There are no groups yet").count - 1
        #expect(parts == 40)
        await rehearsal.kill()
    }

    @Test("An invitation is not spent on a server that would refuse it for its limit of messages")
    func invitations() async throws {
        let room = try await start()
        homeserver.configure {
            $0.messages = (perSecond: 0.2, burst: 10)
            $0.invitations = (perSecond: 0.003, burst: 3)
        }
        let begun = rehearsal.clock.now
        for _ in 0..<15 { homeserver.say("!groups", in: room, by: ada) }
        let members = homeserver.makeRoom("Members", by: rehearsal.bot, with: [])
        let invitation = Draft(key: "invite", .invite(finn, to: members, reason: ""), urgency: .decision)
        try await queue([told("one", "1", to: finn), invitation])
        try await rehearsal.settle()
        #expect(homeserver.invitations(of: finn).count == 2)
        #expect(homeserver.limitRefusals <= 4)
        // One may meet the limit before the bot knows of it. Two would leave none for the second.
        #expect(begun.rawValue + 180_000 > rehearsal.clock.now.rawValue)
        await rehearsal.kill()
    }

    @Test("What a person waits for overtakes what is only talk")
    func urgency() async throws {
        let room = try await start()
        homeserver.configure { $0.messages = (perSecond: 0.2, burst: 1) }
        func card(_ text: String, _ urgency: Draft.Urgency) -> Draft {
            Draft(key: text, .say(OutboxText(body: text), in: room), urgency: urgency)
        }
        try await queue([card("first", .chatter), card("talk", .chatter), card("decision", .decision)])
        homeserver.say("wake up", in: room, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: room).first == "guildhall: decision")
        await rehearsal.kill()
    }

    @Test("A direct room is opened once, is marked as direct, and shows no alias")
    func direct() async throws {
        _ = try await start()
        try await queue([told("one", "1", to: finn), told("two", "2", to: finn)])
        try await rehearsal.settle()
        let room = try #require(homeserver.invitations(of: finn).first)
        #expect(homeserver.invitations(of: finn).count == 1)
        #expect(homeserver.isDirectInvitation(of: finn, to: room))
        #expect(homeserver.stateContent("m.room.canonical_alias", in: room)?["alias"] == nil)
        #expect(answers(in: room) == ["guildhall: one", "guildhall: two"])
        await rehearsal.kill()
    }

    @Test("Whoever was just told something is not welcomed as well, however often they come back")
    func welcome() async throws {
        _ = try await start()
        try await queue([told("one", "1", to: finn)])
        try await rehearsal.settle()
        let room = try #require(rehearsal.enterDirectRoom(finn))
        try await rehearsal.settle()
        let before = answers(in: room).count
        #expect(before == 1)
        homeserver.leave(room, by: finn)
        homeserver.send("m.room.member", ["membership": "join"], in: room, by: finn, stateKey: finn.rawValue)
        try await rehearsal.settle()
        #expect(answers(in: room).count == before)
        // In a direct room the prefix may be left out.
        homeserver.say("groups", in: room, by: finn)
        try await rehearsal.settle()
        #expect(answers(in: room).count == before + 1)
        await rehearsal.kill()
    }

    @Test("Who blocks invitations is not asked again")
    func blocked() async throws {
        _ = try await start()
        homeserver.configure { $0.blocked = ["@finn:example.org"] }
        try await queue([told("one", "1", to: finn)])
        try await rehearsal.settle()
        try await queue([told("two", "2", to: finn)])
        try await rehearsal.settle()
        #expect(try await rehearsal.storage.counts(at: rehearsal.clock.now).deadMessages == 2)
        #expect(homeserver.roomCount == 2)
        await rehearsal.kill()
    }

    @Test("When the bot is put out of a direct room, what comes next goes to a new one")
    func putOut() async throws {
        _ = try await start()
        try await queue([told("one", "1", to: finn)])
        try await rehearsal.settle()
        let first = try #require(rehearsal.enterDirectRoom(finn))
        try await rehearsal.settle()
        homeserver.kick(rehearsal.bot, from: first, by: finn)
        try await rehearsal.settle()
        try await queue([told("two", "2", to: finn)])
        try await rehearsal.settle()
        let second = try #require(homeserver.invitations(of: finn).last)
        #expect(second != first)
        #expect(answers(in: second) == ["guildhall: two"])
        await rehearsal.kill()
    }

    @Test("A server that encrypts every room is said to do so, once, in the room")
    func encryptedByDefault() async throws {
        _ = try await start()
        homeserver.configure { $0.encryptsRooms = true }
        try await queue([told("one", "1", to: finn)])
        try await rehearsal.settle()
        let room = try #require(homeserver.invitations(of: finn).first)
        #expect(answers(in: room).filter { $0.contains("This room is encrypted") }.count == 1)
        #expect(answers(in: room).contains("guildhall: one"))
        await rehearsal.kill()
    }

    @Test("The opening of a direct room survives a fault at every exchange", arguments: Homeserver.Fault.allCases)
    func opening(_ fault: Homeserver.Fault) async throws {
        for number in 1...12 {
            let rehearsal = try Rehearsal()
            let room = rehearsal.homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
            rehearsal.start()
            try await rehearsal.settle()
            rehearsal.homeserver.plan([rehearsal.homeserver.exchangeCount + number: fault])
            try await rehearsal.storage.queue([told("one", "1", to: finn)], now: rehearsal.clock.now)
            rehearsal.homeserver.say("wake up", in: room, by: ada)
            try await rehearsal.settle()
            let rooms = rehearsal.homeserver.invitations(of: finn)
            #expect(rooms.count == 1, "\(fault) at \(number)")
            #expect(rehearsal.homeserver.roomCount == 2, "\(fault) at \(number)")
            let said = rooms.first.map { rehearsal.homeserver.transcript(of: $0) }
            #expect(said == ["guildhall: one"], "\(fault) at \(number)")
            await rehearsal.kill()
        }
    }

    @Test("A message in doubt is looked for before it is sent again")
    func doubt() async throws {
        let room = try await start()
        rehearsal.homeserver.plan([homeserver.exchangeCount + 1: .killAfter])
        homeserver.say("!groups", in: room, by: ada)
        // The bot stays down for two days; the server forgets its transaction ids.
        for _ in 0..<2000 where !homeserver.mustRestart { try await Task.sleep(for: .milliseconds(1)) }
        await rehearsal.kill()
        rehearsal.clock.advance(seconds: 2 * 86_400)
        homeserver.forgetTransactions()
        try await rehearsal.settle(days: 3)
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }
}
