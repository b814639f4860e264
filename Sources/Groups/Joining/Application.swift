package import Identifiers

/// What somebody who wants to join a group is asked in a direct message, one question at a time, before they have asked.
///
/// A person is in the middle of one at most.
package struct Application: Hashable, Sendable {
    package var person: UserID
    package var group: GroupID
    /// What the person says to the administrators.
    package var message: String
    package var beganAt: Timestamp
    /// When it is dropped, unless something is said before.
    package var endsAt: Timestamp
    /// The version of the criteria that the person was asked by last.
    package var version: Int
    /// The criterion that waits for an answer, and its exact wording: see ``Criterion/Kind/fingerprint``.
    package var asking: Int
    package var asked: String
    /// In the order in which they were given.
    package var answers: [Answer]

    package init(
        person: UserID,
        group: GroupID,
        message: String,
        beganAt: Timestamp,
        version: Int,
        asking: Criterion,
        answers: [Answer] = []
    ) {
        self.person = person
        self.group = group
        self.message = message
        self.beganAt = beganAt
        endsAt = beganAt.later(hours: Self.hoursKept)
        self.version = version
        self.asking = asking.number
        asked = asking.kind.fingerprint
        self.answers = answers
    }

    /// What was said to one question.
    package struct Answer: Hashable, Sendable {
        package var number: Int
        /// What exactly it answers.
        package var asked: String
        package var content: String
        package var until: Day?
        /// The message that it stands in.
        package var event: EventID
        package var isSkipped: Bool
        /// Whether a file answered it, which is kept as a submission already.
        package var isFile = false

        package init(
            number: Int,
            asked: String,
            content: String = "",
            until: Day? = nil,
            event: EventID,
            isSkipped: Bool = false
        ) {
            self.number = number
            self.asked = asked
            self.content = content
            self.until = until
            self.event = event
            self.isSkipped = isSkipped
        }
    }

    /// How long it is kept after the last answer.
    package static let hoursKept = 3
    /// What is dropped later than this after its time was not dropped in time: the bot was away, and so could not be told.
    package static let lateMs: Int64 = 600_000

    /// The numbers that were passed over.
    package var skipped: Set<Int> { Set(answers.filter(\.isSkipped).map(\.number)) }

    /// How many questions were answered.
    package var answered: Int { answers.count { !$0.isSkipped } }

    /// How many of them by files: those stay, whatever becomes of the questions.
    package var filesGiven: Int { answers.count(where: \.isFile) }

    /// The answers as they are stored with a request.
    package func submissions(at now: Timestamp) -> [Submission] {
        answers.filter { !$0.isSkipped && !$0.isFile }.map { answer in
            Submission(
                group: group,
                person: person,
                number: answer.number,
                asked: answer.asked,
                content: answer.content,
                until: answer.until,
                at: now
            )
        }
    }

    /// Goes on with a criterion, and counts the time anew.
    package mutating func ask(_ criterion: Criterion, of version: Int, at now: Timestamp) {
        self.version = version
        asking = criterion.number
        asked = criterion.kind.fingerprint
        endsAt = now.later(hours: Self.hoursKept)
    }

    /// Goes back to the answer before the open question, which is asked again: a file stays until something takes its place.
    package mutating func goBack() -> Answer? {
        guard let index = answers.lastIndex(where: { $0.number != asking }) else { return nil }
        let answer = answers.remove(at: index)
        if answer.isFile { answers.insert(answer, at: 0) }
        return answer
    }

    /// Takes an answer in the place of any other to the same question.
    package mutating func take(_ answer: Answer) {
        answers.removeAll { $0.number == answer.number }
        answers.append(answer)
    }

    /// Leaves out what answers something that is asked no more, or not like that.
    package mutating func keepAnswers(to set: CriteriaSet) {
        answers.removeAll { answer in set[answer.number]?.kind.fingerprint != answer.asked }
    }
}

/// How many times somebody has joined or left of late: more than a few within a minute are a machine's.
package struct JoinPace: Hashable, Sendable {
    /// The latest first, at most ``timesAMinute``.
    package var moments: [Timestamp]

    package init(moments: [Timestamp] = []) {
        self.moments = moments
    }

    package static let timesAMinute = 3

    /// One more time, at that moment.
    ///
    /// - Throws: A membership refusal, where that is too soon.
    package func next(at now: Timestamp) throws(Refusal) -> JoinPace {
        let recent = moments.filter { (0..<60_000).contains(now.rawValue - $0.rawValue) }
        guard recent.count < Self.timesAMinute else { throw .membership(.tooFast(Self.timesAMinute)) }
        return JoinPace(moments: [now] + recent)
    }
}

/// What is open before a request waits for people: questions in a direct message, and what only time or steps elsewhere bring.
package protocol JoiningBoard {
    /// What a person is in the middle of.
    func application(of person: UserID) throws -> Application?
    /// What is to be dropped by now, the longest due first.
    func applicationsDue(by now: Timestamp, limit: Int) throws -> [Application]
    func joinPace(of person: UserID) throws -> JoinPace
    /// Incomplete requests that are to be looked at by now, the longest due first.
    func requestsToLookAt(by now: Timestamp, limit: Int) throws -> [JoinRequest]
    /// The incomplete requests of a group, oldest first, after that one.
    func incompleteRequests(of group: GroupID, after last: RequestID?, limit: Int) throws -> [JoinRequest]
    /// The groups whose incomplete requests are to be looked at anew, the longest due first.
    func completionRoundsDue(by now: Timestamp, limit: Int) throws -> [CompletionRound]
    func incompleteRequestCount(of group: GroupID) throws -> Int
    /// Whose answer to which criterion a message was, where it went with a request.
    func answerGiven(by event: EventID) throws -> GivenAnswer?
    /// The request about which a message answered the administrators' question.
    func requestAnswered(by event: EventID) throws -> RequestID?
}

/// The message in which somebody answered a criterion.
package struct GivenAnswer: Hashable, Sendable {
    package var event: EventID
    package var person: UserID
    package var group: GroupID
    package var number: Int

    package init(event: EventID, person: UserID, group: GroupID, number: Int) {
        self.event = event
        self.person = person
        self.group = group
        self.number = number
    }
}

/// A fact about joining, before a request waits for people.
package enum JoiningChange: Hashable, Sendable {
    case asking(Application)
    /// It led to a request, or to nothing.
    case askingEnded(UserID)
    case joinedOrLeft(UserID, JoinPace)
    /// The message is remembered for as long as the answer is, should somebody take it back.
    case answered(GivenAnswer)
    /// The incomplete requests of a group were looked at as far as that, and the rest are at that moment.
    case roundGoesOn(CompletionRound, at: Timestamp)
    case roundEnded(GroupID)
}
