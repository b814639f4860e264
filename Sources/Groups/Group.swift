package import Identifiers

/// A community of freelancers, run by a sponsor, with criteria to get in.
package struct Group: Hashable, Sendable {
    package var id: GroupID
    /// What people type, such as `swift-guild`.
    ///
    /// Never changes.
    package var handle: String
    package var name: String
    package var sponsor: Sponsor
    package var about: String
    package var skills: [String]
    /// What an applicant must meet, in the sponsor's words.
    package var criteria: String
    /// An emoji that stands for the group wherever its members appear.
    package var badge: String
    package var calendar: CalendarSettings
    /// How many days must pass between a refusal and the next request of the same person, 0 to 365.
    package var reapplyDays: Int
    package var rooms: Rooms
    package var memberCount: Int
    package var state = State.open
    /// Whether it has ever been open: before that, and for ever where it never was, only its people know of it.
    package var wasOpened = true
    package var suspension: Suspension?
    package var admission = Admission.person
    /// Since when nobody can be reached who decides for it; nil as long as somebody can.
    package var vacantSince: Timestamp?
    /// How many members it takes; nil where it takes everybody.
    package var capacity: Int?
    /// How many people were let in and wait for a place.
    package var queueCount = 0

    package init(
        id: GroupID,
        handle: String,
        name: String,
        sponsor: Sponsor,
        about: String = "",
        skills: [String] = [],
        criteria: String = "",
        badge: String = Group.defaultBadge,
        calendar: CalendarSettings,
        reapplyDays: Int = Group.defaultReapplyDays,
        rooms: Rooms = Rooms(),
        memberCount: Int = 0
    ) {
        self.id = id
        self.handle = handle
        self.name = name
        self.sponsor = sponsor
        self.about = about
        self.skills = skills
        self.criteria = criteria
        self.badge = badge
        self.calendar = calendar
        self.reapplyDays = reapplyDays
        self.rooms = rooms
        self.memberCount = memberCount
    }

    /// The rooms that belong to a group.
    package struct Rooms: Hashable, Sendable {
        /// Where requests appear.
        ///
        /// Without one they go to each administrator's direct message.
        package var admin: RoomID?
        /// Where members are invited to.
        package var members: RoomID?

        package init(admin: RoomID? = nil, members: RoomID? = nil) {
            self.admin = admin
            self.members = members
        }
    }

    /// By which calendar a group promises to decide.
    package struct CalendarSettings: Hashable, Sendable {
        /// An IANA name such as `Europe/Berlin`.
        package var zone: String
        package var workingDays: Set<Weekday>
        package var hours: OpeningHours

        package init(zone: String, workingDays: Set<Weekday>, hours: OpeningHours = .wholeDay) {
            self.zone = zone
            self.workingDays = workingDays
            self.hours = hours
        }
    }

    package static let defaultBadge = "🏅"
    package static let defaultReapplyDays = 30
    package static let administratorsAtMost = 50
    package static let skillsAtMost = 20
}

/// The part that a room plays for a group.
package enum RoomRole: String, Hashable, Sendable, CaseIterable {
    /// Requests appear there.
    case admin
    /// Members are invited there.
    case members
    /// Jobs are announced there.
    case jobs
}
