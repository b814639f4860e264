import Groups

/// What the bot says to those who take tests.
enum AttemptSaying: Saying {
    case tests([TestLine], after: String?, hasMore: Bool)
    /// What a group asks for.
    case testsOf(Group, [TestLine])
    case page(TestPage)
    /// Among others: a test is between one person and the bot.
    case goesOnAlone(SkillTest)
    /// How far an attempt is: one message, kept up to date.
    case progress(SkillTest, Attempt)
    /// The same message once it is over.
    case over(SkillTest, Attempt)
    case question(Question, Lead)
    /// To something that can't be read as an answer.
    case notAnAnswer(Attempt, ShownQuestion)
    /// By its place from 0.
    case answeredAlready(Attempt, Int)
    case answerStands(Attempt, Int)
    /// To an answer after the end.
    case afterTheEnd(SkillTest)
    /// Its questions, answers or rules can't be read any more: a fault, for which nobody who takes it can do anything.
    case unreadable
    case answerElsewhere(Attempt)
    /// In what was their direct room, where somebody else reads along by now.
    case answerOverheard(Attempt)
    /// The open question once more, in a room of their own.
    case questionAgain(Question)
    case stopAsked(SkillTest, Attempt, SkillTest.Wait?)
    case result(AttemptResult)
    case explained(SkillTest)
    case explainedAlready(SkillTest)
    /// Edited or taken back, it counts as it was said first.
    case explanationStands(SkillTest, isEdited: Bool)
    case nothingToExplain(SkillTest)
    case explainElsewhere(SkillTest)
    case passShown(SkillTest, Bool)
    case passEnds(Pass, SkillTest, SkillTest.Wait?)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A question as its taker reads it.
    struct Question: Hashable, Sendable {
        var test: SkillTest
        var attempt: Attempt
        var shown: ShownQuestion
        /// Which wording the taker reads.
        var mark: Int
        /// When it is asked once more; nil the first time.
        var askedAgainAt: Timestamp?
    }

    /// What came before a question.
    enum Lead: Hashable, Sendable {
        case first
        case noted
        /// The time for the question before was over.
        case timeOver
    }
}
