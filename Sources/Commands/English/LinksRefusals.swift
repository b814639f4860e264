import Groups
import Identifiers

extension LinkRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .onlyAlone: "Which accounts are yours is between you and me: say that in a direct message."
        case .oneself: "That is the account that you are writing with."
        case .alreadyAsked(let question):
            """
            You have said so already. What is missing is the word of \(question.asked), by \
            \(words: EnglishDate.end(question.endsAt, in: reader.zone)).
            """
        case .tooMany(let limit):
            "You have named \(limit) accounts within 24 hours, which is as many as one person may. Go on tomorrow, please."
        case .nothingAsked: "Nobody has asked whether this account is theirs, and you have named no other one."
        case .movedAway(let new):
            "All that this account had is with \(new), as both have said. Write to me from there to go on."
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .onlyAlone, .tooMany, .nothingAsked: "How it goes: \(reader.command("help link"))"
        case .oneself: "Name the other one, such as \(reader.command(Link.usage.example))"
        case .alreadyAsked(let question):
            """
            Write to me as \(question.asked): \(reader.command("link \(question.asker.rawValue)")) · take it back: \
            \(reader.command("link no \(question.asked.rawValue)"))
            """
        case .movedAway(let new): "Or move it all back to this account: \(reader.command("link \(new.rawValue)"))"
        }
    }
}

extension LinkConflicts {
    func english(isOld: Bool, _ reader: Reader) -> Message {
        Message(
            [
                .line("\(move.old) and \(move.new) can’t be made one as they are, so nothing has moved:"),
                .list(lines.prefix(Self.linesAtMost).map { $0.english(move, reader) }),
                .line("Put each of them right with a command beside it, given by the account that it is about."),
                .next(
                    """
                    Then, as \(move.old) and by \(words: EnglishDate.end(endsAt, in: reader.zone)): \
                    \(reader.command("link \(move.new.rawValue)"))
                    """
                ),
            ],
            attention: isOld ? .notice : .text
        )
    }

    private static let linesAtMost = 20
}

extension LinkConflicts.Line {
    fileprivate func english(_ move: AccountMove, _ reader: Reader) -> Phrase {
        switch conflict {
        case .bothIn(_, let old, let new):
            "\(strong: group?.name ?? ""): " + standing(of: move.old, old, reader) + "; "
                + standing(of: move.new, new, reader)
        case .attempt(let person, _):
            "\(person) is in the middle of \(strong: test?.name ?? ""): finish it, or \(reader.command("test stop"))"
        case .application(let person, _):
            """
            I am asking \(person) what is missing for \(strong: group?.name ?? ""): answer, or \
            \(reader.command("withdraw"))
            """
        case .tooManyRequests(let limit):
            "Together more than \(limit) requests wait, which is as many as one person may have: \(reader.command("requests"))"
        case .tooManyJobs(let limit):
            "Together they have more than \(limit) open jobs, which is as many as one client may have: \(reader.command("jobs"))"
        case .tooManyGroups(let limit):
            "Together they have to do with more than \(limit) groups, which is more than I move at once: \(reader.command("profile"))"
        case .ownJob(let id, let client):
            """
            One has responded to job \(id.rawValue) of the other. \(client) can close it: \
            \(reader.command("job close \(id.rawValue)"))
            """
        }
    }

    private func standing(of person: UserID, _ kinds: [Involvement.Kind], _ reader: Reader) -> Phrase {
        let handle = group?.handle ?? ""
        let parts: [Phrase] = kinds.map { kind in
            switch kind {
            case .member: "is a member (\(reader.command("leave \(handle)")))"
            case .asked(let id): "has asked to join (\(reader.command("withdraw \(id.rawValue)")))"
            case .queued: "is on the waiting list (\(reader.command("leave \(handle)")))"
            case .invited: "is invited (\(reader.command("invitation decline \(handle)")))"
            case .banned: "is banned"
            }
        }
        return parts.dropFirst().reduce("\(person) " + (parts.first ?? "")) { $0 + ", " + $1 }
    }
}
