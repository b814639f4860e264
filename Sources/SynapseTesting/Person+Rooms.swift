package import Identifiers
import JSON
import Matrix

extension Person {
    /// Gives somebody power in a room; 50 is enough to invite and to remove people.
    package func gives(_ power: Int64, to user: UserID, in room: RoomID) async throws {
        let type = "m.room.power_levels"
        var levels = try await client.state(type, in: room) ?? [:]
        var users = levels["users"] ?? [:]
        users[user.rawValue] = .int(power)
        levels["users"] = users
        _ = try await client.setState(type, levels, in: room)
    }

    /// The direct chat with somebody: the last to which they invited this person, or into which they followed this one.
    package func directRoom(with other: UserID, besides rooms: [Hall.Place: RoomID] = [:]) -> RoomID? {
        seen.last {
            let isInvitation = $0.event == nil && $0.sender == other && $0.content["is_direct"]?.boolValue == true
            return isInvitation || $0.kind == .membership(other, "join") && !rooms.values.contains($0.room)
        }?.room
    }
}
