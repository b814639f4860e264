import Identifiers
import SQLiteStorage
import Testing

@Suite("Encrypted rooms")
struct EncryptedRoomTests {
    private let storage: Storage
    private let room = RoomID(rawValue: "!secret:example.org")

    init() throws { storage = try .inMemory() }

    private func sharesWithInvited() async throws -> Bool? {
        let room = room
        return try await storage.encryption { rows in try rows.encryption(of: room)?.sharesWithInvited }
    }

    @Test("Whoever is invited gets keys, unless the room shows its history to those alone who are in it")
    func history() async throws {
        // No room has to say who may read what was said before.
        let algorithm = RoomFact.RoomEncryption(algorithm: "m.megolm.v1.aes-sha2")
        try await storage.receive(
            batch([], facts: [.membership(room, .joined), .encrypted(room, algorithm)]),
            at: noon
        )
        #expect(try await sharesWithInvited() == true)
        for (visibility, shares) in [("shared", true), ("joined", false), ("invited", true)] {
            try await storage.receive(batch([], facts: [.historyVisibility(room, visibility)]), at: noon)
            #expect(try await sharesWithInvited() == shares)
        }
    }
}
