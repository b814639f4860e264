package import Identifiers

/// People who take tests.
package protocol AttemptBoard {
    func nextAttemptID() throws -> AttemptID
    func attempt(_ id: AttemptID) throws -> Attempt?
    /// What a person is in the middle of: one attempt at most.
    func runningAttempt(of person: UserID) throws -> Attempt?
    /// How many attempts at a test are under way.
    func runningAttemptCount(at test: SkillTestID) throws -> Int
    /// How many of those have a question.
    func runningAttemptCount(with question: TestQuestionID) throws -> Int
    /// The attempts of a person at a test, the latest first, void ones too.
    func attempts(of person: UserID, at test: SkillTestID, limit: Int) throws -> [Attempt]
    /// The attempts of a person that ended after that moment, in no order.
    func attempts(of person: UserID, endedAfter moment: Timestamp) throws -> [Attempt]
    func items(of attempt: AttemptID) throws -> [AttemptItem]
    func item(_ position: Int, of attempt: AttemptID) throws -> AttemptItem?
    /// The question that a message or tap has answered.
    func item(answeredBy event: EventID) throws -> AttemptItem?
    /// Attempts whose time is over, the grace counted, the longest due first.
    ///
    /// Only those after whose end the homeserver was heard: before that, an answer may lie there.
    func attemptsDue(by now: Timestamp, limit: Int) throws -> [Attempt]
    /// Attempts under way that the bot has left alone for longer than ``Attempt/outageMsAtMost``.
    func attemptsAbandoned(limit: Int) throws -> [Attempt]
    /// By how many percent a person's time is longer.
    func extraTime(of person: UserID, at test: SkillTestID) throws -> Int
    /// The taps that wait to be confirmed, in the order in which they came.
    func taps(on position: Int, of attempt: AttemptID) throws -> [QuestionTap]
    func tap(by event: EventID) throws -> QuestionTap?
    /// When the bot's message about something was sent; nil where it still waits.
    func sent(_ subject: String) throws -> Timestamp?
    /// In which room it was sent.
    func room(of subject: String) throws -> RoomID?
    /// A number that nobody can foretell, the same whenever it is asked for with the same event.
    func chance(for event: EventID) throws -> UInt64
    /// How a score stands among those of first attempts: see ``SkillTestTally``.
    func ranking(of percent: Int, at test: SkillTestID) throws -> ScoreRanking
    /// Attempts in which a question was read in a wording, the latest first.
    func attempts(reading question: TestQuestionID, mark: Int, limit: Int) throws -> [AttemptItem]
    /// Questions that were declared void and of which attempts are still to be counted anew, the longest due first.
    func rescoringsDue(by now: Timestamp, limit: Int) throws -> [Rescoring]
    /// Ended attempts with a question, in order, after that one.
    func attempts(with question: TestQuestionID, after attempt: AttemptID?, limit: Int) throws -> [Attempt]
}

/// Who has passed what.
package protocol PassBoard {
    /// A person's passes at a test that matter, the latest first: those that no other one of theirs ``Pass/covers(_:)``.
    func passes(of person: UserID, at test: SkillTestID) throws -> [Pass]
    /// A person's latest pass at each test, the latest first.
    func latestPasses(of person: UserID, limit: Int) throws -> [Pass]
    /// Passes about whose end their holders are to be told by now, the longest due first.
    func passesEnding(by now: Timestamp, limit: Int) throws -> [Pass]
    /// Whether a person is a member of a group whose criteria want a pass of the test.
    func isMember(_ person: UserID, whereAskedFor test: SkillTestID) throws -> Bool
    func followUp(of attempt: AttemptID) throws -> FollowUp?
    /// What a message answered.
    func followUp(answeredBy event: EventID) throws -> FollowUp?
    /// What a person was asked about their attempts at a test, the latest attempt first.
    func followUps(of person: UserID, at test: SkillTestID) throws -> [FollowUp]
}

/// Questions on their way into a test.
package protocol TestImportBoard {
    func nextTestImportID() throws -> TestImportID
    func testImport(_ id: TestImportID) throws -> TestImport?
    /// The import that waits for a person's word.
    func openTestImport(of person: UserID) throws -> TestImport?
    /// Imports that were fetched and not shown yet.
    func testImportsFetched(limit: Int) throws -> [TestImport]
}
