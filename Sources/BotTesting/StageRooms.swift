import Groups
import Identifiers
import SQLiteStorage

/// What people do to rooms with their clients.
extension Stage {
    /// Plays a stage direction about a room; nil for any other.
    func directRooms(_ direction: String) async throws -> [String]? {
        guard let facts = facts(direction) else { return nil }
        events += 1
        try await note(facts)
        return try await act() + pass(0, awake: true)
    }

    private func facts(_ direction: String) -> [RoomFact]? {
        var words = direction.split(separator: " ").map(String.init)
        if direction.hasSuffix(" leaves every room"), words.count == 4 {
            let person = Stage.user(words[0])
            gone.insert(person)
            return rooms.sorted().map { .wentByThemselves($0, person, EventID(rawValue: "$left-\(events)-\($0)")) }
        }
        guard let index = words.firstIndex(where: { $0.hasPrefix("#") }) else { return nil }
        let room = RoomID(rawValue: "!\(words.remove(at: index).dropFirst()):example.org")
        switch words.joined(separator: " ") {
        case "becomes public": return [.joinRule(room, "public")]
        case "is for those who knock": return [.joinRule(room, "knock")]
        case "the bot loses its power in":
            powerless.insert(room)
            return [.powerLevels(room, json: Stage.powers(ofBot: 0))]
        case "the bot has its power back in":
            powerless.remove(room)
            return [.powerLevels(room, json: Stage.powers(ofBot: 100))]
        case "the bot is taken out of":
            powerless.insert(room)
            return [.membership(room, .gone)]
        case "the bot is back in":
            powerless.remove(room)
            return [.membership(room, .joined)] + Stage.people.map { .occupant(room, Stage.user($0), .joined) }
        default: break
        }
        let person = Stage.user(words.removeFirst())
        switch words.joined(separator: " ") {
        case "leaves": return [.wentByThemselves(room, person, EventID(rawValue: "$left-\(events)"))]
        case "comes into":
            gone.remove(person)
            if room.rawValue.hasPrefix("!dm-") { overheard.insert(room) }
            return [.occupant(room, person, .joined)]
        case "is taken out of": return [.occupant(room, person, nil)]
        default: return nil
        }
    }

    static func powers(ofBot power: Int) -> String {
        let powers = ["guildhall": power, "olga": 50, "ada": 50, "abel": 50]
            .map { "\"\(user($0.key))\":\($0.value)" }.sorted().joined(separator: ",")
        return "{\"users\":{\(powers)}}"
    }
}
