import Groups
import HTTP
import Identifiers
import JSON
import Logging
import Matrix
import SQLiteStorage

/// Makes the exchange that one row of the outbox asks for, and says what became of it.
struct Delivering: Sendable {
    let client: MatrixClient
    let pacing: Pacing
    let storage: Storage
    let user: UserID
    /// Nil where the bot takes no part in encryption.
    let sealing: Sealing?
    let clock: BotClock
    let log: Logger

    private static let mostBackOff: Duration = .seconds(300)
    /// How often a plain 500 is tried again: some rows make the server fail for ever.
    private static let mostFailures = 10
    private static let mostPages = 10

    func deliver(_ row: OutboxRow) async throws -> Settlement {
        do {
            if row.isInDoubt, let event = try await find(row) { return .sent(event) }
            let event = try await send(row)
            pacing.sent(at: clock.now())
            return .sent(event)
        } catch let error as MatrixError {
            return await settle(row, after: error)
        } catch SealingError.unknownAlgorithm {
            return .dead("the room is encrypted in a way that the bot does not know")
        }
    }

    private func send(_ row: OutboxRow) async throws -> EventID? {
        switch row.kind {
        case .message:
            return try await say(EventContent.message(row, fileKey: try await fileKey(of: row)), row)
        case .edit:
            guard let target = row.target else { return nil }
            return try await say(EventContent.edit(row, of: target), row)
        case .reaction:
            guard let target = row.target else { return nil }
            return try await client.send(
                "m.reaction",
                EventContent.reaction(row, to: target),
                to: row.room,
                transactionID: row.transactionID
            )
        case .redaction:
            guard let target = row.target else { return nil }
            return try await client.redact(target, in: row.room, transactionID: row.transactionID)
        case .invite:
            guard let person = row.person else { return nil }
            try await client.invite(person, to: row.room, reason: row.note)
            return nil
        case .kick:
            guard let person = row.person else { return nil }
            try await client.kick(person, from: row.room, reason: row.note)
            return nil
        }
    }

    /// What opens the file of a message, where that is encrypted.
    private func fileKey(of row: OutboxRow) async throws -> JSONValue? {
        guard let file = row.text.file else { return nil }
        let key = try await storage.encryption { rows in try rows.fileKey(of: file.uri) }
        return key.flatMap { try? JSONValue(parsing: Array($0.utf8)) }
    }

    /// Says something in a room: encrypted where the room is.
    private func say(_ content: JSONValue, _ row: OutboxRow) async throws -> EventID {
        let (type, said) = try await sealing?.sealed(content, row: row) ?? (EventContent.messageType, content)
        return try await client.send(type, said, to: row.room, transactionID: row.transactionID)
    }

    /// Looks for a message in its room that may have been sent long ago.
    private func find(_ row: OutboxRow) async throws -> EventID? {
        guard row.kind == .message || row.kind == .edit || row.kind == .reaction else { return nil }
        let notice = Keys.notice(row.key)
        var from: String?
        for _ in 0..<Self.mostPages {
            let page = try await client.messages(in: row.room, from: from, .backwards, limit: 100)
            let found = page.events.first { event in
                event.sender == user && event.content[EventContent.noticeKey]?.stringValue == notice
            }
            if let found { return found.eventID }
            guard let next = page.end, next != from else { return nil }
            from = next
        }
        return nil
    }

    private func settle(_ row: OutboxRow, after error: MatrixError) async -> Settlement {
        let now = clock.now()
        let backOff = clock.backOff(afterFailures: row.attempt + 1, most: Self.mostBackOff)
        switch error.disposition {
        case .alreadyDone: return .sent(nil)
        case .cancelled: return .retry(notBefore: now)
        case .retry(let after):
            if error.status == 500, row.attempt >= Self.mostFailures { return dead(row, error) }
            let moment = now.advanced(by: max(after ?? .zero, error.isRateLimit && after != nil ? .zero : backOff))
            if error.isRateLimit {
                let mayBeOther = row.kind == .invite || row.kind == .kick
                pacing.refused(until: moment, now: now, mayBeOther: mayBeOther)
            }
            return .retry(notBefore: moment)
        case .signedOut:
            // The task that follows the stream gets a new token.
            return .retry(notBefore: now.advanced(by: .seconds(5)))
        case .suspended, .locked:
            pacing.pause(until: now.advanced(by: .seconds(60)))
            return .retry(notBefore: now.advanced(by: .seconds(60)))
        case .park:
            return await park(row, error)
        }
    }

    private func park(_ row: OutboxRow, _ error: MatrixError) async -> Settlement {
        switch row.kind {
        case .invite, .kick:
            // Where it is already so, the server refuses as well.
            guard let person = row.person else { return dead(row, error) }
            let member = try? await client.state("m.room.member", key: person.rawValue, in: row.room)
            let membership = member?["membership"]?.stringValue ?? "leave"
            let isIn = membership == "join" || membership == "invite"
            // Whoever knocks is not in, and not yet turned away either.
            let isDone = row.kind == .invite ? isIn : !isIn && membership != "knock"
            if member != nil || error.isNotFound, isDone { return .sent(nil) }
            guard error.code == .forbidden else { return dead(row, error) }
            log.warning("the room does not let the bot", metadata: ["room": "\(row.room)", "kind": "\(row.kind)"])
            return .barred
        case .message where row.person != nil && (error.code == .forbidden || error.isNotFound):
            return .reopen
        default:
            return dead(row, error)
        }
    }

    private func dead(_ row: OutboxRow, _ error: MatrixError) -> Settlement {
        log.error(
            "a message cannot be sent",
            metadata: ["room": "\(row.room)", "kind": "\(row.kind)", "error": "\(error)"]
        )
        return .dead("\(error)")
    }
}
