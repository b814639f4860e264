import Groups

/// What one kind of form asks, as far as its answers go, and what becomes of it.
protocol Guide {
    /// The fields in the order in which they are asked, as far as the answers so far make them of use.
    var fields: [FormField] { get }
    /// What is wrong with the answer to a field.
    func mistakes(in field: String) -> [FormMistake]
    /// Whether there is no going on without an answer to a field.
    func needs(_ field: String) -> Bool
    /// What the question about a field shows beside it: what holds as long as nothing else is said.
    func present(_ field: String) -> GuidedFormSaying.Present?
    /// What the questions are about, as it is said to the person.
    var matter: GuidedFormSaying.Matter { get }
    /// What follows once everything was asked; `lastWord` is the word that the person was asked for, if they said it.
    ///
    /// - Throws: A refusal, after which the form waits as it was.
    func finished(_ form: GuidedForm, lastWord: GuidedForms.Word?, _ call: Call, _ board: some Board) throws -> Decision
}

/// A job that is described one question at a time.
struct PostingGuide: Guide {
    /// The group that it was begun for.
    let preset: Group?
    private(set) var job: Job
    private var newSkills: [NewSkill] = []
    private var mistakes: [String: [FormMistake]] = [:]

    init(_ form: GuidedForm, for group: Group?, _ call: Call, _ board: some Board) throws {
        var group = group
        do throws(Refusal) {
            try group?.checkTakesJobs()
        } catch {
            // It was archived or suspended meanwhile: what else is wanted is asked once.
            group = nil
            if !form.answers.contains(where: { $0.field == JobForm.wantedField }) {
                mistakes[JobForm.wantedField] = [.refusal(error)]
            }
        }
        preset = group
        job = Job(id: try board.nextJobID(), client: form.person, title: "", draftedAt: call.receivedAt)
        let answers = form.answers.filter { !$0.isSkipped }
        for answer in answers {
            guard let field = JobForm.fields.first(where: { $0.name == answer.field }) else { continue }
            try read(Form(field, saying: answer.content), of: field.name, call, board)
        }
        // Whoever names nothing else still wants the group that they began with.
        if group != nil, !job.title.isEmpty, !answers.contains(where: { $0.field == JobForm.wantedField }) {
            try read(Form(), of: JobForm.wantedField, call, board)
        }
    }

    private mutating func read(_ form: Form, of field: String, _ call: Call, _ board: some Board) throws {
        var found: [FormMistake] = []
        let skills = try JobForm.fill(
            &job,
            from: form,
            besides: field == JobForm.wantedField ? preset : nil,
            today: board.hallZone.local(call.receivedAt).day,
            board,
            &found
        )
        if field == JobForm.wantedField { newSkills = skills }
        mistakes[field] = found
    }

    /// In the order in which somebody thinks of a job.
    private static let order = [
        "title", "about", JobForm.wantedField, "match", "budget", "place", "start", "length", "deadline", "people",
        "client",
    ]

    var fields: [FormField] {
        Self.order.compactMap { name in
            // Of one group nobody asks whether all of them are meant.
            guard name != "match" || job.wanted.groups.count > 1 else { return nil }
            return JobForm.fields.first { $0.name == name }
        }
    }

    var matter: GuidedFormSaying.Matter { .posting(preset) }

    func mistakes(in field: String) -> [FormMistake] { mistakes[field] ?? [] }

    func needs(_ field: String) -> Bool { field == "title" }

    func present(_ field: String) -> GuidedFormSaying.Present? {
        field == JobForm.wantedField ? preset.map { .group($0) } : nil
    }

    func finished(_ form: GuidedForm, lastWord: GuidedForms.Word?, _ call: Call, _ board: some Board) throws -> Decision
    {
        if lastWord != .anyway, let twin = try PostJob.twin(of: job, call, board) {
            let saying = JobLifeSaying.nearlyTheSame(twin, mayBump: twin.mayBump(at: call.receivedAt), isGuided: true)
            return Decision(changes: [.guidedForm(.asking(form))], outgoing: [Outgoing(.answer(saying))])
        }
        return try PostJob.preview(job, newSkills, call, board)
    }
}

/// A response that is written one question at a time.
struct RespondingGuide: Guide {
    private let card: JobCard
    private let person: Person
    private let earlier: Response?
    private var written = ResponseForm()
    private var mistakes: [String: [FormMistake]] = [:]

    /// - Throws: A job refusal, where the person can't respond to that job, or not any more.
    init(_ form: GuidedForm, to id: JobID, _ call: Call, _ board: some Board) throws {
        let job = try board.visibleJob(id, to: form.person, at: call.receivedAt)
        card = try JobCard(job, board)
        person = try board.person(form.person)
        earlier = try board.response(of: form.person, to: id)
        try job.checkRespondent(person, insteadOf: earlier, at: call.receivedAt)
        for answer in form.answers where !answer.isSkipped {
            guard let field = ResponseForm.fields.first(where: { $0.name == answer.field }) else { continue }
            var found: [FormMistake] = []
            written.fill(from: Form(field, saying: answer.content), &found)
            mistakes[field.name] = found
        }
    }

    /// First why, then the rest: the other way round than in the form, where long text goes last.
    var fields: [FormField] {
        ["pitch", "price", "availability", "links"].compactMap { name in
            ResponseForm.fields.first { $0.name == name }
        }
    }

    var matter: GuidedFormSaying.Matter { .responding(card.job, isAgain: !isFirst) }

    /// Whoever withdrew begins anew, but need not write it all again.
    private var isFirst: Bool { earlier == nil || earlier?.state == .withdrawn }

    func mistakes(in field: String) -> [FormMistake] { mistakes[field] ?? [] }

    func needs(_ field: String) -> Bool { field == "pitch" && earlier == nil }

    func present(_ field: String) -> GuidedFormSaying.Present? {
        guard let earlier else { return nil }
        let text =
            switch field {
            case "pitch": earlier.pitch
            case "price": earlier.price
            case "availability": earlier.availability
            default: earlier.links.joined(separator: " ")
            }
        return text.isEmpty ? nil : .text(text)
    }

    func finished(_ form: GuidedForm, lastWord: GuidedForms.Word?, _ call: Call, _ board: some Board) throws -> Decision
    {
        let response = try written.response(to: card.job, by: person, insteadOf: earlier, call, board)
        guard lastWord != .send else { return try RespondToJob.sent(response, to: card.job, call, board) }
        let saying = ResponseSaying.review(try ResponseEntry(response, to: card, call, board))
        return Decision(changes: [.guidedForm(.asking(form))], outgoing: [Outgoing(.answer(saying))])
    }
}
