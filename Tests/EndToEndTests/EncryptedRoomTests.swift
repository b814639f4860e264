import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SynapseTesting
import Testing

/// The bot in rooms that are encrypted from the first message on, among people whose clients are matrix-nio with vodozemac.
@Suite("Encrypted rooms on a real homeserver", .serialized)
struct EncryptedRoomTests {
    @Test("Founding, criteria, joining, jobs, a test, knocking and leaving read in encrypted rooms as in any others")
    func wholeStory() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse, skipsTime: true, encrypting: .nio)
            let teller = StoryTeller(hall)
            do {
                for step in Step.demonstration { try await teller.play(step) }
                try await Self.expectNothingPlain(in: hall)
            } catch {
                await hall.leave()
                throw error
            }
            await hall.leave()
        }
    }

    // MARK: - What the homeserver has seen

    /// All that the bot sent in the rooms of the hall, as the homeserver knows it.
    static func sent(in hall: Hall) async throws -> [RoomEvent] {
        var sent: [RoomEvent] = []
        for person in hall.people.values {
            let rooms = Set(await person.seen.map(\.room))
            for room in rooms {
                var from: String?
                while let page = try? await person.client.messages(in: room, from: from, .backwards, limit: 500) {
                    for event in page.events where event.sender == hall.bot.id && event.stateKey == nil {
                        if !sent.contains(where: { $0.eventID == event.eventID }) { sent.append(event) }
                    }
                    guard let end = page.end, end != from else { break }
                    from = end
                }
            }
        }
        return sent
    }

    /// Nothing that the bot said can be read by the homeserver, and no key was used twice.
    static func expectNothingPlain(in hall: Hall) async throws {
        let sent = try await sent(in: hall)
        #expect(!sent.contains { $0.type == "m.room.message" })
        var used: Set<String> = []
        for event in sent where event.type == "m.room.encrypted" && !event.isRedacted {
            let message = try MegolmMessage(base64: event.content["ciphertext"]?.stringValue ?? "")
            let session = event.content["session_id"]?.stringValue ?? ""
            #expect(used.insert("\(session) \(message.index)").inserted, "an index was used twice")
        }
        #expect(used.count > 10)
    }
}
