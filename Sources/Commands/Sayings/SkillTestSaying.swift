import Groups
import Identifiers

/// What the bot says to those who run tests.
enum SkillTestSaying: Saying {
    // The test itself.

    case created(SkillTest)
    case checked(SkillTest, isNew: Bool)
    case edited(SkillTest, [SkillTest.TopicCount])
    case unchanged(SkillTest)
    case page(SkillTestPage)
    case ownTests(Page<SkillTest>, hasSeveralSponsors: Bool)
    case opened(SkillTest, [SkillTest.TopicCount])
    /// It would be open on no day.
    case closingDayIsOver(SkillTest, Day)
    case closed(TestClosing)
    case deleted(SkillTest)
    case timeExtended(SkillTest, UserID, Int, isTold: Bool)
    case timeIsSo(SkillTest, UserID, Int)
    case extraTimes(SkillTest, Page<SkillTest.ExtraTime>, after: UserID?)
    /// To the person themselves.
    case timeExtendedForYou(SkillTest, UserID, Int, by: UserID)

    // Questions.

    case questionChecked(SkillTest, QuestionContent)
    /// With how many of each topic there are now.
    case questionAdded(SkillTest, QuestionContent, [SkillTest.TopicCount])
    case questionReplaced(SkillTest, Int)
    /// From the question of that number on.
    case questions(SkillTest, Page<TestQuestion>, from: Int?)
    case question(SkillTest, TestQuestion)
    case retired(SkillTest, [Int], left: [SkillTest.TopicCount])
    case noneRetired(SkillTest, [SkillTestRefusal])
    case voided(SkillTest, Int, left: [SkillTest.TopicCount])
    /// To whoever declared a question void.
    case rescored(SkillTest, Int, Rescoring, running: Int)
    /// To somebody who passes because a question was declared void.
    case passedByIt(Pass, SkillTest, AttemptResult.Asked?)
    /// To somebody whose pass has more percent because a question was declared void.
    case raisedByIt(Pass, SkillTest)
    /// To somebody of whose attempt all questions were declared void.
    case voidByIt(SkillTest, UserID)
    case statistics(TestStatistics)
    case traced(LeakTrace)
    case notTraced(SkillTest)

    // Files of questions.

    case fetching(TestImport, SkillTest)
    case notFetched(TestImport, SkillTest, CalendarImport.Failure)
    case importPage(TestImportPage)
    case imported(SkillTest, Int, [SkillTest.TopicCount])
    case importDropped(SkillTest)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
