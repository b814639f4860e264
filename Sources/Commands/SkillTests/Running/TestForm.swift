import Groups
import Identifiers

/// The form by which a test is described.
enum TestForm {
    static let fields = [
        FormField("name", limitBytes: 200),
        FormField("sponsor", limitBytes: 200),
        FormField("handle", limitBytes: 60),
        FormField("syllabus", aliases: ["about"], limitBytes: SkillTest.syllabusBytesAtMost, isProse: true),
        FormField("draw", aliases: ["draws", "questions"], limitBytes: 1600),
        FormField("time", aliases: ["time limit"], limitBytes: 60),
        FormField("pass", aliases: ["pass mark"], limitBytes: 20),
        FormField("wait", aliases: ["waits"], limitBytes: 40),
        FormField("first wait", aliases: ["first retry"], limitBytes: 40),
        FormField("attempts", aliases: ["attempts per year", "attempts a year"], limitBytes: 40),
        FormField("valid", aliases: ["validity"], limitBytes: 40),
        FormField("scores", aliases: ["score"], limitBytes: 20),
        FormField("mark", aliases: ["wording mark"], limitBytes: 20),
        FormField("follow-up", aliases: ["follow up", "followup"], limitBytes: 20),
        FormField("closes", aliases: ["closing day"], limitBytes: 40),
    ]

    /// How many sponsors of one person are looked at.
    static let sponsorsAtMost = 50

    /// Takes over what a form says about a test; all that is wrong with it is added to `mistakes`.
    static func fill(_ test: inout SkillTest, from form: Form, today: Day, _ mistakes: inout [FormMistake]) {
        mistakes += form.problems.map(FormMistake.grammar)
        if let syllabus = form["syllabus"] { test.syllabus = Cleaned(syllabus, lines: .many).text }
        var wrong: [TestMistake] = []
        read(form["draw"], into: &test.rules.draws, &wrong, TestValues.draws)
        read(form["time"], into: &test.rules.limit, &wrong, TestValues.limit)
        read(form["pass"], into: &test.rules.passPercent, &wrong, TestValues.percent)
        let waits = 0...SkillTest.waitDaysAtMost
        read(form["wait"], into: &test.rules.waitDays, &wrong) { text, wrong in
            TestValues.days(text, field: "wait", in: waits, or: "none", &wrong).map { $0 ?? 0 }
        }
        read(form["first wait"], into: &test.rules.firstWaitDays, &wrong) { text, wrong in
            if ["same", "as wait", "like wait", "-", ""].contains(text) { return .some(nil) }
            return TestValues.days(text, field: "first wait", in: waits, or: "same", &wrong).map { $0 ?? 0 }
        }
        read(form["attempts"], into: &test.rules.attemptsPerYear, &wrong, TestValues.attempts)
        read(form["valid"], into: &test.rules.validDays, &wrong) { text, wrong in
            TestValues.days(text, field: "valid", in: SkillTest.validDays, or: "for ever", &wrong)
        }
        read(form["scores"], into: &test.rules.visibility, &wrong, TestValues.visibility)
        read(form["mark"], into: &test.rules.isMarked, &wrong) { TestValues.yes($0, field: "mark", &$1) }
        read(form["follow-up"], into: &test.rules.asksFollowUp, &wrong) { TestValues.yes($0, field: "follow-up", &$1) }
        read(form["closes"], into: &test.rules.closesAfter, &wrong) { TestValues.closes($0, today: today, &$1) }
        mistakes += wrong.map(FormMistake.test)
    }

    /// Takes over the value of one field; `read` gives nil where it has noted what is wrong.
    private static func read<Value>(
        _ text: String?,
        into value: inout Value,
        _ wrong: inout [TestMistake],
        _ read: (String, inout [TestMistake]) -> Value?
    ) {
        guard let text else { return }
        let tidied = Cleaned(text, lines: .many).text.lowercased()
        if let found = read(tidied, &wrong) { value = found }
    }

    /// The sponsor that a form names, or the only one whose tests the person runs.
    static func sponsor(_ form: Form, among sponsors: [Sponsor], _ mistakes: inout [FormMistake]) -> Sponsor? {
        guard let name = form["sponsor"] else {
            if sponsors.count == 1 { return sponsors[0] }
            mistakes.append(.missing("sponsor"))
            return nil
        }
        let skeleton = Skeleton(of: name).text
        if let sponsor = sponsors.first(where: { Skeleton(of: $0.name).text == skeleton }) { return sponsor }
        mistakes.append(.test(.sponsor(name.capped(bytes: 100), known: sponsors.map(\.name))))
        return nil
    }

    /// The handle that a form gives, or one made from the name.
    static func handle(
        _ form: Form,
        name: String,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws -> String? {
        let isTyped = form["handle"] != nil
        let handle: Handle
        do throws(HandleError) {
            handle = try Handle(parsing: form["handle"] ?? Handle.spelling(of: name) ?? "", alsoReserved: reserved)
        } catch {
            // Of a handle that nobody has typed, only what the person can understand is said.
            mistakes.append(isTyped || error == .reserved ? .handle(error, isTyped: isTyped) : .handleNeeded)
            return nil
        }
        guard try board.skillTest(handle: handle.text) == nil else {
            mistakes.append(.test(.handleTaken(handle.text)))
            return nil
        }
        return handle.text
    }

    /// Words that stand where a test's name can stand.
    private static let reserved: Set<String> = [
        "add", "after", "close", "confirm", "delete", "explain", "extra", "from", "hide", "import", "log", "mine", "no",
        "open", "publish", "question", "questions", "replace", "retire", "show", "start", "stats", "stop", "time",
        "trace",
        "void", "yes",
    ]

    /// Whether a name may be a test's: well-formed, and not to be mistaken for another's.
    static func checkName(
        _ name: String,
        besides own: SkillTestID?,
        for person: UserID,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws {
        do throws(TitleError) {
            _ = try Title(parsing: name)
        } catch {
            mistakes.append(.title(error))
            return
        }
        guard let other = try board.skillTest(skeleton: Skeleton(of: name).text), other.id != own else { return }
        // Of a draft of others no more is said than that the name is taken.
        let isOwn = try board.runsTests(person, of: other.sponsor.id)
        mistakes.append(isOwn ? .test(.nameTaken(other)) : .refusal(.skillTest(.nameTaken(by: other))))
    }
}
