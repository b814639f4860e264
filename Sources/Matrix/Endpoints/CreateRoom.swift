package import Identifiers
package import JSON

/// What a room shall be like from its first moment.
package struct NewRoom: Sendable, Equatable {
    /// A bundle of settings, such as `private_chat`; never `trusted_private_chat`, which makes guests into creators.
    package var preset: String = "private_chat"
    /// Whom to invite: best nobody, since an invitation that fails makes the answer an error though the room is there.
    package var invite: [UserID] = []
    /// Whether invitations say that it is a direct chat.
    package var isDirect = false
    /// The local part of an alias, by which the room is found again.
    package var aliasLocalpart: String?
    /// The room's name.
    package var name: String?
    /// The room's topic.
    package var topic: String?
    /// State to begin with: objects of `type`, `state_key`, `content`.
    package var initialState: [JSONValue] = []
    /// Goes into the `m.room.create` event, such as a key by which an orphan is recognised.
    package var creationContent: JSONObject = [:]

    package init() {}
}

extension MatrixClient {
    /// Creates a room: `POST /_matrix/client/v3/createRoom`
    /// ([Matrix v1.19, "Creation"](https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3createroom)).
    ///
    /// Neither repeatable nor atomic: after an error the room may exist. With an alias, a second call fails with
    /// ``ErrorCode/roomInUse`` and the alias leads to the first room.
    package func createRoom(_ room: NewRoom) async throws(MatrixError) -> RoomID {
        var body: JSONValue = ["preset": .string(room.preset), "is_direct": .bool(room.isDirect)]
        if !room.invite.isEmpty { body["invite"] = .array(room.invite.map { .string($0.rawValue) }) }
        body["room_alias_name"] = room.aliasLocalpart.map(JSONValue.string)
        body["name"] = room.name.map(JSONValue.string)
        body["topic"] = room.topic.map(JSONValue.string)
        if !room.initialState.isEmpty { body["initial_state"] = .array(room.initialState) }
        if !room.creationContent.isEmpty { body["creation_content"] = .object(room.creationContent) }
        let answer = try await object(.post, RequestPath("/_matrix/client/v3/createRoom"), body: body)
        return try answer.requiredRoomID()
    }
}

extension JSONValue {
    /// The room that a successful answer must name.
    func requiredRoomID() throws(MatrixError) -> RoomID {
        guard let room = RoomID(untrusted: try required("room_id")) else { throw .unreadable("no room_id") }
        return room
    }
}
