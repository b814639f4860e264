import Encryption
import Groups
import Identifiers
import JSON
import Logging
import Matrix
import SQLiteStorage

/// Opens the direct room of a person, so that a crash at any point neither loses it nor makes a second one.
///
/// Making a room has no transaction id: it is made without guests and under an alias that only the bot can know, so
/// that it is found again. The alias is taken off afterwards, or clients would show it in place of the bot's name.
struct OpeningDirectRooms: Sendable {
    let client: MatrixClient
    let storage: Storage
    let pacing: Pacing
    let configuration: BotConfiguration
    /// Nil where the bot takes no part in encryption.
    let exchanges: DeviceExchanges?
    let clock: BotClock
    let bells: Bells
    let log: Logger

    func open(for person: UserID) async throws {
        do {
            let room = try await room(for: person)
            try await prepare(room)
            let pause = pacing.pausedUntil()
            // An invitation that is refused counts towards what the person gets: it is not made before its time.
            if clock.now() < pause { return try await storage.putOffOpening(for: person, until: pause) }
            try await invite(person, to: room)
            try await storage.finishOpening(for: person, in: room)
            bells.rooms.ring()
        } catch let error as MatrixError {
            try await settle(person, after: error)
        } catch let error as OpeningError {
            switch error {
            case .refused(let reason):
                log.warning("cannot open a direct room", metadata: ["person": "\(person)", "reason": "\(reason)"])
                try await storage.giveUpOpening(for: person, reason: reason, now: clock.now())
            case .lost:
                try await storage.abandonOpening(for: person)
                try await storage.putOffOpening(for: person, until: clock.later(.seconds(1)))
            }
        }
    }

    private enum OpeningError: Error {
        /// The person cannot be invited.
        case refused(String)
        /// The room is not, or no longer, ours: the next try makes another.
        case lost
    }

    /// The room that was begun, the one that the alias leads to, or a new one.
    private func room(for person: UserID) async throws -> RoomID {
        let begun = try await storage.beginOpening(for: person)
        if let room = begun.room {
            guard try await isOurs(room) else { throw OpeningError.lost }
            return room
        }
        let secret = try await storage.session().secret
        let alias = Keys.directAlias(of: person, generation: begun.generation, secret: secret)
        var new = NewRoom()
        new.isDirect = true
        new.aliasLocalpart = alias
        // The alias is for finding the room again. Where it is the canonical one, clients show it as the room's name.
        new.initialState = [
            ["type": "m.room.canonical_alias", "state_key": "", "content": [:]],
            ["type": "m.room.guest_access", "state_key": "", "content": ["guest_access": "forbidden"]],
        ]
        if try await hasKeys(person) {
            new.initialState.append(
                ["type": "m.room.encryption", "state_key": "", "content": ["algorithm": .string(OwnDevice.megolm)]]
            )
        }
        let room = try await create(new, alias: alias)
        try await storage.noteOpened(room, for: person, now: clock.now())
        return room
    }

    /// Whether the person could read what is encrypted.
    private func hasKeys(_ person: UserID) async throws -> Bool {
        guard let exchanges else { return false }
        let list = try await storage.encryption { rows -> OutdatedList? in
            try rows.track(person)
            return try rows.isCurrent(person) ? nil : rows.list(of: person)
        }
        if let list { try await exchanges.query([list]) }
        return try await storage.encryption { rows in try rows.devices(of: person).contains { !$0.isDeleted } }
    }

    /// Makes the room, or finds the one that an earlier try has made.
    private func create(_ new: NewRoom, alias: String) async throws -> RoomID {
        do {
            return try await client.createRoom(new)
        } catch {
            guard error.code == .roomInUse else { throw error }
        }
        let full = "#\(alias):\(configuration.user.serverName)"
        guard let found = try await client.resolveAlias(full)?.room, try await isOurs(found) else {
            throw OpeningError.lost
        }
        return found
    }

    /// Whether the bot is in the room: only who is in a room may read its state.
    private func isOurs(_ room: RoomID) async throws -> Bool {
        do {
            let own = try await client.state("m.room.member", key: configuration.user.rawValue, in: room)
            return own?["membership"]?.stringValue == "join"
        } catch {
            guard error.code == .forbidden else { throw error }
            return false
        }
    }

    private func prepare(_ room: RoomID) async throws {
        // Some servers put their own in place of the initial state.
        let alias = try await client.state("m.room.canonical_alias", in: room)
        if alias?["alias"]?.stringValue != nil {
            _ = try await client.setState("m.room.canonical_alias", [:], in: room)
            pacing.sent(at: clock.now())
        }
        guard let encryption = try await client.state("m.room.encryption", in: room) else { return }
        var batch = ReceivedBatch()
        batch.facts = [.encrypted(room, .init(encryption))]
        try await storage.receive(batch, at: clock.now())
    }

    /// Invites as a state event: only so does the invitation say that the room is direct.
    private func invite(_ person: UserID, to room: RoomID) async throws {
        if try await isIn(person, room) { return }
        do {
            let content: JSONValue = ["membership": "invite", "is_direct": true]
            _ = try await client.setState("m.room.member", key: person.rawValue, content, in: room)
            pacing.sent(at: clock.now())
        } catch {
            guard error.disposition == .park else { throw error }
            if try await isIn(person, room) { return }
            throw OpeningError.refused(
                error.code == .inviteBlocked ? "the person accepts no invitations" : "\(error)"
            )
        }
    }

    private func isIn(_ person: UserID, _ room: RoomID) async throws -> Bool {
        let member = try await client.state("m.room.member", key: person.rawValue, in: room)
        let membership = member?["membership"]?.stringValue
        return membership == "join" || membership == "invite"
    }

    private func settle(_ person: UserID, after error: MatrixError) async throws {
        let now = clock.now()
        switch error.disposition {
        case .retry(let after):
            let moment = now.advanced(by: after ?? clock.backOff(afterFailures: 3, most: .seconds(30)))
            if error.isRateLimit {
                pacing.pauseOpening(until: moment)
                pacing.refused(until: moment, now: now, mayBeOther: true)
            }
            try await storage.putOffOpening(for: person, until: moment)
        case .cancelled:
            return
        case .park, .alreadyDone:
            log.error("cannot open a direct room", metadata: ["person": "\(person)", "error": "\(error)"])
            try await storage.putOffOpening(for: person, until: now.advanced(by: .seconds(600)))
        case .signedOut, .suspended, .locked:
            try await storage.putOffOpening(for: person, until: now.advanced(by: .seconds(30)))
        }
    }
}
