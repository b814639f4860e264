import Foundation
import GRDB
package import Identifiers

/// Look-ups about rooms and sent messages, for the board: each answers from the transaction it is asked in.
extension StoredBoard {
    /// What one of the bot's own messages is about, such as `request:41`: nil for anything the bot did not send itself.
    package func subject(of event: EventID, in room: RoomID) throws -> String? {
        let sql = """
            SELECT subject FROM outbox
            WHERE eventID = ? AND subject IS NOT NULL AND room = ? AND kind = 1 AND state = 2
            """
        return try String.fetchOne(db.cachedStatement(sql: sql), arguments: [event.rawValue, room.rawValue])
    }

    /// Whether a person has joined a room that the bot is in as well.
    package func occupies(_ person: UserID, _ room: RoomID) throws -> Bool {
        let sql = """
            SELECT 1 FROM occupant o JOIN room r ON r.id = o.room
            WHERE o.room = ? AND o.person = ? AND o.presence = 2 AND r.membership = 2
            """
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [room.rawValue, person.rawValue]) != nil
    }

    /// Whether a person is in a room or invited to it, the bot's own membership aside.
    package func isExpected(_ person: UserID, in room: RoomID) throws -> Bool {
        let sql = "SELECT 1 FROM occupant WHERE room = ? AND person = ? AND presence < 3"
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [room.rawValue, person.rawValue]) != nil
    }

    /// Whether a room is a direct one: one person, and the bot.
    package func isDirect(_ room: RoomID) throws -> Bool {
        let sql = """
            SELECT 1 FROM room r WHERE r.id = ? AND r.directWith IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM occupant o WHERE o.room = r.id AND o.person <> r.directWith AND o.presence < 3)
            """
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [room.rawValue]) != nil
    }

    /// The direct room of a person, where there is one that they have not left.
    package func directRoom(of person: UserID) throws -> RoomID? {
        let sql = "SELECT room FROM directRoom WHERE person = ? AND state = 2"
        return try String.fetchOne(db.cachedStatement(sql: sql), arguments: [person.rawValue]).map(RoomID.init)
    }

    /// A room's name, where it has one.
    package func name(of room: RoomID) throws -> String? {
        let sql = "SELECT name FROM room WHERE id = ?"
        return try String.fetchOne(db.cachedStatement(sql: sql), arguments: [room.rawValue])
    }

    /// Whether the bot is in a room.
    package func isJoined(_ room: RoomID) throws -> Bool {
        let sql = "SELECT 1 FROM room WHERE id = ? AND membership = 2"
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [room.rawValue]) != nil
    }

    /// Whether a person may change a room's settings: whether they may send a state event of no particular kind.
    package func mayConfigure(_ person: UserID, _ room: RoomID) throws -> Bool {
        guard try occupies(person, room), let powers = try powers(in: room) else { return false }
        return powers.level(of: person) >= powers.needed(forState: "org.guildhall.here")
    }

    /// Whether the bot is in a room and may invite and remove people there.
    package func botMayInviteAndKick(in room: RoomID) throws -> Bool {
        guard try isJoined(room), let powers = try powers(in: room) else { return false }
        let statement = try db.cachedStatement(sql: "SELECT userID FROM session")
        guard let bot = try String.fetchOne(statement).map(UserID.init) else { return false }
        return powers.level(of: bot) >= max(powers.neededToInvite, powers.neededToKick)
    }

    /// Who may do what in a room, or nil where nothing is known of the room.
    package func powers(in room: RoomID) throws -> RoomPowers? {
        let sql = "SELECT powerLevels, creators, version FROM room WHERE id = ?"
        let statement = try db.cachedStatement(sql: sql)
        guard let row = try Row.fetchOne(statement, arguments: [room.rawValue]) else { return nil }
        let creators = (row[1] as String? ?? "").split(separator: "\n").map { UserID(rawValue: String($0)) }
        return RoomPowers(json: row[0], creators: creators, version: row[2])
    }
}

/// Who may do what in a room
/// ([Matrix v1.19, "m.room.power_levels"](https://spec.matrix.org/v1.19/client-server-api/#mroompower_levels)).
package struct RoomPowers: Sendable {
    private var users: [String: Int64] = [:]
    private var levels: [String: Int64] = [:]
    private var events: [String: Int64] = [:]
    private let creators: [UserID]
    private let areCreatorsAbove: Bool
    private let hasLevels: Bool

    /// Whether the room has said who may do what.
    package var areKnown: Bool { hasLevels }

    /// Reads the content of `m.room.power_levels` leniently: what makes no sense counts as absent.
    package init(json: String?, creators: [UserID], version: String?) {
        self.creators = creators
        // From version 12 on; a version that is no number is newer than that, or somebody's experiment.
        areCreatorsAbove = version.map { Int($0).map { $0 >= 12 } ?? true } ?? false
        guard let json, let read = try? JSONDecoder().decode(Levels.self, from: Data(json.utf8)) else {
            hasLevels = false
            return
        }
        hasLevels = true
        // In room versions 1 to 9 strings of digits count too.
        let mayBeText = version.map { Int($0).map { $0 < 10 } ?? false } ?? true
        func numbers(_ entries: [String: Level]) -> [String: Int64] {
            entries.compactMapValues { $0.number ?? (mayBeText ? $0.text : nil) }
        }
        users = numbers(read.nested["users"] ?? [:])
        events = numbers(read.nested["events"] ?? [:])
        levels = numbers(read.plain)
    }

    /// A person's level.
    ///
    /// `Int64.max` for a creator where creators stand above all levels.
    package func level(of person: UserID) -> Int64 {
        if areCreatorsAbove, creators.contains(person) { return .max }
        if !hasLevels, creators.contains(person) { return 100 }
        // Keys are compared byte by byte, which a dictionary of strings does not do.
        let own = users.first { $0.key.utf8.elementsEqual(person.rawValue.utf8) }?.value
        return own ?? levels["users_default"] ?? 0
    }

    /// The level needed to send a state event.
    ///
    /// A room without levels lets everybody do everything
    /// ([Matrix v1.19, "m.room.power_levels"](https://spec.matrix.org/v1.19/client-server-api/#mroompower_levels)); here it
    /// rather counts as one whose levels are not known, in which only its creators may.
    package func needed(forState type: String) -> Int64 {
        events[type] ?? levels["state_default"] ?? 50
    }

    /// The level needed to send a message.
    package var neededToSpeak: Int64 { events["m.room.message"] ?? levels["events_default"] ?? 0 }
    /// The level needed to invite.
    package var neededToInvite: Int64 { levels["invite"] ?? 0 }
    /// The level needed to remove somebody.
    package var neededToKick: Int64 { levels["kick"] ?? 50 }
}

/// The members of an object: those that may be levels, and those that are objects of such.
private struct Levels: Decodable {
    var plain: [String: Level] = [:]
    var nested: [String: [String: Level]] = [:]

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Name.self)
        for key in members.allKeys {
            if let level = try? members.decode(Level.self, forKey: key) { plain[key.stringValue] = level }
            guard let inner = try? members.nestedContainer(keyedBy: Name.self, forKey: key) else { continue }
            var entries: [String: Level] = [:]
            for name in inner.allKeys { entries[name.stringValue] = try? inner.decode(Level.self, forKey: name) }
            nested[key.stringValue] = entries
        }
    }

    struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

/// A number, or a text that some room versions take for one.
private struct Level: Decodable {
    var number: Int64?
    var text: Int64?

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int64.self) {
            self.number = number
        } else if let number = try? value.decode(Double.self) {
            // Beyond 64 bits it is no level.
            self.number = Int64(exactly: number.rounded(.towardZero))
        } else {
            text = Int64(try value.decode(String.self).trimmingCharacters(in: .whitespaces))
        }
    }
}
