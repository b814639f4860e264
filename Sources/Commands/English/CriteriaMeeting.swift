import Groups
import Identifiers

extension CriteriaSaying {
    /// One criterion in full, and how to meet it.
    func howToMeet(_ group: Group, _ criterion: Criterion, _ report: CriteriaReport?, _ reader: Reader) -> Message {
        let item =
            report?.checklist.items.first { $0.criterion == criterion }
            ?? Checklist.Item(criterion: criterion, mark: .missing)
        var blocks: [Message.Block] = [
            .line(
                """
                Criterion \(criterion.number) of \(strong: group.name): \
                \(criterion.kind.english(report?.roomNames ?? [:]))
                """
            )
        ]
        if case .terms(_, let text) = criterion.kind { blocks.append(.quote("\(text)")) }
        // Among others nobody hears how somebody stands.
        let isMet = report?.isPrivate == true && item.mark == .met
        if isMet {
            blocks.append(.line("You meet it."))
            blocks.append(.next("See the others: \(reader.command("groups show \(group.handle)"))"))
        } else if criterion.kind.takesSubmission {
            let fresh = Checklist.Item(criterion: criterion, mark: .missing)
            var next: Phrase = report?.isPrivate == true ? "Answer: " : "In a direct message to me: "
            if case .terms = criterion.kind {
                next = next + reader.command("meet \(group.handle) \(criterion.number) accept")
            } else {
                next = next + fresh.remedy(group, reader)
            }
            blocks.append(.next(next))
        } else {
            blocks.append(.line(criterion.kind.nothingToGive))
            blocks.append(.next("See the others: \(reader.command("groups show \(group.handle)"))"))
        }
        return Message(blocks)
    }

    func given(
        _ group: Group,
        _ criterion: Criterion,
        _ report: CriteriaReport,
        _ standing: Standing,
        _ reader: Reader
    ) -> Message {
        let handle = group.handle
        let thanks: Phrase =
            switch criterion.kind {
            case .terms(let version, _): "You have accepted the terms \(code: version) of \(strong: group.name)."
            case .code: "That is the code."
            default: "Noted for criterion \(criterion.number) of \(strong: group.name). Say it again to change it."
            }
        let next: Phrase =
            switch standing {
            case .member: "See the group: \(reader.command("groups show \(handle)"))"
            case .waiting(let request) where request.isAwaitingApplicant:
                """
                The administrators’ question still waits for your answer: \
                \(reader.command("answer \(request.id.rawValue) <text>"))
                """
            case .waiting(let request):
                "Your request waits: \(reader.command("request \(request.id.rawValue)"))"
            case .queued: "You are let in, and wait for a place: \(reader.command("requests"))"
            case .stranger: "Ask to join: \(reader.command("join \(handle)"))"
            }
        return Message([.line(thanks)] + report.forApplicant(reader, isMember: standing.isMember) + [.next(next)])
    }
}

extension Criterion.Kind {
    /// Why an applicant can give nothing to it.
    fileprivate var nothingToGive: Phrase {
        switch self {
        case .test(let handle, _, _): "I see it when you have passed the test: \(code: "test \(handle)")."
        case .statement: "An administrator finds out: there is nothing to send."
        case .server: "I see it from your Matrix ID: there is nothing to send."
        case .group: "I see it from your memberships: there is nothing to send."
        case .room: "I see who is in the room: there is nothing to send."
        case .freelancer: "I count the days: there is nothing to send."
        case .question, .evidence, .terms, .code: ""
        }
    }
}

extension CriteriaRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchCriterion(let group, let number):
            "\(strong: group.name) asks for nothing under the number \(number)."
        case .nothingToGive(_, let criterion):
            "\(criterion.number): " + criterion.kind.nothingToGive
        case .wrongCode(_, let number): "That is not the code for criterion \(number). Mind capitals and small letters."
        case .giveElsewhere:
            """
            What you give to a group’s administrators is not for everybody here. Delete your message, and send it to me \
            in a direct message.
            """
        case .fileEncrypted(let name):
            "The file \(strong: name) is encrypted: nobody but you could open it. Nothing is stored."
        case .fileTooLarge(let name, let bytes):
            """
            The file \(strong: name) is too large: \(English.size(bytes)), and \(English.size(Submission.File.bytesAtMost)) \
            at most.
            """
        case .noFileWanted(_, let criterion): "\(criterion.number) takes no file: say it in words."
        case .nothingToCheck(let group):
            """
            \(strong: group.name) lists no criteria, so nobody could be let in for meeting them: a person looks at each \
            request.
            """
        case .codeElsewhere(let group):
            """
            Everybody here would know the code. Nothing is stored: choose another one, and set it in a direct message with \
            me or in the administrators’ room of \(strong: group.name).
            """
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchCriterion(let group, _), .nothingToGive(let group, _):
            "See what it asks for: \(reader.command("criteria \(group.handle)"))"
        case .wrongCode(let group, let number):
            "Try again: \(reader.command("meet \(group.handle) \(number) <code>"))"
        case .giveElsewhere(let group, let number): "There: \(code: "meet \(group.handle) \(number) …")"
        case .fileEncrypted:
            "Send it in a room without encryption, such as this one, by a client that leaves it as it is"
        case .fileTooLarge: "Send a smaller one, or a link to it"
        case .noFileWanted(let group, let criterion):
            "See how: \(reader.command("meet \(group.handle) \(criterion.number)"))"
        case .nothingToCheck(let group):
            "List one that I can check: \(reader.command("criteria \(group.handle) add freelancer 30 days"))"
        case .codeElsewhere(let group): "There: \(code: "criteria \(group.handle) add code <code>")"
        }
    }
}

extension EnglishDate {
    /// A day by itself, such as `Thu 5 March 2026`.
    static func date(_ day: Day) -> String {
        self.day(Zone.utc.moment(LocalTime(day)), in: .utc)
    }
}

extension English {
    /// A number as people read it: `52,000`.
    static func grouped(_ number: Int) -> String {
        var groups: [String] = []
        var rest = number.magnitude
        while rest >= 1000 {
            let digits = String(rest % 1000)
            groups.insert(String(repeating: "0", count: 3 - digits.count) + digits, at: 0)
            rest /= 1000
        }
        groups.insert(String(rest), at: 0)
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
