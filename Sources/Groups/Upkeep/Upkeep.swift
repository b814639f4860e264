package import Identifiers

/// What the bot has to see to about one membership: evidence that runs out, and notice that something is missing.
///
/// A membership about which there is nothing to see to has none.
package struct Upkeep: Hashable, Sendable {
    package var group: GroupID
    package var person: UserID
    /// When the membership is looked at next.
    package var dueAt: Timestamp
    package var warning: Warning?
    package var notice: Notice?

    package init(
        group: GroupID,
        person: UserID,
        dueAt: Timestamp,
        warning: Warning? = nil,
        notice: Notice? = nil
    ) {
        self.group = group
        self.person = person
        self.dueAt = dueAt
        self.warning = warning
        self.notice = notice
    }

    /// The last warning about evidence that runs out.
    package struct Warning: Hashable, Sendable {
        /// The last day on which the evidence holds.
        package var until: Day
        /// Which of ``Upkeep/warningDays`` it was.
        package var days: Int

        package init(until: Day, days: Int) {
            self.until = until
            self.days = days
        }
    }

    /// That a member was told that something is missing, and by when it must be there.
    package struct Notice: Hashable, Sendable {
        /// The version of the criteria that the member is held against, or ``calledOff``.
        package var version: Int
        package var since: Timestamp
        /// The last day on which it can be put right, where the group is.
        package var lastDay: Day
        /// The criteria of which the member was told, by their numbers.
        package var numbers: [Int]
        /// The last day of the evidence that it is about, where it was given on that day.
        package var until: Day?
        /// The re-check without which there were none: ``Recheck/since``.
        package var recheck: Timestamp?

        /// What stands for the version where a re-check was called off by which the member may have been held.
        package static let calledOff = 0

        package init(version: Int, since: Timestamp, lastDay: Day, numbers: [Int], until: Day? = nil) {
            self.version = version
            self.since = since
            self.lastDay = lastDay
            self.numbers = numbers
            self.until = until
        }

        /// Whether the re-check was called off, and nobody has looked since.
        package var isCalledOff: Bool { version == Self.calledOff }
    }

    /// How many days before evidence runs out its giver is told; the last of them is the notice.
    package static let warningDays = [30, 7, 1, 0]
    /// How many days there are between the notice and the end of a membership.
    package static let graceDays = 14
    /// How many memberships one tick looks at.
    ///
    /// When more are due, the next tick follows at once.
    package static let batch = 200
}

/// How a membership ends by itself.
package enum Lapse: String, Hashable, Sendable, CaseIterable {
    /// Evidence ran out and was not renewed.
    case expired
    /// Something else that is asked for is no longer so.
    case revoked
}

/// That criteria are not held against a member, as long as these criteria stay as they are.
package struct Keeping: Hashable, Sendable {
    package var group: GroupID
    package var person: UserID
    package var criteria: [Kept]
    package var by: UserID
    /// Empty for somebody who was let in like that.
    package var reason: String
    package var at: Timestamp
    /// Whether it comes of a waiver, which says in the log already who let the person in and why.
    package var isWaived = false

    package init(
        group: GroupID,
        person: UserID,
        criteria: [Kept],
        by: UserID,
        reason: String,
        at: Timestamp
    ) {
        self.group = group
        self.person = person
        self.criteria = criteria
        self.by = by
        self.reason = reason
        self.at = at
    }

    /// One criterion as it was then.
    package struct Kept: Hashable, Sendable {
        package var number: Int
        /// ``Criterion/Kind/fingerprint``.
        package var asked: String

        package init(number: Int, asked: String) {
            self.number = number
            self.asked = asked
        }
    }
}

/// A fact about the upkeep of memberships.
package enum UpkeepChange: Hashable, Sendable {
    /// When the membership is looked at next; nothing else is new.
    case watched(Upkeep)
    /// Nothing is left to see to.
    case settled(GroupID, UserID)
    case warned(Upkeep)
    case noticed(Upkeep)
    /// There is more time than the notice said.
    case extended(Upkeep)
    /// The member meets the criteria again: what is left to see to.
    case lifted(GroupID, UserID, Upkeep?)
    /// The same where the re-check was called off that had given the notice.
    case calledOff(GroupID, UserID, Upkeep?)
    /// An administrator lifted the notice, or let somebody in who lacked something.
    case kept(Keeping)
    /// From now on members are held against that version, whenever they joined.
    case membersHeld(GroupID, version: Int)
}

/// Why an administrator can't lift a notice.
package enum UpkeepRefusal: Hashable, Sendable {
    case notMember(UserID, Group)
    case noNotice(UserID, Group)
    /// Another administrator has to.
    case oneself(Group)
}
