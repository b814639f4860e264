import Groups
import Identifiers

extension GuidedFormSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .question(let question, let lead): question.english(lead, reader)
        case .goesOnAlone:
            Message([
                .line("I am asking you in our direct message, one question at a time."),
                .next("Answer me there"),
            ])
        case .cancelled(.posting):
            Message([
                .line("Dropped, and forgotten: nothing is posted."),
                .next("Begin anew: \(reader.command("postjob"))"),
            ])
        case .cancelled(.responding(let job, let isAgain)):
            Message([
                .line(isAgain ? "Dropped: your response stays as it was." : "Dropped, and forgotten: nothing is sent."),
                .next("See the job: \(reader.command("job \(job.id.rawValue)"))"),
            ])
        case .timedOut(.posting(_)):
            Message([
                .line(
                    """
                    You went no further with the job that we were writing, so I have forgotten it after \
                    \(GuidedForm.hoursKept) hours. Nothing is posted.
                    """
                ),
                .next("Begin anew: \(reader.command("postjob"))"),
            ])
        case .timedOut(.responding(let job)):
            Message([
                .line(
                    """
                    You went no further with your response to job \(job.rawValue), so I have forgotten it after \
                    \(GuidedForm.hoursKept) hours. Nothing is sent.
                    """
                ),
                .next("Begin anew: \(reader.command("respond \(job.rawValue)"))"),
            ])
        case .editChangedNothing(let field, let mayGoBack):
            Message([
                .line("Edits don’t reach me here: what you first wrote about \(code: field) stands."),
                .next(
                    mayGoBack
                        ? "Write it anew: \(code: "back")"
                        : "Go back to it with \(code: "back"), step by step, or go on with the open question"
                ),
            ])
        }
    }
}

extension GuidedFormSaying.Question {
    fileprivate func english(_ lead: GuidedFormSaying.Lead, _ reader: Reader) -> Message {
        var blocks = said(lead, reader)
        blocks.append(.line("Question \(number) of \(total) – " + wanted(reader)))
        switch present {
        case .text(let text)?: blocks += [.line("Now it says:"), .quote("\(text)")]
        case .group(let group)?:
            blocks.append(.line("\(group.badge) \(strong: group.name) is requested already: name more, or go on."))
        case nil: break
        }
        return Message(blocks + [.next(next(reader))])
    }

    private func next(_ reader: Reader) -> Phrase {
        var ways: [Phrase] = []
        if number == 1 {
            ways.append("Just write your answer; a command needs its \(code: reader.prefix) meanwhile")
        }
        if !isNeeded { ways.append("\(words: present == nil ? "Leave it out" : "Leave it so"): \(code: "skip")") }
        if mayEnd { ways.append("that is all: \(code: "done")") }
        if mayGoBack { ways.append("the one before: \(code: "back")") }
        ways.append("stop: \(code: "cancel")")
        return ways.dropFirst().reduce(ways[0]) { $0 + " · " + $1 }
    }

    private func said(_ lead: GuidedFormSaying.Lead, _ reader: Reader) -> [Message.Block] {
        switch lead {
        case .begun: return [.line(begun(reader))]
        case .resumed: return [.line("Let us go on; \(code: "start over") forgets what you said.")]
        case .noted: return [.line("Noted.")]
        case .skipped(let stays): return [.line(stays ? "Left as it was." : "Left out.")]
        case .wentBack: return [.line("Once more: your new answer replaces the old one.")]
        case .atTheFirst: return [.line("This is the first question.")]
        case .cannotSkip: return [.line("It can’t do without this one.")]
        case .startedOver: return [.line("From the beginning.")]
        case .tookBack: return [.line("You took your answer back, so I have forgotten it.")]
        case .mistaken(let mistakes) where mistakes.count == 1: return [.line(mistakes[0].line(reader))]
        case .mistaken(let mistakes): return [.list(mistakes.prefix(10).map { $0.line(reader) })]
        }
    }

    private func begun(_ reader: Reader) -> Phrase {
        let kept: Phrase = "I keep what you say for \(GuidedForm.hoursKept) hours, and you may stop at any time."
        switch matter {
        case .posting(let group):
            let start: Phrase =
                group.map { "Let us write a job for \($0.badge) \(strong: $0.name)" } ?? "Let us write a job"
            return start + """
                : only its title must be there, and nothing is posted before you have seen a preview. \(kept) All at once \
                instead: \(reader.command("help postjob"))
                """
        case .responding(let job, let isAgain):
            let takesThePlace: Phrase = isAgain ? ", and it takes the place of the one that you have sent" : ""
            return """
                Let us write your response to job \(job.id.rawValue), \(strong: job.title). Nobody but \(job.clientName) \
                reads it\(takesThePlace). \(kept) All at once instead: \(reader.command("help respond"))
                """
        }
    }

    /// What is asked.
    private func wanted(_ reader: Reader) -> Phrase {
        switch field {
        case "title": "what is to be done? A title in one line, such as \(code: "Timetable for a ferry line")"
        case "about":
            "what should freelancers know about it? What there is, what is wanted, and how you see that it is done"
        case JobForm.wantedField:
            """
            which skills or groups do you request? Separate them by commas, such as \(code: "sqlite, swift"): by naming \
            groups you let everybody know that you prefer those who passed their criteria. Find groups: \
            \(reader.command("groups search <words>"))
            """
        case "match":
            """
            whom do you prefer? Those in \(code: "any") of these groups, or only those in \(code: "all") of them; left out, \
            any is enough
            """
        case "budget":
            """
            what do you pay? Such as \(code: "5000 EUR"), \(code: "40-60 EUR an hour"), or \(code: "to be discussed")
            """
        case "place": "where is it done? Such as \(code: "remote"), or \(code: "Hamburg, two days a week")"
        case "start": "when does it begin? \(code: "soon"), or a day such as \(code: example(in: 14, reader))"
        case "length": "how long does it take? Such as \(code: "two months")"
        case "deadline":
            """
            until which day do you take responses? Such as \(code: example(in: 21, reader)); left out, it is open for \
            thirty days and you may keep it longer
            """
        case "people": "how many freelancers do you look for? A number; left out, it is one"
        case "client":
            """
            may everybody see who you are? \(code: "shown"), or \(code: "hidden") until you shortlist or hire somebody; left \
            out, it is shown
            """
        case "pitch": "why are you the right one? In as many words as you need"
        case "price": "what do you ask for? Such as \(code: "80 EUR an hour")"
        case "availability": "when can you work? Such as \(code: "from March, three days a week")"
        default: "which pages show your work? Their addresses, such as \(code: "https://example.org/work")"
        }
    }

    /// A day that is so far ahead.
    private func example(in days: Int, _ reader: Reader) -> String {
        "\(reader.zone.local(reader.now).day.advanced(by: days))"
    }
}
