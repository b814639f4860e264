package import Identifiers
package import JSON

/// The bot's own list of direct chats: content of the account data `m.direct`
/// ([Matrix v1.19, "Direct Messaging"](https://spec.matrix.org/v1.19/client-server-api/#direct-messaging)).
///
/// Keeps what it does not understand, so that writing it back loses nothing that another client put there.
package struct DirectChats: Sendable, Equatable {
    /// The content, to be stored.
    package private(set) var content: JSONValue

    /// Reads the content; nil, or what is no object, counts as empty.
    package init(content: JSONValue?) {
        self.content = content.flatMap { $0.objectValue.map(JSONValue.object) } ?? [:]
    }

    /// The rooms listed for that person, in order: a hint only, since the list is often stale.
    package func rooms(with user: UserID) -> [RoomID] {
        (content[user.rawValue]?.arrayValue ?? []).compactMap { $0.stringValue.flatMap(RoomID.init(untrusted:)) }
    }

    /// Lists a room for that person.
    ///
    /// Returns whether that changed anything.
    package mutating func add(_ room: RoomID, with user: UserID) -> Bool {
        guard !rooms(with: user).contains(room) else { return false }
        content[user.rawValue] = .array((content[user.rawValue]?.arrayValue ?? []) + [.string(room.rawValue)])
        return true
    }

    /// Strikes a room off, whoever it is listed for.
    ///
    /// Returns whether that changed anything.
    package mutating func remove(_ room: RoomID) -> Bool {
        var hasChanged = false
        for member in content.objectValue?.members ?? [] {
            guard let rooms = member.value.arrayValue else { continue }
            let others = rooms.filter { $0 != .string(room.rawValue) }
            guard others.count < rooms.count else { continue }
            content[member.key] = others.isEmpty ? nil : .array(others)
            hasChanged = true
        }
        return hasChanged
    }
}
