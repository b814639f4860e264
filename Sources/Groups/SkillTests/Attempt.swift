package import Identifiers

/// The number of an attempt.
///
/// Never shown.
package struct AttemptID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// A person taking a test: which questions were drawn, where they are, and by when they must be through.
package struct Attempt: Hashable, Sendable {
    package var id: AttemptID
    package var test: SkillTestID
    package var person: UserID
    /// Which attempt of this person at this test it is, from 1.
    package var number: Int
    /// What the draw and the order of options are made from: the same seed makes the same attempt.
    package var seed: UInt64
    package var startedAt: Timestamp
    package var questionCount: Int
    /// The place of the open question, from 0.
    package var position: Int
    /// Since when the open question is open.
    package var shownAt: Timestamp
    /// When all of it must be answered, where the time is limited as a whole.
    package var endsAt: Timestamp?
    /// How long each question is open, in milliseconds, where the time is limited for each.
    package var questionMs: Int64?
    /// How much of the points was needed when it began.
    package var passPercent: Int
    /// What came of it; nil as long as it is under way.
    package var end: End?

    package init(
        id: AttemptID,
        test: SkillTestID,
        person: UserID,
        number: Int,
        seed: UInt64,
        startedAt: Timestamp,
        questionCount: Int,
        passPercent: Int
    ) {
        self.id = id
        self.test = test
        self.person = person
        self.number = number
        self.seed = seed
        self.startedAt = startedAt
        self.questionCount = questionCount
        self.passPercent = passPercent
        position = 0
        shownAt = startedAt
    }

    /// How an attempt came out.
    package struct End: Hashable, Sendable {
        package var outcome: Outcome
        package var at: Timestamp
        /// In thousandths of a question's points.
        package var points: Int
        /// How many questions count: those that were declared void do not.
        package var counted: Int
        /// Among how many percent of the best it was; nil below ``SkillTest/takersForPercentile``.
        package var percentile: Percentile?

        package init(outcome: Outcome, at: Timestamp, points: Int, counted: Int, percentile: Percentile? = nil) {
            self.outcome = outcome
            self.at = at
            self.points = points
            self.counted = counted
            self.percentile = percentile
        }

        /// Points in whole percent, rounded down: 59.9 is not 60.
        package var percent: Int { counted == 0 ? 0 : points / (10 * counted) }
    }

    /// The words are stored.
    package enum Outcome: String, Hashable, Sendable {
        case passed
        case failed
        /// The time was over: an unfinished test is a failed one.
        case timedOut
        /// The taker gave up.
        case stopped
        /// The bot was away too long, or all questions were void: it counts for nothing, and another may begin at once.
        case void
    }

    /// Where a score stood among those of all first attempts, when it was made.
    package struct Percentile: Hashable, Sendable {
        /// The taker was among the best so many percent, 1 to 100.
        package var top: Int
        package var takers: Int

        package init(top: Int, takers: Int) {
            self.top = top
            self.takers = takers
        }
    }

    /// How late an answer may come, in milliseconds: what lies between a person's tap and the bot's receipt.
    package static let graceMs: Int64 = 5000
    /// What comes sooner than this after an answer, in milliseconds, is about the same question: nobody reads so fast.
    package static let echoMs: Int64 = 1000
    /// For how long after the end people hear that an answer comes too late, in milliseconds.
    package static let heedMs: Int64 = 600_000
    /// Up to this long, in milliseconds, the time in which the bot was away is given back; after more, the attempt is void.
    package static let outageMsAtMost: Int64 = 3_600_000
}

/// One question of an attempt.
package struct AttemptItem: Hashable, Sendable {
    package var attempt: AttemptID
    /// From 0.
    package var position: Int
    package var question: TestQuestionID
    /// Which wording the taker reads: see ``WordingMark``.
    package var mark: Int
    package var answer: Answer?

    package init(attempt: AttemptID, position: Int, question: TestQuestionID, mark: Int, answer: Answer? = nil) {
        self.attempt = attempt
        self.position = position
        self.question = question
        self.mark = mark
        self.answer = answer
    }

    /// What somebody answered.
    package struct Answer: Hashable, Sendable {
        package var response: QuestionResponse
        /// The message or reaction; nil where the time was over.
        package var event: EventID?
        package var at: Timestamp
        /// How long it took, in milliseconds.
        package var tookMs: Int64
        /// In thousandths of the question's points.
        package var points: Int

        package init(response: QuestionResponse, event: EventID?, at: Timestamp, tookMs: Int64, points: Int) {
            self.response = response
            self.event = event
            self.at = at
            self.tookMs = tookMs
            self.points = points
        }
    }
}

/// An answer as it was understood.
///
/// Options and right sides go by their place in the question as it was written, not as it was shown. Stored as JSON.
package enum QuestionResponse: Hashable, Sendable, Codable {
    /// Passed over, or not answered in time.
    case none
    case options(indices: [Int])
    case truth(isTrue: Bool)
    case text(String)
    case number(Double)
    /// For each left side the place of the right side among `pairs` and then `others`.
    case sides(indices: [Int])
}

/// A tap that chose an option of a question with several right ones, not confirmed yet.
package struct QuestionTap: Hashable, Sendable {
    package var attempt: AttemptID
    package var position: Int
    /// As written, not as shown.
    package var option: Int
    package var event: EventID

    package init(attempt: AttemptID, position: Int, option: Int, event: EventID) {
        self.attempt = attempt
        self.position = position
        self.option = option
        self.event = event
    }
}

/// That a person has passed a test, by one attempt.
package struct Pass: Hashable, Sendable {
    package var test: SkillTestID
    package var person: UserID
    package var attempt: AttemptID
    package var percent: Int
    package var percentile: Attempt.Percentile?
    package var at: Timestamp
    /// The last day on which it holds, in the hall's zone; nil: for ever.
    package var until: Day?
    /// Whether it stands on the person's profile: chosen for the test, and so the same for all passes at it.
    package var isShown: Bool

    package init(
        test: SkillTestID,
        person: UserID,
        attempt: AttemptID,
        percent: Int,
        percentile: Attempt.Percentile? = nil,
        at: Timestamp,
        until: Day? = nil,
        isShown: Bool = true
    ) {
        self.test = test
        self.person = person
        self.attempt = attempt
        self.percent = percent
        self.percentile = percentile
        self.at = at
        self.until = until
        self.isShown = isShown
    }
}

/// A question about one of the taker's own answers, for those who decide about their requests.
package struct FollowUp: Hashable, Sendable {
    package var attempt: AttemptID
    package var position: Int
    package var askedAt: Timestamp
    package var answer: String?

    package init(attempt: AttemptID, position: Int, askedAt: Timestamp, answer: String? = nil) {
        self.attempt = attempt
        self.position = position
        self.askedAt = askedAt
        self.answer = answer
    }

    package static let answerBytesAtMost = 2000
}
