import Groups
import Identifiers

extension Job {
    /// Such as `: somebody was hired`; empty where nobody said how it ended.
    var outcomeInEnglish: String {
        switch outcome {
        case .hired: ": somebody was hired"
        case .filled: ": filled elsewhere"
        case .cancelled: ": no longer needed"
        case .expired: ": its time is over"
        case .removed: ": taken away by the operator"
        case nil: ""
        }
    }
}

extension JobField {
    /// What readers call it.
    var name: String {
        switch self {
        case .title: "Title"
        case .about: "About"
        case .skills: "Skills"
        case .groups: "Groups"
        case .match: "Preferred"
        case .budget: "Budget"
        case .place: "Place"
        case .start: "Start"
        case .length: "Length"
        case .deadline: "Respond by"
        case .people: "People"
        case .client: "Client"
        }
    }
}

extension JobCard {
    /// What the job says in a field, or nil where it says nothing.
    func value(of field: JobField) -> Phrase? {
        let terms = job.terms
        return switch field {
        case .title: "\(strong: job.title)"
        case .about: job.about.isEmpty ? nil : "\(English.excerpt(job.about))"
        case .skills: job.wanted.skills.isEmpty ? nil : "\(job.wanted.skills.joined(separator: ", "))"
        case .groups:
            groups.isEmpty ? nil : English.list(groups.map { "\($0.badge) \($0.name)" }, or: !job.wanted.needsAll)
        case .match: job.wanted.needsAll ? "who is in all of the groups" : "who is in any of the groups"
        case .budget: job.budgetInEnglish.map { "\($0)" }
        case .place: terms.place.map { "\($0.text)" }
        case .start:
            switch terms.start {
            case .soon: "as soon as possible"
            case .on(let day): "\(words: EnglishDate.written(day))"
            case nil: nil
            }
        case .length: terms.length.isEmpty ? nil : "\(terms.length)"
        case .deadline: terms.deadline.map { "\(words: EnglishDate.written($0))" }
        case .people: "\(terms.people)"
        case .client: terms.isClientHidden ? "hidden" : "shown"
        }
    }
}

extension JobLifeSaying.Edit {
    /// Each field that is different, as it is now and as it was.
    var differences: [Message.Block] {
        [
            .fields(
                JobField.allCases.filter(fields.contains).map { field in
                    let before: Phrase = old.value(of: field) ?? "nothing"
                    return .init(field.name, (new.value(of: field) ?? "nothing") + ", before: " + before)
                }
            )
        ]
    }
}

extension English {
    /// The start of a long text, on one line.
    static func excerpt(_ text: String, _ limit: Int = 240) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > limit ? line.prefix(limit - 1) + "…" : line
    }
}

extension ResponseSaying {
    /// To a respondent: what has become of the job.
    func news(_ news: JobRound.News, _ card: JobCard, _ respondent: Respondent, _ reader: Reader) -> Message {
        let job = card.job
        let id = job.id.rawValue
        let name: Phrase = "Job \(id), \(strong: job.title), to which you responded,"
        let blocks: [Message.Block] =
            switch news {
            case .closed where respondent.state == .hired:
                [
                    .line(
                        job.outcome == .removed
                            ? "Job \(id), \(strong: job.title), for which you were hired," + closing(job)
                            : "Job \(id), \(strong: job.title), for which you were hired, was closed by its client."
                    ),
                    .next("See it: \(reader.command("job \(id)"))"),
                ]
            case .closed: [.line(name + closing(job)), .next("Find another one: \(reader.command("jobs"))")]
            case .reopened:
                [
                    .line(name + " is open again. Your response stands as it was."),
                    .next(
                        "Change it: \(reader.command("respond \(id)")) · see the job: \(reader.command("job \(id)"))"
                    ),
                ]
            case .changed(let fields):
                [
                    .line(name + " was changed by its client. Now it says:"),
                    .fields(
                        JobField.allCases.filter(fields.contains).map {
                            .init($0.name, card.value(of: $0) ?? "nothing")
                        }
                    ),
                    .next(
                        """
                        Your response stands. Change it: \(reader.command("respond \(id)")) · see the job: \
                        \(reader.command("job \(id)"))
                        """
                    ),
                ]
            }
        return Message(blocks, attention: .text, mentions: [respondent.person])
    }

    private func closing(_ job: Job) -> Phrase {
        switch job.outcome {
        case .hired: " is closed: its client has hired somebody else. Thank you for your response."
        case .filled: " is closed: its client has found somebody elsewhere. Thank you for your response."
        case .cancelled: " is closed: its client no longer needs it done. Thank you for your response."
        case .expired: " is closed: its time was over, and its client has not said that anybody was chosen."
        case .removed: " is closed: the operator of this hall has taken it away."
        case nil: " was closed by its client."
        }
    }
}
