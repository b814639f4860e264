import Encryption
import Groups
import Identifiers
import JSON
import Logging
import Matrix
import SQLiteStorage
import ServiceLifecycle

/// Follows the homeserver's stream of events and puts them into the inbox.
struct Syncing: Service {
    let client: MatrixClient
    let storage: Storage
    let signingIn: SigningIn
    let handling: Handling
    let configuration: BotConfiguration
    /// Nil where the bot takes no part in encryption.
    let device: OwnDevice?
    let clock: BotClock
    let bells: Bells
    let log: Logger

    private static let longPoll: Duration = .seconds(30)
    /// However soon something is over, the homeserver is not asked more often than this.
    private static let shortPoll: Duration = .milliseconds(250)
    /// How much of a gap is fetched: 10,000 events of a room, and no more, however long the homeserver goes on.
    private static let mostPages = 100

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await follow()
            } catch is CancellationError {
                return
            }
        }
    }

    private func follow() async throws {
        var failures = 0
        var spins = 0
        var isReady = false
        // Until something is heard, it is as it was when the last run ended.
        var isAway = true
        var heardAt = clock.now()
        var filter = try await storedFilter()
        while !Task.isCancelled {
            let position = try await signingIn.renewIfEnding().position
            let startedAt = clock.uptimeMs()
            do {
                if filter == nil { filter = try await makeFilter() }
                let isPatient = position != nil && failures == 0 && isReady
                let timeout = isPatient ? try await patience() : .zero
                let answer = try await client.sync(since: position, filter: filter, timeout: timeout)
                // A machine that was suspended, or a connection that was lost without a word, gives no error.
                let silence = clock.now().rawValue - heardAt.rawValue
                if isAway || silence > Storage.silenceMsAtMost { try await giveBack() }
                isAway = false
                try await take(answer, since: position, isLive: isPatient)
                heardAt = clock.now()
                if !isReady { log.info("ready", metadata: ["user": "\(configuration.user)"]) }
                (isReady, failures) = (true, 0)
                // A position that never moves, at once and again and again, is a fault of the server's.
                let isAtOnce = clock.uptimeMs() - startedAt < 1000
                let isSpinning = timeout >= .seconds(1) && answer.nextBatch == position && isAtOnce
                spins = isSpinning ? spins + 1 : 0
                if spins > 3 { try await clock.sleep(clock.backOff(afterFailures: spins, most: .seconds(60))) }
            } catch let error as MatrixError {
                if error.disposition == .cancelled { return }
                failures += 1
                if !isAway { try await storage.noteAway() }
                isAway = true
                try await recover(from: error, position: position, filter: &filter, failures: failures)
            }
        }
    }

    /// How long the homeserver may wait for news.
    ///
    /// No longer than to the end of somebody's time in a test: nothing is over before something was heard after it.
    private func patience() async throws -> Duration {
        guard let end = try await storage.nextAttemptEnd() else { return Self.longPoll }
        return min(Self.longPoll, max(Self.shortPoll, clock.now().duration(to: end)))
    }

    /// Gives back to those who are taking a test what they missed, before what they said meanwhile is heard.
    private func giveBack() async throws {
        guard let from = try await storage.session().syncedAt else { return }
        let now = clock.now()
        let count = try await storage.giveBack(from: from, to: now)
        guard count > 0 else { return }
        log.info(
            "gave time back",
            metadata: ["attempts": "\(count)", "milliseconds": "\(now.rawValue - from.rawValue)"]
        )
        bells.clockwork.ring()
    }

    private func recover(from error: MatrixError, position: String?, filter: inout String?, failures: Int) async throws
    {
        log.warning("sync failed", metadata: ["error": "\(error)", "failures": "\(failures)"])
        var wait = clock.backOff(afterFailures: failures, most: .seconds(60))
        switch error.disposition {
        case .retry(let after): wait = max(wait, after ?? .zero)
        case .signedOut:
            do {
                return try await signingIn.renew()
            } catch let error as MatrixError {
                log.warning("cannot renew the token yet", metadata: ["error": "\(error)"])
            }
        case .park where error.status == 404 || error.status == 400:
            // Either the filter or the position is unknown to the server; the filter costs nothing to make again.
            if filter != nil {
                filter = nil
                try await storage.noteFilter(id: nil, hash: "")
            } else if position != nil {
                log.error("the homeserver does not know the position: beginning anew")
                try await storage.forgetPosition()
            }
            if failures >= 2, position != nil { try await storage.forgetPosition() }
        default: break
        }
        try await clock.sleep(wait)
    }

    // MARK: The filter

    private func storedFilter() async throws -> String? {
        let session = try await storage.session()
        return session.filterHash == Keys.digest(SyncFilter.json.encodedText) ? session.filterID : nil
    }

    private func makeFilter() async throws -> String {
        let id = try await client.createFilter(SyncFilter.json, for: configuration.user)
        try await storage.noteFilter(id: id, hash: Keys.digest(SyncFilter.json.encodedText))
        return id
    }

    // MARK: Taking what came

    /// What came over a connection that stood has only just been said, whatever the clock of its sender's server shows.
    private func intake(position: String?, isLive: Bool) -> Intake {
        Intake(
            bot: configuration.user,
            now: clock.now(),
            oldestCommand: isLive ? nil : configuration.oldestCommand,
            position: position
        )
    }

    private func take(_ answer: SyncAnswer, since position: String?, isLive: Bool) async throws {
        let isBeginning = position == nil
        let rooms = try await storage.rooms(answer.joined.map(\.roomID))
        var live: [Int] = []
        for room in answer.joined {
            live.append(try await self.live(room, known: rooms[room.roomID], since: position))
        }
        if !answer.malformed.isEmpty {
            log.warning("put events aside", metadata: ["count": "\(answer.malformed.count)"])
        }
        let (intake, device, heardFrom) = (intake(position: answer.nextBatch, isLive: isLive), device, live)
        let batch = try await handling.receive { rows in
            var opening = Opening(intake, device: device, in: rows)
            try opening.takeKeys(answer)
            for (room, live) in zip(answer.joined, heardFrom) {
                try opening.take(room, from: live, wasIn: rooms[room.roomID]?.membership == .joined)
            }
            var intake = opening.intake
            takeRest(of: answer, isBeginning: isBeginning, into: &intake)
            return intake.batch
        }
        if batch.touchesRooms { bells.inbox.ring() }
        if batch.touchesRooms || isBeginning { bells.rooms.ring() }
        if batch.touchesKeys { bells.keys.ring() }
        // A room that opens, and an echo, may let something go that waited.
        if batch.mayFreeMessages { bells.outbox.ring() }
    }

    /// Takes what is not said in a room that the bot is in.
    private func takeRest(of answer: SyncAnswer, isBeginning: Bool, into intake: inout Intake) {
        for room in answer.invited {
            guard let invitation = room.invitation(of: configuration.user) else { continue }
            intake.note(.invited(room.roomID, by: invitation.inviter, isDirect: invitation.isDirect))
            intake.touchRooms()
        }
        for room in answer.left {
            intake.note(.membership(room.roomID, .gone))
            intake.touchRooms()
        }
        if isBeginning { adoptListed(answer, into: &intake) }
        for event in answer.malformed { intake.quarantine(event) }
    }

    /// The index in the timeline from which on events are heard; what was missed before it is fetched first.
    private func live(_ room: JoinedRoom, known: StoredRoom?, since position: String?) async throws -> Int {
        let all = room.timeline.startIndex
        let none = room.timeline.endIndex
        guard known?.membership == .joined else {
            // What was said before the bot came in was not said to it.
            if position == nil { return none }
            let join = room.timeline.lastIndex { isOwnJoin($0) }
            if let join { return join + 1 }
            return room.state.contains { isOwnJoin($0) } ? all : none
        }
        guard let position else {
            // Begun anew: what is not known yet comes after the last event that is.
            if let last = room.timeline.lastIndex(where: { $0.eventID == known?.lastEvent }) { return last + 1 }
            try await fillBackwards(room, to: known?.lastEvent)
            return all
        }
        if room.isLimited, let end = room.previousBatch { try await fill(room.roomID, from: position, to: end) }
        return all
    }

    private func isOwnJoin(_ event: RoomEvent) -> Bool {
        event.type == "m.room.member" && event.content["membership"]?.stringValue == "join"
            && event.stateKey?.utf8.elementsEqual(configuration.user.rawValue.utf8) ?? false
    }

    /// Fetches what a limited timeline left out.
    ///
    /// Stored page by page: the position moves only after the last.
    private func fill(_ room: RoomID, from position: String, to end: String) async throws {
        var from = position
        for _ in 0..<Self.mostPages {
            guard let page = try await page(of: room, from: from, to: end, .forwards) else { return }
            try await take(page.events, page.malformed, in: room)
            guard let next = page.end, next != from else { return }
            from = next
        }
        log.error("too much was missed: the rest is skipped", metadata: ["room": "\(room)"])
    }

    /// Fetches what came after the last known event, when no position says where that is.
    private func fillBackwards(_ room: JoinedRoom, to known: EventID?) async throws {
        guard let known, var from = room.previousBatch else { return }
        var missed: [RoomEvent] = []
        for _ in 0..<Self.mostPages {
            guard let page = try await page(of: room.roomID, from: from, to: nil, .backwards) else { break }
            if let index = page.events.firstIndex(where: { $0.eventID == known }) {
                missed += page.events[..<index]
                break
            }
            missed += page.events
            guard let next = page.end, next != from else { break }
            from = next
        }
        try await take(missed.reversed(), [], in: room.roomID)
    }

    /// A page of history, or nil where the bot may not read it.
    private func page(
        of room: RoomID,
        from: String,
        to end: String?,
        _ direction: MatrixClient.Direction
    ) async throws -> MessagesPage? {
        do {
            return try await client.messages(
                in: room,
                from: from,
                to: end,
                direction,
                limit: 100,
                filter: SyncFilter.timeline
            )
        } catch {
            guard error.disposition == .park else { throw error }
            log.error("cannot read what was missed", metadata: ["room": "\(room)", "error": "\(error)"])
            return nil
        }
    }

    private func take(_ events: [RoomEvent], _ malformed: [MalformedEvent], in room: RoomID) async throws {
        let (intake, device) = (intake(position: nil, isLive: false), device)
        let (new, batch) = try await storage.receive(at: clock.now()) { rows in
            var opening = Opening(intake, device: device, in: rows)
            try opening.take(events, malformed, in: room)
            return opening.intake.batch
        }
        if new > 0 || batch.touchesRooms { bells.inbox.ring() }
    }

    /// Takes the rooms that the account data calls direct for direct rooms, where the bot is in them.
    private func adoptListed(_ answer: SyncAnswer, into intake: inout Intake) {
        let joined = Set(answer.joined.map { $0.roomID })
        for event in answer.accountData where event.type == "m.direct" {
            for member in event.content.objectValue?.members ?? [] {
                guard let person = UserID(parsing: member.key) else { continue }
                for room in member.value.arrayValue ?? [] {
                    guard let room = room.stringValue.flatMap({ RoomID(untrusted: $0) }) else { continue }
                    if joined.contains(room) { intake.note(.direct(room, with: person)) }
                }
            }
        }
    }
}
