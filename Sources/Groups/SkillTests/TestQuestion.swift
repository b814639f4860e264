/// The number of a question in the whole hall.
///
/// Never shown; people know it by its number within its test.
package struct TestQuestionID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// A question in the pool of a test.
///
/// What it says never changes: whoever wants it changed puts another one in its place.
package struct TestQuestion: Hashable, Sendable {
    package var id: TestQuestionID
    package var test: SkillTestID
    /// From 1, in the order in which they were written; none comes twice.
    package var number: Int
    package var content: QuestionContent
    package var state: State
    package var tally: QuestionTally
    /// What looked wrong with it when it was answered last.
    package var suspicions: Set<Suspicion> = []

    package init(
        id: TestQuestionID,
        test: SkillTestID,
        number: Int,
        content: QuestionContent,
        state: State = .active,
        tally: QuestionTally = QuestionTally()
    ) {
        self.id = id
        self.test = test
        self.number = number
        self.content = content
        self.state = state
        self.tally = tally
    }

    /// What becomes of a question.
    ///
    /// The words are stored.
    package enum State: String, Hashable, Sendable {
        /// It can be drawn.
        case active
        /// It is drawn no more; answers to it count.
        case retired
        /// It is drawn no more, and answers to it count for nobody.
        case void
    }
}

/// What a question says and which answers are right.
///
/// Stored as JSON by these names: one that was released is never renamed.
package struct QuestionContent: Hashable, Sendable, Codable {
    /// What those who run the test call it, or nothing; takers never see it.
    package var title: String
    /// In lower case; empty where it belongs to none.
    package var topic: String
    /// Plain text, at most ``textBytesAtMost``.
    package var text: String
    package var kind: Kind

    package init(title: String = "", topic: String = "", text: String, kind: Kind) {
        self.title = title
        self.topic = topic
        self.text = text
        self.kind = kind
    }

    /// How it is answered.
    package enum Kind: Hashable, Sendable, Codable {
        /// One of the options, or with `isMultiple` any number of them.
        case choice(options: [Option], isMultiple: Bool)
        case trueFalse(isTrue: Bool)
        /// Some words; letter case and blanks do not matter.
        case short(accepted: [AcceptedText])
        case number(accepted: [AcceptedNumber])
        /// Each of the left sides has one right side; `others` are right sides that belong to none.
        case matching(pairs: [Pair], others: [String])
    }

    /// Something to choose.
    package struct Option: Hashable, Sendable, Codable {
        package var text: String
        /// What choosing it gives, in thousandths of the question's points: 1000 is all of them; -1000 to 1000.
        package var share: Int

        package init(_ text: String, share: Int) {
            self.text = text
            self.share = share
        }
    }

    /// Words that are right, as a whole or in part.
    package struct AcceptedText: Hashable, Sendable, Codable {
        /// `*` stands for any letters, `\*` for itself.
        package var pattern: String
        /// In thousandths, 1 to 1000.
        package var share: Int

        package init(_ pattern: String, share: Int = 1000) {
            self.pattern = pattern
            self.share = share
        }
    }

    /// A range of numbers that is right, as a whole or in part.
    package struct AcceptedNumber: Hashable, Sendable, Codable {
        package var from: Double
        package var through: Double
        /// In thousandths, 1 to 1000.
        package var share: Int

        package init(from: Double, through: Double, share: Int = 1000) {
            self.from = from
            self.through = through
            self.share = share
        }
    }

    /// Two sides that belong together.
    package struct Pair: Hashable, Sendable, Codable {
        package var left: String
        package var right: String

        package init(_ left: String, _ right: String) {
            self.left = left
            self.right = right
        }
    }

    package static let textBytesAtMost = 2000
    package static let optionBytesAtMost = 400
    package static let titleBytesAtMost = 200
    package static let topicBytesAtMost = 60
    package static let options = 2...10
    package static let pairs = 2...10
    package static let acceptedAtMost = 20
}

extension QuestionContent {
    /// Among how many options one is right, where somebody might guess.
    package var guessableCount: Int? {
        switch kind {
        case .choice(let options, isMultiple: false): options.count
        case .trueFalse: 2
        default: nil
        }
    }
}

/// What takers have made of a question so far, kept as attempts end: never counted anew.
///
/// Sums over attempts in which the question was answered or passed over; points in thousandths of the question's,
/// scores in percent of the rest of the attempt.
package struct QuestionTally: Hashable, Sendable {
    package var answers: Int
    package var points: Int
    package var milliseconds: Int
    /// Sums for the correlation of a question's points (0 to 1000) with the percent (0 to 100) of the attempt's others.
    package var scores: Int
    package var pointsSquared: Int
    package var scoresSquared: Int
    package var pointsByScores: Int

    package init(
        answers: Int = 0,
        points: Int = 0,
        milliseconds: Int = 0,
        scores: Int = 0,
        pointsSquared: Int = 0,
        scoresSquared: Int = 0,
        pointsByScores: Int = 0
    ) {
        self.answers = answers
        self.points = points
        self.milliseconds = milliseconds
        self.scores = scores
        self.pointsSquared = pointsSquared
        self.scoresSquared = scoresSquared
        self.pointsByScores = pointsByScores
    }
}
