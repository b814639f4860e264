package import Identifiers

/// A freelancer asking to join a group.
package struct JoinRequest: Hashable, Sendable {
    package var id: RequestID
    package var group: GroupID
    package var person: UserID
    /// What the applicant says to the administrators.
    package var message: String
    package var askedAt: Timestamp
    /// By when it is to be decided: the end of the third business day by the group's calendar.
    package var dueAt: Timestamp
    package var state: State
    /// The administrator who has taken it on, while it is open; the others may decide it all the same.
    package var claimer: UserID?
    /// When the last thing that was missing came, where it was not complete when it was asked.
    package var completedAt: Timestamp?

    package init(
        id: RequestID,
        group: GroupID,
        person: UserID,
        message: String,
        askedAt: Timestamp,
        dueAt: Timestamp,
        state: State = .pending,
        claimer: UserID? = nil
    ) {
        self.id = id
        self.group = group
        self.person = person
        self.message = message
        self.askedAt = askedAt
        self.dueAt = dueAt
        self.state = state
        self.claimer = claimer
    }

    /// Whether it is still to be decided.
    package var isOpen: Bool {
        switch state {
        case .incomplete, .pending, .awaitingApplicant: true
        case .approved, .refused, .withdrawn, .lapsed, .void: false
        }
    }

    /// Whether it lacks something that nobody decides about.
    package var isIncomplete: Bool { if case .incomplete = state { true } else { false } }

    /// Whether its applicant has a question to answer.
    package var isAwaitingApplicant: Bool { if case .awaitingApplicant = state { true } else { false } }

    /// What tells this request from every other one, also from one that gets its number after the database was restored.
    package var key: String { "\(id.rawValue)@\(askedAt.rawValue)" }

    /// How far a request has come.
    ///
    /// All but the first three are final. A pending request with a claimer is a claimed one.
    package enum State: Hashable, Sendable {
        /// Something machine-checked is missing that comes with time or a step elsewhere: nobody decides yet.
        case incomplete(since: Timestamp)
        case pending
        /// The clock stands until the applicant has answered a question.
        case awaitingApplicant(since: Timestamp)
        case approved(Verdict)
        case refused(Verdict)
        case withdrawn(at: Timestamp)
        /// The applicant left a question unanswered for too long.
        case lapsed(at: Timestamp)
        /// Nobody decided it: there is nothing left to decide.
        case void(VoidReason, at: Timestamp)
    }

    /// Why there is nothing left to decide.
    package enum VoidReason: String, Hashable, Sendable, CaseIterable {
        /// The applicant is no freelancer any more.
        case notFreelancer
        /// The applicant was banned from the group.
        case banned
        /// The applicant came in by an invitation.
        case invited
        /// The group was archived.
        case archived
    }

    /// An administrator's decision.
    package struct Verdict: Hashable, Sendable {
        package var administrator: UserID
        package var at: Timestamp
        /// The note of an approval, or the reason of a refusal.
        package var remark: String
        /// How many days the applicant must wait after this refusal, where that is not what the group has set.
        package var againDays: Int?
        /// From when on the applicant was told, with this refusal, that they may ask again.
        package var mayAskAt: Timestamp?
        /// Whether nobody looked, because that administrator had set a rule for it beforehand.
        package var isByRule = false

        package init(
            administrator: UserID,
            at: Timestamp,
            remark: String,
            againDays: Int? = nil,
            mayAskAt: Timestamp? = nil,
            isByRule: Bool = false
        ) {
            self.administrator = administrator
            self.at = at
            self.remark = remark
            self.againDays = againDays
            self.mayAskAt = mayAskAt
            self.isByRule = isByRule
        }
    }

    /// How many business days the administrators have.
    package static let businessDaysToDecide = 3
}

/// What a person is to a group.
package enum Standing: Hashable, Sendable {
    case stranger
    case waiting(JoinRequest)
    case member(since: Timestamp)
    /// Let in, and a member as soon as there is room.
    case queued(QueuePlace)
}

/// A step of the ladder of reminders about a request that nobody has decided.
package enum Rung: Int, Hashable, Sendable, CaseIterable {
    /// One business day has passed.
    case firstReminder = 1
    /// The due day has begun.
    case dueDay = 2
    /// The promise was missed.
    case overdue = 3
    /// Seven business days have passed: nobody answers.
    case unanswered = 4

    /// The step after this one, or nil after the last.
    package var next: Rung? { Rung(rawValue: rawValue + 1) }
}
