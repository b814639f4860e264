package import Identifiers

/// The number of an import.
///
/// Never shown.
package struct CalendarImportID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// An iCalendar file on its way into a group's calendar: fetched, shown to whoever sent it, and taken over on their word.
package struct CalendarImport: Hashable, Sendable {
    package var id: CalendarImportID
    package var group: GroupID
    package var person: UserID
    package var name: String
    /// Where it lies, such as `mxc://example.org/abc`; nil for a text that was pasted.
    package var uri: String?
    package var askedAt: Timestamp
    package var content: Content
    /// The administrators' room in which it was asked for and is shown; nil alone with the bot.
    package var room: RoomID?

    package init(
        id: CalendarImportID,
        group: GroupID,
        person: UserID,
        name: String,
        uri: String?,
        askedAt: Timestamp,
        content: Content,
        room: RoomID? = nil
    ) {
        self.id = id
        self.group = group
        self.person = person
        self.name = name
        self.uri = uri
        self.askedAt = askedAt
        self.content = content
        self.room = room
    }

    /// What is known of what it holds.
    package enum Content: Hashable, Sendable {
        /// Still to be fetched.
        case wanted
        case text([UInt8])
        case failed(Failure)
    }

    /// Why a file could not be fetched.
    ///
    /// The words are stored.
    package enum Failure: String, Error, Hashable, Sendable {
        case tooLarge
        case missing
        case unreachable
        /// It is encrypted, and not by the key that came with it.
        case sealed
    }

    /// How long it waits to be confirmed.
    package static let hours = 24
}

/// A file that somebody sent alone with the bot, or an administrator in the administrators' room.
package struct Attachment: Hashable, Sendable {
    package var name: String
    package var uri: String
    /// As the sender's client says.
    package var bytes: Int?
    /// Whether only those can open it who have the key that came with it.
    package var isEncrypted: Bool
    /// What the client called it, such as `m.image`; nil where that was not kept.
    package var kind: String?

    package init(name: String, uri: String, bytes: Int?, isEncrypted: Bool = false, kind: String? = nil) {
        self.name = name
        self.uri = uri
        self.bytes = bytes
        self.isEncrypted = isEncrypted
        self.kind = kind
    }
}
