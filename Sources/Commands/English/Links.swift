import Groups
import Identifiers

extension LinkSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .asked(let question): asked(question, reader)
        case .question(let question): self.question(question, reader)
        case .noWord(let question):
            Message(
                [
                    .line(
                        """
                        \(question.asked) has not said within \(LinkQuestion.daysToAnswer) days that it is yours, too. \
                        Nothing has moved.
                        """
                    ),
                    .next("Begin again: \(reader.command("link \(question.asked.rawValue)"))"),
                ],
                attention: .text
            )
        case .refused(let people):
            Message([
                .line(
                    """
                    Nothing moves. I pass on no more such questions from \(English.accounts(people)), and do not say there \
                    that you said no.
                    """
                ),
                .next("Should it be yours after all: \(reader.command("link \(people.first?.rawValue ?? "")"))"),
            ])
        case .withdrawn(let people):
            Message([
                .line("Nothing moves from \(English.accounts(people)): I have forgotten that you said so."),
                .next("Say it again: \(reader.command("link \(people.first?.rawValue ?? "")"))"),
            ])
        case .conflicts(let page, let isOld): page.english(isOld: isOld, reader)
        case .linked(let page, let isOld): page.english(isOld: isOld, reader)
        case .told(let move, let kind, let group): told(move, kind, group, reader)
        case .profileMoved(let old, let new, let isOwn):
            Message([
                .line("\(old) is \(new) now: both accounts have said that they are one person’s."),
                .next(
                    "See that profile: \(reader.command("profile \(new.rawValue)"))"
                        + (isOwn ? " · move it all back here: \(reader.command("link \(new.rawValue)"))" : "")
                ),
            ])
        }
    }

    private func asked(_ question: LinkQuestion, _ reader: Reader) -> Message {
        let (old, new) = (question.asked, question.asker)
        return Message([
            .line(
                """
                Noted. Nothing moves before \(old) says the same, by \
                \(words: EnglishDate.end(question.endsAt, in: reader.zone)). If I know that account, I have asked it.
                """
            ),
            .line("Then all that it has here moves to this account, \(new):"),
            .list([
                "profile, memberships with their dates and badges, requests, places on waiting lists, invitations",
                "what was given as proof, tests taken and passed, jobs and responses, settings",
                "bans, and waits after refusals and tests",
            ]),
            .line(
                """
                The log stays as it is, and so do offices: administrators hand theirs over, with \
                \(reader.command("admins <group> hand over \(new.rawValue)")). What a group asks of your server or of the \
                rooms that you are in is looked at anew; should something be missing, you hear of it and have time to put \
                it right.
                """
            ),
            .line(
                "Administrators of your groups hear of it, and whoever looks for the other account is shown this one."
            ),
            .next(
                """
                Now write to me as \(old): \(reader.command("link \(new.rawValue)")) · take it back: \
                \(reader.command("link no \(old.rawValue)"))
                """
            ),
        ])
    }

    private func question(_ question: LinkQuestion, _ reader: Reader) -> Message {
        let (old, new) = (question.asked, question.asker)
        return Message(
            [
                .line(
                    """
                    \(new) says that this account, \(old), is theirs, too, and wants all that you have here to move \
                    there. Is that you?
                    """
                ),
                .line(
                    """
                    Say yes only if both accounts are yours. Your profile, memberships and badges, requests, bans and \
                    waits, tests, jobs, responses and settings then belong to \(new), and only that account could give \
                    them back. Administrators of your groups hear of it, and whoever looks for you here is shown the \
                    other account.
                    """
                ),
                .line(
                    """
                    If it is not you, you need do nothing: without your word nothing moves, and after \
                    \(words: EnglishDate.end(question.endsAt, in: reader.zone)) the question is gone.
                    """
                ),
                .next(
                    """
                    Both are mine: \(reader.command("link \(new.rawValue)")) · not me, and do not ask again: \
                    \(reader.command("link no \(new.rawValue)"))
                    """
                ),
            ],
            attention: .text
        )
    }

    private func told(_ move: AccountMove, _ kind: Involvement.Kind, _ group: Group, _ reader: Reader) -> Message {
        let start: Phrase = "\(move.old) is \(move.new) now, as both accounts have said: "
        let what: Phrase
        let next: Phrase
        switch kind {
        case .member:
            what = "the membership of \(strong: group.name) goes on there."
            next = "See the profile: \(reader.command("profile \(move.new.rawValue)"))"
        case .asked(let id):
            what = "request #\(id.rawValue) to join \(strong: group.name) goes on there."
            next = "Read it: \(reader.command("request \(id.rawValue)"))"
        case .queued:
            what = "the place on the waiting list of \(strong: group.name) is kept."
            next = "See who waits: \(reader.command("requests \(group.handle)"))"
        case .invited:
            what = "the invitation to \(strong: group.name) is with that account."
            next = "See who is invited: \(reader.command("invite \(group.handle)"))"
        case .banned:
            what = "the ban from \(strong: group.name) holds there."
            next = "See all bans: \(reader.command("ban \(group.handle)"))"
        }
        return Message([.line(start + what), .next(next)])
    }
}

extension English {
    /// Such as `@a:b, @c:d`.
    fileprivate static func accounts(_ people: [UserID]) -> Phrase {
        people.dropFirst().reduce(people.first.map { "\($0)" } ?? "") { $0 + ", \($1)" }
    }
}

extension LinkedPage {
    fileprivate func english(isOld: Bool, _ reader: Reader) -> Message {
        let (old, new) = (move.old, move.new)
        var blocks: [Message.Block] = [
            .line(
                isOld
                    ? "Done: all that you had here is with \(new) now."
                    : "\(old) has said that you are one person: all that it had here is yours now, with this account."
            )
        ]
        let shown = lines.compactMap(\.english)
        if !shown.isEmpty { blocks.append(.list(Array(shown.prefix(Self.linesAtMost)))) }
        if shown.count > Self.linesAtMost { blocks.append(.line("And \(shown.count - Self.linesAtMost) more.")) }
        blocks.append(.line("Profile, tests, jobs, responses and settings have gone along."))
        let offices = offices(reader)
        if isOld, !offices.isEmpty {
            blocks.append(.line("Offices do not move by themselves. Still with this account:"))
            blocks.append(.list(offices))
        }
        blocks.append(
            isOld
                ? .next("Go on as \(new) · move it all back here one day: \(reader.command("link \(new.rawValue)"))")
                : .next("See yourself: \(reader.command("profile")) · what waits: \(reader.command("requests"))")
        )
        return Message(blocks, attention: isOld ? .notice : .text)
    }

    private func offices(_ reader: Reader) -> [Phrase] {
        let new = move.new.rawValue
        return decidesFor.map {
            "administrator of \(strong: $0.name): \(reader.command("admins \($0.handle) hand over \(new)"))"
        }
            + owns.map {
                "owner of \(strong: $0.name): \(reader.command("sponsor owners \(English.typed($0.name)) add \(new)"))"
            }
    }

    private static let linesAtMost = 20
}

extension LinkedPage.Line {
    /// Nobody is told of a ban here: some are told of theirs only when they ask to join.
    fileprivate var english: Phrase? {
        switch kind {
        case .member: "\(group.badge) \(strong: group.name): member"
        case .asked(let id): "\(strong: group.name): request #\(id.rawValue)"
        case .queued: "\(strong: group.name): place on the waiting list"
        case .invited: "\(strong: group.name): invitation"
        case .banned: nil
        }
    }
}
