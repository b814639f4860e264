import GRDB
package import Groups
package import Identifiers

/// What handling one event came to: what becomes true, and what goes out.
package struct StoredDecision: Sendable {
    package var changes: [Change]
    package var drafts: [Draft]
    /// The kept notices that the drafts tell at last.
    package var released: [HeldNotice]
    /// What was found damaged and got around: for the log.
    package var faults: [String] = []
    /// Those whose notices are kept longer, and until when.
    package var kept: [UserID: Timestamp] = [:]
    /// What is decided after this, one by one, on the board as those before left it.
    ///
    /// Each is stored by itself: a fault in one undoes no other.
    package var parts: [@Sendable (StoredBoard) throws -> StoredDecision?] = []

    package init(changes: [Change] = [], drafts: [Draft] = [], released: [HeldNotice] = []) {
        self.changes = changes
        self.drafts = drafts
        self.released = released
    }
}

/// What a board needs beside its transaction.
package struct BoardFrame: Sendable {
    package var hall: Hall
    package var surroundings: StoredBoard.Surroundings

    package init(hall: Hall, surroundings: StoredBoard.Surroundings) {
        self.hall = hall
        self.surroundings = surroundings
    }
}

/// What became of a batch of events.
package struct HandledBatch: Sendable {
    /// How many were handled or parked: none, and the inbox is empty.
    package var count = 0
    /// Whether something is to be sent.
    package var wroteOutbox = false
    /// What went wrong, one line an event: for the log, never for people.
    package var faults: [Fault] = []
    /// When the next thing is due that the core decides about, or nil where nothing is.
    package var nextDue: Timestamp?
    /// Whether a file is to be fetched, or an alias looked up.
    package var wantsFiles = false

    /// An event whose handling failed.
    package struct Fault: Sendable {
        package var event: EventID
        package var message: String
        /// Whether it will not be tried again.
        package var isParked: Bool
    }
}

extension Storage {
    /// Handles up to `limit` events in one transaction, each with all it changes and says in a savepoint of its own.
    ///
    /// A fault takes back its own event only, and the third one parks it. `decide` must not suspend and gets the board
    /// of the same transaction, so what it checks is what is stored.
    ///
    /// `apology` is what to say to the person whose event is parked.
    package func handleWaiting(
        limit: Int,
        now: Timestamp,
        in frame: BoardFrame,
        apology: @escaping @Sendable (InboxEvent) -> [Draft],
        decide: @escaping @Sendable (InboxEvent, StoredBoard) throws -> StoredDecision?
    ) async throws -> HandledBatch {
        try await database.write { db in
            try db.handle(try db.waiting(limit: limit), now: now, in: frame, apology: apology, decide: decide)
        }
    }

    /// Stores what the homeserver sent, which is opened in the same transaction, and handles it where it is no more than `limit`
    /// events.
    ///
    /// One transaction in place of two is what makes a single command cheap: each costs a wait for the disk. What takes
    /// the process down then leaves no trace that an attempt was made, so after a run that did not end as it should use
    /// ``receive(at:opening:)`` and ``handleCautiously(limit:now:in:apology:decide:)``.
    ///
    /// - Returns: how many events were new, the batch, and what became of it; an empty batch where there were too many.
    package func receiveAndHandle(
        limit: Int,
        now: Timestamp,
        in frame: BoardFrame,
        apology: @escaping @Sendable (InboxEvent) -> [Draft],
        decide: @escaping @Sendable (InboxEvent, StoredBoard) throws -> StoredDecision?,
        opening: @escaping @Sendable (EncryptionRows) throws -> ReceivedBatch
    ) async throws -> (new: Int, batch: ReceivedBatch, handled: HandledBatch) {
        try await database.write { db in
            let batch = try opening(EncryptionRows(db: db))
            let new = try db.receive(batch, at: now)
            guard (1...limit).contains(new) else {
                var none = HandledBatch()
                // That it is heard at all is what an attempt whose time is over waits for.
                if new == 0 { none.nextDue = try db.nextAttemptDue() }
                return (new, batch, none)
            }
            let waiting = try db.waiting(limit: limit)
            return (new, batch, try db.handle(waiting, now: now, in: frame, apology: apology, decide: decide))
        }
    }

    /// Handles the oldest events one by one, after a run that did not end as it should.
    ///
    /// Each attempt is counted in a transaction of its own before it is made, so an event that takes the process down
    /// is parked at the third start and not for ever in the way.
    package func handleCautiously(
        limit: Int,
        now: Timestamp,
        in frame: BoardFrame,
        apology: @escaping @Sendable (InboxEvent) -> [Draft],
        decide: @escaping @Sendable (InboxEvent, StoredBoard) throws -> StoredDecision?
    ) async throws -> HandledBatch {
        var total = HandledBatch()
        for _ in 0..<limit {
            let event = try await database.write { db -> InboxEvent? in
                guard let event = try db.waiting(limit: 1).first else { return nil }
                if event.attempts < Database.attemptsAllowed { try db.countAttempt(event) }
                return event
            }
            guard let event else { break }
            let batch = try await database.write { db -> HandledBatch in
                guard event.attempts < Database.attemptsAllowed else {
                    return try db.park(event, "took the bot down", now: now, apology: apology)
                }
                return try db.handle([event], now: now, in: frame, isCounted: true, apology: apology, decide: decide)
            }
            total.count += batch.count
            total.wroteOutbox = total.wroteOutbox || batch.wroteOutbox
            total.faults += batch.faults
            total.nextDue = batch.nextDue ?? total.nextDue
        }
        return total
    }
}

extension Database {
    static let attemptsAllowed = 3

    func waiting(limit: Int) throws -> [InboxEvent] {
        try Row.fetchAll(cachedStatement(sql: InboxEvent.waiting), arguments: [limit]).map(InboxEvent.init)
    }

    func countAttempt(_ event: InboxEvent) throws {
        try cachedStatement(sql: "UPDATE inbox SET attempts = attempts + 1 WHERE eventID = ?")
            .execute(arguments: [event.event.rawValue])
    }

    func handle(
        _ events: [InboxEvent],
        now: Timestamp,
        in frame: BoardFrame,
        isCounted: Bool = false,
        apology: (InboxEvent) -> [Draft],
        decide: (InboxEvent, StoredBoard) throws -> StoredDecision?
    ) throws -> HandledBatch {
        var batch = HandledBatch()
        for event in events {
            batch.count += 1
            do {
                try inOwnSavepoint {
                    let settled = try settle(event, now: now, in: frame, decide: decide)
                    batch.wroteOutbox = batch.wroteOutbox || settled.wroteOutbox
                    batch.faults += settled.faults
                }
            } catch let error where !isOurs(error) {
                throw error
            } catch {
                if !isCounted { try countAttempt(event) }
                let isLast = event.attempts + 1 >= Self.attemptsAllowed
                if isLast {
                    let parked = try park(event, String(describing: error), now: now, apology: apology)
                    batch.wroteOutbox = batch.wroteOutbox || parked.wroteOutbox
                    batch.faults += parked.faults
                } else {
                    batch.faults.append(.init(event: event.event, message: "\(error)", isParked: false))
                }
            }
        }
        batch.nextDue = try nextDue()
        batch.wantsFiles = try wantsFiles() || wantsAliases()
        return batch
    }

    /// Does something whole or not at all within a transaction.
    ///
    /// As GRDB's own, but with statements that are prepared once and not for every event.
    private func inOwnSavepoint(_ work: () throws -> Void) throws {
        // Of savepoints of one name, the innermost is meant.
        try run("SAVEPOINT event")
        do {
            try work()
            try run("RELEASE event")
        } catch {
            // A full disk may have ended the whole transaction, and the savepoint with it.
            if isInsideTransaction {
                try run("ROLLBACK TO event")
                try run("RELEASE event")
            }
            throw error
        }
    }

    /// Whether an error says something about the event, and not about the disk or the memory.
    private func isOurs(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return true }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_BUSY,
            .SQLITE_CANTOPEN, .SQLITE_NOTADB:
            return false
        default:
            return isInsideTransaction
        }
    }

    private func settle(
        _ event: InboxEvent,
        now: Timestamp,
        in frame: BoardFrame,
        decide: (InboxEvent, StoredBoard) throws -> StoredDecision?
    ) throws -> HandledBatch {
        var settled = HandledBatch()
        var sql = "UPDATE inbox SET state = 1, body = NULL, pills = NULL WHERE eventID = ?"
        let board = StoredBoard(db: self, hall: frame.hall, surroundings: frame.surroundings)
        if let decision = try decide(event, board) {
            let room = event.isDirect ? nil : event.room
            let cause = Cause(at: now, person: event.sender, event: event.event, room: room)
            settled.wroteOutbox = try store(decision, cause)
            for part in decision.parts {
                do {
                    try inOwnSavepoint {
                        guard let decision = try part(board) else { return }
                        if try store(decision, cause) { settled.wroteOutbox = true }
                        settled.faults += decision.faults.map {
                            .init(event: event.event, message: $0, isParked: false)
                        }
                    }
                } catch let error where isOurs(error) {
                    // Still due, so the next tick tries it again.
                    settled.faults.append(.init(event: event.event, message: "\(error)", isParked: false))
                }
            }
            // What is decided again keeps its words until then.
            if decision.isPutOff { sql = "UPDATE inbox SET state = 1 WHERE eventID = ?" }
        }
        try cachedStatement(sql: sql).execute(arguments: [event.event.rawValue])
        return settled
    }

    /// - Returns: whether there is something to send.
    private func store(_ decision: StoredDecision, _ cause: Cause) throws -> Bool {
        for change in decision.changes { try apply(change, cause: cause) }
        for notice in decision.released { try release(notice) }
        for (person, moment) in decision.kept { try keepNotices(of: person, until: moment) }
        return try queue(decision.drafts, now: cause.at)
    }

    func park(
        _ event: InboxEvent,
        _ reason: String,
        now: Timestamp,
        apology: (InboxEvent) -> [Draft]
    ) throws -> HandledBatch {
        try cachedStatement(sql: "UPDATE inbox SET state = 2 WHERE eventID = ?")
            .execute(arguments: [event.event.rawValue])
        var batch = HandledBatch()
        batch.count = 1
        batch.wroteOutbox = try queue(apology(event), now: now)
        batch.faults = [.init(event: event.event, message: reason, isParked: true)]
        return batch
    }
}
