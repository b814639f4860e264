import Groups
import Identifiers

extension BanSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .removed(let person, let group):
            Message([
                .line(
                    """
                    \(person) is no longer a member of \(strong: group.name). I am telling them your reason; they may ask \
                    again at once.
                    """
                ),
                .next("Keep them out: \(reader.command("ban \(group.handle) \(person.rawValue) <reason>"))"),
            ])
        case .youWereRemoved(let removal, let group, let owners): removed(removal, group, owners, reader)
        case .banned(let ban, let group): banned(ban, group, reader)
        case .youAreBanned(let ban, let group, let ending, let owners): banned(ban, group, ending, owners, reader)
        case .seeDirectMessage: Message([.line("I have written to you about that, in a direct message.")])
        case .list(let group, let bans, let hasMore): list(group, bans, hasMore, reader)
        case .unbanned(let person, let group):
            Message([
                .line("\(person) is no longer banned from \(strong: group.name), and may ask to join."),
                .next("Have them at once: \(reader.command("invite \(group.handle) \(person.rawValue)"))"),
            ])
        case .youAreUnbanned(let group):
            Message(
                [
                    .line("You are no longer banned from \(strong: group.name)."),
                    .next("Ask to join: \(reader.command("join \(group.handle)"))"),
                ],
                attention: .text
            )
        }
    }

    private func removed(_ removal: Removal, _ group: Group, _ owners: [UserID], _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                \(removal.removedBy) has ended your membership of \(strong: group.name). Its badge \(group.badge) is off \
                your profile\(words: group.rooms.members == nil ? "" : ", and I am taking you out of its members’ room"). \
                The reason:
                """
            ),
            .quote("\(removal.reason)"),
            .line("You may ask again at once. \(English.appeal(group, owners, from: removal.removedBy))"),
        ]
        blocks.append(.next("See what the group asks for: \(reader.command("groups show \(group.handle)"))"))
        return Message(blocks, attention: .text, mentions: [removal.person])
    }

    private static func end(_ ban: Ban, _ group: Group, _ reader: Reader) -> Phrase {
        guard let until = ban.until else { return "until the ban is lifted" }
        return "until \(words: EnglishDate.end(until, in: reader.zone(of: group)))"
    }

    private func banned(_ ban: Ban, _ group: Group, _ reader: Reader) -> Message {
        let told: Phrase =
            ban.isTold
            ? "I am telling them your reason."
            : "They have had nothing to do with the group, so I tell them only if they ask to join."
        return Message([
            .line("\(ban.person) is banned from \(strong: group.name) \(Self.end(ban, group, reader)). \(told)"),
            .next(
                """
                Lift it: \(reader.command("unban \(group.handle) \(ban.person.rawValue)")) · see all bans: \
                \(reader.command("ban \(group.handle)"))
                """
            ),
        ])
    }

    private func banned(
        _ ban: Ban,
        _ group: Group,
        _ ending: Ending,
        _ owners: [UserID],
        _ reader: Reader
    ) -> Message {
        let ended: Phrase =
            switch ending {
            case .nothing: ""
            case .membership: "Your membership has ended, and its badge \(group.badge) is off your profile. "
            case .request(let id): "Your request #\(id.rawValue) is void. "
            case .place: "You are no longer on its waiting list. "
            }
        return Message(
            [
                .line(
                    "You are banned from \(strong: group.name) \(Self.end(ban, group, reader)). \(ended)The reason:"
                ),
                .quote("\(ban.reason)"),
                .line("If you think this is a mistake, \(English.appeal(group, owners))."),
                .next("Find other groups: \(reader.command("groups"))"),
            ],
            attention: .text,
            mentions: [ban.person]
        )
    }

    private func list(_ group: Group, _ bans: [Ban], _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let first = bans.first, let last = bans.last else {
            return Message([
                .line("Nobody is banned from \(strong: group.name)."),
                .next("See the members: \(reader.command("groups members \(group.handle)"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line("Banned from \(strong: group.name):"),
            .list(
                bans.map { ban in
                    "\(ban.person) \(Self.end(ban, group, reader)), by \(ban.bannedBy): \(ban.reason)"
                }
            ),
        ]
        if hasMore {
            let more = "ban \(group.handle) after \(last.person.rawValue)"
            blocks.append(.line("The next ones: \(reader.command(more))"))
        }
        blocks.append(.next("Lift one: \(reader.command("unban \(group.handle) \(first.person.rawValue)"))"))
        return Message(blocks)
    }
}

extension BanRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .notMember(let person, let group): "\(person) is not a member of \(strong: group.name)."
        case .notBanned(let person, let group): "\(person) is not banned from \(strong: group.name)."
        case .oneself: "Nobody bans themselves: to leave is enough."
        case .administrator(let person, let group):
            """
            \(person) is an administrator of \(strong: group.name). An owner of its sponsor, \
            \(strong: group.sponsor.name), takes them out of office first.
            """
        case .tooMany(let group, let limit):
            "\(strong: group.name) has \(limit) bans, which is as many as it may have. Lift some first."
        case .banned(let group, _):
            "You can’t join \(strong: group.name). Ask me in a direct message, and I say why."
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .notMember(_, let group): "See the members: \(reader.command("groups members \(group.handle)"))"
        case .notBanned(_, let group), .tooMany(let group, _):
            "See all bans: \(reader.command("ban \(group.handle)"))"
        case .oneself(let group): "Stop being a member: \(reader.command("leave \(group.handle)"))"
        case .administrator(let person, let group):
            "An owner types: \(reader.command("admins \(group.handle) remove \(person.rawValue)"))"
        case .banned: "Find other groups: \(reader.command("groups"))"
        }
    }
}

extension RequestRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .incomplete(let request):
            """
            #\(request.id.rawValue) is not complete: something is missing that I check, so there is nothing to decide yet. \
            Its card comes when it is; you can invite them all the same.
            """
        case .questionWaits(let request):
            "The applicant of #\(request.id.rawValue) has a question to answer already. One at a time, please."
        case .tooManyQuestions(let id, let limit):
            "\(limit) questions were asked about #\(id.rawValue), which is as many as one request may have."
        case .nothingAsked(let request): "Nobody waits for an answer about #\(request.id.rawValue)."
        case .answerElsewhere:
            """
            An answer is for the administrators alone. Delete your message, and send it to me in a direct message.
            """
        case .alreadyClaimed(let id): "#\(id.rawValue) is yours already."
        case .claimedBy(let person, let id):
            "#\(id.rawValue) is with \(person), who alone can give it back or pass it on. You may decide it all the same."
        case .notClaimed(let id): "#\(id.rawValue) is with nobody."
        case .tooManyClaims(let person, let limit):
            "\(person) has \(limit) requests of this group already, which is as many as one administrator may take on."
        case .numbersInWords(let ids, let others, _, _):
            """
            Do you mean \(English.list(others.map { "#\($0.rawValue)" })) as well, or \
            \(words: others.count == 1 ? "is that number" : "are those numbers") part of your words? Nothing is decided about \
            \(English.list(ids.map { "#\($0.rawValue)" })).
            """
        case .claimByApplicant(let id, let person):
            "#\(id.rawValue) is \(person)’s own request, and nobody decides their own."
        case .notForPeople, .nothingToJudge, .criteriaNotMet, .reasonMissing, .judgedByPresent: criteriaLine(reader)
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .incomplete(let request): "See what is missing: \(reader.command("request \(request.id.rawValue)"))"
        // What decides depends on how the applicant stands: the page of the request says so.
        case .questionWaits(let request):
            "Decide without it: \(reader.command("request \(request.id.rawValue)"))"
        case .tooManyQuestions(let id, _), .claimedBy(_, let id):
            "Decide: \(reader.command("request \(id.rawValue)"))"
        case .answerElsewhere(let id): "There: \(code: "answer \(id.rawValue) …")"
        case .nothingAsked: "See where your requests stand: \(reader.command("requests"))"
        case .numbersInWords(let ids, let others, let command, let rest):
            """
            \(words: ids.count + others.count == 2 ? "Both" : "All of them"): \
            \(reader.command(command + (ids + others).map { " #\($0.rawValue)" }.joined() + (rest.isEmpty ? "" : " \(rest)"))) · \
            otherwise begin your words with another word
            """
        case .alreadyClaimed(let id): "Give it back: \(reader.command("claim \(id.rawValue) release"))"
        case .notClaimed(let id): "Take it on: \(reader.command("claim \(id.rawValue)"))"
        case .tooManyClaims(let person, _): "See their profile: \(reader.command("profile \(person.rawValue)"))"
        case .claimByApplicant(let id, _): "Take it on yourself: \(reader.command("claim \(id.rawValue)"))"
        case .notForPeople, .nothingToJudge, .criteriaNotMet, .reasonMissing, .judgedByPresent: criteriaNext(reader)
        }
    }
}
