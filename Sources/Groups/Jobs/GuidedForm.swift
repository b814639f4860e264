package import Identifiers

/// A form that somebody fills in by answering one question at a time, alone with the bot.
///
/// A person is in the middle of one at most.
package struct GuidedForm: Hashable, Sendable {
    package var person: UserID
    package var purpose: Purpose
    package var beganAt: Timestamp
    /// When it is dropped, unless something is said before.
    package var endsAt: Timestamp
    /// The field that waits for an answer; nil once all were asked, and a last word is awaited.
    package var asking: String?
    /// In the order in which they were given.
    package var answers: [Answer]

    package init(
        person: UserID,
        purpose: Purpose,
        beganAt: Timestamp,
        asking: String? = nil,
        answers: [Answer] = []
    ) {
        self.person = person
        self.purpose = purpose
        self.beganAt = beganAt
        endsAt = beganAt.later(hours: Self.hoursKept)
        self.asking = asking
        self.answers = answers
    }

    /// What comes of it in the end.
    package enum Purpose: Hashable, Sendable {
        /// A job, for that group where one was named at the beginning.
        case posting(GroupID?)
        case responding(JobID)
    }

    /// What was said to one question.
    package struct Answer: Hashable, Sendable {
        package var field: String
        /// As it was written; empty where it was skipped.
        package var content: String
        /// The message that it stands in.
        package var event: EventID
        package var isSkipped: Bool

        package init(field: String, content: String, event: EventID, isSkipped: Bool = false) {
            self.field = field
            self.content = content
            self.event = event
            self.isSkipped = isSkipped
        }
    }

    /// How long it is kept after the last answer.
    package static let hoursKept = 3
    /// What is dropped later than this after its time was not dropped in time: the bot was away, and so could not be told.
    package static let lateMs: Int64 = 600_000

    /// Goes on with a field, or where that is nil with the last word, and counts the time anew.
    package mutating func ask(_ field: String?, at now: Timestamp) {
        asking = field
        endsAt = now.later(hours: Self.hoursKept)
    }

    /// Takes an answer in the place of any other to the same question.
    package mutating func take(_ answer: Answer) {
        forget(answer.field)
        answers.append(answer)
    }

    package mutating func forget(_ field: String) {
        answers.removeAll { $0.field == field }
    }

    /// Forgets the answer before the open question, and says which field it was; nil at the first question.
    package mutating func goBack() -> String? {
        guard let last = answers.last(where: { $0.field != asking }) else { return nil }
        forget(last.field)
        return last.field
    }
}

/// What somebody is in the middle of writing.
package protocol GuidedFormBoard {
    func guidedForm(of person: UserID) throws -> GuidedForm?
    /// What is to be dropped by now, the longest due first.
    func guidedFormsDue(by now: Timestamp, limit: Int) throws -> [GuidedForm]
}

/// A fact about a form that is filled in one question at a time.
package enum GuidedFormChange: Hashable, Sendable {
    case asking(GuidedForm)
    /// It led to a job or a response, or to nothing.
    case ended(UserID)
}
