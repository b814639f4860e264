package import Identifiers

/// An administrator's verdict on one criterion of one request.
package struct ItemVerdict: Hashable, Sendable {
    package var request: RequestID
    /// The number of the criterion.
    package var number: Int
    /// What exactly was judged: ``Criterion/Kind/fingerprint``.
    package var asked: String
    package var isMet: Bool
    /// Why, in the administrator's words; may be empty.
    package var remark: String
    package var administrator: UserID
    package var at: Timestamp
    /// Whether the applicant gave something else since: it is shown, and counts for nothing.
    package var isOutdated: Bool

    package init(
        request: RequestID,
        number: Int,
        asked: String,
        isMet: Bool,
        remark: String,
        administrator: UserID,
        at: Timestamp,
        isOutdated: Bool = false
    ) {
        self.request = request
        self.number = number
        self.asked = asked
        self.isMet = isMet
        self.remark = remark
        self.administrator = administrator
        self.at = at
        self.isOutdated = isOutdated
    }

    /// How long the words beside a verdict may be, in bytes.
    package static let remarkBytesAtMost = 500
}

/// An approval of somebody who does not meet the criteria: which of them were waived, and why.
package struct Waiver: Hashable, Sendable {
    package var request: RequestID
    package var criteria: [Criterion]
    package var reason: String
    package var administrator: UserID
    package var at: Timestamp

    package init(
        request: RequestID,
        criteria: [Criterion],
        reason: String,
        administrator: UserID,
        at: Timestamp
    ) {
        self.request = request
        self.criteria = criteria
        self.reason = reason
        self.administrator = administrator
        self.at = at
    }
}

/// A waiver as it is kept: the numbers of the criteria, as they were numbered then.
package struct StoredWaiver: Hashable, Sendable {
    package var numbers: [Int]
    package var reason: String
    package var administrator: UserID
    package var at: Timestamp

    package init(numbers: [Int], reason: String, administrator: UserID, at: Timestamp) {
        self.numbers = numbers
        self.reason = reason
        self.administrator = administrator
        self.at = at
    }
}

extension JoinRequest {
    /// Decides what happens when an administrator says whether a criterion is met that people check.
    ///
    /// Whoever speaks last is believed, until the request is decided.
    package func judge(
        _ item: Checklist.Item,
        isMet: Bool,
        remark: String,
        by decider: Decider,
        at now: Timestamp
    ) throws(Refusal) -> ItemVerdict {
        try check(decider)
        guard item.isForPeople else { throw .request(.notForPeople(id, item.criterion)) }
        return ItemVerdict(
            request: id,
            number: item.criterion.number,
            asked: item.criterion.kind.fingerprint,
            isMet: isMet,
            remark: remark,
            administrator: decider.person,
            at: now
        )
    }
}

extension Checklist {
    /// What keeps the whole from being met; empty where it is met or still can be.
    package var shortfall: [Item] { items.filter { decisive.contains($0.criterion.number) } }

    /// What is missing, and would be needed if people found nothing else to be met.
    package var missing: [Item] { items.filter { $0.mark == .missing && !$0.isKept && isNeeded($0) } }

    /// Whether the outcome can hang on a criterion that is not met.
    package func isNeeded(_ item: Item) -> Bool { mattering.contains(item.criterion.number) }

    /// What administrators have marked as not met.
    package var judgedNotMet: [Item] { items.filter(\.isJudgedNotMet) }

    /// What administrators have still to look at.
    package var unjudged: [Item] { items.filter { $0.mark == .forPeople } }
}

extension Checklist.Item {
    /// Whether an administrator has marked it as not met, and the applicant gave nothing else since.
    package var isJudgedNotMet: Bool { verdict.map { !$0.isMet && !$0.isOutdated } ?? false }
}
