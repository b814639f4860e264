import Foundation
package import Identifiers
import JSON
package import Matrix

/// A person with a chat client, who sees everything in order and waits for things, but never for ever.
///
/// Nothing is fetched behind the scenes: a person sees what is new in ``look(for:)`` and while they wait. One at a
/// time may wait as the same person.
package actor Person {
    /// Such as `finn`.
    package nonisolated let name: String
    /// Such as `@finn:hall.test`.
    package nonisolated let id: UserID
    /// What to log in with, from any other client.
    package nonisolated let password: String
    /// For calls that this type has no word for.
    package nonisolated let client: MatrixClient
    private let synapse: Synapse
    private let token: String
    private let watch: @Sendable (Seen) -> Void
    /// Writes and reads in encrypted rooms; nil for whoever has a client without encryption.
    package nonisolated let encrypting: EncryptingClient?
    private var position: String?
    private var transactions = 0
    /// Distinguishes transaction ids of one run from those of another on the same account.
    private let run = UUID().uuidString.prefix(8)
    /// Everything seen so far, in order.
    package private(set) var seen: [Seen] = []
    /// Where ``seen`` ended when this person last did something.
    package private(set) var mark = 0

    /// Makes an account on that homeserver and looks at the (empty) world once.
    ///
    /// `watch` is told of everything this person sees, as they see it.
    package init(
        _ name: String,
        on synapse: Synapse,
        encrypting kind: EncryptingClient.Kind? = nil,
        watch: @escaping @Sendable (Seen) -> Void = { _ in }
    ) async throws {
        self.name = name
        password = "\(name)-\(UUID().uuidString.prefix(8).lowercased())"
        let session = try await synapse.register(name, password: password, device: "CHAT")
        id = session.userID
        token = session.accessToken
        self.synapse = synapse
        client = try synapse.client(token: session.accessToken)
        self.watch = watch
        encrypting = try kind.map { try EncryptingClient($0) }
        try await encrypting?.logIn(
            to: synapse.url,
            as: id,
            password: password,
            store: synapse.directory + "/client-\(name)"
        )
        try await look(for: .zero)
    }

    // MARK: - Doing

    /// Says something; more than one line is sent as it stands.
    @discardableResult
    package func says(_ text: String, in room: RoomID, mentioning users: [UserID] = []) async throws -> EventID {
        try await send(OutgoingMessage(.text, body: text, mentions: users).content, to: room)
    }

    /// Answers a message with the client's reply button.
    @discardableResult
    package func replies(_ text: String, to event: EventID, in room: RoomID) async throws -> EventID {
        try await send(OutgoingMessage(.text, body: text, replyTo: event).content, to: room)
    }

    /// Taps a reaction.
    @discardableResult
    package func reacts(_ key: String, to event: EventID, in room: RoomID) async throws -> EventID {
        let relation: JSONValue = [
            "rel_type": "m.annotation", "event_id": .string(event.rawValue), "key": .string(key),
        ]
        return try await send(["m.relates_to": relation], as: "m.reaction", to: room)
    }

    /// Puts other words in the place of what they said.
    @discardableResult
    package func edits(_ event: EventID, into text: String, in room: RoomID) async throws -> EventID {
        var content = OutgoingMessage(.text, body: "* \(text)").content
        content["m.new_content"] = OutgoingMessage(.text, body: text).content
        content["m.relates_to"] = ["rel_type": "m.replace", "event_id": .string(event.rawValue)]
        return try await send(content, to: room)
    }

    /// Takes a message or a reaction back.
    @discardableResult
    package func redacts(_ event: EventID, in room: RoomID) async throws -> EventID {
        mark = seen.count
        return try await client.redact(event, in: room, transactionID: nextTransaction())
    }

    /// Makes a room and invites people to it; to a public one everybody may come uninvited, on a knockable one knock.
    package func createRoom(
        _ name: String?,
        inviting users: [UserID],
        isDirect: Bool = false,
        isPublic: Bool = false,
        isKnockable: Bool = false,
        isEncrypted: Bool? = nil,
        messagesOfAKey: Int64? = nil
    ) async throws -> RoomID {
        mark = seen.count
        var room = NewRoom()
        // As clients do it that can: everywhere but in public.
        if isEncrypted ?? (encrypting != nil && !isPublic) {
            var content: JSONValue = ["algorithm": "m.megolm.v1.aes-sha2"]
            content["rotation_period_msgs"] = messagesOfAKey.map(JSONValue.int)
            room.initialState.append(["type": "m.room.encryption", "state_key": "", "content": content])
        }
        room.name = name
        room.invite = users
        room.isDirect = isDirect
        if isDirect { room.preset = "trusted_private_chat" }
        if isPublic { room.preset = "public_chat" }
        if isKnockable {
            room.initialState.append(["type": "m.room.join_rules", "state_key": "", "content": ["join_rule": "knock"]])
        }
        return try await client.createRoom(room)
    }

    /// Invites somebody to a room.
    package func invites(_ user: UserID, to room: RoomID) async throws {
        mark = seen.count
        try await client.invite(user, to: room)
    }

    /// Puts somebody out of a room.
    package func kicks(_ user: UserID, from room: RoomID) async throws {
        mark = seen.count
        try await client.kick(user, from: room)
    }

    /// Follows an invitation; what was seen before may still be waited for.
    package func joins(_ room: RoomID) async throws {
        _ = try await client.join(room)
    }

    /// Asks to be let into a room.
    package func knocks(on room: RoomID, saying reason: String) async throws {
        mark = seen.count
        let content: JSONValue = ["membership": "knock", "reason": .string(reason)]
        _ = try await client.setState("m.room.member", key: id.rawValue, content, in: room)
    }

    /// Leaves a room, or takes a knock on it back.
    package func leaves(_ room: RoomID) async throws {
        mark = seen.count
        try await client.leave(room)
    }

    /// Forgets the mark, so that the next wait considers everything this person has ever seen.
    package func looksBack() {
        mark = 0
    }

    // MARK: - Seeing

    /// Fetches what is new, waiting up to that long for anything to happen.
    package func look(for duration: Duration) async throws {
        let filter = #"{"room":{"timeline":{"limit":200},"ephemeral":{"types":[]}},"presence":{"types":[]}}"#
        let answer = try await client.sync(since: position, filter: filter, timeout: duration)
        position = answer.nextBatch
        for room in answer.invited {
            guard let invitation = room.invitation(of: id) else { continue }
            see(Seen(invitationTo: room.roomID, for: id, by: invitation.inviter, isDirect: invitation.isDirect))
        }
        for room in answer.joined {
            for event in room.timeline { see(Seen(try await opened(event), in: room.roomID)) }
        }
        for room in answer.left {
            for event in room.timeline { see(Seen(event, in: room.roomID)) }
        }
    }

    /// Waits until something comes that fits, and returns the first of that kind after the ``mark``.
    ///
    /// - Throws: ``TookTooLong`` with everything that came instead.
    @discardableResult
    package func waits(
        for what: String,
        in room: RoomID? = nil,
        within limit: Duration = .seconds(20),
        until fits: @Sendable (Seen) -> Bool
    ) async throws -> Seen {
        let start = mark
        let clock = ContinuousClock()
        let end = clock.now + limit
        var next = start
        while true {
            while next < seen.count {
                let candidate = seen[next]
                next += 1
                if room == nil || room == candidate.room, fits(candidate) { return candidate }
            }
            let left = end - clock.now
            guard left > .zero else { break }
            try await look(for: min(left, .seconds(10)))
        }
        let instead = seen[start...].filter { (room == nil || room == $0.room) && $0.sender != id }.map(\.line)
        throw TookTooLong("\(name): \(what)", limit, instead: instead)
    }

    /// Waits for a message of somebody in a room, or in any, that fits a pattern (see ``Pattern``).
    @discardableResult
    package func waitsForMessage(
        _ pattern: String,
        from sender: UserID? = nil,
        in room: RoomID? = nil,
        within limit: Duration = .seconds(20)
    ) async throws -> Seen {
        let pattern = try Pattern(pattern)
        let own = id
        return try await waits(for: "a message like “\(pattern.text)”", in: room, within: limit) { seen in
            guard case .message(let text, _, _) = seen.kind else { return false }
            return seen.sender != own && (sender == nil || sender == seen.sender) && pattern.matches(text)
        }
    }

    /// Waits for an invitation of that person, follows it, and returns where it led.
    ///
    /// `isDirect` says whether it must be marked as a direct chat, or must not; nil does not care.
    package func followsInvitation(
        of inviter: UserID,
        isDirect: Bool? = nil,
        within limit: Duration = .seconds(20)
    ) async throws -> RoomID {
        let invitation = try await waits(for: "an invitation of \(inviter)", within: limit) { [id] seen in
            seen.event == nil && seen.sender == inviter && seen.kind == .membership(id, "invite")
                && (isDirect == nil || seen.content["is_direct"]?.boolValue == isDirect)
        }
        try await joins(invitation.room)
        return invitation.room
    }

    /// Waits until somebody is in a room, or no longer is.
    package func waitsUntil(
        _ user: UserID,
        is membership: String,
        in room: RoomID,
        within limit: Duration = .seconds(20)
    ) async throws {
        try await waits(for: "\(user) being “\(membership)”", in: room, within: limit) {
            $0.kind == .membership(user, membership)
        }
    }

    // MARK: - Inside

    /// An event as the client that encrypts reads it.
    private func opened(_ event: RoomEvent) async throws -> RoomEvent {
        guard let encrypting, event.type == "m.room.encrypted", !event.isRedacted else { return event }
        let read = try await encrypting.event(event.eventID, within: 5)
        guard read["readable"]?.boolValue == true, let type = read["type"]?.stringValue, let content = read["content"]
        else {
            return event
        }
        var opened = event
        (opened.type, opened.content) = (type, content)
        return opened
    }

    private func see(_ new: Seen) {
        seen.append(new)
        watch(new)
    }

    /// Puts a file on the homeserver and says where it lies there.
    func upload(_ bytes: [UInt8], type: String) async throws -> String {
        try await synapse.upload(bytes, type: type, token: token)
    }

    func send(_ content: JSONValue, as type: String = "m.room.message", to room: RoomID) async throws -> EventID {
        mark = seen.count
        if let encrypting, type == "m.room.message" {
            return try await encrypting.send(type, content, to: room, transaction: nextTransaction())
        }
        return try await client.send(type, content, to: room, transactionID: nextTransaction())
    }

    private func nextTransaction() -> String {
        transactions += 1
        return "\(run)-\(transactions)"
    }
}
