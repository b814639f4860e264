import Foundation
import GRDB
package import Groups
import Identifiers

extension Storage {
    /// Stores something to send that no event led to, such as a notice about the bot itself.
    package func queue(_ drafts: [Draft], now: Timestamp) async throws {
        try await database.write { db in _ = try db.queue(drafts, now: now) }
    }
}

extension Database {
    /// Stores what a decision wants sent.
    ///
    /// What has a key that is already there is left out.
    ///
    /// - Returns: whether anything was stored.
    @discardableResult
    func queue(_ drafts: [Draft], now: Timestamp) throws -> Bool {
        var wrote = false
        var stored: [String: [OutboxTarget]] = [:]
        for draft in drafts {
            if try hold(draft, now: now) { continue }
            switch draft.action {
            case .say, .tell, .invite, .kick:
                guard let row = try insert(draft, now: now) else { continue }
                wrote = true
                if let subject = draft.subject { stored[subject, default: []].append(row) }
            case .edit(let subject, let text):
                if try edit(subject, text, cause: draft.key, now: now) { wrote = true }
            case .revise(let subject, let text):
                let isChanged = try edit(subject, text, cause: draft.key, now: now, keepingReactions: true)
                if isChanged { wrote = true }
            case .withdrawOffer(let subject): try withdrawOffer(on: subject)
            case .offer:
                break
            }
        }
        // Last, whatever their place: they belong to the messages of this decision.
        for draft in drafts {
            guard case .offer(let reactions, let subject) = draft.action else { continue }
            for target in stored[subject] ?? [] {
                for reaction in reactions { try offer(reaction, on: target, now: now) }
            }
        }
        return wrote
    }

    /// A stored message, as far as what refers to it needs to know.
    struct OutboxTarget {
        var id: Int64
        var key: String
        var lane: String
        var room: String?
    }

    private func insert(_ draft: Draft, now: Timestamp) throws -> OutboxTarget? {
        var row = OutboxInsert(key: draft.key, kind: .message, urgency: draft.urgency, createdAtMs: now.rawValue)
        row.subject = draft.subject
        switch draft.action {
        case .say(let text, let room, let replyTo, let thread):
            row.room = room.rawValue
            row.text = text
            row.replyTo = replyTo?.rawValue
            row.thread = thread?.rawValue
            row.asker = draft.asker?.rawValue
            row.isPlain = draft.asker != nil && draft.subject == nil && !text.rings
        case .tell(let text, let person):
            let direct = try directRoom(of: person, urgency: draft.urgency, now: now)
            row.person = person.rawValue
            row.text = text
            row.room = direct.room
            row.deadReason = direct.deadReason
            row.isPlain = false
        case .invite(let person, let room, let reason), .kick(let person, let room, let reason):
            if case .kick = draft.action { row.kind = .kick } else { row.kind = .invite }
            guard try !exists("SELECT 1 FROM outbox WHERE key = ?", [draft.key]) else { return nil }
            try supersedeDoors(room, person)
            row.room = room.rawValue
            row.person = person.rawValue
            row.note = reason
        case .edit, .revise, .offer, .withdrawOffer:
            return nil
        }
        return try insert(row)
    }

    private func offer(_ reaction: String, on target: OutboxTarget, now: Timestamp) throws {
        var row = OutboxInsert(key: "react:\(reaction):\(target.key)", kind: .reaction, on: target, now: now)
        row.note = reaction
        _ = try insert(row)
    }

    func insert(_ row: OutboxInsert) throws -> OutboxTarget? {
        let sql = """
            INSERT OR IGNORE INTO outbox (key, kind, lane, room, person, asker, body, html, rings, mentions, replyTo,
                thread, note, subject, target, urgency, plain, state, deadReason, createdAtMs, file)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let lane = row.lane ?? row.room ?? row.person ?? ""
        let state: OutboxState = row.deadReason == nil ? row.state : .dead
        try cachedStatement(sql: sql).execute(
            arguments: [
                row.key, row.kind.rawValue, lane, row.room, row.person, row.asker, row.text?.body, row.text?.html,
                row.text?.rings ?? false, row.text?.storedMentions, row.replyTo, row.thread, row.note, row.subject,
                row.target, row.urgency.rawValue, row.isPlain, state.rawValue, row.deadReason, row.createdAtMs,
                row.text?.storedFile,
            ]
        )
        guard changesCount > 0 else { return nil }
        return OutboxTarget(id: lastInsertedRowID, key: row.key, lane: lane, room: row.room)
    }
}

/// The states of an outbox row.
///
/// The numbers are stored.
enum OutboxState: Int {
    case ready = 0
    case sending
    case sent
    case inDoubt
    case dead
    case merged
    case dropped
}

/// A row about to be stored in the outbox.
struct OutboxInsert {
    var key: String
    var kind: OutboxRow.Kind
    var urgency: Draft.Urgency
    var createdAtMs: Int64
    var lane: String?
    var room: String?
    var person: String?
    var asker: String?
    var text: OutboxText?
    var replyTo: String?
    var thread: String?
    var note: String?
    var subject: String?
    var target: Int64?
    var isPlain = false
    var state = OutboxState.ready
    var deadReason: String?

    init(key: String, kind: OutboxRow.Kind, urgency: Draft.Urgency, createdAtMs: Int64) {
        self.key = key
        self.kind = kind
        self.urgency = urgency
        self.createdAtMs = createdAtMs
    }

    /// What refers to a stored message goes the same way as that, after all that somebody waits for.
    init(key: String, kind: OutboxRow.Kind, on target: Database.OutboxTarget, now: Timestamp) {
        self.init(key: key, kind: kind, urgency: .chatter, createdAtMs: now.rawValue)
        lane = target.lane
        room = target.room
        self.target = target.id
    }
}

extension OutboxText {
    /// The mentions as stored: one a line, or nil where there are none.
    var storedMentions: String? {
        mentions.isEmpty ? nil : mentions.map { $0.rawValue }.joined(separator: "\n")
    }

    /// The file as stored, or nil where there is none.
    var storedFile: String? {
        file.flatMap { try? JSONEncoder().encode($0) }.map { String(decoding: $0, as: UTF8.self) }
    }
}
