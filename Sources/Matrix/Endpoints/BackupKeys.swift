package import Identifiers
package import JSON

/// A room key in a backup.
package struct BackedUpKey: Sendable, Equatable {
    /// In which room it is used.
    package var room: RoomID
    /// Of which session it is said to be.
    package var session: String
    /// What is stored: the encrypted key is its `session_data`.
    package var data: JSONObject

    package init(room: RoomID, session: String, data: JSONObject) {
        self.room = room
        self.session = session
        self.data = data
    }
}

extension MatrixClient {
    /// Reads all room keys of a backup: `GET /_matrix/client/v3/room_keys/keys`
    /// (Matrix v1.19, "Server-side key backups",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3room_keyskeys>).
    ///
    /// What cannot be read is left out, down to single keys.
    package func backupKeys(version: String) async throws(MatrixError) -> [BackedUpKey] {
        let path = RequestPath("/_matrix/client/v3/room_keys/keys").query("version", version)
        let bytes = try await exchange(.get, path, answer: .large)
        return try JSONReader.answer("room_keys/keys", bytes) { reader throws(JSONError) in
            var keys: [BackedUpKey] = []
            try reader.eachMember { name, reader throws(JSONError) in
                guard name == "rooms" else { return try reader.skip() }
                try reader.eachMemberIfAny { name, reader throws(JSONError) in
                    guard let room = RoomID(untrusted: name) else { return try reader.skip() }
                    keys += try reader.backedUpKeys(of: room)
                }
            }
            return keys
        }
    }
}

extension JSONReader {
    fileprivate mutating func backedUpKeys(of room: RoomID) throws(JSONError) -> [BackedUpKey] {
        var keys: [BackedUpKey] = []
        try eachMemberIfAny { name, reader throws(JSONError) in
            guard name == "sessions" else { return try reader.skip() }
            let sessions = try reader.lenientObject()?.members ?? []
            keys += sessions.compactMap { session in
                guard (1...512).contains(session.key.utf8.count) else { return nil }
                return session.value.objectValue.map { BackedUpKey(room: room, session: session.key, data: $0) }
            }
        }
        return keys
    }
}
