import GRDB
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import Testing

@testable import Bot
@testable import Encryption

/// Somebody's device with a file of its own: the bot's, or that of whom it talks to, as all do the same.
struct Phone {
    let storage: Storage
    let own: OwnDevice
    let server: KeyServer

    var user: UserID { own.user }
    var address: DeviceAddress { DeviceAddress(user: own.user, device: own.device.rawValue) }

    /// A device whose keys are on the homeserver, signed by an identity of its owner, who has no other device yet.
    init(
        _ user: String,
        _ device: String = "PHONE",
        at server: KeyServer,
        policy: EncryptionPolicy = EncryptionPolicy(),
        seal: PickleSeal = PickleSeal(key: nil),
        hasIdentity: Bool = true
    ) async throws {
        let name = UserID(rawValue: "@\(user):example.org")
        self.init(
            storage: try .inMemory(),
            own: OwnDevice(user: name, device: DeviceID(rawValue: device), policy: policy, seal: seal),
            server: server
        )
        try await step { own, rows, _ in try own.begin(in: rows) }
        try await uploadKeys()
        if hasIdentity { try await publishIdentity() }
    }

    private init(storage: Storage, own: OwnDevice, server: KeyServer) {
        self.storage = storage
        self.own = own
        self.server = server
    }

    /// The same device after the program was started anew, perhaps with other settings.
    func restarted(policy: EncryptionPolicy? = nil, seal: PickleSeal? = nil) -> Phone {
        let own = OwnDevice(user: user, device: own.device, policy: policy ?? own.policy, seal: seal ?? self.own.seal)
        return Phone(storage: storage, own: own, server: server)
    }

    /// A second device of the same person, signed by the same identity unless it is to be a stranger to it.
    func sibling(_ device: String, isSigned: Bool = true) async throws -> Phone {
        let other = try await Phone(String(user.localpart), device, at: server, policy: own.policy, hasIdentity: false)
        if isSigned { try await sign(other) }
        return other
    }

    /// Has another device of the same person signed.
    func sign(_ other: Phone) async throws {
        let identity = try #require(try await step { own, rows, _ in try own.identity(in: rows) })
        try await other.step { own, rows, _ in try own.store(identity, isPublished: true, in: rows) }
        try await other.uploadSignature()
    }

    // MARK: Steps

    @discardableResult
    func step<Result: Sendable>(
        _ body: @escaping @Sendable (OwnDevice, EncryptionRows, Timestamp) throws -> Result
    ) async throws -> Result {
        server.pass(.milliseconds(1))
        let (own, now) = (own, server.now)
        return try await storage.encryption { rows in try body(own, rows, now) }
    }

    func uploadKeys() async throws {
        guard let keys = try await step({ own, rows, now in try own.keysToUpload(in: rows, at: now) }) else { return }
        let left = try server.upload(keys, of: address)
        try await step { own, rows, _ in try own.noteUploaded(left, in: rows) }
    }

    /// Makes an identity and publishes it, in place of the one that there was.
    func publishIdentity() async throws {
        var chance = SystemRandomNumberGenerator()
        let keys = try CrossSigningKeys(using: &chance)
        let identity = try await step { own, rows, _ in
            try own.store(keys, isPublished: true, in: rows)
            return try own.identityToPublish(in: rows)
        }
        server.publish(identity, of: user)
        try await uploadSignature()
    }

    private func uploadSignature() async throws {
        let signed = try await step { own, rows, _ in try own.keys(in: rows).json }
        server.replace(address, by: signed)
    }

    // MARK: Rooms

    /// Notes facts about rooms as a sync brings them.
    func note(_ facts: [RoomFact]) async throws {
        var batch = ReceivedBatch()
        batch.facts = facts
        server.pass(.milliseconds(1))
        _ = try await storage.receive(batch, at: server.now)
    }

    /// Comes into an encrypted room in which the others are already.
    func enter(_ room: RoomID, with others: [UserID], _ encryption: RoomFact.RoomEncryption = .megolm) async throws {
        let people = others.filter { $0 != user }.map { RoomFact.occupant(room, $0, .joined) }
        try await note([.membership(room, .joined), .encrypted(room, encryption)] + people)
    }

    // MARK: Exchanges

    /// Takes what a sync brings, keys first, and then the events of a timeline; what can be read lies in the inbox.
    func hear(_ timeline: [RoomEvent] = [], in room: RoomID = .hall) async throws {
        let answer = server.sync(address)
        server.pass(.milliseconds(1))
        let (own, now) = (own, server.now)
        _ = try await storage.receive(at: now) { rows in
            var opening = Opening(Intake(own, now), device: own, in: rows)
            try opening.takeKeys(answer)
            for event in timeline { try opening.takeTimeline(event, in: room) }
            return opening.intake.batch
        }
    }

    /// Asks for all lists that are due, and opens what has waited for them; gives what is to be logged.
    @discardableResult
    func askForLists() async throws -> [String] {
        var warnings: [String] = []
        while true {
            let lists = try await step { _, rows, now in try rows.outdatedLists(at: now, limit: 200) }
            guard !lists.isEmpty else { return warnings }
            warnings += try await query(lists).warnings
        }
    }

    @discardableResult
    func query(_ lists: [OutdatedList]) async throws -> DeviceNews {
        let answer = server.query(lists.map(\.user))
        let news = try await step { own, rows, now in try own.take(answer, for: lists, in: rows, at: now) }
        let (own, now) = (own, server.now)
        _ = try await storage.receive(at: now) { rows in
            var opening = Opening(Intake(own, now), device: own, in: rows)
            try opening.takeWaiting(from: news.current)
            return opening.intake.batch
        }
        return news
    }

    /// Makes all steps towards a key that everybody in a room has.
    func share(in room: RoomID = .hall) async throws {
        for _ in 0..<1000 {
            let next = try await step { own, rows, now in try own.nextStep(for: room, in: rows, at: now) }
            if case .done = next { return }
            try await take(next)
        }
        Issue.record("no end of steps")
    }

    func take(_ step: SharingStep) async throws {
        switch step {
        case .query(let lists): try await query(lists)
        case .claim(let devices): try await claim(devices)
        case .send(let row): try await send(row)
        case .goOn, .done: break
        }
    }

    @discardableResult
    func claim(_ devices: [DeviceRow]) async throws -> [DeviceRow] {
        let claimed = server.claim(devices)
        return try await step { own, rows, now in try own.take(claimed, of: devices, in: rows, at: now) }
    }

    private func send(_ row: ToDeviceRow) async throws {
        try server.send(row, from: user)
        try await step { _, rows, _ in try rows.noteSent(row) }
    }

    /// Does what is done beside all else: lists, keys, broken sessions, messages to devices.
    func keepHouse() async throws {
        try await uploadKeys()
        try await askForLists()
        let ailing = try await step { _, rows, _ in try rows.ailingDevices(limit: 50) }
        if !ailing.isEmpty {
            let begun = try await claim(ailing)
            try await step { own, rows, _ in
                for device in ailing { try rows.noteTreated(device) }
                try own.greet(begun, in: rows)
            }
        }
        for row in try await step({ _, rows, now in try rows.toDevice(dueAt: now, limit: 1000) }) {
            try await send(row)
        }
    }

    // MARK: Talking

    /// Says something in an encrypted room, once everybody there has the key.
    func say(_ words: String, in room: RoomID = .hall, row: Int64 = -1) async throws -> RoomEvent {
        try await say(["msgtype": "m.text", "body": .string(words)], in: room, row: row)
    }

    func say(_ content: JSONValue, in room: RoomID = .hall, row: Int64 = -1) async throws -> RoomEvent {
        for _ in 0..<1000 {
            let sealed = try await step { own, rows, now in
                let clear = ["m.relates_to"]
                return try own.encrypt("m.room.message", content, row: row, in: room, clear: clear, rows, at: now)
            }
            if let sealed {
                return .encrypted("$\(server.now.rawValue)", by: user, sealed, at: server.now)
            }
            try await take(step { own, rows, now in try own.nextStep(for: room, in: rows, at: now) })
        }
        throw CryptoError.exhausted
    }

    /// What comes of an encrypted event: its words in quotes, or why there are none.
    func read(_ event: RoomEvent, in room: RoomID = .hall) async throws -> String {
        switch try await step({ own, rows, now in try own.decrypt(event, in: room, rows, at: now) }) {
        case .read(let read): "“\(read.content["body"]?.stringValue ?? read.type)”"
        case .waits: "waits"
        case .refused(let reason): "refused: it \(reason)"
        case .untrusted: "untrusted"
        }
    }

    /// All that was heard and could be read, in the order in which it is handled.
    func inbox() async throws -> [String] {
        try await storage.database.read { db in
            try String.fetchAll(db, sql: "SELECT coalesce(body, kind) FROM inbox ORDER BY id")
        }
    }

    /// What is counted for the operator.
    func count(of what: EncryptionCount) async throws -> Int {
        try await number("SELECT number FROM encryptionCount WHERE what = '\(what.rawValue)'")
    }

    func number(_ sql: String) async throws -> Int {
        try await storage.database.read { db in try Int.fetchOne(db, sql: sql) } ?? 0
    }
}

extension Intake {
    fileprivate init(_ own: OwnDevice, _ now: Timestamp) {
        self.init(bot: own.user, now: now, oldestCommand: nil, position: nil)
    }
}

extension UserID {
    static let bot = UserID(rawValue: "@bot:example.org")
    static let ada = UserID(rawValue: "@ada:example.org")
}

extension RoomID {
    static let hall = RoomID(rawValue: "!hall:example.org")
    static let other = RoomID(rawValue: "!other:example.org")
}

extension RoomFact.RoomEncryption {
    static let megolm = Self(algorithm: OwnDevice.megolm)
}

extension RoomEvent {
    static func encrypted(_ id: String, by sender: UserID, _ content: JSONValue, at now: Timestamp) -> RoomEvent {
        RoomEvent(
            eventID: EventID(rawValue: id),
            type: "m.room.encrypted",
            sender: sender,
            originServerTimestamp: now.rawValue,
            content: content
        )
    }

    /// The same under another name.
    func renamed(_ id: String) -> RoomEvent {
        var copy = self
        copy.eventID = EventID(rawValue: id)
        return copy
    }
}
