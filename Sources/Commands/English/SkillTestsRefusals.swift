import Groups
import Identifiers

extension SkillTestRefusal {
    /// Why not, in one sentence or two.
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchTest(let typed, let near):
            near.first.map {
                "There is no test called “\(typed)”. Did you mean \(strong: $0.name) (\(code: $0.handle))?"
            }
                ?? "There is no test called “\(typed)”."
        case .runnersOnly(let test):
            """
            Only those who run tests of \(strong: test.sponsor.name) can do that: its owners, and the administrators of its \
            groups.
            """
        case .noSponsor:
            "Tests belong to a sponsor: only its owners and the administrators of its groups write them, and you are neither."
        case .tooManyTests(let sponsor, let limit):
            "\(strong: sponsor.name) has \(limit) tests, which is as many as a sponsor may have."
        case .handleTaken(let handle): "The handle \(code: handle) is taken by another test."
        case .nameTaken(let other) where other.state == .draft: "Another test has that name, or one that looks like it."
        case .nameTaken(let other):
            "That name is too easily taken for \(strong: other.name) (\(code: other.handle)), which there is already."
        case .elsewhere:
            """
            Questions, how they are answered, and who has more time is nothing for others to read. Delete what shows any of \
            it here, and say it to me in a direct message.
            """
        case .noSuchQuestion(let test, let number): "\(strong: test.name) has no question \(number)."
        case .questionGone(let test, let number, .void):
            "Question \(number) of \(strong: test.name) is void already: it counts for nobody."
        case .questionGone(let test, let number, _): "Question \(number) of \(strong: test.name) is retired already."
        case .alreadyThere(_, let number):
            "The test has that question already: it is number \(number). What takers see of both is the same."
        case .poolFull(let test, let count):
            """
            \(strong: test.name) would have \(words: English.grouped(count)) questions to draw from, and \
            \(words: English.grouped(SkillTest.poolAtMost)) is as many as a test may have.
            """
        case .poolTooSmall(let test, let topic, let has, let wants): poolTooSmall(test, topic, has, wants)
        case .isSo(let test):
            "Nothing changes: \(strong: test.name) is \(words: test.state == .open ? "open" : "closed") already."
        case .taken(let test):
            "Somebody has taken \(strong: test.name), so it stays: their result refers to it."
        case .inUse(let test, let groups, let isDraft): inUse(test, groups, isDraft)
        case .underWay(let test, let running):
            "\(English.count(running, "person is", "people are")) in the middle of \(strong: test.name), so it stays."
        case .noFile(let test):
            """
            Which questions? Send a file in GIFT here and reply to it with \
            \(reader.command("tests import \(test.handle)")), or paste them below the command.
            """
        case .fileTooLarge(let name, let bytes):
            "\(strong: name) is too large: \(bytes / 1024) KiB, and \(GIFT.bytesAtMost / 1024) KiB at most."
        case .noImport: "No questions wait for your word: they were added or dropped, or a day has passed."
        case .freelancersOnly, .notOpen, .tooFewQuestions, .running, .answering, .tooSoon, .nothingRunning, .noPass,
            .ownTest, .hasReadQuestions, .takingIt:
            takersLine(reader)
        }
    }

    private func inUse(_ test: SkillTest, _ groups: [Group], _ isDraft: Bool) -> Phrase {
        guard groups.isEmpty else {
            return """
                \(English.groups(Page(of: groups, atMost: ShowTest.groupsAtMost))) \
                \(words: groups.count == 1 ? "names" : "name") \(strong: test.name) in \
                \(words: groups.count == 1 ? "its" : "their") criteria, so it stays.
                """
        }
        // Of a draft of others no more is said than that it is there.
        return isDraft
            ? "A group that isn’t open yet asks for \(strong: test.name), so it stays."
            : "Groups name \(strong: test.name) in their criteria, so it stays."
    }

    private func poolTooSmall(_ test: SkillTest, _ topic: String?, _ has: Int, _ wants: Int) -> Phrase {
        if test.rules.draws.isEmpty { return "\(strong: test.name) has no question to draw, so nobody could begin it." }
        let about: Phrase = topic.map { " about \($0)" } ?? ""
        return """
            \(strong: test.name) draws \(English.count(wants, "question", "questions"))\(about), and would have \
            \(words: has == 0 ? "none" : String(has)) to choose from: nobody could begin it.
            """
    }

    private func takersLine(_ reader: Reader) -> Phrase {
        switch self {
        case .freelancersOnly(let test):
            "Only freelancers take \(strong: test.name), and you have not said that you are one."
        case .notOpen(let test):
            switch test.state {
            case .draft: "\(strong: test.name) is not open yet."
            case .closed: "\(strong: test.name) is closed: nobody can begin it any more."
            case .open where test.sponsor.suspendedFor != nil:
                "\(strong: test.name) can’t be taken now: the operator has stopped its sponsor."
            case .open: "The last day on which \(strong: test.name) could be taken is over."
            }
        case .tooFewQuestions(let test):
            """
            \(strong: test.name) has too few questions at the moment: some were taken out, and others are still to come in \
            their place.
            """
        case .answering(let group):
            """
            You are in the middle of the questions of \(strong: group.name). A test takes your words as answers, too, so one \
            after the other.
            """
        case .running(let test, let attempt):
            """
            You are in the middle of \(strong: test.name): question \(attempt.position + 1) of \(attempt.questionCount). \
            One test at a time, and the clock runs.
            """
        case .tooSoon(let test, let wait):
            (wait.capEnglish.map { $0 + " " } ?? "You have taken \(strong: test.name) not long ago. ") + """
                You may begin again from \(words: EnglishDate.start(wait.until, in: reader.ownZone ?? reader.zone)).
                """
        case .nothingRunning: "You are in the middle of no test."
        case .noPass(let test): "You have not passed \(strong: test.name)."
        case .ownTest(let test): "You run \(strong: test.name) and can read its questions, so you can’t take it."
        case .hasReadQuestions(let test, _):
            """
            You have read questions of \(strong: test.name) or written some, so that it would show nothing if you passed it: \
            you can’t take it, though you run it no more.
            """
        case .takingIt(let test):
            """
            You are in the middle of \(strong: test.name) yourself: its questions, and what others made of them, are \
            for you to see once you are through.
            """
        default: ""
        }
    }

    /// What to do instead.
    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchTest(_, let near):
            near.first.map { "Open it: \(reader.command("test \($0.handle)"))" }
                ?? "See them all: \(reader.command("tests"))"
        case .runnersOnly(let test):
            """
            See what it is about: \(reader.command("test \(test.handle)")) · \
            who owns the sponsor: \(reader.command("sponsor \(English.typed(test.sponsor.name))"))
            """
        case .noSponsor: "Take one: \(reader.command("tests"))"
        case .tooManyTests: "See which could go: \(reader.command("tests mine"))"
        case .handleTaken, .nameTaken: "See those you run: \(reader.command("tests mine"))"
        case .elsewhere(let test): "There, for example: \(code: "tests show \(test.handle)")"
        case .noSuchQuestion(let test, _), .poolFull(let test, _):
            "See the questions: \(reader.command("tests questions \(test.handle)"))"
        case .questionGone(let test, let number, _), .alreadyThere(let test, let number):
            "See it: \(reader.command("tests question \(test.handle) \(number)"))"
        case .poolTooSmall(let test, _, _, _):
            """
            Add questions: \(reader.command("tests add \(test.handle)")) or \
            \(reader.command("tests import \(test.handle)")) · see the pool: \
            \(reader.command("tests show \(test.handle)"))
            """
        case .isSo(let test), .inUse(let test, _, _):
            "See it: \(reader.command("tests show \(test.handle)"))"
        case .taken(let test), .underWay(let test, _):
            test.state == .open
                ? "Let nobody begin it any more: \(reader.command("tests close \(test.handle)"))"
                : "See it: \(reader.command("tests show \(test.handle)"))"
        case .noFile(let test): "Or write one question: \(reader.command("tests add \(test.handle)"))"
        case .fileTooLarge: "Split it into several files, and send them one after the other"
        case .noImport: "Send the file again, and reply to it with \(reader.command("tests import <test>"))"
        case .freelancersOnly(let test):
            "Become one: \(reader.command("freelancer")), then \(reader.command("test \(test.handle)"))"
        case .notOpen(let test) where test.state == .draft: "Open it: \(reader.command("tests open \(test.handle)"))"
        case .notOpen, .tooFewQuestions, .nothingRunning: "See which tests are open: \(reader.command("tests"))"
        case .answering(let group):
            """
            See the question that is open: \(reader.command("join \(group.handle)")) · leave it for now: \
            \(code: "cancel")
            """
        case .running: "Answer the question that is open, in our direct message"
        case .tooSoon(let test, _), .noPass(let test): "See its rules: \(reader.command("test \(test.handle)"))"
        case .takingIt: "Answer the question that is open · give the test up: \(reader.command("test stop"))"
        case .hasReadQuestions(_, let group):
            group.map {
                """
                Ask \(strong: $0.name) all the same: \(reader.command("join \($0.handle)")) – its administrators see why you \
                lack it, and may let you in without, with \(code: "approve … --anyway <reason>")
                """
            } ?? "See other tests: \(reader.command("tests"))"
        case .ownTest(let test): "See how it is taken: \(reader.command("tests stats \(test.handle)"))"
        }
    }
}
