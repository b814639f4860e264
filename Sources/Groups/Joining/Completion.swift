package import Identifiers

extension Group {
    /// Who lets applicants in who meet everything.
    package enum Admission: Hashable, Sendable {
        /// An administrator looks at every request.
        case person
        /// Nobody has to, where all that is asked for was checked and is met: so the sponsor's side has decided beforehand.
        case atOnce(setBy: UserID, since: Timestamp)
    }

    /// Decides what happens when somebody who runs the group chooses who lets applicants in.
    ///
    /// - Throws: A criteria refusal, where there is nothing that could be checked in the place of a person.
    package func setAdmission(_ admission: Admission, having set: CriteriaSet?) throws(Refusal) -> Change {
        try checkMayChange()
        if case .atOnce = admission, set?.criteria.isEmpty ?? true { throw .criteria(.nothingToCheck(self)) }
        return .group(.admissionSet(id, admission))
    }

    /// Who has decided beforehand that such an applicant is let in at once; nil where a person is to look.
    ///
    /// Never without criteria, nor where people judge any of them, nor by a rule that the applicant made.
    package func admitsAtOnce(_ person: UserID, by set: CriteriaSet, _ checklist: Checklist) -> UserID? {
        guard case .atOnce(let setter, _) = admission, setter != person, state != .archived, suspension == nil,
            !set.criteria.isEmpty, set.criteria.allSatisfy({ $0.kind.judge == .machine }), checklist.verdict == .met
        else { return nil }
        return setter
    }
}

extension JoinRequest {
    /// From when its clock is counted: when it was asked, or when it was complete.
    package var countsFrom: Timestamp { completedAt ?? askedAt }

    /// The same request as long as something machine-checked is missing: its clock does not run.
    package func incomplete() -> JoinRequest {
        var request = self
        request.state = .incomplete(since: askedAt)
        return request
    }

    /// The same request once it is complete: its clock begins.
    package func completed(at now: Timestamp, _ ladder: Ladder) -> JoinRequest {
        var request = self
        request.state = .pending
        request.completedAt = now
        request.dueAt = ladder.dueAt
        return request
    }

    /// What becomes of a request that is let in by a rule that somebody has set beforehand.
    ///
    /// `others` is what was decided before at the same moment.
    package func admit(
        byRuleOf setter: UserID,
        filling group: Group,
        after others: [Change] = [],
        at now: Timestamp
    ) -> (verdict: Verdict, changes: [Change]) {
        let verdict = Verdict(administrator: setter, at: now, remark: "", isByRule: true)
        return (
            verdict,
            [
                .request(.admittedByRule(id, verdict)),
                group.letIn(person, by: .rule(id), of: setter, after: others, at: now),
            ]
        )
    }
}
