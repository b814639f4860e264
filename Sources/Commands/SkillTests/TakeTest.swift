import Groups
import Identifiers

/// `!test <test> [start]`: what a test is like, and how to begin it.
struct TakeTest: Command {
    static let usage = Usage(
        name: "test",
        parameters: "<test> [start]",
        summary: "See what a skill test is like, and take it in a direct message.",
        example: "test swift-basics",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.visible(to: call.sender, board)
        switch rest.lowercased() {
        case "": return try Self.show(test, call, board)
        case "start", "begin": return try Attempts.start(test, call, board)
        case let other: throw UsageError.unexpected(other.capped(bytes: 60))
        }
    }

    /// The test's page, with a way to begin where that can be done now.
    private static func show(_ test: SkillTest, _ call: Call, _ board: some Board) throws -> Decision {
        let page = try page(of: test, call, board)
        var decision = Decision.answer(AttemptSaying.page(page))
        guard page.mayStart else { return decision }
        let subject = Subject.testOffer(test.id)
        decision.outgoing[0].subject = subject
        decision.outgoing.append(
            Outgoing(
                .offer(reactions: [Attempts.begin], subject: subject),
                key: "offer/test/\(call.event)",
                urgency: .chatter
            )
        )
        return decision
    }

    static func page(of test: SkillTest, _ call: Call, _ board: some Board) throws -> TestPage {
        let attempts = try board.attempts(of: call.sender, at: test.id, limit: Attempt.rememberedAtMost)
        var page = TestPage(
            test: test,
            isPrivate: call.place == .direct,
            questionCount: drawn(test),
            groups: try board.groups(askingFor: test.id, limit: AttemptResult.groupsAtMost),
            tally: try board.tally(of: test.id)
        )
        page.runsIt = try board.runsTests(call.sender, of: test.sponsor.id)
        page.isFreelancer = try board.person(call.sender).isFreelancer
        page.isTakeable =
            try test.isTakeable(at: call.receivedAt, in: board.hallZone)
            && test.shortages(in: board.topics(of: test.id)).isEmpty
        guard page.isPrivate else { return page }
        page.isRunning = attempts.first.map { $0.end == nil } ?? false
        page.hasReadQuestions = try board.hasReadQuestions(call.sender, of: test.id)
        if page.hasReadQuestions { page.groupToAsk = try groupToAsk(without: test, call.sender, board) }
        page.wait = test.wait(after: attempts, in: board.hallZone, at: call.receivedAt)
        page.pass = try board.pass(of: call.sender, at: test.id, on: board.hallZone.local(call.receivedAt).day)
        page.extraPercent = try board.extraTime(of: call.sender, at: test.id)
        return page
    }

    /// A group that asks for a test and that somebody who can't take it may ask all the same: they are not in it, nor wait.
    static func groupToAsk(without test: SkillTest, _ person: UserID, _ board: some Board) throws -> Group? {
        try board.groups(askingFor: test.id, limit: AttemptResult.groupsAtMost).first {
            try board.standing(of: person, in: $0.id) == .stranger
        }
    }

    /// How many questions an attempt has.
    static func drawn(_ test: SkillTest) -> Int {
        let drawn = test.rules.draws.reduce(0) { $0 + $1.count }
        return min(drawn == 0 ? test.questionCount : drawn, SkillTest.questionsAtMost)
    }

    /// Among others: the page comes in a direct message, because a test is between one person and the bot.
    static func elsewhere(_ test: SkillTest, _ call: Call, _ board: some Board) throws -> Decision {
        var alone = call
        alone.place = .direct
        let page = try page(of: test, alone, board)
        let subject = Subject.testOffer(test.id)
        let key = "test/\(call.event)"
        return Decision(
            outgoing: [
                Outgoing(.answer(AttemptSaying.goesOnAlone(test))),
                Outgoing(.tell(AttemptSaying.page(page), call.sender), key: key, urgency: .answer, subject: subject),
            ]
                + (page.mayStart
                    ? [
                        Outgoing(
                            .offer(reactions: [Attempts.begin], subject: subject),
                            key: "offer/\(key)",
                            urgency: .chatter
                        )
                    ] : [])
        )
    }

    /// A reply to the page or a tap on it.
    static func offered(_ id: SkillTestID, saying text: String, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, ["start", "begin", "yes", "ok", begin].contains(text.lowercased()) else {
            return nil
        }
        return try Attempts.start(try board.knownTest(id), call, board)
    }

    static func tapped(_ key: String, on id: SkillTestID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, CardReply.plain(key) == CardReply.plain(Attempts.begin) else { return nil }
        return try Attempts.start(try board.knownTest(id), call, board)
    }

    private static let begin = Attempts.begin
}

/// What somebody sees of a test before they take it.
struct TestPage: Hashable, Sendable {
    var test: SkillTest
    /// Whether nobody else reads it.
    var isPrivate: Bool
    var questionCount: Int
    /// Groups that ask for it.
    var groups: [Group]
    var tally: SkillTestTally
    var runsIt = false
    var isFreelancer = true
    var isTakeable = true
    var isRunning = false
    /// Whether the reader has read its questions while they ran it.
    var hasReadQuestions = false
    /// Which then may let them in all the same.
    var groupToAsk: Group?
    /// Until when the reader may not take it again.
    var wait: SkillTest.Wait?
    var pass: Pass?
    var extraPercent = 0

    /// Whether the reader can begin here and now.
    var mayStart: Bool {
        isPrivate && !runsIt && !hasReadQuestions && isFreelancer && isTakeable && !isRunning && wait == nil
    }
}

extension TestReference {
    /// The test that is meant, where the person may know of it: a draft is seen by those who run it alone.
    func visible(to person: UserID, _ board: some Board) throws -> (test: SkillTest, rest: String) {
        let found = try resolve(board)
        guard try found.test.state != .draft || board.runsTests(person, of: found.test.sponsor.id) else {
            throw try unknown(board)
        }
        return found
    }
}
