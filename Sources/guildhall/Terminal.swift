import Bot
import Commands
import Foundation
import Groups
import Identifiers
import SQLiteStorage

/// A terminal in place of a homeserver: what is typed is handled as a direct message, and what is sent is shown.
struct Terminal {
    let storage: Storage
    var me: UserID
    private var number: Int64
    private let bot = UserID(rawValue: "@guildhall:here")
    private let clock = BotClock.system

    init(storage: Storage, me: UserID) {
        self.storage = storage
        self.me = me
        // Events of another sitting must not have the names of this one's.
        number = BotClock.system.now().rawValue * 1000
    }

    mutating func run() async throws {
        show("You are alone with the bot, in an empty hall, and its operator: everything begins with")
        show("  !sponsor add Acme \(me)      and then      !groups create Swift Guild")
        show("!help shows all commands. Begin a line with “ada:” to speak as somebody else; end with exit or Ctrl-D.")
        show("A line that ends in “\\” goes on in the next.")
        while let line = read(), line != "exit", line != "quit" {
            let text = speaker(of: line)
            try await tick()
            if !text.isEmpty { try await say(text) }
        }
        show("")
    }

    /// Takes the name before a line's colon for whoever speaks from now on, and gives what is said.
    private mutating func speaker(of line: String) -> String {
        guard let space = line.firstIndex(of: " "), line[..<space].hasSuffix(":") else { return line }
        let name = line[..<space].dropLast()
        let id = name.hasPrefix("@") ? String(name) : "@\(name):\(me.serverName)"
        guard let person = UserID(parsing: id) else { return line }
        me = person
        return line[space...].trimmingCharacters(in: .whitespaces)
    }

    private func read() -> String? {
        FileHandle.standardOutput.write(Data("\(me)> ".utf8))
        guard var text = readLine() else { return nil }
        while text.hasSuffix("\\"), let more = readLine() { text = text.dropLast() + "\n" + more }
        return text.trimmingCharacters(in: .whitespaces)
    }

    private func show(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    private func room(of person: UserID) -> RoomID { RoomID(rawValue: "!direct-\(person):here") }

    private mutating func say(_ text: String) async throws {
        number += 1
        let room = room(of: me)
        var batch = ReceivedBatch()
        batch.facts = [.membership(room, .joined), .direct(room, with: me), .occupant(room, me, .joined)]
        var event = InboxEvent(
            .message,
            event: EventID(rawValue: "$\(number)"),
            room: room,
            sender: me,
            receivedAt: clock.now()
        )
        event.body = text
        batch.events = [event]
        try await storage.receive(batch, at: clock.now())
        try await act()
    }

    private func tick() async throws {
        guard let due = try await storage.nextDue(), due <= clock.now() else { return }
        try await storage.tick(at: clock.now())
        try await act()
    }

    private func act() async throws {
        let frame = BoardFrame(
            hall: Hall(
                name: "Guildhall",
                operators: [me],
                calendar: .init(zone: "UTC", workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday])
            ),
            surroundings: .init(zone: { Zones.named($0) }, uptimeMs: clock.uptimeMs, zonesNear: Zones.near)
        )
        let manner = Manner(prefix: "!", botID: bot, botName: "Guildhall")
        let deciding = Deciding(frame: frame, manner: manner)
        while true {
            let handled = try await storage.handleWaiting(
                limit: 100,
                now: clock.now(),
                in: frame,
                apology: { deciding.apology(for: $0) },
                decide: { try deciding.decide($0, $1) }
            )
            for fault in handled.faults { show("fault: \(fault.message)") }
            if handled.count == 0 { break }
        }
        try await deliver()
    }

    /// Shows what would be sent.
    private func deliver() async throws {
        var settled: [(Int64, Settlement)] = []
        while true {
            let manner = ClaimManner(
                now: clock.now(),
                busy: [],
                lanes: 100,
                rows: 100,
                isLimited: false,
                transactionID: { $0 },
                merge: { Draft(key: "merged/\($0[0].key)", .say($0[0].text, in: $0[0].room)) }
            )
            let claimed = try await storage.exchange(settled, claiming: manner)
            settled = []
            if claimed.lanes.isEmpty { return }
            for lane in claimed.lanes {
                switch lane {
                case .open(let person):
                    _ = try await storage.beginOpening(for: person)
                    try await storage.noteOpened(room(of: person), for: person, now: clock.now())
                    try await storage.finishOpening(for: person, in: room(of: person))
                case .room(_, let rows):
                    for row in rows {
                        show(line(row))
                        settled.append((row.id, .sent(EventID(rawValue: "$sent-\(row.id)"))))
                    }
                }
            }
        }
    }

    private func line(_ row: OutboxRow) -> String {
        let isMine = row.room == room(of: me)
        let address = isMine ? "" : row.person.map { "to \($0): " } ?? "in \(row.room): "
        switch row.kind {
        case .message: return address + row.text.body
        case .edit: return "\(address)(now reads) \(row.text.body)"
        case .reaction: return "\(address)(offers \(row.note))"
        case .redaction: return "\(address)(takes a reaction back)"
        case .invite: return "(invites \(row.person?.rawValue ?? "") to \(row.room))"
        case .kick: return "(removes \(row.person?.rawValue ?? "") from \(row.room))"
        }
    }
}
