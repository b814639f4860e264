/// The number of a skill test.
///
/// Never shown; people know a test by its handle.
package struct SkillTestID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// A skill test that a sponsor offers to every freelancer: a pool of questions, and the rules by which it is taken.
package struct SkillTest: Hashable, Sendable {
    package var id: SkillTestID
    /// What people type, such as `swift-basics`.
    ///
    /// Never changes: criteria name the test by it.
    package var handle: String
    package var name: String
    package var sponsor: Sponsor
    /// What it is about, in the sponsor's words: shown before somebody starts.
    package var syllabus: String
    package var rules: Rules
    package var state: State
    /// How many questions can be drawn.
    package var questionCount: Int

    package init(
        id: SkillTestID,
        handle: String,
        name: String,
        sponsor: Sponsor,
        syllabus: String = "",
        rules: Rules = Rules(),
        state: State = .draft,
        questionCount: Int = 0
    ) {
        self.id = id
        self.handle = handle
        self.name = name
        self.sponsor = sponsor
        self.syllabus = syllabus
        self.rules = rules
        self.state = state
        self.questionCount = questionCount
    }

    /// How far a test has come.
    ///
    /// The words are stored.
    package enum State: String, Hashable, Sendable {
        /// Only those who run it see it.
        case draft
        case open
        /// Nobody can start it; passes stay, and attempts under way go on.
        case closed
    }

    /// The rules by which a test is taken and counted.
    ///
    /// Stored as JSON by these names: one that was released is never renamed.
    package struct Rules: Hashable, Sendable, Codable {
        /// How many questions are drawn from which topic; empty: all of them, at most ``questionsAtMost``.
        package var draws: [TopicDraw]
        package var limit: TimeLimit
        /// How much of the points is needed, 1 to 100.
        package var passPercent: Int
        /// Days between two attempts.
        package var waitDays: Int
        /// Days between the first and the second attempt, where that is another number.
        package var firstWaitDays: Int?
        /// Attempts within 365 days; nil: as many as the waits allow.
        package var attemptsPerYear: Int?
        /// How long a pass holds; nil: for ever.
        package var validDays: Int?
        package var visibility: ScoreVisibility
        /// Whether each taker reads a wording of their own, by which a leaked question can be traced.
        package var isMarked: Bool
        /// Whether who passes is asked about one of their answers, for those who decide about their requests.
        package var asksFollowUp: Bool
        /// The last day on which it can be taken, in the hall's zone.
        package var closesAfter: Day?

        package init(
            draws: [TopicDraw] = [],
            limit: TimeLimit = .whole(minutes: SkillTest.defaultMinutes),
            passPercent: Int = SkillTest.defaultPassPercent,
            waitDays: Int = SkillTest.defaultWaitDays,
            firstWaitDays: Int? = nil,
            attemptsPerYear: Int? = nil,
            validDays: Int? = nil,
            visibility: ScoreVisibility = .passOnly,
            isMarked: Bool = true,
            asksFollowUp: Bool = false,
            closesAfter: Day? = nil
        ) {
            self.draws = draws
            self.limit = limit
            self.passPercent = passPercent
            self.waitDays = waitDays
            self.firstWaitDays = firstWaitDays
            self.attemptsPerYear = attemptsPerYear
            self.validDays = validDays
            self.visibility = visibility
            self.isMarked = isMarked
            self.asksFollowUp = asksFollowUp
            self.closesAfter = closesAfter
        }
    }

    /// So many questions of one topic.
    package struct TopicDraw: Hashable, Sendable, Codable {
        /// As in ``QuestionContent/topic``; nil: any topic.
        package var topic: String?
        package var count: Int

        package init(topic: String?, count: Int) {
            self.topic = topic
            self.count = count
        }
    }

    /// How much time there is.
    package enum TimeLimit: Hashable, Sendable, Codable {
        case whole(minutes: Int)
        case perQuestion(seconds: Int)
    }

    /// What others see of a pass.
    ///
    /// The words are stored.
    package enum ScoreVisibility: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
        case passOnly = "pass"
        case score
        case percentile

        package static func < (left: ScoreVisibility, right: ScoreVisibility) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    package static let defaultPassPercent = 60
    package static let defaultWaitDays = 14
    package static let defaultMinutes = 20
    /// How many questions one attempt may have.
    package static let questionsAtMost = 50
    /// How many questions that can be drawn a test may have.
    package static let poolAtMost = 1000
    package static let topicsAtMost = 20
    package static let syllabusBytesAtMost = 3000
    package static let waitDaysAtMost = 365
    package static let minutes = 1...240
    package static let secondsPerQuestion = 10...3600
    package static let extraPercent = 0...300
    package static let testsOfSponsorAtMost = 200
    /// So many times as many questions as are drawn keep a second attempt from being a repetition.
    package static let poolFactor = 3
    /// From so many first attempts on a percentile says something.
    package static let takersForPercentile = 20
}
