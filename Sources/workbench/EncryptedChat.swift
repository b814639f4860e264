import Encryption
import Foundation
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import SynapseTesting

/// A person's client that takes part in encryption, with what the bot itself does it with, and in plain rooms as well.
actor EncryptedChat {
    let user: UserID
    private let client: MatrixClient
    private let device: OwnDevice
    private let storage: Storage
    private var position: String?
    private var transactions = 0
    /// What was seen and not waited for yet, opened where it came encrypted.
    private var seen: [(room: RoomID, event: RoomEvent)] = []

    /// Makes an account, and publishes the keys of its device.
    init(_ name: String, on synapse: Synapse) async throws {
        let session = try await synapse.register(name, password: UUID().uuidString, device: "CHAT")
        let client = try synapse.client(token: session.accessToken)
        let device = OwnDevice(
            user: session.userID,
            device: DeviceID(rawValue: session.deviceID),
            policy: EncryptionPolicy(shareWith: .all),
            seal: PickleSeal(text: nil)
        )
        (user, self.client, self.device) = (session.userID, client, device)
        storage = try Storage.inMemory()
        let now = Self.now
        let keys = try await storage.encryption { rows in
            try device.begin(in: rows)
            return try device.keysToUpload(in: rows, at: now)
        }
        guard let keys else { throw Amiss.noKeys }
        let left = try await client.uploadKeys(device: keys.device, oneTime: keys.oneTime, fallback: keys.fallback)
        try await storage.encryption { rows in try device.noteUploaded(left, in: rows) }
    }

    enum Amiss: Error {
        case noKeys
        case noAnswer(within: Duration)
    }

    private static var now: Timestamp { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// Makes a room with the bot and waits until it is there.
    func makeRoom(with bot: UserID, isEncrypted: Bool) async throws -> RoomID {
        var new = NewRoom()
        new.isDirect = true
        new.preset = "trusted_private_chat"
        new.invite = [bot]
        let algorithm: JSONValue = ["algorithm": .string(OwnDevice.megolm)]
        if isEncrypted {
            new.initialState = [["type": "m.room.encryption", "state_key": "", "content": algorithm]]
        }
        let room = try await client.createRoom(new)
        var known = ReceivedBatch()
        known.facts = [.membership(room, .joined), .occupant(room, bot, .joined)]
        if isEncrypted { known.facts.append(.encrypted(room, .init(algorithm: OwnDevice.megolm))) }
        _ = try await storage.receive(known, at: Self.now)
        try await waits(within: .seconds(30)) { place, event in
            place == room && event.stateKey == bot.rawValue && event.content["membership"]?.stringValue == "join"
        }
        return room
    }

    /// How long it takes from a command, which is encrypted where the room is, until its answer has been read.
    func ask(_ command: String, of bot: UserID, in room: RoomID) async throws -> Duration {
        seen = []
        let start = ContinuousClock.now
        let (type, content) = try await sealed(["msgtype": "m.text", "body": .string(command)], for: room)
        transactions += 1
        _ = try await client.send(type, content, to: room, transactionID: "chat-\(transactions)")
        try await waits(within: .seconds(30)) { place, event in
            place == room && event.sender == bot && event.type == "m.room.message"
        }
        return ContinuousClock.now - start
    }

    // MARK: - Inside

    private func waits(within limit: Duration, until fits: (RoomID, RoomEvent) -> Bool) async throws {
        let start = ContinuousClock.now
        while true {
            if seen.contains(where: { fits($0.room, $0.event) }) { return }
            guard ContinuousClock.now - start < limit else { throw Amiss.noAnswer(within: limit) }
            try await look()
        }
    }

    private func look() async throws {
        let filter = #"{"room":{"timeline":{"limit":50},"ephemeral":{"types":[]}},"presence":{"types":[]}}"#
        let answer = try await client.sync(since: position, filter: filter, timeout: .seconds(10))
        position = answer.nextBatch
        let (device, now) = (device, Self.now)
        let events = answer.joined.flatMap { room in room.timeline.map { (room: room.roomID, event: $0) } }
        let opened = try await storage.encryption { rows in
            for user in answer.deviceLists.changed { try rows.noteChanged(user) }
            for event in answer.toDevice { _ = try device.receive(event, in: rows, at: now) }
            return try events.compactMap { room, event -> (room: RoomID, event: RoomEvent)? in
                guard event.type == "m.room.encrypted", event.sender != device.user else { return (room, event) }
                // What the bot says of itself when it comes in may come before its device is known here.
                guard case .read(let read) = try device.decrypt(event, in: room, rows, at: now) else { return nil }
                return (room, read)
            }
        }
        seen += opened
    }

    private func sealed(_ content: JSONValue, for room: RoomID) async throws -> (type: String, content: JSONValue) {
        let (device, type) = (device, "m.room.message")
        while true {
            let now = Self.now
            let (sealed, step) = try await storage.encryption { rows -> (JSONValue?, SharingStep) in
                guard try rows.encryption(of: room) != nil else { return (nil, .done) }
                let sealed = try device.encrypt(type, content, row: 0, in: room, clear: [], rows, at: now)
                return (sealed, sealed == nil ? try device.nextStep(for: room, in: rows, at: now) : .done)
            }
            if let sealed { return ("m.room.encrypted", sealed) }
            switch step {
            case .query(let lists):
                let answer = try await client.queryKeys(of: lists.map(\.user))
                _ = try await storage.encryption { rows in try device.take(answer, for: lists, in: rows, at: now) }
            case .claim(let devices):
                let addresses = devices.map { DeviceAddress(user: $0.user, device: $0.device) }
                let claimed = try await client.claimKeys(of: addresses)
                _ = try await storage.encryption { rows in try device.take(claimed, of: devices, in: rows, at: now) }
            case .send(let row):
                let messages = try JSONValue(parsing: Array(row.messages.utf8))
                try await client.sendToDevice(row.type, messages, transactionID: row.transactionID)
                try await storage.encryption { rows in try rows.noteSent(row) }
            case .goOn: break
            case .done:
                // In a plain room; in an encrypted one, the key is complete and the next turn encrypts.
                let encryption = try await storage.encryption { rows in try rows.encryption(of: room) }
                if encryption == nil { return (type, content) }
            }
        }
    }
}
