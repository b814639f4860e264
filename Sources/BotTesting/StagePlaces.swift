import Foundation
import GRDB
import Groups
import Identifiers
import SQLiteStorage

extension Stage {
    /// The account of a person, which is on another server where the name says so: `finn@new.org`.
    static func user(_ name: String) -> UserID {
        let parts = name.split(separator: "@")
        return UserID(rawValue: "@\(parts[0]):\(parts.count == 2 ? parts[1] : "example.org")")
    }

    static func name(_ user: UserID?) -> String {
        guard let user else { return "nobody" }
        return user.serverName == "example.org" ? String(user.localpart) : "\(user.localpart)@\(user.serverName)"
    }

    static func roomName(_ room: RoomID) -> String {
        "#" + room.rawValue.dropFirst().prefix { $0 != ":" }
    }

    /// Such as ` in #admins` or ` to finn`, and nothing for the lobby.
    static func place(_ room: RoomID) -> String {
        let name = roomName(room)
        if name.hasPrefix("#dm-") { return " to \(name.dropFirst(4))" }
        return name == "#lobby" ? "" : " in \(name)"
    }

    func enter(_ place: ConversationLine.Place, _ person: String) async throws -> RoomID {
        switch place {
        case .direct:
            let user = Stage.user(person)
            let room = RoomID(rawValue: "!dm-\(person):example.org")
            if !rooms.contains(room) { try await open(user, by: user) }
            return room
        case .room(let name):
            let room = RoomID(rawValue: "!\(name):example.org")
            if rooms.insert(room).inserted { try await found(room, botPower: name == "weak" ? 0 : 100) }
            if !Stage.people.contains(person) { try await note([.occupant(room, Stage.user(person), .joined)]) }
            return room
        }
    }

    /// Plays a knock or the end of one, which is a fact about the room; nil for anything else.
    func hearKnock(_ speech: ConversationLine.Speech) async throws -> [String]? {
        guard case .room(let name) = speech.place else { return nil }
        let room = RoomID(rawValue: "!\(name):example.org")
        let person = Stage.user(speech.person)
        let fact: RoomFact
        switch speech.act {
        case .knocks(let reason):
            fact = .knocked(room, person, EventID(rawValue: "$\(events + 1)"), reason: Stage.unescaped(reason))
        case .takesKnockBack: fact = .wentByThemselves(room, person, EventID(rawValue: "$\(events + 1)"))
        default: return nil
        }
        events += 1
        if case .knocks = speech.act {
            knocking.insert([speech.person, "#\(name)"])
        } else {
            knocking.remove([speech.person, "#\(name)"])
        }
        if rooms.insert(room).inserted { try await found(room, botPower: name == "weak" ? 0 : 100) }
        var lines: [String] = []
        for _ in 1...2 {
            try await note([fact])
            lines += try await act()
        }
        now = Timestamp(rawValue: now.rawValue + pace)
        return lines
    }

    func open(_ person: UserID, by creator: UserID) async throws {
        var room = RoomID(rawValue: "!dm-\(Stage.name(person)):example.org")
        if creator == Stage.bot, overheard.contains(room) {
            room = RoomID(rawValue: "!dm-\(Stage.name(person))-alone:example.org")
        }
        rooms.insert(room)
        try await note([
            .created(room, by: [creator], version: "11", predecessor: nil), .membership(room, .joined),
            .direct(room, with: person), .occupant(room, person, gone.contains(person) ? .invited : .joined),
        ])
    }

    /// The bot knows who it is from its session.
    func logIn() async throws {
        guard events == 0 else { return }
        var session = try await storage.session()
        session.user = Stage.bot
        session.device = "STAGE"
        session.homeserver = "http://127.0.0.1"
        try await storage.noteLogin(session)
        // What is drawn by chance is drawn alike whenever a story is played.
        try await storage.database.write { db in
            try db.execute(sql: "UPDATE session SET secret = CAST('stage' AS BLOB)")
        }
    }

    func found(_ room: RoomID, botPower: Int) async throws {
        try await note(
            [
                .membership(room, .joined),
                .created(room, by: [Stage.user("olga")], version: "11", predecessor: nil),
                .powerLevels(room, json: Stage.powers(ofBot: botPower)),
            ] + Stage.people.map { .occupant(room, Stage.user($0), .joined) }
        )
    }

    /// Has a room upgraded by ada, who alone is in the new one with the bot.
    func replace(_ old: String, by new: String) async throws {
        let room = RoomID(rawValue: "!\(new.dropFirst()):example.org")
        rooms.insert(room)
        try await note([
            .membership(room, .joined), .created(room, by: [Stage.user("ada")], version: "11", predecessor: nil),
            .name(room, String(new.dropFirst())), .occupant(room, Stage.user("ada"), .joined),
        ])
        let before = RoomID(rawValue: "!\(old.dropFirst()):example.org")
        try await storage.noteReplacement(of: before, by: room, now: now)
    }

    func note(_ facts: [RoomFact]) async throws {
        var batch = ReceivedBatch()
        batch.facts = facts
        _ = try await storage.receive(batch, at: now)
    }

    /// What a reply or tap is on: the bot's last message in the room, or with `to #2` at the end, the card of #2.
    func target(_ text: String, in room: RoomID) throws -> (String, EventID) {
        var words = text
        var wanted = ""
        if let range = text.range(of: " to #", options: .backwards), text[range.upperBound...].allSatisfy(\.isNumber) {
            words = String(text[..<range.lowerBound])
            wanted = "#" + text[range.upperBound...]
        }
        guard let found = (wanted.isEmpty ? said[room]?.last : said[room]?.first { $0.body.hasPrefix(wanted) }) else {
            throw ConversationError.nothingToReplyTo(text)
        }
        return (words, found.event)
    }

    /// Characters that a text file shows badly, such as `\u{202E}`, and `LONG` for 6,000 bytes.
    static func unescaped(_ text: String) -> String {
        text.replacing("LONG", with: String(repeating: "very long ", count: 600)).replacing(
            #/\\u\{([0-9A-Fa-f]{1,6})\}/#
        ) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
        }
    }

    /// A client makes a pill of a person's name: `[finn]` stands for one.
    static func pills(in body: String) -> [InboxPill] {
        body.matches(of: #/\[([a-z]+)\]/#).map { InboxPill(text: "[\($0.1)]", user: user(String($0.1))) }
    }

    /// What has happened before a story, by the direction that says so.
    static let scripts = ["the sample hall": sampleHall, "the sample test": sampleTest]

    /// One question of each kind, and ten about concurrency of which two are drawn.
    private static let sampleTest = """
        ada to bot: tests create Swift Basics
          syllabus: Optionals, value types, errors and concurrency.
          draw: optionals 1, values 1, errors 1, words 1, numbers 1, pairs 1
          time: 20 minutes
        ada to bot: tests import swift-basics
          $CATEGORY: optionals
          What does ?? do? {=It gives a default ~It unwraps by force ~It compares ~It throws}
          $CATEGORY: values
          Which of these are value types? {~%50%struct ~%50%enum ~%-100%class ~%-100%actor}
          $CATEGORY: errors
          A function that throws must be called with try. {T}
          $CATEGORY: words
          Which keyword marks a suspension point? {=await}
          $CATEGORY: numbers
          How many bits has an Int64? {#64}
          $CATEGORY: pairs
          What belongs together? {=guard -> early exit =defer -> clean-up =lazy -> first use}
        ada to bot: tests import confirm
        ada to bot: tests open swift-basics
        """

    static let sampleHall = """
        olga: !sponsor add Acme @ada:example.org
        ada: !groups create Swift Guild
          skills: swift, linux
          badge: 🦜
          criteria: Two samples of your work
          about: People who write Swift on servers
        finn: !freelancer
          headline: Swift on the server, since 2016
          skills: swift, sqlite
        fay: !freelancer
        """
}
