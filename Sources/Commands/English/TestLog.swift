import Groups
import Identifiers

extension LogEntry {
    /// What was done about a test, in a sentence.
    var sentenceAboutTest: Phrase {
        switch change {
        case "skillTest.created": actor + " began the test"
        case "skillTest.edited": actor + " changed " + edited
        case "skillTest.open": actor + " opened the test"
        case "skillTest.closed": actor + " closed the test"
        case "skillTest.questionsAdded": actor + " added " + added
        case "skillTest.questionRetired": actor + " retired question \(detail)"
        case "skillTest.questionVoided": actor + " declared question \(detail) void"
        case "skillTest.rescored": "all attempts with question \(detail) were counted anew"
        case "skillTest.timeExtended": actor + " " + extended
        default: actor + ": \(code: change)" + (detail.isEmpty ? "" : " " + about)
        }
    }

    private var extended: Phrase {
        let whom: Phrase = detail.isEmpty ? "themselves" : about
        switch particulars {
        case "": return "changed how much more time " + whom + (detail.isEmpty ? " have" : " has")
        case "0": return "took back the extra time of " + whom
        default: return "gave " + whom + " \(particulars) % more time"
        }
    }

    /// Such as `questions 3 to 7`.
    private var added: Phrase {
        let ends = particulars.split(separator: " ").map(String.init)
        guard ends.count == 2 else { return detail == "1" ? "a question" : "\(detail) questions" }
        return ends[0] == ends[1] ? "question \(ends[0])" : "questions \(ends[0]) to \(ends[1])"
    }

    /// Such as `the pass mark from 60 % to 70 %, and the syllabus`.
    private var edited: Phrase {
        let fields = particulars.split(separator: ",").map { Self.field(String($0)) }
        return fields.isEmpty ? "its rules" : English.list(fields)
    }

    private static func field(_ text: String) -> Phrase {
        let words = text.split(separator: " ").map(String.init)
        if words.count == 3, words[0] == "pass" { return "the pass mark from \(words[1]) % to \(words[2]) %" }
        return switch text {
        case "name": "its name"
        case "syllabus": "the syllabus"
        case "draw": "what is drawn"
        case "time": "the time limit"
        case "wait": "the wait between attempts"
        case "first wait": "the wait after the first attempt"
        case "attempts": "how many attempts there may be in a year"
        case "valid": "how long a pass holds"
        case "scores": "what others see of a score"
        case "mark": "the wording marks"
        case "follow-up": "the question about an answer"
        case "closes": "the last day"
        default: "\(text)"
        }
    }
}
