import Groups
import Identifiers

/// A room as people name it in a command.
enum RoomReference {
    /// Whether a word names a room: by its alias or ID, or by a link with one.
    static func isRoom(_ word: String) -> Bool { alias(word) != nil || id(word) != nil }

    /// The alias of a room as people name it, or nil where it is none: `#crew:example.org`, or a link with it.
    static func alias(_ text: String) -> String? {
        var alias = text[...]
        for start in ["https://matrix.to/#/", "matrix:r/"] where alias.hasPrefix(start) {
            alias = alias.dropFirst(start.count)
            if start.hasPrefix("matrix:") { alias = "#" + alias }
        }
        let whole = alias.prefix { $0 != "?" && $0 != " " }.replacing("%23", with: "#").replacing("%3A", with: ":")
        guard whole.hasPrefix("#"), (4...255).contains(whole.utf8.count), whole.dropFirst(2).contains(":"),
            whole.last != ":"
        else { return nil }
        return String(whole)
    }

    /// The ID of a room as people name it: the ID itself, or a link with it.
    static func id(_ text: String) -> RoomID? {
        var id = text[...]
        for start in ["https://matrix.to/#/", "matrix:roomid/"] where id.hasPrefix(start) {
            id = id.dropFirst(start.count)
            if start.hasPrefix("matrix:") { id = "!" + id }
        }
        id = id.prefix { $0 != "?" && $0 != " " }
        guard id.hasPrefix("!"), (3...255).contains(id.utf8.count) else { return nil }
        return RoomID(rawValue: String(id).replacing("%21", with: "!").replacing("%3A", with: ":"))
    }

    /// The room that a word names, or nil as long as the homeserver is still to be asked about its alias.
    ///
    /// - Throws: An authority refusal for a room that the bot and the caller are not both in, said alike whether there is
    ///   such a room or not.
    static func resolve(_ word: String, _ call: Call, _ board: some Board) throws -> RoomID? {
        let shown = word.capped(bytes: 100)
        var room = id(word)
        if room == nil, let alias = alias(word) {
            switch try board.lookup(of: alias, for: call.event) {
            case nil, .wanted: return nil
            case .room(let id): room = id
            case .missing: throw Refusal.authority(.noSuchRoom(shown))
            case .unreachable: throw Refusal.authority(.roomUnreachable(shown))
            }
        }
        guard let room, try board.isBotIn(room), try board.occupies(call.sender, room) else {
            throw Refusal.authority(.noSuchRoom(shown))
        }
        return room
    }
}
