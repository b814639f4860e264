import Bot
import Commands
import Foundation
import Groups
import Identifiers
import SQLiteStorage

/// Where conversations are played: the real core on a real database, no homeserver, and a clock that is moved by hand.
final class Stage {
    let storage: Storage
    let deciding: Deciding
    var now = Timestamp(rawValue: Stage.start)
    var events = 0
    /// How much time passes after each thing that somebody does, in milliseconds.
    var pace: Int64 = 60_000
    /// How often each event arrives: twice as after a crash, to be acted on once.
    var deliveries = 2
    /// Rooms that the storage knows.
    var rooms: Set<RoomID> = []
    /// Who has left every room, and does not come into one that the bot opens.
    var gone: Set<UserID> = []
    /// Direct rooms into which somebody else has come: for what is private the bot opens another one.
    var overheard: Set<RoomID> = []
    /// Rooms that do not let the bot invite or remove anybody.
    var powerless: Set<RoomID> = []
    /// Who waits at the door of which room.
    var knocking: Set<[String]> = []
    /// The bot's messages in each room, oldest first.
    var said: [RoomID: [(event: EventID, body: String)]] = [:]
    /// The last thing that each person said in each room.
    var heard: [String: EventID] = [:]
    /// What the files hold that people sent, by their URI, and the last one sent in each room.
    var files: [String: String] = [:]
    var lastFile: [RoomID: EventID] = [:]

    /// Monday 2 March 2026, 10:00 in Berlin.
    static let start: Int64 = 1_772_442_000_000
    static let people = ["olga", "ada", "abel", "finn", "fay", "cleo"]
    static let bot = user("guildhall")

    init() throws {
        storage = try Storage.inMemory()
        deciding = Deciding(
            frame: BoardFrame(
                hall: Hall(
                    name: "Guildhall",
                    operators: [Stage.user("olga")],
                    calendar: .init(
                        zone: "Europe/Berlin",
                        workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday]
                    )
                ),
                surroundings: .init(zone: { Zones.named($0) }, uptimeMs: { 0 }, zonesNear: Zones.near)
            ),
            manner: Manner(prefix: "!", botID: Stage.bot, botName: "Guildhall")
        )
    }

    /// Plays what a person does; what the bot does then, as lines.
    func hear(_ speech: ConversationLine.Speech) async throws -> [String] {
        try await logIn()
        if let lines = try await hearKnock(speech) { return lines }
        let room = try await enter(speech.place, speech.person)
        events += 1
        var event = InboxEvent(
            .message,
            event: EventID(rawValue: "$\(events)"),
            room: room,
            sender: Stage.user(speech.person),
            receivedAt: now
        )
        switch speech.act {
        case .says(let text): event.body = Stage.unescaped(text)
        case .replies(let text):
            let (words, target) = try self.target(text, in: room)
            event.body = Stage.unescaped(words)
            event.replyTo = target
        case .threads(let text):
            let (words, target) = try self.target(text, in: room)
            event.body = Stage.unescaped(words)
            event.thread = target
        case .knocks, .takesKnockBack: break
        case .reacts(let text):
            let (key, target) = try self.target(text, in: room)
            event.kind = .reaction
            event.reaction = key
            event.target = target
        case .takesBack, .takesFileBack:
            event.kind = .redaction
            event.target = speech.act == .takesBack ? heard["\(speech.person) \(room)"] : lastFile[room]
        case .edits:
            event.kind = .edit
            event.target = heard["\(speech.person) \(room)"]
        case .sends(_, let words, _):
            event.body = words
            event.replyTo = event.event
        case .repliesToFile(let text):
            event.body = text
            event.replyTo = lastFile[room]
        }
        if event.kind == .message { heard["\(speech.person) \(room)"] = event.event }
        event.pills = Stage.pills(in: event.body)
        var lines: [String] = []
        for _ in 1...deliveries {
            var batch = ReceivedBatch(position: "s\(events)")
            if let file = file(speech.act, event, in: room) { batch.files = [file] } else { batch.events = [event] }
            _ = try await storage.receive(batch, at: now)
            lines += try await act()
        }
        // What is due at once is not waited for.
        lines += try await pass(0, awake: true)
        now = Timestamp(rawValue: now.rawValue + pace)
        return lines
    }

    /// Plays a stage direction.
    func direct(_ direction: String) async throws -> [String] {
        if let script = Stage.scripts[direction] {
            for line in try ConversationLine.read("\n" + script) {
                if case .said(let speech, _) = line { _ = try await hear(speech) }
            }
            return []
        }
        if direction == "each command comes at once" {
            pace = 0
            return []
        }
        let words = direction.split(separator: " ").map(String.init)
        if words.count == 3, words[2] == "later", let count = Int64(words[0]), let unit = Stage.units[words[1]] {
            return try await pass(count * unit, awake: true)
        }
        if direction.hasPrefix("the bot is away for "), words.count == 7, let count = Int64(words[5]),
            let unit = Stage.units[words[6]]
        {
            let gone = now
            let back = Timestamp(rawValue: now.rawValue + count * unit)
            _ = try await storage.giveBack(from: gone, to: back)
            return try await pass(count * unit, awake: false)
        }
        if words.count == 6, Array(words[1...4]) == ["people", "respond", "to", "job"], let count = Int(words[0]) {
            try await crowd(count, respondingTo: words[5])
            return []
        }
        if let lines = try await directRooms(direction) { return lines }
        if words.count == 5, words[1...3] == ["is", "replaced", "by"] {
            try await replace(words[0], by: words[4])
            return []
        }
        throw ConversationError.unknownStage(direction)
    }

    static let units: [String: Int64] = [
        "minute": 60_000, "minutes": 60_000, "hour": 3_600_000, "hours": 3_600_000, "day": 86_400_000,
        "days": 86_400_000,
    ]

    /// Lets time pass.
    ///
    /// A bot that is awake acts at each moment at which something is due; one that was away, at the end.
    func pass(_ milliseconds: Int64, awake: Bool) async throws -> [String] {
        let end = Timestamp(rawValue: now.rawValue + milliseconds)
        // Nothing is over before something was heard after it.
        if awake { _ = try await storage.receive(ReceivedBatch(position: "s\(events)"), at: end) }
        var lines: [String] = []
        while let due = try await storage.nextDue(), due <= end {
            now = max(now, awake ? due : end)
            // Two ticks of one moment are one, and where one still waits there is no second.
            if try await !storage.tick(at: now) {
                now = Timestamp(rawValue: now.rawValue + 1)
                _ = try await storage.tick(at: now)
            }
            lines += try await act()
        }
        now = max(now, end)
        return lines
    }
}

// MARK: - The bot's part

extension Stage {
    /// Handles what waits and sends what comes of it.
    func act() async throws -> [String] {
        let deciding = deciding
        let batch = try await storage.handleWaiting(
            limit: 100,
            now: now,
            in: deciding.frame,
            apology: { _ in [] },
            decide: { try deciding.decide($0, $1) }
        )
        if let fault = batch.faults.first { throw ConversationError.unreadable("fault: \(fault.message)") }
        var rows: [OutboxRow] = []
        var settled: [(Int64, Settlement)] = []
        while true {
            let claimed = try await storage.exchange(settled, claiming: manner)
            settled = []
            for lane in claimed.lanes {
                switch lane {
                case .room(_, let sent):
                    let barred = sent.filter { [.invite, .kick].contains($0.kind) && powerless.contains($0.room) }
                    let done = sent.filter { row in !barred.contains { $0.id == row.id } }
                    rows += done
                    settled += done.map { ($0.id, .sent(EventID(rawValue: "$out-\($0.id)"))) }
                    settled += barred.map { ($0.id, .barred) }
                case .open(let person): try await open(person, by: Stage.bot)
                }
            }
            if claimed.lanes.isEmpty { break }
        }
        for file in try await storage.wantedFiles(at: now, limit: 4) {
            let content = files[file.uri]
            let found: CalendarImport.Content = content.map { .text(Array($0.utf8)) } ?? .failed(.missing)
            _ = try await storage.noteFetched(file.id, found, at: now)
        }
        let lines = try await describe(rows.sorted { $0.id < $1.id })
        // What was said with an alias is decided once that is looked up.
        return try await lookUpAliases() ? lines + act() : lines
    }

    var manner: ClaimManner {
        ClaimManner(
            now: now,
            busy: [],
            lanes: 100,
            rows: 100,
            isLimited: false,
            transactionID: { $0 },
            merge: { rows in Draft(key: "merged", .say(rows[0].text, in: rows[0].room)) }
        )
    }

    /// What the bot did, one line or a few for each thing.
    func describe(_ rows: [OutboxRow]) async throws -> [String] {
        var lines: [String] = []
        var reactions: (place: String, keys: [String])?
        func closeReactions() {
            if let open = reactions { lines.append("bot\(open.place) reacts \(open.keys.joined(separator: " "))") }
            reactions = nil
        }
        for row in rows {
            let place = Stage.place(row.room)
            if row.kind != .reaction || reactions?.place != place { closeReactions() }
            switch row.kind {
            case .message:
                said[row.room, default: []].append((EventID(rawValue: "$out-\(row.id)"), row.text.body))
                let sends = row.text.file.map { " sends \($0.name) (\($0.kind))" } ?? ""
                lines.append(Stage.line("bot\(place)\(row.thread == nil ? "" : " in the thread")\(sends)", row.text))
            case .edit: lines.append(Stage.line("bot\(place) edits", row.text))
            case .reaction: reactions = (place, (reactions?.keys ?? []) + [row.note])
            case .redaction: break
            case .invite:
                lines.append("bot invites \(Stage.name(row.person)) to \(Stage.roomName(row.room))")
                if let person = row.person { try await note([.occupant(row.room, person, .invited)]) }
            case .kick:
                let isTurnedAway = knocking.contains([Stage.name(row.person), Stage.roomName(row.room)])
                lines.append(
                    isTurnedAway
                        ? "bot turns \(Stage.name(row.person)) away from \(Stage.roomName(row.room)): \(row.note)"
                        : "bot removes \(Stage.name(row.person)) from \(Stage.roomName(row.room))"
                )
                if let person = row.person { try await note([.occupant(row.room, person, nil)]) }
            }
        }
        closeReactions()
        return lines
    }

    static func line(_ label: String, _ text: OutboxText) -> String {
        let rings = text.mentions.isEmpty ? "" : " (rings \(text.mentions.map { name($0) }.joined(separator: ", ")))"
        return label + rings + ": "
            + text.body.replacing("\n", with: "\n  ").replacing("\n  \n", with: "\n\u{20}\u{20}\n")
    }
}
