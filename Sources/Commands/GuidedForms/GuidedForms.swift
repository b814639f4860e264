import Groups
import Identifiers

/// Forms that are filled in one question at a time, alone with the bot.
enum GuidedForms {
    /// Begins to ask, or goes on where the person was.
    static func begin(_ purpose: GuidedForm.Purpose, _ call: Call, _ board: some Board) throws -> Decision {
        if let open = try board.guidedForm(of: call.sender) {
            // Without a group it is the job that they are at.
            guard open.purpose == purpose || (purpose == .posting(nil) && open.purpose.isPosting) else {
                throw Refusal.job(.inTheMiddle)
            }
            return try asked(open, .resumed, call, board)
        }
        if let attempt = try board.runningAttempt(of: call.sender) {
            throw Refusal.skillTest(.running(try board.knownTest(attempt.test), attempt))
        }
        if let application = try board.application(of: call.sender) {
            throw Refusal.job(.answering(try board.knownGroup(application.group)))
        }
        let form = GuidedForm(person: call.sender, purpose: purpose, beganAt: call.receivedAt)
        return try proceed(form, guide(form, call, board), .begun, call, board)
    }

    /// What the form asks, as its answers are by now.
    private static func guide(_ form: GuidedForm, _ call: Call, _ board: some Board) throws -> any Guide {
        switch form.purpose {
        case .posting(let group): try PostingGuide(form, for: group.map(board.knownGroup), call, board)
        case .responding(let job): try RespondingGuide(form, to: job, call, board)
        }
    }

    /// What is said alone with the bot while a question is open: the answer, unless it is a command with its prefix.
    static func said(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
        guard call.place == .direct, spoken.replyTo != call.event, let form = try board.guidedForm(of: call.sender)
        else { return nil }
        let text = CommandText.reply(spoken)
        guard !text.isEmpty else { return nil }
        let command = CommandText(spoken, place: .shared, manner: manner)
        let word = Word(command.map { $0.words.isAtEnd ? $0.name : "" } ?? text)
        guard try word != nil || (command == nil && !spoken.isClearlyCommand(call, board, manner)) else { return nil }
        return try answering(form, call, board) { guide in
            if let word { return try obey(word, form, guide, call, board) }
            return try take(text, form, guide, call, board)
        }
    }

    /// What is not an answer, because it says what to do about the questions.
    enum Word: String {
        case cancel
        case back
        case skip
        /// Nothing more is to be said.
        case done
        case `continue`
        case startOver = "start over"
        /// The last word of a response.
        case send
        /// The last word of a job that is nearly another one.
        case anyway

        init?(_ text: String) {
            self.init(rawValue: text.lowercased().trimmingSpace().droppingLast(anyOf: ".!"))
        }
    }

    /// Looks whether what is written can still come to something before an answer is taken.
    static func answering(
        _ form: GuidedForm,
        _ call: Call,
        _ board: some Board,
        _ work: (any Guide) throws -> Decision
    ) throws -> Decision {
        let guide: any Guide
        do {
            guide = try self.guide(form, call, board)
        } catch Refusal.job(.held(let job)) {
            // An operator may find nothing wrong with it: what was written is kept until then.
            return .answer(RefusalSaying(refusal: .job(.held(job))))
        } catch let refusal as Refusal {
            // The job is closed, or its client has decided.
            return Decision(
                changes: [.guidedForm(.ended(call.sender))],
                outgoing: [Outgoing(.answer(RefusalSaying(refusal: refusal)))]
            )
        }
        return try work(guide)
    }

    /// Asks the open question once more.
    static func asked(
        _ form: GuidedForm,
        _ lead: GuidedFormSaying.Lead,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        try answering(form, call, board) { try proceed(form, $0, lead, call, board) }
    }

    /// What ends with a job or a response that came about: the form in which the same was being written.
    static func over(
        _ person: UserID,
        _ board: some Board,
        where isIt: (GuidedForm.Purpose) -> Bool
    ) throws -> [Change] {
        guard let form = try board.guidedForm(of: person), isIt(form.purpose) else { return [] }
        return [.guidedForm(.ended(person))]
    }

    private static func obey(
        _ word: Word,
        _ form: GuidedForm,
        _ guide: any Guide,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var form = form
        switch word {
        case .cancel:
            return Decision(
                changes: [.guidedForm(.ended(call.sender))],
                outgoing: [Outgoing(.answer(GuidedFormSaying.cancelled(guide.matter)))]
            )
        case .continue: return try proceed(form, guide, .resumed, call, board)
        case .startOver:
            form.answers = []
            form.asking = nil
            return try proceed(form, self.guide(form, call, board), .startedOver, call, board)
        case .back:
            guard let field = form.goBack() else { return try proceed(form, guide, .atTheFirst, call, board) }
            form.asking = field
            return try proceed(form, self.guide(form, call, board), .wentBack, call, board)
        case .skip, .done:
            guard let asking = form.asking else { return try proceed(form, guide, .noted, call, board) }
            guard !guide.needs(asking) else { return try proceed(form, guide, .cannotSkip, call, board) }
            for field in word == .done ? guide.fields.map(\.name) : [asking]
            where field == asking || !form.answers.contains(where: { $0.field == field }) {
                form.take(.init(field: field, content: "", event: call.event, isSkipped: true))
            }
            form.asking = nil
            let lead = GuidedFormSaying.Lead.skipped(stays: guide.present(asking) != nil)
            return try proceed(form, self.guide(form, call, board), lead, call, board)
        case .send, .anyway:
            guard form.asking == nil else { return try take(word.rawValue, form, guide, call, board) }
            return try proceed(form, guide, .noted, lastWord: word, call, board)
        }
    }

    private static func take(
        _ text: String,
        _ form: GuidedForm,
        _ guide: any Guide,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        // After the last question only its words count: the last look is shown once more.
        guard let asking = form.asking else { return try proceed(form, guide, .noted, call, board) }
        var taken = form
        taken.take(.init(field: asking, content: text, event: call.event))
        let next = try self.guide(taken, call, board)
        let mistakes = next.mistakes(in: asking)
        guard mistakes.isEmpty else { return try proceed(form, guide, .mistaken(mistakes), call, board) }
        taken.asking = nil
        return try proceed(taken, next, .noted, call, board)
    }

    /// The next question; or what comes of the form, once there is none.
    private static func proceed(
        _ form: GuidedForm,
        _ guide: any Guide,
        _ lead: GuidedFormSaying.Lead,
        lastWord: Word? = nil,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var (form, lead) = (form, lead)
        let fields = guide.fields
        // Since it was given an answer may have become wrong: a group was archived.
        let wrong = fields.first { !guide.mistakes(in: $0.name).isEmpty }
        if let wrong, wrong.name != form.asking { lead = .mistaken(guide.mistakes(in: wrong.name)) }
        let open = fields.first { field in !form.answers.contains { $0.field == field.name } }
        guard let field = wrong ?? fields.first(where: { $0.name == form.asking }) ?? open else {
            form.ask(nil, at: call.receivedAt)
            do {
                return try guide.finished(form, lastWord: lastWord, call, board)
            } catch let refusal as Refusal {
                // Too many open jobs, for one: what was written is kept, for when there is room.
                return Decision(
                    changes: [.guidedForm(.asking(form))],
                    outgoing: [Outgoing(.answer(RefusalSaying(refusal: refusal)))]
                )
            }
        }
        form.forget(field.name)
        form.ask(field.name, at: call.receivedAt)
        let number = (fields.firstIndex(of: field) ?? 0) + 1
        let question = GuidedFormSaying.Question(
            matter: guide.matter,
            field: field.name,
            number: number,
            total: fields.count,
            isNeeded: guide.needs(field.name),
            present: guide.present(field.name),
            mayGoBack: !form.answers.isEmpty,
            mayEnd: !fields.contains { field in
                guide.needs(field.name) && !form.answers.contains { $0.field == field.name }
            }
        )
        return ask(form, question, lead, call)
    }

    private static func ask(
        _ form: GuidedForm,
        _ question: GuidedFormSaying.Question,
        _ lead: GuidedFormSaying.Lead,
        _ call: Call
    ) -> Decision {
        let saying = GuidedFormSaying.question(question, lead)
        let changes: [Change] = [.guidedForm(.asking(form))]
        guard call.place == .shared else { return Decision(changes: changes, outgoing: [Outgoing(.answer(saying))]) }
        return Decision(
            changes: changes,
            outgoing: [
                Outgoing(.answer(GuidedFormSaying.goesOnAlone)),
                Outgoing(.tell(saying, call.sender), key: "guided/\(call.event)", urgency: .answer),
            ]
        )
    }
}

extension GuidedForm.Purpose {
    fileprivate var isPosting: Bool {
        if case .posting = self { true } else { false }
    }
}
