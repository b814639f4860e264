import Groups

/// One thing that is wrong with the form of a test or of a question.
enum TestMistake: Hashable, Sendable {
    /// The person runs no tests of a sponsor of that name; these are the sponsors whose tests they run.
    case sponsor(String, known: [String])
    case handleTaken(String)
    /// The name is that of another test that the person runs, or looks like it.
    case nameTaken(SkillTest)
    /// A field that may only be given when the test is begun.
    case fixed(String)
    /// Not a topic with a number, nor a number.
    case draw(String)
    case drawTwice(String)
    case topicTooLong(String)
    case tooManyDrawn(Int)
    /// A test that is open would draw more than there is.
    case shortage(SkillTest.TopicDraw, has: Int)
    case time(String)
    case minutes(String)
    case seconds(String)
    case percent(String)
    /// No number of days, nor the word that stands for none.
    case days(field: String, String, ClosedRange<Int>, orWord: String)
    case attempts(String)
    case scores(String)
    /// Takers were told that others see less.
    case scoresWidened
    case yesOrNo(field: String, String)
    case closes(String)
    case closesInThePast(Day)
    case closesTooLate(Day)

    // Questions.

    /// Nothing says how the question is answered.
    case noAnswer
    /// A question is answered in one way.
    case severalAnswers([String])
    case rightMissing
    case wrongMissing
    case number(String)
    case pair(String)
    case fault(QuestionFault)
}
