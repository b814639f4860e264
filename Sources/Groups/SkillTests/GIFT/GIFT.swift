/// Reads questions in GIFT, [Moodle's text format](https://docs.moodle.org/en/GIFT_format).
///
/// As in Moodle, a blank line ends a question wherever it stands, so that a missing brace spoils one question and no
/// more. Whatever cannot be asked in a chat is reported as skipped, whatever is wrong as a problem; each with its line.
package enum GIFT {
    /// A larger file is not read at all.
    package static let bytesAtMost = 512 * 1024
    package static let questionsAtMost = SkillTest.poolAtMost
    /// How many problems are named; the rest is counted.
    package static let problemsAtMost = 100
    /// How many skipped items are named; the rest is counted.
    package static let skippedAtMost = 100
    /// How much of a file's own words a problem quotes.
    package static let excerptBytesAtMost = 60

    /// Reads a file, in time proportional to its length.
    ///
    /// The questions it returns have no ``QuestionContent/faults`` and no two of them the same fingerprint.
    package static func read(_ bytes: [UInt8]) -> GIFTReading {
        guard bytes.count <= bytesAtMost else {
            return GIFTReading(problems: [GIFTReading.Problem(line: 1, reason: .tooLarge)])
        }
        guard let text = GIFTCleaning.text(bytes) else {
            let line = GIFTCleaning.firstLineWithoutText(bytes)
            return GIFTReading(problems: [GIFTReading.Problem(line: line, reason: .notUTF8)])
        }
        var reader = GIFTReader()
        reader.read(GIFTCleaning.source(text))
        return reader.reading
    }
}

/// What a file in GIFT holds.
package struct GIFTReading: Hashable, Sendable {
    /// The good ones, in their order.
    package var questions: [Found] = []
    /// At most ``GIFT/skippedAtMost`` of what a chat cannot ask.
    package var skipped: [Skipped] = []
    /// How many more were skipped.
    package var moreSkipped = 0
    /// At most ``GIFT/problemsAtMost`` mistakes, by line: with any of them nothing is taken over.
    package var problems: [Problem] = []
    /// How many more mistakes there are.
    package var moreProblems = 0

    package init(
        questions: [Found] = [],
        skipped: [Skipped] = [],
        moreSkipped: Int = 0,
        problems: [Problem] = [],
        moreProblems: Int = 0
    ) {
        self.questions = questions
        self.skipped = skipped
        self.moreSkipped = moreSkipped
        self.problems = problems
        self.moreProblems = moreProblems
    }

    /// A question that can be asked.
    package struct Found: Hashable, Sendable {
        /// Where it begins, from 1.
        package var line: Int
        package var content: QuestionContent
        /// What of it was left out, each once and in the order of ``Note``.
        package var notes: [Note]

        package init(line: Int, content: QuestionContent, notes: [Note] = []) {
            self.line = line
            self.content = content
            self.notes = notes
        }
    }

    /// Something in a question that a chat does without.
    package enum Note: Hashable, Sendable, CaseIterable {
        /// Words on an answer, or on the whole question, that Moodle shows afterwards.
        case feedbackLeftOut
        /// Bold type, links, tables: their words stay.
        case formattingLeftOut
        /// Its description stays, if it has one.
        case imageLeftOut
        /// Answers that are expected but give nothing.
        case worthlessAnswersLeftOut
    }

    /// Something that is no mistake, but cannot be asked in a chat.
    package struct Skipped: Hashable, Sendable {
        /// Where it begins, from 1.
        package var line: Int
        package var kind: Kind

        package init(line: Int, kind: Kind) {
            self.line = line
            self.kind = kind
        }

        /// What it is.
        package enum Kind: Hashable, Sendable {
            /// Braces with nothing in them.
            case essay
            /// Words without braces.
            case description
            /// Several small questions within one text.
            case cloze
            /// Numbers that are drawn anew for each taker.
            case calculated
            /// Made for an extension of Moodle.
            case unknown
        }
    }

    /// A mistake.
    package struct Problem: Hashable, Sendable {
        /// From 1.
        package var line: Int
        package var reason: Reason

        package init(line: Int, reason: Reason) {
            self.line = line
            self.reason = reason
        }

        /// What is wrong.
        ///
        /// Texts are the file's own words, at most ``GIFT/excerptBytesAtMost`` of them.
        package enum Reason: Hashable, Sendable {
            /// Larger than ``GIFT/bytesAtMost``.
            case tooLarge
            /// Such as a file in Latin-1 or UTF-16.
            case notUTF8
            /// Here begins one more than ``GIFT/questionsAtMost``; what follows was not read.
            case tooMany
            case braceNotClosed
            /// A blank line ends the question before its braces are closed.
            case blankLineWithinBraces
            case braceNotOpened
            /// A brace among the answers that needs a backslash.
            case braceWithinAnswers
            /// Answers after answers: a blank line is missing, or a brace needs a backslash.
            case secondAnswers
            /// `::` without the `::` after the title.
            case titleNotClosed
            /// Words in front of the first `=` or `~`.
            case strayWords(String)
            case weightUnreadable(String)
            /// More than 100 percent, or less than nothing where that cannot be.
            case weightOutOfRange(String)
            /// The weights of the right options add up to so many thousandths of the points, and not to all.
            case weightsAddUp(to: Int)
            /// A pair without `->`.
            case noArrow(String)
            case numberUnreadable(String)
            /// The last part of a category.
            case topicTooLong(String)
            /// What would be wrong with it wherever it came from.
            case question(QuestionFault)
            /// The same as the one that begins there.
            case duplicate(of: Int)
        }
    }
}
