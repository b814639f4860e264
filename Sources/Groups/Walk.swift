package import Identifiers

/// Something that is done for every member of a group, a batch at a tick, and goes on after a restart where it was.
package struct Walk: Hashable, Sendable {
    package var group: GroupID
    package var task: Task
    package var beganAt: Timestamp
    /// The last member that was looked at, or nil at the beginning.
    package var after: Place?
    /// How many people it was done for so far.
    package var done: Int
    /// When the next batch comes.
    package var dueAt: Timestamp

    package init(
        group: GroupID,
        task: Task,
        beganAt: Timestamp,
        after: Place? = nil,
        done: Int = 0,
        dueAt: Timestamp
    ) {
        self.group = group
        self.task = task
        self.beganAt = beganAt
        self.after = after
        self.done = done
        self.dueAt = dueAt
    }

    /// What is done for each.
    ///
    /// The numbers are stored.
    package enum Task: Int, Hashable, Sendable {
        /// Invites those who are not in the members' room.
        case inviting = 1
        /// Ends memberships and requests, after the group was archived.
        case disbanding
    }

    /// Where a member stands in the order in which they joined: good also when they have left since.
    package struct Place: Hashable, Sendable {
        package var since: Timestamp
        package var person: UserID

        package init(since: Timestamp, person: UserID) {
            self.since = since
            self.person = person
        }
    }

    /// How many people one batch is for: with the limits that Synapse ships with, some four minutes of sending.
    package static let batch = 50
    /// How long the next batch waits, in milliseconds.
    package static let pauseMs: Int64 = 60_000
}

/// A fact about a walk.
package enum WalkChange: Hashable, Sendable {
    /// It begins, or has come so far.
    case goesOn(Walk)
    case ended(GroupID, Walk.Task)
}
