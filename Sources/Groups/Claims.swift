extension JoinRequest {
    /// How many open requests of one group an administrator may have claimed.
    package static let claimsAtMost = 50

    /// Decides what happens when an administrator takes a request on.
    ///
    /// `claims` is how many requests of the group they have taken on already.
    package func claim(by decider: Decider, having claims: Int) throws(Refusal) -> [Change] {
        try check(decider)
        if let claimer { throw .request(claimer == decider.person ? .alreadyClaimed(id) : .claimedBy(claimer, id)) }
        guard claims < Self.claimsAtMost else { throw .request(.tooManyClaims(decider.person, Self.claimsAtMost)) }
        return [.request(.claimed(id, by: decider.person))]
    }

    /// Decides what happens when an administrator gives a request back that they had taken on.
    package func release(by decider: Decider) throws(Refusal) -> [Change] {
        try check(decider)
        guard let claimer else { throw .request(.notClaimed(id)) }
        guard claimer == decider.person else { throw .request(.claimedBy(claimer, id)) }
        return [.request(.released(id))]
    }

    /// Decides what happens when a request is given to another administrator: by its claimer, or by anybody where it has none.
    ///
    /// `claims` is how many requests of the group the successor has taken on already.
    package func pass(
        to successor: Decider,
        having claims: Int,
        by decider: Decider,
        in group: Group
    ) throws(Refusal) -> [Change] {
        try check(decider)
        if let claimer, claimer != decider.person { throw .request(.claimedBy(claimer, id)) }
        guard successor.isAdministrator else { throw .group(.notAdministrator(successor.person, group)) }
        guard successor.person != person else { throw .request(.claimByApplicant(id, successor.person)) }
        guard claimer != successor.person else { throw .request(.alreadyClaimed(id)) }
        guard claims < Self.claimsAtMost else { throw .request(.tooManyClaims(successor.person, Self.claimsAtMost)) }
        return [.request(.claimed(id, by: successor.person))]
    }
}
