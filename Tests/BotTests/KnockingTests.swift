import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// Asking to enter the members' room is asking to join the group: what becomes of it on a homeserver.
@Suite("Knocking", .timeLimit(.minutes(2)))
struct KnockingTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let fay = Homeserver.user("fay")
    private let cleo = Homeserver.user("cleo")
    private let members: RoomID

    init() throws {
        rehearsal = try Rehearsal()
        members = rehearsal.homeserver.makeRoom("Members", by: ada, inviting: [rehearsal.bot])
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    /// A hall with a members' room in which the bot may do its work; finn waits as #1.
    private func start() async throws {
        try await Furniture(at: rehearsal.clock.now)
            .place(in: rehearsal.storage, admitting: false, room: members)
        rehearsal.start()
        try await rehearsal.settle()
        let powers: [(String, JSONValue)] = [(ada.rawValue, 100), (rehearsal.bot.rawValue, 50)]
        let users = JSONValue.object(JSONObject(powers))
        homeserver.send("m.room.power_levels", ["users": users], in: members, by: ada, stateKey: "")
        try await rehearsal.settle()
    }

    private func knock(_ person: UserID, _ reason: String = "I ship too") async throws {
        homeserver.knock(on: members, by: person, saying: reason)
        try await rehearsal.settle()
    }

    /// What a person can read in the rooms that the bot has opened for them.
    private func told(_ person: UserID) -> String {
        homeserver.roomsMade(by: rehearsal.bot, for: person).flatMap { homeserver.transcript(of: $0) }
            .joined(separator: "\n")
    }

    /// Says something to the bot in the room that it has opened for the person.
    private func say(_ text: String, by person: UserID) async throws {
        let room = try #require(homeserver.roomsMade(by: rehearsal.bot, for: person).last)
        homeserver.join(room, by: person)
        homeserver.say(text, in: room, by: person)
        try await rehearsal.settle()
    }

    @Test("A knock is put before the administrators with its reason, and approving it invites")
    func approved() async throws {
        try await start()
        try await knock(fay)
        #expect(told(fay).contains("Your request #2 to join Swift Guild"))
        #expect(told(ada).contains("#2: @fay:example.org asks to join"))
        #expect(told(ada).contains("I ship too"))
        #expect(homeserver.membership(of: fay, in: members) == "knock")
        try await say("approve 2", by: ada)
        #expect(homeserver.membership(of: fay, in: members) == "invite")
        await rehearsal.kill()
    }

    @Test("Refusing a knock turns the person away with the administrator's reason")
    func refused() async throws {
        try await start()
        try await knock(fay)
        try await say("refuse 2 Two samples, please", by: ada)
        #expect(homeserver.membership(of: fay, in: members) == "leave")
        #expect(homeserver.reasonOfRemoval(of: fay, from: members) == "Two samples, please")
        #expect(told(fay).contains("was refused"))
        await rehearsal.kill()
    }

    @Test("Whoever takes the knock back takes the request back, and is not turned away for it")
    func takenBack() async throws {
        try await start()
        try await knock(fay)
        homeserver.leave(members, by: fay)
        try await rehearsal.settle()
        #expect(told(fay).contains("You have taken back request #2"))
        #expect(!homeserver.requests.contains { $0.hasSuffix("/kick") })
        // It can be asked anew.
        try await knock(fay)
        #expect(told(fay).contains("Your request #3 to join Swift Guild"))
        await rehearsal.kill()
    }

    @Test("Who may not ask is told at the door what to do")
    func turnedAway() async throws {
        try await start()
        try await knock(cleo)
        #expect(homeserver.membership(of: cleo, in: members) == "leave")
        #expect(homeserver.reasonOfRemoval(of: cleo, from: members)?.contains("!freelancer") == true)
        #expect(told(cleo).contains("Only freelancers can join groups"))
        await rehearsal.kill()
    }

    @Test("A removal by somebody else leaves the request to the administrators")
    func removedByAModerator() async throws {
        try await start()
        try await knock(fay)
        homeserver.kick(fay, from: members, by: ada)
        try await rehearsal.settle()
        #expect(!told(fay).contains("taken back"))
        try await say("approve 2", by: ada)
        #expect(homeserver.membership(of: fay, in: members) == "invite")
        await rehearsal.kill()
    }

    @Test(
        "Knocks made while the bot was away are found, also where much else was said since",
        arguments: [true, false]
    )
    func whileAway(_ isBuried: Bool) async throws {
        try await start()
        await rehearsal.kill()
        homeserver.knock(on: members, by: fay, saying: "While you slept")
        homeserver.knock(on: members, by: cleo, saying: "Me too")
        homeserver.leave(members, by: cleo)
        if isBuried {
            homeserver.configure { $0.timelineLimit = 2 }
            for number in 1...20 { homeserver.say("\(number)", in: members, by: ada) }
        }
        rehearsal.start()
        try await rehearsal.settle()
        #expect(told(fay).contains("Your request #2 to join Swift Guild"))
        #expect(told(ada).contains("While you slept"))
        #expect(told(cleo).isEmpty)
        #expect(homeserver.membership(of: cleo, in: members) == "leave")
        await rehearsal.kill()
    }

    @Test("A knock that is on hold, because its applicant has a question to answer, can be approved all the same")
    func approvedOnHold() async throws {
        try await start()
        try await knock(fay)
        try await say("ask 2 Since when?", by: ada)
        #expect(homeserver.membership(of: fay, in: members) == "knock")
        #expect(told(fay).contains("on hold until you answer"))
        try await say("approve 2", by: ada)
        #expect(homeserver.membership(of: fay, in: members) == "invite")
        #expect(told(fay).contains("Welcome to Swift Guild"))
        await rehearsal.kill()
    }

    @Test("Whoever is banned while they knock is turned away, and the reason is told to them alone")
    func bannedAtTheDoor() async throws {
        try await start()
        try await knock(fay)
        try await say("ban swift-guild @fay:example.org Sold copies", by: ada)
        #expect(homeserver.membership(of: fay, in: members) == "leave")
        #expect(homeserver.reasonOfRemoval(of: fay, from: members)?.contains("can’t let you in now") == true)
        #expect(told(fay).contains("Sold copies"))
        try await knock(fay, "Let me explain")
        #expect(homeserver.membership(of: fay, in: members) == "leave")
        #expect(!homeserver.transcript(of: members).joined().contains("Sold copies"))
        #expect(homeserver.reasonOfRemoval(of: fay, from: members)?.contains("Sold copies") == false)
        await rehearsal.kill()
    }

    @Test("A bot that is killed at the worst moment asks once and answers once")
    func killed() async throws {
        try await start()
        homeserver.plan([homeserver.exchangeCount + 1: .killAfter, homeserver.exchangeCount + 3: .killAfter])
        try await knock(fay)
        #expect(told(ada).split(separator: "#2: @fay:example.org asks to join").count == 2)
        await rehearsal.kill()
    }
}
