import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage

/// Opens what a sync brought, inside the transaction that stores it: keys first, then what they open, then the rest in its order.
struct Opening {
    let rows: EncryptionRows
    /// Nil where the bot takes no part in encryption: then nothing is opened.
    let device: OwnDevice?
    private(set) var intake: Intake

    /// How long the key of an event is waited for before its sender is asked to say it again: it mostly comes first.
    private static let patience = Duration.seconds(30)
    /// How many waiting events are opened for one key.
    private static let eventsAtOnce = 200

    init(_ intake: Intake, device: OwnDevice?, in rows: EncryptionRows) {
        self.intake = intake
        self.device = device
        self.rows = rows
    }

    // MARK: Keys

    /// Takes keys that came, and what changed about other people's devices before they did.
    mutating func takeKeys(_ answer: SyncAnswer) throws {
        guard let device else { return }
        for user in answer.deviceLists.changed { try rows.noteChanged(user) }
        for user in answer.deviceLists.left { try rows.stopTracking(user) }
        var sessions: [RoomSession] = []
        for event in answer.toDevice {
            if let session = try device.receive(event, in: rows, at: intake.now) { sessions.append(session) }
        }
        let fallback = answer.unusedFallbackKeyTypes
        try rows.noteKeysLeft(
            answer.oneTimeKeyCount,
            fallbackUsed: fallback.map { !$0.contains("signed_curve25519") }
        )
        intake.touchKeys()
        for session in sessions {
            let waiting = try rows.waiting(for: session.session, in: session.room, limit: Self.eventsAtOnce)
            for event in waiting { try takeAgain(event) }
        }
    }

    /// Takes what waited for the lists of these people's devices.
    mutating func takeWaiting(from people: [UserID]) throws {
        for person in people {
            for event in try rows.waiting(from: person, limit: Self.eventsAtOnce) { try takeAgain(event) }
        }
    }

    private mutating func takeAgain(_ waiting: UndecryptedEventRow) throws {
        guard let json = try? JSONValue(parsing: Array(waiting.json.utf8)), let content = json["content"] else {
            return try rows.noteRead(waiting.event)
        }
        let event = RoomEvent(
            eventID: waiting.event,
            type: "m.room.encrypted",
            sender: waiting.sender,
            originServerTimestamp: json["ts"]?.intValue ?? 0,
            content: content
        )
        try take(event, in: waiting.room, isStale: waiting.isStale)
    }

    // MARK: Events

    /// Takes an event of a timeline, opened where it is encrypted.
    mutating func takeTimeline(_ event: RoomEvent, in room: RoomID) throws {
        guard device != nil, event.type == "m.room.encrypted", event.sender != intake.bot, !event.isRedacted else {
            return intake.takeTimeline(event, in: room)
        }
        try take(event, in: room, isStale: intake.isStale(event))
    }

    private mutating func take(_ event: RoomEvent, in room: RoomID, isStale: Bool) throws {
        guard let device else { return }
        let decryption: Decryption
        do {
            decryption = try device.decrypt(event, in: room, rows, at: intake.now)
        } catch let error as CryptoError {
            decryption = .refused("cannot be read (\(error))")
        }
        switch decryption {
        case .read(let read):
            try rows.noteRead(event.eventID)
            try rows.count(.decrypted)
            intake.takeTimeline(read, in: room, isStale: isStale)
        case .waits(let session): try keep(event, session, in: room, isStale: isStale)
        case .untrusted: try keep(event, event.content["session_id"]?.stringValue ?? "", in: room, isStale: isStale)
        case .refused(let reason):
            try rows.noteRead(event.eventID)
            try rows.count(.refused)
            intake.quarantine(
                MalformedEvent(roomID: room, eventID: event.eventID, type: event.type, reason: "encrypted: \(reason)")
            )
        }
    }

    private func keep(_ event: RoomEvent, _ session: String, in room: RoomID, isStale: Bool) throws {
        let json: JSONValue = ["content": event.content, "ts": .int(event.originServerTimestamp)]
        guard session.utf8.count <= 200 else { return }
        let row = UndecryptedEventRow(
            event: event.eventID,
            room: room,
            session: session,
            sender: event.sender,
            json: json.encodedText,
            isStale: isStale,
            receivedAt: intake.now
        )
        try rows.keep(row, askAt: intake.now.advanced(by: Self.patience))
    }
}

extension Opening {
    /// Takes what changed about a room, and what was said in it from that event on.
    mutating func take(_ room: JoinedRoom, from live: Int, wasIn: Bool) throws {
        for event in room.state { intake.takeState(event, in: room.roomID) }
        for (index, event) in room.timeline.enumerated() {
            intake.takeState(event, in: room.roomID)
            if index >= live { try takeTimeline(event, in: room.roomID) }
        }
        if !wasIn { intake.note(.membership(room.roomID, .joined)) }
        if let last = room.timeline.last { intake.note(.lastEvent(room.roomID, last.eventID)) }
    }

    /// Takes a page of what was missed in a room.
    mutating func take(_ events: [RoomEvent], _ malformed: [MalformedEvent], in room: RoomID) throws {
        for event in events {
            intake.takeState(event, in: room)
            try takeTimeline(event, in: room)
        }
        for event in malformed { intake.quarantine(event) }
    }
}
