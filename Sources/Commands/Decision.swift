package import Groups
package import Identifiers

/// What a command wants changed and said.
package struct Decision: Sendable {
    package var changes: [Change]
    package var outgoing: [Outgoing]
    /// What was found damaged and got around: for the operator's log, never for people.
    package var faults: [String] = []

    package init(changes: [Change] = [], outgoing: [Outgoing] = []) {
        self.changes = changes
        self.outgoing = outgoing
    }
}

/// One thing to send or do on the homeserver.
package struct Outgoing: Sendable {
    /// What makes this the same thing when it is decided again: no two share a key, and none is sent twice.
    ///
    /// Nil for an answer, whose key is the event that it answers and its place among the answers.
    package var key: String?
    package var action: Action
    package var urgency: Urgency
    /// What a reply or reaction to this message is about, such as `request:41`.
    package var subject: Subject?

    package init(_ action: Action, key: String? = nil, urgency: Urgency = .answer, subject: Subject? = nil) {
        self.action = action
        self.key = key
        self.urgency = urgency
        self.subject = subject
    }

    /// What is to be done.
    package enum Action: Sendable {
        /// Says something where the command was given, as a reply to it.
        case answer(any Saying)
        /// Says something in a room, or in one of its threads.
        case say(any Saying, in: RoomID, thread: EventID? = nil)
        /// Sends a file that somebody gave, with words below it: where it lies is all that the bot has of it.
        case show(Submission.File, at: String, any Saying, in: RoomID, thread: EventID? = nil)
        /// Says something to a person in their direct message, which is opened if there is none.
        case tell(any Saying, UserID)
        /// Replaces every message about `subject` by this text, and takes the bot's own reactions off it.
        case edit(subject: Subject, any Saying)
        /// Replaces every message about `subject` by this text; it can still be replied to and tapped.
        case revise(subject: Subject, any Saying)
        /// Puts the bot's own reactions on the messages about `subject` that this decision sends, so that one tap is enough.
        case offer(reactions: [String], subject: Subject)
        /// Sends none of the reactions of an offer any more that were not sent yet.
        case withdrawOffer(subject: Subject)
        /// Invites a person to a room.
        case invite(UserID, to: RoomID, reason: String)
        /// Removes a person from a room.
        case kick(UserID, from: RoomID, reason: String)
        /// Removes a person from a room, or turns them away at its door, and says why.
        case turnAway(UserID, from: RoomID, because: any Saying)
    }

    /// What goes first when the homeserver lets only a little through.
    package enum Urgency: Int, Sendable, Comparable {
        /// Seed reactions and edits.
        case chatter = 1
        /// An answer to what somebody just typed.
        case answer = 2
        /// Something a person waits for: a decision, a request to decide.
        case decision = 3

        package static func < (left: Urgency, right: Urgency) -> Bool {
            left.rawValue < right.rawValue
        }
    }
}

/// What a card is about, so that a reply or a reaction to it finds its way.
package enum Subject: Hashable, Sendable {
    /// The card of a request, in an administrators' room or direct message.
    case request(RequestID)
    /// The question for the reason of a refusal, and to whom it was put.
    case refusalReason(RequestID, UserID)
    /// The question for the question that an applicant is to be asked, and to whom it was put.
    case questionWanted(RequestID, UserID)
    /// One criterion of a request that was brought up to be judged.
    case item(RequestID, Int)
    /// The question for the question about a criterion, and to whom it was put.
    case itemQuestion(RequestID, Int, UserID)
    /// The question to an applicant.
    case question(RequestID)
    /// The invitation to a group, as its invitee has it.
    case invitation(InvitationID)
    /// The preview of a job that waits for its client's confirmation.
    case draft(JobID)
    /// The announcement of a job.
    case job(JobID)
    /// The question how a job ended.
    case jobOutcome(JobID)
    /// What the client of a job and somebody who responded ask and answer each other.
    case jobQuestion(JobID, UserID)
    /// That a job's time is nearly over.
    case jobWarning(JobID)
    /// A job that an alert has found.
    case jobAlert(AlertID)
    /// What an iCalendar file would add, which waits for a word.
    case calendarImport(CalendarImportID)
    /// What a test is like, before somebody begins it.
    case testOffer(SkillTestID)
    /// The message that says how far an attempt is.
    case attempt(AttemptID)
    /// A question of an attempt, by its place from 0.
    case testQuestion(AttemptID, Int)
    /// How an attempt came out, perhaps with a question about one of its answers.
    case testResult(AttemptID)
    /// What a file of questions would add to a test, which waits for a word.
    case testImport(TestImportID)
    /// A file of an applicant as it was shown to those who decide, by the message in which the applicant sent it.
    case evidence(EventID)

    /// As stored, such as `request:41`.
    package var text: String {
        switch self {
        case .request(let id): "request:\(id.rawValue)"
        case .refusalReason(let id, let person): "refusal:\(id.rawValue)/\(person)"
        case .questionWanted(let id, let person): "asking:\(id.rawValue)/\(person)"
        case .item(let id, let number): "item:\(id.rawValue)/\(number)"
        case .itemQuestion(let id, let number, let person): "itemAsking:\(id.rawValue)/\(number)/\(person)"
        case .question(let id): "question:\(id.rawValue)"
        case .invitation(let id): "invitation:\(id.rawValue)"
        case .draft(let id): "draft:\(id.rawValue)"
        case .job(let id): "job:\(id.rawValue)"
        case .jobOutcome(let id): "jobOutcome:\(id.rawValue)"
        case .jobQuestion(let id, let person): "jobQuestion:\(id.rawValue)/\(person)"
        case .jobWarning(let id): "jobWarning:\(id.rawValue)"
        case .jobAlert(let id): "jobAlert:\(id.rawValue)"
        case .calendarImport(let id): "import:\(id.rawValue)"
        case .testOffer(let id): "testOffer:\(id.rawValue)"
        case .attempt(let id): "attempt:\(id.rawValue)"
        case .testQuestion(let id, let position): "testQuestion:\(id.rawValue)/\(position)"
        case .testResult(let id): "testResult:\(id.rawValue)"
        case .testImport(let id): "testImport:\(id.rawValue)"
        case .evidence(let event): "evidence:\(event)"
        }
    }

    /// Reads what ``text`` wrote, or nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        if parts[0] == "evidence" {
            guard parts[1].hasPrefix("$") else { return nil }
            self = .evidence(EventID(rawValue: String(parts[1])))
            return
        }
        // A person's ID may hold a slash: it is always the last of several.
        let pair = parts[1].split(separator: "/", maxSplits: 1)
        if pair.count == 2, let request = Int64(pair[0]).map(RequestID.init(rawValue:)) {
            self.init(parts[0], about: request, pair[1])
            return
        }
        guard let number = Int64(parts[1]) else { return nil }
        switch parts[0] {
        case "request": self = .request(RequestID(rawValue: number))
        case "question": self = .question(RequestID(rawValue: number))
        case "invitation": self = .invitation(InvitationID(rawValue: number))
        case "draft": self = .draft(JobID(rawValue: number))
        case "job": self = .job(JobID(rawValue: number))
        case "jobOutcome": self = .jobOutcome(JobID(rawValue: number))
        case "jobWarning": self = .jobWarning(JobID(rawValue: number))
        case "jobAlert": self = .jobAlert(AlertID(rawValue: number))
        case "import": self = .calendarImport(CalendarImportID(rawValue: number))
        case "testOffer": self = .testOffer(SkillTestID(rawValue: number))
        case "attempt": self = .attempt(AttemptID(rawValue: number))
        case "testResult": self = .testResult(AttemptID(rawValue: number))
        case "testImport": self = .testImport(TestImportID(rawValue: number))
        default: return nil
        }
    }

    private init?(_ word: Substring, about id: RequestID, _ rest: Substring) {
        let parts = rest.split(separator: "/", maxSplits: 1)
        switch word {
        case "refusal":
            guard let person = UserID(parsing: String(rest)) else { return nil }
            self = .refusalReason(id, person)
        case "asking":
            guard let person = UserID(parsing: String(rest)) else { return nil }
            self = .questionWanted(id, person)
        case "jobQuestion":
            guard let person = UserID(parsing: String(rest)) else { return nil }
            self = .jobQuestion(JobID(rawValue: id.rawValue), person)
        case "testQuestion":
            guard let position = Int(rest) else { return nil }
            self = .testQuestion(AttemptID(rawValue: id.rawValue), position)
        case "item":
            guard let number = Int(rest) else { return nil }
            self = .item(id, number)
        case "itemAsking":
            guard parts.count == 2, let number = Int(parts[0]), let person = UserID(parsing: String(parts[1])) else {
                return nil
            }
            self = .itemQuestion(id, number, person)
        default: return nil
        }
    }
}

/// Something the bot says, before it is put in the words of a language.
package protocol Saying: Sendable {
    func message(for reader: Reader) -> Message
}

/// For whom a text is worded.
package struct Reader: Sendable {
    package var language: Language
    /// Dates are written in this zone.
    package var zone: Zone
    /// The zone that the reader chose, for every date; nil where a group's dates are written in the group's zone.
    package var ownZone: Zone?
    /// The prefix that commands have where this is read.
    package var prefix: String
    /// The time zone of an IANA name, for dates that belong to a group's calendar.
    package var zoneNamed: @Sendable (String) -> Zone?
    /// Whom to write to about what only the operator can do; nil where there is none.
    package var operatorToAsk: UserID?
    /// When it is said: what was due before is late.
    package var now: Timestamp

    package init(
        language: Language,
        zone: Zone,
        prefix: String,
        zoneNamed: @escaping @Sendable (String) -> Zone?,
        now: Timestamp,
        ownZone: Zone? = nil,
        operatorToAsk: UserID? = nil
    ) {
        self.language = language
        self.zone = zone
        self.prefix = prefix
        self.zoneNamed = zoneNamed
        self.now = now
        self.ownZone = ownZone
        self.operatorToAsk = operatorToAsk
    }
}

/// A language that the bot speaks.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
}
