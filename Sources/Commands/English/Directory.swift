import Groups
import Identifiers

extension DirectorySaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .groups(let groups, let after, let hasMore): list(groups, after, hasMore, reader)
        case .found(let matches, let query): found(matches, query, reader)
        case .page(let page): page.english(reader)
        case .members(let group, let members, let hasMore): list(members, of: group, hasMore, reader)
        }
    }

    private func list(_ groups: [Group], _ after: String?, _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let first = groups.first, let last = groups.last else {
            guard after == nil else {
                return Message([
                    .line("There are no groups after \(code: after ?? "")."),
                    .next("Start over: \(reader.command("groups"))"),
                ])
            }
            return Message([
                .line("There are no groups yet."),
                .next("A sponsor’s owner opens one with \(reader.command("groups create <name>"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line(after == nil ? "Groups:" : "More groups:"), .list(groups.map(line)),
        ]
        if hasMore { blocks.append(.line("There are more: \(reader.command("groups after \(last.handle)"))")) }
        blocks.append(
            .next(
                """
                Open one: \(reader.command("groups show \(first.handle)")) · \
                search: \(reader.command("groups search swift"))
                """
            )
        )
        return Message(blocks)
    }

    private func line(_ group: Group) -> Phrase {
        let line: Phrase = """
            \(group.badge) \(strong: group.name) (\(code: group.handle)) by \(group.sponsor.name), \
            \(English.count(group.memberCount, "member", "members"))
            """
        return English.state(of: group).map { line + "; " + $0 } ?? line
    }

    private func found(_ matches: GroupMatches, _ query: GroupQuery, _ reader: Reader) -> Message {
        let asked = (query.words + query.skills.map { "skill:\($0)" } + [query.sponsor.map { "sponsor:\($0)" } ?? ""])
            .filter { !$0.isEmpty }.joined(separator: " ")
        guard let first = matches.groups.first else {
            return Message([
                .line("No group matches “\(asked)”."),
                .next("Try fewer or shorter words, or see them all: \(reader.command("groups"))"),
            ])
        }
        var blocks: [Message.Block] = []
        if let corrected = matches.corrected {
            blocks.append(
                .line("No group matches “\(asked)”. Did you mean “\(corrected.joined(separator: " "))”?")
            )
        } else {
            let count = matches.groups.count
            let best: Phrase = matches.hasMore || count > 1 ? ", the best first:" : ":"
            blocks.append(
                .line(
                    matches.hasMore
                        ? "Groups that match “\(asked)”\(best)"
                        : "\(English.count(count, "group matches", "groups match")) “\(asked)”\(best)"
                )
            )
        }
        blocks.append(.list(matches.groups.map(line)))
        if matches.hasMore { blocks.append(.line("There are more: add a word to narrow it down.")) }
        blocks.append(.next("Open one: \(reader.command("groups show \(first.handle)"))"))
        return Message(blocks)
    }

    private func list(_ members: [Member], of group: Group, _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let last = members.last else {
            return Message([
                .line("\(strong: group.name) has no members here yet."),
                .next(
                    group.state == .draft
                        ? "It is a draft. Open it: \(reader.command("groups open \(group.handle)"))"
                        : "Be the first: \(reader.command("join \(group.handle)"))"
                ),
            ])
        }
        let zone = reader.zone(of: group)
        var blocks: [Message.Block] = [
            .line(
                """
                \(group.badge) Members of \(strong: group.name) \
                (\(English.count(group.memberCount, "member", "members"))):
                """
            ),
            .list(
                members.map { member in
                    let since = EnglishDate.day(member.since, in: zone)
                    return member.headline.isEmpty
                        ? "\(member.person) (since \(words: since))"
                        : "\(member.person) (since \(words: since)): \(member.headline)"
                }
            ),
        ]
        if hasMore {
            let more = "groups members \(group.handle) after \(last.person.rawValue)"
            blocks.append(.line("There are more: \(reader.command(more))"))
        }
        blocks.append(.next("See somebody’s profile: \(reader.command("profile \(members[0].person.rawValue)"))"))
        return Message(blocks)
    }
}

extension DirectorySaying.GroupPage {
    func english(_ reader: Reader) -> Message {
        var blocks: [Message.Block] = [.title("\(group.badge) \(strong: group.name)")]
        if !group.about.isEmpty { blocks.append(.line("\(group.about)")) }
        var fields: [Message.Field] = [
            .init("Handle", "\(code: group.handle)"),
            .init("Sponsor", "\(group.sponsor.name) (\(English.proof(of: group.sponsor)))"),
        ]
        if let state = English.state(of: group) { fields.append(.init("State", state)) }
        if let ending {
            let told = English.grouped(ending.told)
            fields.append(.init("Ending", "told \(words: told) of \(words: English.grouped(ending.total))"))
        }
        if !group.skills.isEmpty { fields.append(.init("Skills", "\(group.skills.joined(separator: ", "))")) }
        if !group.criteria.isEmpty || criteria == nil {
            fields.append(
                .init(
                    criteria == nil ? "Criteria" : "In the sponsor’s words",
                    group.criteria.isEmpty ? "none written down" : "\(group.criteria)"
                )
            )
        }
        fields.append(.init("Members", English.places(of: group)))
        if group.state != .archived {
            fields.append(
                .init(
                    "Promise",
                    "decided within \(JoinRequest.businessDaysToDecide) business days, by the sponsor’s administrators"
                )
            )
        }
        if let admission = English.admission(of: group, criteria?.version.set) {
            fields.append(.init("Admission", admission))
        }
        fields.append(.init("Calendar", English.calendar(group.calendar, holidays)))
        fields.append(.init("Record", English.record(record, in: reader.zone(of: group))))
        fields.append(.init("You", you(reader)))
        blocks.append(.fields(fields))
        if let criteria { blocks += criteria.onPage(reader, standing, hasNotice: notice != nil) }
        blocks.append(.next(next(reader)))
        return Message(blocks)
    }

    private func you(_ reader: Reader) -> Phrase {
        let zone = reader.zone(of: group)
        var you: Phrase =
            switch standing {
            case .member(let since): "a member since \(words: EnglishDate.day(since, in: zone))"
            case .waiting(let request):
                """
                asked to join on \(words: EnglishDate.day(request.askedAt, in: zone)) (#\(request.id.rawValue))\
                \(words: request.isIncomplete ? ":" : ",") \(English.standing(request, in: group, reader))
                """
            case .queued(let place):
                "let in by \(place.letInBy), and on the waiting list: " + English.place(place)
            case .stranger where ban != nil:
                "banned" + (ban?.until.map { " until \(words: EnglishDate.end($0, in: zone))" } ?? "")
            case .stranger where isAsked: "you have begun to ask, and nothing is sent yet"
            case .stranger: isFreelancer ? "not a member" : "not a member, and not a freelancer yet"
            }
        if let notice {
            you =
                you + """
                    , with notice since \(words: EnglishDate.day(notice.since, in: zone)): what is missing must be there by the end \
                    of \(words: EnglishDate.written(notice.lastDay))
                    """
        }
        if isAdministrator {
            let waits = English.count(pending, "request waits", "requests wait")
            you = you + "; an administrator" + (pending > 0 ? " (\(waits))" : "")
        }
        if isOwner { you = you + "; an owner of its sponsor" }
        return you
    }

    /// Among others the page says the same to everybody who is not a member, whether they have asked or not.
    private func asked(_ reader: Reader) -> Phrase {
        isPrivate ? "" : " · asked already: \(reader.command("requests"))"
    }

    private func next(_ reader: Reader) -> Phrase {
        let handle = group.handle
        if group.state == .archived { return "See the groups there are: \(reader.command("groups"))" }
        if group.state == .draft { return nextOfDraft(reader) }
        var next: Phrase =
            switch standing {
            case _ where isAdministrator:
                pending > 0
                    ? "Decide (\(pending) \(words: pending == 1 ? "waits" : "wait")): \(reader.command("requests \(handle)"))"
                    : "Invite somebody: \(reader.command("invite \(handle) @person:server"))"
            case .stranger where isOwner: "See who decides: \(reader.command("admins \(handle)"))"
            case .member: "Leave at any time: \(reader.command("leave \(handle)"))"
            case .queued(let place): "Give the place up: \(reader.command(place.givingUp(group)))"
            case .waiting(let request): "Take it back: \(reader.command("withdraw \(request.id.rawValue)"))"
            case .stranger where ban != nil:
                "Read why: \(reader.command("join \(handle)")) · look for another group: \(reader.command("groups"))"
            case .stranger where isAsked:
                "Go on: \(reader.command("join \(handle)")) · stop: \(reader.command("withdraw"))"
            case .stranger where !group.takesRequests:
                "Look for another group: \(reader.command("groups"))" + asked(reader)
            case .stranger where isFreelancer: "Join this group: \(reader.command("join \(handle)"))" + asked(reader)
            case .stranger:
                """
                Only freelancers can join: \(reader.command("freelancer")) makes you one, then \
                \(reader.command("join \(handle)"))
                """
            }
        if group.suspension == nil { next = next + " · post a job for it: \(reader.command("postjob \(handle)"))" }
        return next
    }
}
