package import Identifiers

/// All that an account has moves to another one of the same person, because both have said so.
package struct AccountMove: Hashable, Sendable {
    package var old: UserID
    package var new: UserID
    package var at: Timestamp
    /// The groups whose logs say so.
    package var groups: [GroupID]

    package init(from old: UserID, to new: UserID, at: Timestamp, groups: [GroupID] = []) {
        self.old = old
        self.new = new
        self.at = at
        self.groups = groups
    }

    /// In how many groups both accounts together may be, wait, be invited or be banned for one transaction to move it.
    package static let groupsAtMost = 200
}

/// That a person is in a group, waits for it, is invited to it, or is banned from it.
package struct Involvement: Hashable, Sendable {
    package var group: GroupID
    package var kind: Kind

    package init(group: GroupID, kind: Kind) {
        self.group = group
        self.kind = kind
    }

    package enum Kind: Hashable, Sendable {
        case member
        /// A request is open.
        case asked(RequestID)
        /// Let in, and on the waiting list.
        case queued
        case invited(InvitationID)
        case banned
    }
}

/// Why two accounts can't be made one as they are.
package enum LinkConflict: Hashable, Sendable {
    /// Both accounts have to do with a group.
    case bothIn(GroupID, old: [Involvement.Kind], new: [Involvement.Kind])
    /// A test is under way.
    case attempt(UserID, SkillTestID)
    /// The bot is asking the account what is missing for a request.
    case application(UserID, GroupID)
    /// Together they have more open requests than one person may have.
    case tooManyRequests(Int)
    /// Together they have more open jobs than one client may have.
    case tooManyJobs(Int)
    /// They are involved in more groups than can move at once.
    case tooManyGroups(Int)
    /// One account has responded to an open job of the other.
    case ownJob(JobID, client: UserID)
}

extension AccountMove {
    /// What keeps the move from being made, by what each of the accounts has to do with groups.
    package static func conflicts(old: [Involvement], new: [Involvement]) -> [LinkConflict] {
        guard old.count + new.count <= groupsAtMost else { return [.tooManyGroups(groupsAtMost)] }
        var conflicts: [LinkConflict] = []
        let ofNew = Dictionary(grouping: new, by: \.group).mapValues { $0.map(\.kind) }
        let ofOld = Dictionary(grouping: old, by: \.group).mapValues { $0.map(\.kind) }
        for (group, kinds) in ofOld.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let others = ofNew[group] else { continue }
            // Of two bans the longer one holds.
            if kinds == [.banned], others == [.banned] { continue }
            conflicts.append(.bothIn(group, old: kinds, new: others))
        }
        let open = (old + new).count { if case .asked = $0.kind { true } else { false } }
        if open > Person.openRequestsAtMost { conflicts.append(.tooManyRequests(Person.openRequestsAtMost)) }
        return conflicts
    }
}
