import Groups
import Identifiers
import JSON
import Logging
import Matrix
import SQLiteStorage
import ServiceLifecycle

/// Does what rooms need: joins where the bot may, leaves where nobody is, follows rooms that move.
///
/// All of it is read from the storage and can be done again, so that a crash between two exchanges does no harm.
struct Housekeeping: Service {
    let client: MatrixClient
    let storage: Storage
    let pacing: Pacing
    let configuration: BotConfiguration
    let deciding: Deciding
    let clock: BotClock
    let bells: Bells
    let log: Logger

    /// How many invitations are answered in a minute: whoever sends thousands waits, and nobody else does anything for them.
    private static let invitationsAMinute = 20

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var isNamed = false
            var minute = Minute(startedAtMs: clock.uptimeMs())
            var retriedAt: Timestamp?
            while !Task.isCancelled {
                var wait = Duration.seconds(60)
                do {
                    wait = min(wait, try await answerInvitations(in: &minute))
                    try await tellOfEncryption()
                    try await followReplacements()
                    try await listDirectRooms()
                    try await leaveEmptyRooms()
                    try await retryBarred(&retriedAt)
                    if !isNamed {
                        try await takeName()
                        isNamed = true
                    }
                } catch let error as MatrixError {
                    if error.disposition == .cancelled { return }
                    log.warning("housekeeping goes on later", metadata: ["error": "\(error)"])
                    wait = .seconds(15)
                    if case .retry(let after?) = error.disposition {
                        wait = error.isRateLimit ? after : max(wait, after)
                    }
                    if error.isRateLimit { takeTurn(after: wait) }
                    // Nothing rings for what failed.
                    do { try await clock.sleep(wait) } catch { return }
                    continue
                }
                await bells.rooms.wait(atMost: wait, clock)
            }
        }
    }

    // MARK: Invitations

    /// A minute, and how many invitations were answered in it.
    private struct Minute {
        var startedAtMs: Int64
        var answered = 0
    }

    /// - Returns: how long until one that has to wait is to be tried again.
    private func answerInvitations(in minute: inout Minute) async throws -> Duration {
        var pause = Duration.seconds(60)
        if clock.uptimeMs() - minute.startedAtMs >= 60_000 { minute = Minute(startedAtMs: clock.uptimeMs()) }
        for room in try await storage.invitedRooms(at: clock.now()) {
            guard minute.answered < Self.invitationsAMinute else { return pause }
            minute.answered += 1
            guard let inviter = room.inviter, configuration.invites.allows(inviter) else {
                log.info("declining an invitation", metadata: ["room": "\(room.id)"])
                try await decline(room.id, "I only come where my operator lets me.")
                continue
            }
            do {
                _ = try await client.join(room.id, via: [String(inviter.serverName)])
                pacing.sent(at: clock.now())
                // The stream says when the bot is in; until then this is not tried again.
                try await storage.putOffJoining(room.id, until: clock.later(.seconds(60)))
                log.info("joined a room", metadata: ["room": "\(room.id)"])
            } catch let error as MatrixError {
                if error.disposition == .cancelled { throw error }
                if error.code == .forbidden || error.code == .incompatibleRoomVersion {
                    try await decline(room.id, "I cannot join this room.")
                    continue
                }
                var wait = clock.backOff(afterFailures: room.joinAttempts + 2, most: .seconds(3600))
                if case .retry(let after?) = error.disposition {
                    wait = error.isRateLimit ? after : max(wait, after)
                }
                if error.isRateLimit { takeTurn(after: wait) } else { wait = max(.seconds(2), wait) }
                pause = min(pause, wait)
                try await storage.putOffJoining(room.id, until: clock.later(wait))
                log.warning("cannot join yet", metadata: ["room": "\(room.id)", "error": "\(error)"])
            }
        }
        return pause
    }

    /// Lets nothing be sent until what was refused here has had its turn: the limit is the account's, and whoever
    /// invites the bot waits for it to come in.
    private func takeTurn(after wait: Duration) {
        guard wait <= Pacing.mostSpacing else { return }
        pacing.refused(until: clock.later(wait + .milliseconds(500)), now: clock.now(), mayBeOther: true)
    }

    private func decline(_ room: RoomID, _ reason: String) async throws {
        do {
            try await client.leave(room, reason: reason)
        } catch {
            guard error.disposition == .park else { throw error }
            // The invitation is gone already.
        }
        try await noteGone(room)
    }

    private func noteGone(_ room: RoomID) async throws {
        do {
            try await client.forget(room)
        } catch {
            guard error.disposition == .park else { throw error }
            // There is nothing to forget.
        }
        var batch = ReceivedBatch()
        batch.facts = [.membership(room, .gone)]
        try await storage.receive(batch, at: clock.now())
    }

    // MARK: Rooms the bot is in

    private func tellOfEncryption() async throws {
        for room in try await storage.roomsToTellOfEncryption() {
            let saying: ShellSaying = room.directWith == nil ? .cannotRead : .cannotReadDirect
            let draft = Draft(key: "encrypted/\(room.id)", .say(deciding.text(saying), in: room.id))
            if try await storage.tellOfEncryption(in: room.id, draft, now: clock.now()) { bells.outbox.ring() }
        }
    }

    private func leaveEmptyRooms() async throws {
        for room in try await storage.emptyRooms() where try await isEmpty(room) {
            log.info("leaving an empty room", metadata: ["room": "\(room)"])
            try await decline(room, "Nobody is here.")
        }
    }

    /// Asks the homeserver who is there, and keeps the answer: what the bot knows of a room may have gaps.
    private func isEmpty(_ room: RoomID) async throws -> Bool {
        var intake = Intake(bot: configuration.user, now: clock.now(), oldestCommand: nil, position: nil)
        do {
            for event in try await client.fullState(of: room).events { intake.takeState(event, in: room) }
        } catch {
            guard error.disposition == .park else { throw error }
            // Who may not read the state is not in the room.
            return true
        }
        let others = intake.batch.facts.filter { fact in
            if case .occupant(_, _, let presence?) = fact { presence != .knocking } else { false }
        }
        guard !others.isEmpty else { return true }
        try await storage.receive(intake.batch, at: clock.now())
        return false
    }

    /// How many invitations and removals that rooms refused are tried again at the start and once a day.
    private static let retriesADay = 500

    /// Makes invitations and removals that a room refused, in case it no longer does and nobody said so.
    private func retryBarred(_ retriedAt: inout Timestamp?) async throws {
        let now = clock.now()
        if let retriedAt, retriedAt.duration(to: now) < .seconds(24 * 3600) { return }
        retriedAt = now
        if try await storage.retryBarred(limit: Self.retriesADay) { bells.outbox.ring() }
    }

    private func takeName() async throws {
        let profile = try? await client.profile(of: configuration.user)
        guard profile?.displayName != configuration.displayName else { return }
        do {
            try await client.setDisplayName(configuration.displayName, of: configuration.user)
        } catch {
            guard error.disposition == .park else { throw error }
            log.warning("cannot take the display name", metadata: ["error": "\(error)"])
        }
    }

    /// Adds direct rooms to the account data, so that clients of the bot's account show them as such.
    private func listDirectRooms() async throws {
        let unlisted = try await storage.unlistedDirectRooms()
        guard !unlisted.isEmpty else { return }
        // Only a plain "not found" means that there is none: writing over what could not be read would lose it.
        var listed = try await client.accountData("m.direct", of: configuration.user) ?? [:]
        for (person, room) in unlisted {
            var rooms = listed[person.rawValue]?.arrayValue ?? []
            if !rooms.contains(.string(room.rawValue)) { rooms.append(.string(room.rawValue)) }
            listed[person.rawValue] = .array(rooms)
        }
        try await client.setAccountData("m.direct", listed, of: configuration.user)
        try await storage.noteListed(unlisted)
    }

    // MARK: Upgrades

    private func followReplacements() async throws {
        for room in try await storage.replacedRooms(at: clock.now()) {
            guard let new = room.replacement, let upgrader = room.replacedBy else { continue }
            // A tombstone may point at any room, also at one where the bot is at work: that one it must not leave.
            let wasThere = try await storage.room(new)?.membership == .joined
            do {
                _ = try await client.join(new, via: [String(upgrader.serverName)])
            } catch {
                guard error.disposition == .park else { throw error }
                log.warning("cannot follow a room", metadata: ["room": "\(room.id)", "error": "\(error)"])
                try await storage.putOffJoining(room.id, until: clock.later(.seconds(3600)))
                continue
            }
            if try await isGenuine(new, insteadOf: room.id, by: upgrader) {
                log.info("followed a room", metadata: ["room": "\(room.id)", "to": "\(new)"])
                try await storage.noteReplacement(of: room.id, by: new, now: clock.now())
                bells.outbox.ring()
                // The members of a group are to follow.
                bells.clockwork.ring()
            } else {
                log.warning("a room claims to replace another and does not", metadata: ["room": "\(new)"])
                if !wasThere { try await decline(new, "This room does not replace the one that it says it does.") }
                try await storage.noteReplacement(of: room.id, by: nil, now: clock.now())
            }
        }
    }

    /// Whether the new room names the old one, and whoever put up the tombstone has a say in the new one.
    private func isGenuine(_ new: RoomID, insteadOf old: RoomID, by upgrader: UserID) async throws -> Bool {
        let state = try await client.fullState(of: new).events
        let create = state.first { $0.type == "m.room.create" && $0.stateKey == "" }
        guard let create, let before = create.content["predecessor"]?["room_id"]?.stringValue,
            before.utf8.elementsEqual(old.rawValue.utf8)
        else { return false }
        // Who put up the tombstone made the room that it points to, as servers do it for them.
        if create.sender == upgrader { return true }
        let others = create.content["additional_creators"]?.arrayValue?.compactMap {
            $0.stringValue.flatMap { UserID(parsing: $0) }
        }
        let levels = state.first { $0.type == "m.room.power_levels" && $0.stateKey == "" }
        let powers = RoomPowers(
            json: levels?.content.encodedText,
            creators: [create.sender] + (others ?? []),
            version: create.content["room_version"]?.stringValue
        )
        return powers.level(of: upgrader) >= powers.neededToInvite && powers.level(of: upgrader) > 0
    }
}
