package import Identifiers

/// Those whom a group has refused and who want to hear when its criteria change so that they meet them.
package protocol HintBoard {
    /// Groups whose criteria have changed and whose refused applicants are still to be looked at, the longest due first.
    func hintRoundsDue(by now: Timestamp, limit: Int) throws -> [HintRound]
    /// The last requests to a group of those who were refused and want a hint, by their IDs, after that one.
    func hintsWanted(in group: GroupID, after: UserID?, limit: Int) throws -> [JoinRequest]
}

/// That a group's criteria have changed, and that whoever was refused before is looked at for it, some at each tick.
package struct HintRound: Hashable, Sendable {
    package var group: GroupID
    /// The version that held before the first change that this round is about.
    package var before: Int
    /// The last one who was looked at.
    package var after: UserID?

    package init(group: GroupID, before: Int, after: UserID? = nil) {
        self.group = group
        self.before = before
        self.after = after
    }

    /// How many people one tick looks at.
    ///
    /// When there are more, the next tick follows at once.
    package static let batch = 50
    /// For how many days after a refusal there are hints.
    package static let daysAtMost = 365
}

/// A fact about hints.
package enum HintChange: Hashable, Sendable {
    /// A round has come so far, and goes on at that moment.
    case roundGoesOn(HintRound, at: Timestamp)
    case roundEnded(GroupID)
    /// Whoever was refused with that request was told, which is done once.
    case given(RequestID, at: Timestamp)
    /// The refusal was too long ago.
    case outdated(RequestID)
}

extension JoinRequest {
    /// Whether a hint could lead to anything: it was refused, and its applicant could ask again, now or when their wait is
    /// over.
    ///
    /// It is the last request of that person to the group.
    package func isOpenToHint(_ person: Person, _ standing: Standing, ban: Ban?, at now: Timestamp) -> Bool {
        guard case .refused = state, case .stranger = standing, person.isFreelancer else { return false }
        return ban.map { !$0.holds(at: now) } ?? true
    }

    /// Whether it was refused too long ago for a hint.
    package func isHintOutdated(at now: Timestamp) -> Bool {
        guard case .refused(let verdict) = state else { return true }
        return now >= verdict.at.later(days: HintRound.daysAtMost)
    }
}

extension CriteriaSet {
    /// What somebody lacks of what is machine-checked and needed by the rule; empty where that is nothing.
    ///
    /// What nobody can meet, because its test is not there, is lacked by everybody.
    package func lacking(in checklist: Checklist) -> [Checklist.Item] {
        guard !criteria.isEmpty else { return [] }
        var known = checklist.checked
        for item in checklist.items where item.mark == .unavailable { known[item.criterion.number] = false }
        let decisive = wholeRule.decisive(known)
        return checklist.items.filter { decisive.contains($0.criterion.number) }
    }
}
