package import Identifiers
package import JSON

/// Who may do what in a room
/// ([Matrix v1.19, "m.room.power_levels"](https://spec.matrix.org/v1.19/client-server-api/#mroompower_levels)).
package struct PowerLevels: Sendable, Equatable {
    /// How much a person may do.
    package enum Power: Sendable, Comparable {
        /// A level of the power levels event.
        case level(Int64)
        /// A creator's, from room version 12 on: above all levels, and never to be taken away.
        case creator
    }

    /// What a level may be needed for.
    package enum Act: Sendable, Equatable {
        case invite
        case kick
        case ban
        /// Redacting other people's events.
        case redact
        /// Sending a message-like event of that type.
        case send(String)
        /// Setting state of that type.
        case setState(String)
        /// Notifying the whole room.
        case notifyRoom
    }

    private var content: JSONObject?
    private var creators: [UserID]
    private var version: Int?

    /// Makes sense of the two state events that decide it.
    ///
    /// Never fails: what is missing or malformed counts as the specification's default, and an
    /// unusable level as the default too, so that nothing a stranger writes raises anybody.
    ///
    /// - `content`: The content of the room's `m.room.power_levels`, where it has one.
    /// - `create`: Sender and content of its `m.room.create`, where known.
    package init(content: JSONValue?, create: (sender: UserID, content: JSONValue)?) {
        self.content = content?.objectValue
        guard let create else {
            creators = []
            return
        }
        let version = create.content["room_version"]?.stringValue ?? "1"
        // An unstable version, such as `org.example.foo`, is taken for the newest before creators got infinite power.
        self.version = Int(version)
        creators = [create.sender]
        if isCreatorInfinite {
            creators += (create.content["additional_creators"]?.arrayValue ?? []).prefix(1000)
                .compactMap { $0.stringValue.flatMap(UserID.init(parsing:)) }
        }
    }

    /// What that person may do.
    package func power(of user: UserID) -> Power {
        let isCreator = creators.contains(user)
        if isCreator, isCreatorInfinite { return .creator }
        guard let content else { return .level(isCreator ? 100 : 0) }
        let own = content["users"]?[user.rawValue].flatMap(level)
        return .level(own ?? level("users_default", default: 0))
    }

    /// The level which that act needs.
    package func needed(for act: Act) -> Int64 {
        switch act {
        case .invite: level("invite", default: 0)
        case .kick: level("kick", default: 50)
        case .ban: level("ban", default: 50)
        case .redact: level("redact", default: 50)
        case .send(let type): event(type) ?? level("events_default", default: 0)
        case .setState(let type): event(type) ?? level("state_default", default: 50)
        case .notifyRoom: content?["notifications"]?["room"].flatMap(level) ?? 50
        }
    }

    /// Whether that person may do that.
    package func may(_ user: UserID, _ act: Act) -> Bool {
        power(of: user) >= .level(needed(for: act))
    }

    /// Whether that person may do that to the other: kicking and banning need more power than the other has.
    package func may(_ user: UserID, _ act: Act, to other: UserID) -> Bool {
        may(user, act) && power(of: user) > power(of: other)
    }

    private var isCreatorInfinite: Bool { (version ?? 11) >= 12 }

    private func event(_ type: String) -> Int64? {
        content?["events"]?[type].flatMap(level)
    }

    private func level(_ name: String, default fallback: Int64) -> Int64 {
        content?[name].flatMap(level) ?? fallback
    }

    /// Reads a level: a whole number, and in versions 1 to 9 also a string that holds one.
    private func level(_ value: JSONValue) -> Int64? {
        if let number = value.intValue { return number }
        guard let text = value.stringValue, text.utf8.count <= 20, (version ?? 1) <= 9 else { return nil }
        return Int64(text.trimmingSpace)
    }
}

extension String {
    /// Without ASCII white space at both ends.
    fileprivate var trimmingSpace: String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
        let rest = unicodeScalars.drop(while: isSpace)
        return String(
            rest.reversed().drop(while: isSpace).reversed().reduce(into: String.UnicodeScalarView()) { $0.append($1) }
        )
    }
}
