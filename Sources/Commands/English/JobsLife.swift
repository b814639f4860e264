import Groups
import Identifiers

extension JobLifeSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .howToEdit(let card): howToEdit(card, reader)
        case .nothingChanged(let job):
            Message([
                .line("Job \(job.id.rawValue), \(strong: job.title), says all of that already; nothing has changed."),
                .next("See it: \(reader.command("job \(job.id.rawValue)"))"),
            ])
        case .wouldChange(let edit):
            Message(
                [.line("The form is in order; nothing is stored. It would change:")] + edit.differences
                    + JobSaying.new(edit.newSkills, cure: "correct it first")
                    + [.next("Send it again without \(code: "--check")")]
            )
        case .changed(let edit): changed(edit, reader)
        case .kept(let job): kept(job, reader)
        case .bumped(let job, let places):
            Message([
                .line(
                    "Job \(job.id.rawValue), \(strong: job.title), goes out once more. "
                        + JobSaying.announced(places, reader)
                ),
                .next("See who responds: \(reader.command("responses \(job.id.rawValue)"))"),
            ])
        case .howDidItEnd(let job): howDidItEnd(job, reader)
        case .closed(let job, let wasHeld): closed(job, "is closed", wasHeld, reader)
        case .takenBack(let job): closed(job, "is cancelled, because you took your message back", false, reader)
        case .reopened(let job): reopened(job, reader)
        case .warning(let job): warning(job, reader)
        case .ranOut(let job): ranOut(job, reader)
        case .answered(let job): answered(job, reader)
        case .nearlyTheSame(let job, let mayBump, let isGuided): nearlyTheSame(job, mayBump, isGuided, reader)
        }
    }

    private func howToEdit(_ card: JobCard, _ reader: Reader) -> Message {
        let job = card.job
        var lines = ["\(reader.prefix)job edit \(job.id.rawValue)", "title: \(job.title)"]
        let wanted = card.groups.map(\.handle) + job.wanted.skills
        lines.append("\(JobForm.wantedField): \(wanted.joined(separator: ", "))")
        lines.append("budget: \(job.budgetInEnglish ?? "")")
        lines.append("place: \(job.terms.place?.text ?? "")")
        return Message([
            .line(
                """
                To change job \(job.id.rawValue), copy this, keep the lines that are to change, and send it. Other fields \
                are \(English.list(Self.furtherFields.map { "\(code: $0)" })).
                """
            ),
            .example(lines.joined(separator: "\n")),
            .next("See it: \(reader.command("job \(job.id.rawValue)"))"),
        ])
    }

    private static let furtherFields = ["match", "start", "length", "deadline", "people", "client", "about"]

    private func changed(_ edit: Edit, _ reader: Reader) -> Message {
        let job = edit.new.job
        let id = job.id.rawValue
        guard job.state != .draft else {
            return Message(
                [.line("The preview of \(strong: job.title) is changed:")] + edit.differences
                    + JobSaying.new(edit.newSkills, cure: "change it again")
                    + [
                        .next(
                            """
                            Post it: \(reader.command("postjob confirm \(id)")) · see it: \(reader.command("job \(id)"))
                            """
                        )
                    ]
            )
        }
        let isTold = edit.fields.contains(where: \.mattersForResponses)
        let told: Phrase =
            switch job.responseCount {
            case 0: "Nobody has responded yet."
            case 1: isTold ? "The one person who responded is told." : "Who responded is not told of that."
            default:
                isTold
                    ? "The \(job.responseCount) people who responded are told."
                    : "Those who responded are not told of that."
            }
        return Message(
            [.line("Job \(id), \(strong: job.title), is changed:")] + edit.differences
                + JobSaying.new(edit.newSkills, cure: "change it again")
                + [
                    .line("Its announcements say so. " + told),
                    .next(
                        "See it: \(reader.command("job \(id)")) · who responds: \(reader.command("responses \(id)"))"
                    ),
                ]
        )
    }

    private func kept(_ job: Job, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        return Message([
            .line("Job \(id), \(strong: job.title), stays open \(words: until(job, reader))."),
            .next(
                "See who responds: \(reader.command("responses \(id)")) · close it: \(reader.command("job close \(id)"))"
            ),
        ])
    }

    private func until(_ job: Job, _ reader: Reader) -> String {
        job.life.map { "until " + EnglishDate.moment($0.expiresAt, in: reader.zone) } ?? ""
    }

    private func howDidItEnd(_ job: Job, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let signs = JobEnd.signs.map(\.sign)
        return Message([
            .line(
                """
                How did job \(id), \(strong: job.title), end? \
                \(words: job.responseCount == 0 ? "Nobody has responded." : "Everybody who responded is told.") \
                It stays open until you say.
                """
            ),
            .list([
                "\(words: signs[0]) You found somebody here: \(reader.command("job close \(id) hired"))",
                "\(words: signs[1]) You found somebody elsewhere: \(reader.command("job close \(id) filled"))",
                "\(words: signs[2]) It is no longer needed: \(reader.command("job close \(id) cancelled"))",
            ]),
            .next("Tap one, or reply \(code: "hired"), \(code: "filled") or \(code: "cancelled")"),
        ])
    }

    private func closed(_ job: Job, _ how: String, _ wasHeld: Bool, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let told: Phrase =
            switch job.responseCount {
            case 0: "Nobody had responded."
            case 1: "The one person who responded is told."
            default: "The \(job.responseCount) people who responded are told."
            }
        return Message([
            .line("Job \(id), \(strong: job.title), \(words: how)\(words: job.outcomeInEnglish). \(told)"),
            .next(
                "The responses stay: \(reader.command("responses \(id)"))"
                    + (wasHeld
                        ? "; it can’t be opened again before an operator has looked at what was reported"
                        : " · within 30 days it can be opened again: \(reader.command("job reopen \(id)"))")
            ),
        ])
    }

    private func reopened(_ job: Job, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let told: Phrase =
            switch job.responseCount {
            case 0: ""
            case 1: " The one response is there as before, and its author is told."
            default: " The \(job.responseCount) responses are there as before, and their authors are told."
            }
        return Message([
            .line("Job \(id), \(strong: job.title), is open again \(words: until(job, reader)).\(told)"),
            .next(
                "Announce it anew: \(reader.command("job bump \(id)")) · change it: \(reader.command("job edit \(id)"))"
            ),
        ])
    }

    private func warning(_ job: Job, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let end =
            job.terms.deadline.map { "at the end of " + EnglishDate.written($0) }
            ?? job.life.map { "on " + EnglishDate.moment($0.expiresAt, in: reader.zone) } ?? "soon"
        let responses =
            job.responseCount == 0
            ? "Nobody has responded yet"
            : "It has \(job.responseCount == 1 ? "1 response" : "\(job.responseCount) responses")"
        let next: Phrase =
            job.terms.deadline == nil
            ? """
            Tap \(words: JobLives.keep) to keep it open for another 30 days or \(words: JobLives.close) to close it, reply \
            \(code: "keep") or \(code: "close"), or type \(reader.command("job keep \(id)")) or \
            \(reader.command("job close \(id)"))
            """
            : """
            Give it more time: \(reader.command("job edit \(id)")) with a line \(code: "deadline:") · close it: tap \
            \(words: JobLives.close), or \(reader.command("job close \(id)"))
            """
        return Message(
            [
                .line(
                    "Your job \(id), \(strong: job.title), closes by itself \(words: end). \(words: responses)."
                ),
                .next(next),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    private func ranOut(_ job: Job, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let told = job.responseCount == 0 ? "Nobody had responded." : "Everybody who responded is told."
        return Message(
            [
                .line("The time of your job \(id), \(strong: job.title), is over, and it is closed. \(words: told)"),
                .next(
                    """
                    Open it again within 30 days: \(reader.command("job reopen \(id)")) · the responses stay: \
                    \(reader.command("responses \(id)"))
                    """
                ),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    private func answered(_ job: Job, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        guard case .closed = job.state else {
            return Message([
                .line(
                    "\(words: JobLives.keep) Job \(id), \(strong: job.title), stays open \(words: until(job, reader))."
                ),
                .next("See it: \(reader.command("job \(id)"))"),
            ])
        }
        return Message([
            .line("🔒 Closed: job \(id), \(strong: job.title)\(words: job.outcomeInEnglish)"),
            .next("Open it again: \(reader.command("job reopen \(id)"))"),
        ])
    }

    private func nearlyTheSame(_ job: Job, _ mayBump: Bool, _ isGuided: Bool, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let day = EnglishDate.day(job.announcedAt, in: reader.zone)
        let bump: Phrase =
            mayBump ? "Announce it once more: \(reader.command("job bump \(id)")) · change it: " : "Change it: "
        let otherwise: Phrase =
            isGuided
            ? "if it is another job, say \(code: "anyway") · drop it: \(code: "cancel")"
            : "if it is another job, send the form again with \(code: "--anyway") in its first line"
        return Message([
            .line(
                """
                That is nearly your job \(id), \(strong: job.title), which is open and was announced on \(words: day). \
                Nothing is posted, so that nobody responds to the wrong one.
                """
            ),
            .next(bump + "\(reader.command("job edit \(id)")) · \(otherwise)"),
        ])
    }
}
