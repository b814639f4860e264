import Foundation
import Identifiers
import JSON
import Matrix
import SynapseTesting
import Testing

@Suite("A real homeserver on loopback")
struct SynapseTests {
    @Test("Two people talk, and what they said is still there after a restart and after a kill")
    func talk() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse)
            let fay = try await Person("fay", on: synapse)
            let room = try await finn.createRoom("Lobby", inviting: [fay.id])
            #expect(try await fay.followsInvitation(of: finn.id, isDirect: false) == room)
            let said = try await finn.says("Good morning", in: room)
            let heard = try await fay.waitsForMessage("good morning", from: finn.id, in: room)
            #expect(heard.event == said)
            try await fay.reacts("👋", to: said, in: room)
            try await finn.waits(for: "the wave", in: room) { $0.kind == .reaction("👋", to: said) }

            try await synapse.restart()
            #expect(try await finn.client.event(said, in: room).content["body"] == "Good morning")

            await synapse.kill()
            #expect(synapse.process.ending == .signalled(SIGKILL))
            try await synapse.restart()
            #expect(try await fay.client.event(said, in: room).content["body"] == "Good morning")
            try await fay.says("Still here", in: room)
            try await finn.waitsForMessage("still here", from: fay.id, in: room)
        }
    }

    @Test("A transaction id that is used again gives the first event, whatever the second message says")
    func transactions() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse)
            let room = try await finn.createRoom("Lobby", inviting: [])
            let type = "m.room.message"
            let one = OutgoingMessage(body: "one").content
            let two = OutgoingMessage(body: "two").content
            let first = try await finn.client.send(type, one, to: room, transactionID: "same")
            #expect(try await finn.client.send(type, two, to: room, transactionID: "same") == first)
            #expect(try await finn.client.event(first, in: room).content["body"] == "one")
            #expect(try await finn.client.send(type, two, to: room, transactionID: "other") != first)
            // Redactions share the ids of messages: this one redacts nothing.
            #expect(try await finn.client.redact(first, in: room, transactionID: "same") == first)
            #expect(try await finn.client.event(first, in: room).content["body"] == "one")
            let redaction = try await finn.client.redact(first, in: room, transactionID: "redact")
            #expect(try await finn.client.redact(first, in: room, transactionID: "redact") == redaction)
            #expect(try await finn.client.event(first, in: room).content["body"] == nil)
        }
    }

    @Test("A direct room made without invitees hides its alias, and its invitation says that it is direct")
    func directRoom() async throws {
        try await withSynapse { synapse in
            let bot = try await Person("guildhall", on: synapse)
            let finn = try await Person("finn", on: synapse)
            let name = "m.room.canonical_alias"
            var new = NewRoom()
            new.preset = "trusted_private_chat"
            new.isDirect = true
            new.aliasLocalpart = "direct-finn"
            new.initialState = [["type": .string(name), "state_key": "", "content": [:]]]
            let room = try await bot.client.createRoom(new)
            #expect(try await bot.client.state(name, in: room) == [:])
            await #expect { try await bot.client.createRoom(new) } throws: { error in
                (error as? MatrixError)?.code?.rawValue == "M_ROOM_IN_USE"
            }
            let invitation: JSONValue = ["membership": "invite", "is_direct": true]
            let type = "m.room.member"
            let first = try await bot.client.setState(type, key: finn.id.rawValue, invitation, in: room)
            #expect(try await bot.client.setState(type, key: finn.id.rawValue, invitation, in: room) == first)
            #expect(try await finn.followsInvitation(of: bot.id, isDirect: true) == room)
            await #expect { try await bot.client.setState(type, key: finn.id.rawValue, invitation, in: room) } throws: {
                ($0 as? MatrixError)?.code?.rawValue == "M_FORBIDDEN"
            }
        }
    }

    @Test("A server as shipped asks the tenth sender to wait; one with lifted limits does not")
    func limits() async throws {
        var shipped = SynapseSettings()
        shipped.rateLimits = .asShipped
        let allowed = try await burst(of: 12, on: shipped)
        #expect((8...10).contains(allowed.count), "\(allowed.count) of 12 were taken")
        let refusal = try #require(allowed.refusal)
        #expect(refusal.isRateLimit)
        guard case .answer(let answer) = refusal else { return }
        let wait = try #require(answer.retryAfter)
        #expect(.seconds(1) ... .seconds(6) ~= wait)

        #expect(try await burst(of: 12, on: SynapseSettings()).count == 12)
    }

    @Test("An administrator of the server lifts the limits for one account, and for no other")
    func exemption() async throws {
        var shipped = SynapseSettings()
        shipped.rateLimits = .asShipped
        try await withSynapse(shipped) { synapse in
            let finn = try await Person("finn", on: synapse)
            let fay = try await Person("fay", on: synapse)
            try await synapse.exempt(finn.id)
            let room = try await finn.createRoom("Lobby", inviting: [fay.id])
            try await fay.joins(room)
            for number in 0..<30 { try await finn.says("\(number)", in: room) }
            await #expect {
                for number in 0..<12 { try await fay.says("\(number)", in: room) }
            } throws: {
                ($0 as? MatrixError)?.isRateLimit == true
            }
        }
    }

    @Test("What does not come is reported in time, together with what came instead")
    func boundedWait() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse)
            let fay = try await Person("fay", on: synapse)
            let room = try await finn.createRoom("Lobby", inviting: [fay.id])
            try await fay.joins(room)
            try await fay.says("Something else", in: room)
            await #expect {
                try await finn.waitsForMessage("never said", in: room, within: .milliseconds(500))
            } throws: { error in
                let text = String(describing: error)
                return text.contains("never said") && text.contains("Something else")
            }
        }
    }

    @Test("When it has been stopped, neither the process nor its directory is left")
    func stop() async throws {
        let synapse = try await Synapse.start()
        let pid = synapse.process.pid
        #expect(kill(pid, 0) == 0)
        await synapse.stop()
        #expect(synapse.process.ending != nil)
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
        #expect(!FileManager.default.fileExists(atPath: synapse.directory))
    }

    private func burst(of count: Int, on settings: SynapseSettings) async throws -> (count: Int, refusal: MatrixError?)
    {
        try await withSynapse(settings) { synapse in
            let finn = try await Person("finn", on: synapse)
            let room = try await finn.createRoom("Lobby", inviting: [])
            for sent in 0..<count {
                do {
                    try await finn.says("\(sent)", in: room)
                } catch let error as MatrixError {
                    return (sent, error)
                }
            }
            return (count, nil)
        }
    }
}

/// Lends a homeserver and ends it whatever happens.
func withSynapse<Answer>(
    _ settings: SynapseSettings = SynapseSettings(),
    _ body: (Synapse) async throws -> Answer
) async throws -> Answer {
    let synapse = try await Synapse.start(settings)
    do {
        let answer = try await body(synapse)
        await synapse.stop()
        return answer
    } catch {
        await synapse.stop()
        throw error
    }
}
