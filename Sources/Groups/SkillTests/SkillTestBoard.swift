package import Identifiers

/// Skill tests, who has taken them, and how that came out.
package protocol SkillTestBoard: TestBoard, QuestionBoard, AttemptBoard, PassBoard, TestImportBoard {}

/// The tests themselves.
package protocol TestBoard {
    func skillTest(_ id: SkillTestID) throws -> SkillTest?
    func skillTest(handle: String) throws -> SkillTest?
    /// The test whose name looks the same to the eye: see `Title.skeleton`.
    func skillTest(skeleton: String) throws -> SkillTest?
    /// Open tests whose handle is near to what was typed, the nearest first.
    func skillTests(near text: String, limit: Int) throws -> [SkillTest]
    /// Open tests in the order of their handles, after that one.
    func skillTests(after handle: String?, limit: Int) throws -> [SkillTest]
    /// All tests of a sponsor, drafts and closed ones too, in the order of their handles, after that one.
    func skillTests(of sponsor: SponsorID, after handle: String?, limit: Int) throws -> [SkillTest]
    func skillTestCount(of sponsor: SponsorID) throws -> Int
    /// Whether a person runs a sponsor's tests: as its owner, or as an administrator of one of its groups.
    func runsTests(_ person: UserID, of sponsor: SponsorID) throws -> Bool
    /// The sponsors whose tests a person runs, at most `limit`.
    func sponsorsWithTests(runBy person: UserID, limit: Int) throws -> [Sponsor]
    func nextSkillTestID() throws -> SkillTestID
    /// The groups whose present criteria want that test passed, by handle, at most `limit`; archived ones left out.
    func groups(askingFor test: SkillTestID, limit: Int) throws -> [Group]
    /// The groups that are not open yet and whose criteria want that test passed, by handle, at most `limit`.
    ///
    /// Whoever asks checks who may know of them.
    func drafts(askingFor test: SkillTestID, limit: Int) throws -> [Group]
    /// How many groups name the test in their criteria, in whatever way.
    func groupCount(naming test: SkillTestID) throws -> Int
    /// How many members of a group have notice of one of these criteria, at most `limit`.
    func noticeCount(of criteria: Set<Int>, in group: GroupID, limit: Int) throws -> Int
    func tally(of test: SkillTestID) throws -> SkillTestTally
    /// Whether a person was shown questions of a test by those who run it, or has written some.
    func hasReadQuestions(_ person: UserID, of test: SkillTestID) throws -> Bool
    /// Who has more time, in the order of their IDs, after that one.
    func extraTimes(at test: SkillTestID, after person: UserID?, limit: Int) throws -> [SkillTest.ExtraTime]
    /// What was changed about a test, the latest first, before that entry; nothing about attempts.
    func log(of test: SkillTestID, before number: Int64?, limit: Int) throws -> [LogEntry]
}

/// The questions of tests.
package protocol QuestionBoard {
    /// How many questions of each topic can be drawn, by topic.
    func topics(of test: SkillTestID) throws -> [SkillTest.TopicCount]
    /// All questions of a test, retired ones too, in their order, after that number.
    func questions(of test: SkillTestID, after number: Int?, limit: Int) throws -> [TestQuestion]
    func question(_ number: Int, of test: SkillTestID) throws -> TestQuestion?
    func question(_ id: TestQuestionID) throws -> TestQuestion?
    /// The questions that can be drawn, of one topic or for nil of all, in their order: at most ``SkillTest/poolAtMost``.
    func drawable(of test: SkillTestID, topic: String?) throws -> [TestQuestionID]
    /// The number of the question, not void or retired, with the same ``QuestionContent/fingerprint``.
    func question(fingerprint: String, in test: SkillTestID) throws -> Int?
    /// Questions that can be drawn, those that look wrong first, then those that fewest got right; `from` is a place, from 1.
    func questionsBySuspicion(of test: SkillTestID, from place: Int, limit: Int) throws -> [TestQuestion]
    /// How many of the questions that can be drawn look wrong.
    func suspiciousCount(of test: SkillTestID) throws -> Int
    /// Questions whose text may stand in another one, retired ones too, at most `limit`: see ``QuestionContent/lead``.
    func questions(beginningIn text: LeakedText, of test: SkillTestID, limit: Int) throws -> [TestQuestion]
}

extension SkillTest {
    /// That a person has so many percent more time.
    package struct ExtraTime: Hashable, Sendable {
        package var person: UserID
        package var percent: Int

        package init(person: UserID, percent: Int) {
            self.person = person
            self.percent = percent
        }
    }

    /// How many questions of a topic can be drawn.
    package struct TopicCount: Hashable, Sendable {
        package var topic: String
        package var count: Int

        package init(topic: String, count: Int) {
            self.topic = topic
            self.count = count
        }
    }
}

/// How a test was taken so far, kept as attempts end.
package struct SkillTestTally: Hashable, Sendable {
    /// Attempts that ended, void ones left out.
    package var attempts: Int
    /// First attempts among them: so many people have taken it.
    package var takers: Int
    /// People who have passed it, however often.
    package var passes: Int
    /// The sum of the percents of first attempts.
    package var percents: Int
    /// Answers to all of its questions, and how long they took in all.
    package var answers: Int
    package var milliseconds: Int

    package init(
        attempts: Int = 0,
        takers: Int = 0,
        passes: Int = 0,
        percents: Int = 0,
        answers: Int = 0,
        milliseconds: Int = 0
    ) {
        self.attempts = attempts
        self.takers = takers
        self.passes = passes
        self.percents = percents
        self.answers = answers
        self.milliseconds = milliseconds
    }

    /// How long an answer takes on average; nil where nobody has answered.
    package var meanSeconds: Double? { answers > 0 ? Double(milliseconds) / 1000 / Double(answers) : nil }
}

/// How a score stands among those of first attempts.
package struct ScoreRanking: Hashable, Sendable {
    package var better: Int
    package var equal: Int
    package var total: Int

    package init(better: Int, equal: Int, total: Int) {
        self.better = better
        self.equal = equal
        self.total = total
    }
}

/// That attempts with a void question are being counted anew, batch by batch.
package struct Rescoring: Hashable, Sendable {
    package var question: TestQuestionID
    package var voidedBy: UserID
    package var dueAt: Timestamp
    /// The last attempt that was looked at.
    package var after: AttemptID?
    package var looked: Int
    /// How many have passed by it.
    package var passed: Int

    package init(question: TestQuestionID, voidedBy: UserID, dueAt: Timestamp) {
        self.question = question
        self.voidedBy = voidedBy
        self.dueAt = dueAt
        (looked, passed) = (0, 0)
    }

    package static let batch = 200
    /// How long the next batch waits, in milliseconds, so that others get their turn.
    package static let pause: Int64 = 1000
}

/// A fact about skill tests.
package enum SkillTestChange: Hashable, Sendable {
    case created(SkillTest)
    case edited(SkillTest, from: SkillTest)
    case stateSet(SkillTestID, SkillTest.State)
    /// Nobody has ever taken it, and no group names it.
    case deleted(SkillTestID)
    /// Numbered from the highest number on, in their order.
    case questionsAdded(SkillTestID, [QuestionContent])
    case questionRetired(TestQuestionID)
    /// Its attempts are to be counted anew.
    case questionVoided(TestQuestionID, Rescoring)
    /// One batch further.
    case rescoring(Rescoring)
    case rescoringEnded(TestQuestionID)
    /// Somebody was shown questions of it by those who run it, or has written some: they don't take it any more.
    case questionsRead(SkillTestID, by: UserID)
    /// A person has so many percent more time.
    case timeExtended(SkillTestID, UserID, percent: Int)
    case started(Attempt, [AttemptItem])
    /// An answer counts, and the attempt is where it is by now.
    case answered(AttemptItem, Attempt)
    /// The attempt as it is by now: its question was shown later than it was decided.
    case delayed(Attempt)
    case tapped(QuestionTap)
    case tapTakenBack(EventID)
    /// It is over: item statistics, tallies and the distribution of scores are kept by this.
    case ended(Attempt)
    /// It was counted anew; `old` is how it had come out.
    case rescored(Attempt, old: Attempt.End)
    /// A pass that is there already is raised to that percentage, and otherwise stays as it is.
    case passed(Pass)
    case passShown(UserID, SkillTestID, Bool)
    /// Its holder was told that it runs out.
    case passEndTold(AttemptID)
    case followUpAsked(FollowUp)
    /// What was said, and in which message.
    case followUpAnswered(AttemptID, String, by: EventID)
    case fileImport(TestImportChange)
}

/// A fact about an import of questions.
package enum TestImportChange: Hashable, Sendable {
    case asked(TestImport)
    /// It was shown, and waits for a word.
    case shown(TestImportID)
    case closed(TestImportID)
}

/// Why something about skill tests can't be done.
package enum SkillTestRefusal: Hashable, Sendable {
    /// No test goes by that name, or none that the person may see; these are near.
    case noSuchTest(String, near: [SkillTest])
    /// Only those who run the sponsor's groups.
    case runnersOnly(SkillTest)
    /// Only owners of a sponsor and administrators of a group can write tests.
    case noSponsor
    case tooManyTests(Sponsor, Int)
    case handleTaken(String)
    case nameTaken(by: SkillTest)
    /// Questions and what takers made of them are read alone with the bot.
    case elsewhere(SkillTest)
    case noSuchQuestion(SkillTest, Int)
    case questionGone(SkillTest, Int, TestQuestion.State)
    case alreadyThere(SkillTest, as: Int)
    case poolFull(SkillTest, Int)
    /// There are fewer questions than are to be drawn.
    case poolTooSmall(SkillTest, topic: String?, has: Int, wants: Int)
    case isSo(SkillTest)
    case taken(SkillTest)
    /// Groups name it in their criteria; with none, the person may not know of those, which are not open yet or exclude it.
    case inUse(SkillTest, by: [Group], isDraft: Bool)
    /// Somebody is taking it.
    case underWay(SkillTest, Int)
    case noFile(SkillTest)
    case fileTooLarge(name: String, bytes: Int)
    case noImport
    // Taking one.
    case freelancersOnly(SkillTest)
    case notOpen(SkillTest)
    /// Questions were taken out, and none have come in their place.
    case tooFewQuestions(SkillTest)
    /// In the middle of questions about a group: nobody could tell which answer is meant for what.
    case answering(Group)
    /// In the middle of that one.
    case running(SkillTest, Attempt)
    case tooSoon(SkillTest, SkillTest.Wait)
    case nothingRunning
    case noPass(SkillTest)
    /// Whoever runs a test knows its answers.
    case ownTest(SkillTest)
    /// Who has read its questions knows them, whether they run it still or not; that group asks for it, and may let them in
    /// all the same.
    case hasReadQuestions(SkillTest, wantedBy: Group?)
    /// Whoever is in the middle of a test doesn't read its answers, whatever they have become meanwhile.
    case takingIt(SkillTest)
}
