package import Identifiers
package import JSON
import Matrix
import Synchronization

// What people do, and what they see.
extension Homeserver {
    /// A user of this homeserver.
    package static func user(_ name: String) -> UserID {
        UserID(rawValue: "@\(name):\(HomeserverState.server)")
    }

    /// Makes a room with these people in it, and invites others.
    package func makeRoom(
        _ name: String,
        by creator: UserID,
        with people: [UserID] = [],
        inviting guests: [UserID] = [],
        isDirect: Bool = false
    ) -> RoomID {
        state.withLock { state in
            let room = state.makeRoom(by: creator.rawValue, name: name)
            for person in people { state.join(person.rawValue, room) }
            for guest in guests { state.invite(guest.rawValue, room, by: creator.rawValue, isDirect: isDirect) }
            return RoomID(rawValue: room)
        }
    }

    /// Says something in a room.
    @discardableResult
    package func say(_ text: String, in room: RoomID, by person: UserID, replyTo: EventID? = nil) -> EventID {
        var content: JSONValue = ["msgtype": "m.text", "body": .string(text)]
        if let replyTo {
            content["m.relates_to"] = ["m.in_reply_to": ["event_id": .string(replyTo.rawValue)]]
        }
        return send("m.room.message", content, in: room, by: person)
    }

    /// Sends an event of any kind.
    @discardableResult
    package func send(
        _ type: String,
        _ content: JSONValue,
        in room: RoomID,
        by person: UserID,
        stateKey: String? = nil
    ) -> EventID {
        state.withLock {
            EventID(
                rawValue: $0.append(type, content, by: person.rawValue, in: room.rawValue, stateKey: stateKey)
            )
        }
    }

    /// Takes an event back.
    package func redact(_ event: EventID, in room: RoomID, by person: UserID) {
        state.withLock {
            _ = $0.append("m.room.redaction", [:], by: person.rawValue, in: room.rawValue, redacts: event.rawValue)
        }
    }

    package func invite(_ guest: UserID, to room: RoomID, by person: UserID) {
        state.withLock { $0.invite(guest.rawValue, room.rawValue, by: person.rawValue) }
    }

    /// Has somebody come into a room.
    package func join(_ room: RoomID, by person: UserID) {
        state.withLock { $0.join(person.rawValue, room.rawValue) }
    }

    /// Asks to be let into a room.
    package func knock(on room: RoomID, by person: UserID, saying reason: String = "") {
        state.withLock { $0.knock(person.rawValue, room.rawValue, saying: reason) }
    }

    /// What somebody was told when they were last removed or turned away.
    package func reasonOfRemoval(of person: UserID, from room: RoomID) -> String? {
        state.withLock {
            $0.rooms[room.rawValue]?.state("m.room.member", person.rawValue)?.content["reason"]?.stringValue
        }
    }

    package func leave(_ room: RoomID, by person: UserID) {
        state.withLock { $0.leave(person.rawValue, room.rawValue) }
    }

    package func kick(_ person: UserID, from room: RoomID, by sender: UserID) {
        state.withLock { $0.leave(person.rawValue, room.rawValue, by: sender.rawValue) }
    }

    package func membership(of person: UserID, in room: RoomID) -> String {
        state.withLock { $0.rooms[room.rawValue]?.membership(of: person.rawValue) ?? "leave" }
    }

    /// The rooms that a person is invited to, in the order in which they were made.
    package func invitations(of person: UserID) -> [RoomID] {
        state.withLock { state in
            state.roomOrder.filter { state.rooms[$0]?.membership(of: person.rawValue) == "invite" }
                .map { RoomID(rawValue: $0) }
        }
    }

    /// The rooms that somebody made and that a person is in or invited to, in the order in which they were made.
    package func roomsMade(by creator: UserID, for person: UserID) -> [RoomID] {
        state.withLock { state in
            state.roomOrder.filter { id in
                let room = state.rooms[id]
                let isThere = ["join", "invite"].contains(room?.membership(of: person.rawValue) ?? "leave")
                return isThere && room?.state("m.room.create", "")?.sender == creator.rawValue
            }.map { RoomID(rawValue: $0) }
        }
    }

    /// Whether the invitation of a person says that the room is a direct one.
    package func isDirectInvitation(of person: UserID, to room: RoomID) -> Bool {
        state.withLock { state in
            let event = state.rooms[room.rawValue]?.state("m.room.member", person.rawValue)
            return event?.content["is_direct"]?.boolValue ?? false
        }
    }

    /// The content of a piece of state.
    package func stateContent(_ type: String, in room: RoomID) -> JSONValue? {
        state.withLock { $0.rooms[room.rawValue]?.state(type, "")?.content }
    }

    /// Gives a room an alias.
    package func name(_ room: RoomID, _ alias: String) {
        state.withLock { $0.aliases[alias] = room.rawValue }
    }

    /// Puts a file on the homeserver.
    package func store(_ file: [UInt8], at uri: String) {
        state.withLock { $0.media[uri] = file }
    }

    /// How often the account was told to come back later.
    package var limitRefusals: Int { state.withLock { $0.limitRefusals } }

    /// How many rooms there are.
    package var roomCount: Int { state.withLock { $0.rooms.count } }

    /// Ends all access tokens; the refresh tokens are still good.
    package func endTokens() {
        state.withLock { state in
            for token in state.logins.keys { state.logins[token]?.endsAt = 0 }
        }
    }

    /// Lets the next syncs fail.
    package func failSyncs(_ count: Int) {
        state.withLock { $0.syncFailures = count }
    }

    /// What can be read in a room: one line a message, edits applied, reactions behind it.
    package func transcript(of room: RoomID) -> [String] {
        state.withLock { state in
            let events = state.rooms[room.rawValue]?.events ?? []
            return events.filter { $0.type == "m.room.message" && !Self.isEdit($0) && !$0.isRedacted }.map { event in
                let edit = events.last { Self.isEdit($0) && Self.target($0) == event.id && $0.sender == event.sender }
                let body = edit?.content["m.new_content"]?["body"] ?? event.content["body"]
                let reactions = events.filter {
                    $0.type == "m.reaction" && !$0.isRedacted && Self.target($0) == event.id
                }
                let keys = reactions.compactMap { $0.content["m.relates_to"]?["key"]?.stringValue }
                let name = event.sender.dropFirst().prefix { $0 != ":" }
                let tail = keys.isEmpty ? "" : " [\(keys.joined(separator: " "))]"
                return "\(name): \(body?.stringValue ?? "")\(tail)"
            }
        }
    }

    /// The events of a room that a person sent, oldest first.
    package func events(by person: UserID, in room: RoomID, type: String = "m.room.message") -> [JSONValue] {
        state.withLock { state in
            (state.rooms[room.rawValue]?.events ?? []).filter { $0.type == type && $0.sender == person.rawValue }
                .map { ["event_id": .string($0.id), "content": $0.content] }
        }
    }

    private static func isEdit(_ event: HomeserverState.Event) -> Bool {
        event.content["m.relates_to"]?["rel_type"]?.stringValue == "m.replace"
    }

    private static func target(_ event: HomeserverState.Event) -> String? {
        event.content["m.relates_to"]?["event_id"]?.stringValue
    }
}

extension Homeserver {
    /// Forgets all transaction ids, as a real server does after a day.
    package func forgetTransactions() {
        state.withLock { $0.transactions = [:] }
    }
}
