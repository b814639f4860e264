import Groups
import Identifiers
import SQLiteStorage

let noon = Timestamp(rawValue: 1_700_000_000_000)
let hallRoom = RoomID(rawValue: "!hall:example.org")
let finn = UserID(rawValue: "@finn:example.org")
let ada = UserID(rawValue: "@ada:example.org")

let frame = BoardFrame(
    hall: Hall(name: "Guildhall", operators: [], calendar: .init(zone: "UTC", workingDays: [])),
    surroundings: .init(zone: { _ in .utc }, uptimeMs: { 0 })
)

extension Timestamp {
    func later(seconds: Int64) -> Timestamp { Timestamp(rawValue: rawValue + seconds * 1000) }
}

func said(_ body: String, _ event: String, in room: RoomID = hallRoom, by sender: UserID = finn) -> InboxEvent {
    var heard = InboxEvent(.message, event: EventID(rawValue: event), room: room, sender: sender, receivedAt: noon)
    heard.body = body
    return heard
}

func batch(_ events: [InboxEvent], position: String? = nil, facts: [RoomFact] = []) -> ReceivedBatch {
    var batch = ReceivedBatch(position: position)
    batch.events = events
    batch.facts = facts
    return batch
}

func answer(_ text: String, key: String, in room: RoomID = hallRoom) -> Draft {
    Draft(key: key, .say(OutboxText(body: text), in: room), asker: finn)
}

func manner(
    at now: Timestamp = noon,
    busy: Set<String> = [],
    lanes: Int = 8,
    rows: Int = 1,
    isLimited: Bool = false
) -> ClaimManner {
    ClaimManner(
        now: now,
        busy: busy,
        lanes: lanes,
        rows: rows,
        isLimited: isLimited,
        transactionID: { "t:" + $0 },
        merge: { rows in
            let body = rows.map { $0.text.body }.joined(separator: "|")
            let key = "merged:" + rows.map { $0.key }.joined(separator: ",")
            return Draft(key: key, .say(OutboxText(body: body), in: rows[0].room))
        }
    )
}

extension Claimed {
    /// What would be sent, a room's rows joined, such as `!hall:example.org message one`.
    var lines: [String] {
        lanes.flatMap { lane -> [String] in
            switch lane {
            case .room(let room, let rows):
                return rows.map { "\(room) \($0.kind) \($0.kind == .reaction ? $0.note : $0.text.body)" }
            case .open(let person):
                return ["open \(person)"]
            }
        }
    }

    var rows: [OutboxRow] {
        lanes.flatMap { lane -> [OutboxRow] in
            if case .room(_, let rows) = lane { rows } else { [] }
        }
    }
}

extension Storage {
    /// Handles everything that waits, answering each message with what `answers` makes of it.
    @discardableResult
    func handleAll(
        limit: Int = 50,
        _ answers: @escaping @Sendable (InboxEvent) throws -> [Draft] = { _ in [] }
    ) async throws -> HandledBatch {
        try await handleWaiting(
            limit: limit,
            now: noon,
            in: frame,
            apology: { [answer("Sorry.", key: "sorry:\($0.event)")] },
            decide: { event, _ in StoredDecision(drafts: try answers(event)) }
        )
    }
}

extension Storage {
    /// Handles what waits with a closure that sees the board.
    func look(_ decide: @escaping @Sendable (InboxEvent, StoredBoard) throws -> StoredDecision?) async throws {
        _ = try await handleWaiting(limit: 9, now: noon, in: frame, apology: { _ in [] }, decide: decide)
    }
}
