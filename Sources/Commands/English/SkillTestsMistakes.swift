import Groups

extension TestMistake {
    /// What is wrong, and what would do.
    var line: Phrase {
        switch self {
        case .sponsor(let name, let known):
            "You run no tests of “\(name)”. Those whose tests you run: \(known.joined(separator: ", "))."
        case .handleTaken(let handle):
            "The handle \(code: handle) is taken. Add a line \(code: "handle: another-one") to the form."
        case .nameTaken(let other):
            "You run a test of that name, or one that looks like it: \(strong: other.name) (\(code: other.handle))."
        case .scoresWidened:
            """
            \(code: "scores"): whoever has taken it was told what others see, so that can be less from now on, and not more. \
            Write another test for that.
            """
        case .fixed("handle"): "\(code: "handle") can’t be changed: criteria name the test by it."
        case .fixed(let field): "\(code: field) can’t be changed: whoever passed the test did so for that one."
        case .draw, .drawTwice, .topicTooLong, .tooManyDrawn, .shortage: drawLine
        case .time(let written):
            """
            \(code: "time"): “\(written)” is not a time such as \(code: "20 minutes") for all of it, or \
            \(code: "60 seconds a question").
            """
        case .minutes(let written):
            """
            \(code: "time"): “\(written)” for all of it is not from \(SkillTest.minutes.lowerBound) to \
            \(SkillTest.minutes.upperBound) minutes.
            """
        case .seconds(let written):
            """
            \(code: "time"): “\(written)” is not from \(SkillTest.secondsPerQuestion.lowerBound) to \
            \(SkillTest.secondsPerQuestion.upperBound) seconds.
            """
        case .percent(let written):
            "\(code: "pass"): “\(written)” is not a number of percent from 1 to 100, such as \(code: "60")."
        case .days(let field, let written, let range, let word):
            """
            \(code: field): “\(written)” is not a number of days from \(range.lowerBound) to \(range.upperBound), nor \
            \(code: word).
            """
        case .attempts(let written):
            """
            \(code: "attempts"): “\(written)” is not a number of attempts a year from \
            \(SkillTest.attemptsPerYear.lowerBound) to \(SkillTest.attemptsPerYear.upperBound), nor \(code: "none") for \
            no limit.
            """
        case .scores(let written):
            """
            \(code: "scores"): “\(written)” is none of \
            \(English.list(SkillTest.ScoreVisibility.allCases.map { "\(code: $0.rawValue)" })).
            """
        case .yesOrNo(let field, let written):
            "\(code: field): “\(written)” is neither \(code: "yes") nor \(code: "no")."
        case .closes(let written):
            "\(code: "closes"): “\(written)” is not a day such as \(code: "2027-12-31"), nor \(code: "never")."
        case .closesInThePast(let day): "\(code: "closes"): \(words: EnglishDate.written(day)) is over."
        case .closesTooLate(let day):
            "\(code: "closes"): \(words: EnglishDate.written(day)) is too far away; write \(code: "never")."
        case .noAnswer, .severalAnswers, .rightMissing, .wrongMissing, .number, .pair: answerLine
        case .fault(let fault): fault.line
        }
    }

    private var drawLine: Phrase {
        switch self {
        case .draw(let written):
            """
            \(code: "draw"): “\(written)” is not a topic with a number such as \(code: "optionals 3"), nor a number alone.
            """
        case .drawTwice(let topic): "\(code: "draw"): “\(topic)” is named twice."
        case .topicTooLong(let topic): "\(code: "draw"): the topic “\(topic)” is too long."
        case .tooManyDrawn(let total):
            """
            \(code: "draw"): \(words: English.grouped(total)) questions are too many: \
            \(SkillTest.questionsAtMost), out of \(SkillTest.topicsAtMost) topics, at most.
            """
        case .shortage(let draw, let has):
            """
            \(code: "draw"): the test is open and would draw \(draw.english), out of \(has). Add questions first, or draw \
            fewer.
            """
        default: ""
        }
    }

    private var answerLine: Phrase {
        switch self {
        case .noAnswer:
            """
            Say what is right: \(code: "right: …") and \(code: "wrong: …"), or one of \(code: "answer"), \(code: "number"), \
            \(code: "pairs") and \(code: "true").
            """
        case .severalAnswers(let fields):
            """
            A question is answered in one way: keep one of \(English.list(fields.map { "\(code: $0)" })).
            """
        case .rightMissing: "Name a right option: \(code: "right: …"), each on a line of its own."
        case .wrongMissing: "Name a wrong option: \(code: "wrong: …"), each on a line of its own."
        case .number(let written):
            """
            \(code: "number"): “\(written)” is not a number such as \(code: "42"), \(code: "3.1..3.2") or \
            \(code: "5 ± 0.5").
            """
        case .pair(let written): "\(code: "pairs"): “\(written)” is not two sides such as \(code: "left = right")."
        default: ""
        }
    }
}

extension QuestionFault {
    /// What is wrong with a question, wherever it came from.
    var line: Phrase {
        let bytes = QuestionContent.optionBytesAtMost
        return switch self {
        case .emptyText: "The question has no text."
        case .textTooLong(let limit): "The question’s text is too long: \(English.room(limit))."
        case .titleTooLong: "The title is too long: \(English.room(QuestionContent.titleBytesAtMost))."
        case .topicTooLong: "The topic is too long: \(English.room(QuestionContent.topicBytesAtMost))."
        case .optionCount(let range): "\(range.lowerBound) to \(range.upperBound) options, please."
        case .optionEmpty: "An option has no text."
        case .optionTooLong: "An option is too long: \(English.room(bytes))."
        case .optionsAlike(let text): "The option “\(text)” comes twice."
        case .noRightOption: "No option, or what is right of them together, gives all of the points."
        case .sharesOutOfRange:
            "An answer gives from −100 % to 100 % of the points, and accepted words or numbers more than 0 %."
        case .noAcceptedAnswer: "No answer is right."
        case .noFullAnswer: "No answer gives all of the points."
        case .tooManyAccepted(let limit): "\(limit) right answers at most, please."
        case .acceptedEmpty: "A right answer has no text."
        case .acceptedTooLong: "A right answer is too long: \(English.room(bytes))."
        case .acceptsAnything: "A right answer of nothing but \(code: "*") would make every answer right."
        case .reversedRange: "A range of numbers ends before it begins."
        case .notFinite: "A number is too large."
        case .pairCount(let range): "\(range.lowerBound) to \(range.upperBound) pairs, please."
        case .pairEmpty: "A side of a pair has no text."
        case .pairTooLong: "A side of a pair is too long: \(English.room(bytes))."
        case .pairsAlike(let text): "The left side “\(text)” comes twice."
        case .sidesAllAlike: "All right sides are the same, so there is nothing to choose."
        case .tooManySides(let limit): "\(limit) different right sides at most, please."
        }
    }
}

extension GIFTReading.Problem.Reason {
    var phrase: Phrase {
        switch self {
        case .tooLarge: "more than \(GIFT.bytesAtMost / 1024) KiB"
        case .notUTF8: "this is no text in UTF-8; save the file anew with that encoding"
        case .tooMany: "more than \(GIFT.questionsAtMost) questions: I read no further"
        case .braceNotClosed: "the answers begin with \(code: "{") and never end with \(code: "}")"
        case .blankLineWithinBraces: "a blank line ends the question before its \(code: "}")"
        case .braceNotOpened: "a \(code: "}") without a \(code: "{") before it; as a sign it is \(code: "\\}")"
        case .braceWithinAnswers: "a brace among the answers; as a sign it is \(code: "\\{")"
        case .secondAnswers:
            "answers after answers: between two questions stands a blank line, and a brace as a sign is \(code: "\\{")"
        case .titleNotClosed: "a title begins with \(code: "::") and must end with it"
        case .strayWords(let text):
            "“\(text)” stands before the first answer; answers begin with \(code: "=") or \(code: "~")"
        case .weightUnreadable(let text): "“\(text)” is no weight such as \(code: "%50%")"
        case .weightOutOfRange(let text): "the weight “\(text)” can’t be there"
        case .weightsAddUp(let sum):
            "what is right adds up to \(words: English.share(sum)) of the points, and must be all of them"
        case .noArrow(let text): "“\(text)” is no pair such as \(code: "=left -> right")"
        case .numberUnreadable(let text):
            "“\(text)” is no number such as \(code: "42"), \(code: "42:0.5") or \(code: "3.1..3.2")"
        case .topicTooLong(let text): "the category “\(text)” is too long"
        case .question(let fault): fault.line
        case .duplicate(let line): "the same as the question in line \(line)"
        }
    }
}
