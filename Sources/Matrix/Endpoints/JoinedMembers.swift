package import Identifiers
import JSON

/// A person in a room.
package struct Occupant: Sendable, Equatable {
    /// Who.
    package var userID: UserID
    /// The name they chose: from outside, any text at all.
    package var displayName: String?

    package init(userID: UserID, displayName: String? = nil) {
        self.userID = userID
        self.displayName = displayName
    }
}

extension MatrixClient {
    /// Lists who is in a room: `GET /_matrix/client/v3/rooms/{roomId}/joined_members`
    /// (Matrix v1.19, "Getting events for a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidjoined_members>).
    package func joinedMembers(of room: RoomID) async throws(MatrixError) -> [Occupant] {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "joined_members")
        let answer = try await object(.get, path, answer: .large)
        guard let joined = answer["joined"]?.objectValue else { throw .unreadable("no joined") }
        return joined.members.compactMap { member in
            UserID(parsing: member.key).map {
                Occupant(userID: $0, displayName: member.value["display_name"]?.stringValue)
            }
        }
    }
}
