package import Identifiers

extension JoinRequest {
    /// A question that an administrator put to the applicant.
    ///
    /// The clock stands from when it was put until it was answered, or the request closed.
    package struct Question: Hashable, Sendable {
        /// The first question about a request is number 1.
        package var number: Int
        package var askedBy: UserID
        package var text: String
        package var askedAt: Timestamp
        /// When the request lapses if there is no answer: at the end of a day in the group's zone.
        package var lapsesAt: Timestamp
        package var answer: String?
        /// When the clock ran again; nil as long as it stands.
        package var endedAt: Timestamp?
        /// The criterion that it is about, if it is about one.
        package var criterion: Int?

        package init(
            number: Int,
            askedBy: UserID,
            text: String,
            askedAt: Timestamp,
            lapsesAt: Timestamp,
            answer: String? = nil,
            endedAt: Timestamp? = nil,
            criterion: Int? = nil
        ) {
            self.number = number
            self.askedBy = askedBy
            self.text = text
            self.askedAt = askedAt
            self.lapsesAt = lapsesAt
            self.answer = answer
            self.endedAt = endedAt
            self.criterion = criterion
        }

        /// The time in which the clock stood, once it is over.
        package var pause: Pause? { endedAt.map { Pause(from: askedAt, to: $0) } }
    }

    /// How long an applicant has to answer a question.
    package static let daysToAnswer = 14
    /// When an applicant who has not answered is reminded.
    package static let daysToRemindApplicant = 7
    /// How many questions may be asked about one request.
    package static let questionsAtMost = 10

    /// Decides what happens when an administrator puts a question to the applicant: the clock stands until the answer.
    ///
    /// `asked` is how many questions were asked about this request before, `criterion` what the question is about where
    /// it is about one; the answer is awaited until the end of a day in `zone`, the group's own.
    package func ask(
        _ text: String,
        about criterion: Int? = nil,
        by decider: Decider,
        after asked: Int,
        in zone: Zone,
        at now: Timestamp
    ) throws(Refusal) -> Question {
        try check(decider)
        if case .awaitingApplicant = state { throw .request(.questionWaits(self)) }
        guard asked < Self.questionsAtMost else { throw .request(.tooManyQuestions(id, Self.questionsAtMost)) }
        return Question(
            number: asked + 1,
            askedBy: decider.person,
            text: text,
            askedAt: now,
            lapsesAt: zone.endOfDay(Self.daysToAnswer, after: now),
            criterion: criterion
        )
    }

    /// Decides what happens when the applicant answers: the clock runs again.
    ///
    /// `ladder` is when the request is due now, by all the times in which its clock stood.
    package func answer(
        _ text: String,
        by person: UserID,
        ladder: Ladder,
        at now: Timestamp
    ) throws(Refusal) -> [Change] {
        guard person == self.person else { throw .membership(.notYourRequest(id)) }
        guard isOpen else { throw .membership(.alreadyDecided(self)) }
        guard case .awaitingApplicant = state else { throw .request(.nothingAsked(self)) }
        return [.request(.answered(id, text, at: now, ladder))]
    }
}

/// A request whose applicant has left a question unanswered until the bot has something to do about it.
package struct UnansweredRequest: Hashable, Sendable {
    package var request: JoinRequest
    package var question: JoinRequest.Question
    /// Whether the applicant was reminded of it.
    package var isReminded: Bool

    package init(request: JoinRequest, question: JoinRequest.Question, isReminded: Bool) {
        self.request = request
        self.question = question
        self.isReminded = isReminded
    }

    /// What is due now: a reminder halfway, and the end.
    ///
    /// However long the bot was away, the applicant has as many days after the reminder as were left at its time. `zone` is
    /// the group's own.
    package func step(at now: Timestamp, in zone: Zone) -> RequestChange {
        guard !isReminded else { return .lapsed(request.id, at: now) }
        let left = JoinRequest.daysToAnswer - JoinRequest.daysToRemindApplicant
        return .applicantReminded(request.id, lapsesAt: max(question.lapsesAt, zone.endOfDay(left, after: now)))
    }
}
