import Bot
import BotTesting
import Commands
import Groups
import Identifiers
import SQLiteStorage
import Synchronization

/// A hall as its people have built it, in which anything can be tried by anybody and leaves no trace.
///
/// Two sponsors, three groups and a draft, a request that waits (#1), a member, an open job (1) and the preview of one (2). What a trial
/// decides is looked at and thrown away, so every trial finds the same hall.
final class TrialHall: Sendable {
    let storage: Storage
    let deciding: Deciding
    private let events = Mutex(0)
    private static let now = Timestamp(rawValue: 1_772_539_200_000)

    /// What the applicant of #1 tells the administrators, and nobody else.
    static let secret = "between-us-42"
    /// A question of Acme's test, for those who run it and nobody else.
    static let question = "Is forty-two the answer?"
    /// What the respondent to job 1 tells its client, and nobody else.
    static let pitch = "my-rate-is-77"

    /// What somebody does, and what would come of it.
    struct Trial {
        var sender: UserID
        var room: RoomID
        var isDirect: Bool
        var changes: [Change]
        var drafts: [Draft]
    }

    init(_ story: String = TrialHall.story) async throws {
        let kept = Mutex<Storage?>(nil)
        _ = try await Conversation(text: story).replayed { storage in kept.withLock { $0 = storage } }
        guard let storage = kept.withLock({ $0 }) else { throw ConversationError.unreadable(story) }
        self.storage = storage
        let days: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
        deciding = Deciding(
            frame: BoardFrame(
                hall: Hall(
                    name: "Guildhall",
                    operators: [Role.olga],
                    calendar: .init(zone: "Europe/Berlin", workingDays: days)
                ),
                surroundings: .init(zone: { Zones.named($0) }, uptimeMs: { 0 })
            ),
            manner: Manner(prefix: "!", botID: Homeserver.user("guildhall"), botName: "Guildhall")
        )
        for person in Role.all { try await admit(person) }
    }

    /// Puts a person into every room, so that only the rules keep them from what they try, and opens a direct room.
    private func admit(_ person: UserID) async throws {
        var batch = ReceivedBatch()
        let direct = TrialHall.direct(person)
        batch.facts = TrialHall.shared.map { .occupant($0, person, .joined) }
        batch.facts += [
            .created(direct, by: [person], version: "11", predecessor: nil), .membership(direct, .joined),
            .direct(direct, with: person), .occupant(direct, person, .joined),
        ]
        try await note(batch.facts)
    }

    /// Stores facts, and handles the welcome that may come of them.
    func note(_ facts: [RoomFact]) async throws {
        var batch = ReceivedBatch()
        batch.facts = facts
        try await storage.receive(batch, at: TrialHall.now)
        _ = try await handle { _, _ in nil }
    }

    private func handle(
        _ decide: @escaping @Sendable (InboxEvent, StoredBoard) throws -> StoredDecision?
    ) async throws -> HandledBatch {
        try await storage.handleWaiting(
            limit: 100,
            now: TrialHall.now,
            in: deciding.frame,
            apology: { _ in [] },
            decide: decide
        )
    }

    /// What would come of an event, by a sender in a room.
    func `try`(
        by sender: UserID,
        in room: RoomID,
        _ fill: (inout InboxEvent) -> Void
    ) async throws -> Trial {
        let number = events.withLock { count in
            count += 1
            return count
        }
        var event = InboxEvent(
            .message,
            event: EventID(rawValue: "$trial-\(number)"),
            room: room,
            sender: sender,
            receivedAt: TrialHall.now
        )
        fill(&event)
        var batch = ReceivedBatch()
        batch.events = [event]
        try await storage.receive(batch, at: TrialHall.now)
        let found = Mutex<(StoredDecision, Bool)>((StoredDecision(), false))
        let deciding = deciding
        let handled = try await handle { event, board in
            let decision = try deciding.decide(event, board) ?? StoredDecision()
            found.withLock { $0 = (decision, event.isDirect) }
            return nil
        }
        guard handled.count == 1, handled.faults.isEmpty else {
            throw ConversationError.unreadable("\(handled.faults)")
        }
        let (decision, isDirect) = found.withLock { $0 }
        return Trial(
            sender: sender,
            room: room,
            isDirect: isDirect,
            changes: decision.changes.filter { if case .person(.spent) = $0 { false } else { true } },
            drafts: decision.drafts
        )
    }

    /// What would come of a knock on a room, or of going away from its door again.
    func knock(by sender: UserID, on room: RoomID, takenBack: Bool = false) async throws -> Trial {
        let number = events.withLock { count in
            count += 1
            return count
        }
        let knock = RoomFact.knocked(room, sender, EventID(rawValue: "$knock-\(number)"), reason: "Let me in")
        var batch = ReceivedBatch()
        batch.facts = [knock]
        if takenBack {
            try await note([knock])
            batch.facts = [.wentByThemselves(room, sender, EventID(rawValue: "$gone-\(number)"))]
        }
        try await storage.receive(batch, at: TrialHall.now)
        let found = Mutex(StoredDecision())
        let deciding = deciding
        let handled = try await handle { event, board in
            guard event.kind == .knock || event.kind == .knockTakenBack else { return nil }
            let decision = try deciding.decide(event, board) ?? StoredDecision()
            found.withLock { $0 = decision }
            return nil
        }
        guard handled.faults.isEmpty else { throw ConversationError.unreadable("\(handled.faults)") }
        try await note([.occupant(room, sender, .joined)])
        let decision = found.withLock { $0 }
        let changes = decision.changes.filter { if case .person(.spent) = $0 { false } else { true } }
        return Trial(sender: sender, room: room, isDirect: false, changes: changes, drafts: decision.drafts)
    }

    func say(_ text: String, by sender: UserID, in room: RoomID) async throws -> Trial {
        try await self.try(by: sender, in: room) { $0.body = text }
    }

    /// A request as it is stored.
    func request(_ id: RequestID) async throws -> JoinRequest? {
        let found = Mutex<JoinRequest?>(nil)
        var batch = ReceivedBatch()
        batch.events = [InboxEvent(.tick, event: EventID(rawValue: "$read-\(id.rawValue)"), receivedAt: TrialHall.now)]
        try await storage.receive(batch, at: TrialHall.now)
        _ = try await handle { _, board in
            let request = try board.request(id)
            found.withLock { $0 = request }
            return nil
        }
        return found.withLock { $0 }
    }

    /// The messages of the bot about a subject, in whatever room.
    func cards(about subject: String) async throws -> [(room: RoomID, event: EventID)] {
        let found = Mutex<[(room: RoomID, event: EventID)]>([])
        let rooms = TrialHall.shared + Role.all.map { TrialHall.direct($0) }
        var batch = ReceivedBatch()
        batch.events = [
            InboxEvent(.tick, event: EventID(rawValue: "$look-\(subject)"), receivedAt: TrialHall.now)
        ]
        try await storage.receive(batch, at: TrialHall.now)
        _ = try await handle { _, board in
            for room in rooms {
                for number in 1...200 {
                    let event = EventID(rawValue: "$out-\(number)")
                    guard try board.subject(of: event, in: room) == subject else { continue }
                    found.withLock { $0.append((room, event)) }
                }
            }
            return nil
        }
        return found.withLock { $0 }
    }
}

// MARK: - Rooms and people

extension TrialHall {
    static func room(_ name: String) -> RoomID { RoomID(rawValue: "!\(name):example.org") }

    static func direct(_ person: UserID) -> RoomID {
        person.serverName == "example.org" ? room("dm-\(person.localpart)") : RoomID(rawValue: "!dm-\(person)")
    }

    static let shared = ["lobby", "admins", "members", "others"].map { room($0) }

    static let story = withoutDraft + "\nada: !groups create Draft Guild --draft"

    static let withoutDraft = """
        A hall with two sponsors.

        (the sample hall)
        olga: !sponsor add Beta @zoe:example.org
        ada: !admins swift-guild add @abel:example.org
        ada: !groups create Rust Guild
        ada in #admins: !here swift-guild admin
        ada in #members: !here swift-guild members
        ada in #others: !here rust-guild admin
        ada: !groups pause rust-guild
        zoe: !groups create Go Guild
        zoe: !admins go-guild add @zo\u{EB}:example.org
        ada: !criteria swift-guild add question long What did you build last?
        fay: !join swift-guild
        fay to bot: A timetable
        abel in #admins: !approve 1
        finn: !join swift-guild \(secret)
        finn to bot: \(secret)
        abel in #admins reacts 1️⃣ to #2
        zoe: !freelancer
        ada in #admins: !invite swift-guild @zoe:example.org
        ada in #admins: !ban swift-guild @hal:example.org Spam
        cleo: !postjob swift-guild
          title: A timetable
          about: Somebody who writes a timetable for ferries, please
        cleo: !postjob confirm 1
        fay to bot: respond 1 \(pitch)
        finn to bot: jobs watch timetable
        cleo: !postjob swift-guild
          title: Another timetable
          about: Somebody who writes a timetable for trains, please
        ada: !tests create Swift basics
        ada to bot: tests import swift-basics
          \(question) {T}
          \u{20}
          Is it another one? {F}
        ada to bot: tests import confirm
        ada: !tests open swift-basics
        ada: !tests create Draft of Acme
        ada to bot: tests import draft-of-acme
          \(question) {T}
        """
}

/// People of the hall, and people who only look like them.
enum Role {
    static let olga = Homeserver.user("olga")
    static let ada = Homeserver.user("ada")
    static let abel = Homeserver.user("abel")
    static let finn = Homeserver.user("finn")
    static let fay = Homeserver.user("fay")
    static let cleo = Homeserver.user("cleo")
    static let zoe = Homeserver.user("zoe")
    /// An administrator of Go Guild whose name has an accent, in one code point.
    static let zoeWithAccent = Homeserver.user("zo\u{EB}")

    static let people = [olga, ada, abel, finn, fay, cleo, zoe, zoeWithAccent]

    static let lookAlikes = [
        "@ada:evil.org", "@Ada:example.org", "@ada:EXAMPLE.ORG", "@ada:example.org.evil.org", "@ada:example.org:8448",
        "@\u{430}da:example.org", "@ada\u{200D}:example.org", "@ada :example.org", "@ada:example.org ",
        "@ada%3Aexample.org:evil.org", "@olga:evil.org", "@Olga:example.org", "@abel:evil.org", "@ABEL:example.org",
        "@zoe\u{308}:example.org", "@\u{FF41}da:example.org",
    ].map(UserID.init(rawValue:))

    static var all: [UserID] { people + lookAlikes }
}
