import Groups
import Identifiers

extension MembershipSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .asked(let request, let group, let decidedByNobodyElse, let criteria):
            asked(request, group, decidedByNobodyElse, criteria, reader)
        case .left(let group, let fromRoom):
            Message([
                .line(
                    """
                    You have left \(strong: group.name). Its badge \(group.badge) is off your profile\
                    \(words: fromRoom ? ", and I am taking you out of its members’ room" : "").
                    """
                ),
                .next("Should you change your mind: \(reader.command("join \(group.handle)"))"),
            ])
        case .withdrawn(let request, let group):
            Message([
                .line("You have taken back request #\(request.id.rawValue) to join \(strong: group.name)."),
                .next("You may ask again whenever you like: \(reader.command("join \(group.handle)"))"),
            ])
        case .ownRequests(let lines, let places, let waiting, let hasMore, let asking):
            ownRequests(lines, places, waiting, hasMore, asking, reader)
        case .waiting(let group, let requests, let first, let total, let hasMore, let queue, let away):
            English.queued(waiting(group, requests, first, total, hasMore, away, reader), queue, in: group, reader)
        case .request(let page): page.english(reader)
        case .admitted(let request, let group, let verdict, let isShut):
            admitted(request, group, verdict, isShut, reader)
        case .turnedDown(
            let request,
            let group,
            let verdict,
            let mayAskAt,
            let owners,
            let missing,
            let offersHints,
            let ends
        ):
            turnedDown(request, group, verdict, mayAskAt, owners, missing, offersHints, ends, reader)
        }
    }

    private func asked(
        _ request: JoinRequest,
        _ group: Group,
        _ alone: Bool,
        _ criteria: CriteriaReport?,
        _ reader: Reader
    ) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                Your request #\(request.id.rawValue) to join \(strong: group.name) is with its administrators. \
                They decide by \(words: EnglishDate.end(request.dueAt, in: reader.zone(of: group))), \
                and I will tell you in a direct message.
                """
            )
        ]
        if alone {
            blocks.append(
                .line(
                    """
                    You are its only administrator, and nobody decides their own request. Add another one: \
                    \(reader.command("admins \(group.handle) add @person:server"))
                    """
                )
            )
        }
        if group.isFull() { blocks.append(English.fullNow(group)) }
        blocks += criteria?.forApplicant(reader) ?? []
        blocks.append(
            .next(
                """
                See where it stands: \(reader.command("requests")) · \
                take it back: \(reader.command("withdraw \(request.id.rawValue)"))
                """
            )
        )
        return Message(blocks)
    }

    private func ownRequests(
        _ lines: [RequestLine],
        _ places: [QueueSaying.Line],
        _ waiting: [WaitingLine],
        _ hasMore: Bool,
        _ asking: Group?,
        _ reader: Reader
    ) -> Message {
        var blocks: [Message.Block] = asking.map { [stillAsking($0, reader)] } ?? []
        var next: [Phrase] = []
        if let first = lines.first {
            blocks.append(.line("Your requests that wait for a decision:"))
            blocks.append(
                .list(
                    lines.map { line in
                        """
                        #\(line.request.id.rawValue) \(strong: line.group.name), asked on \
                        \(words: EnglishDate.day(line.request.askedAt, in: reader.zone(of: line.group))), \
                        \(line.standing(reader))
                        """
                    }
                )
            )
            next.append(Self.nextOfOwn(lines.first(where: \.request.isAwaitingApplicant) ?? first, reader))
        } else if asking == nil, places.isEmpty {
            blocks.append(
                .line(waiting.isEmpty ? "You have no request waiting." : "You have no request of your own waiting.")
            )
        }
        if let first = places.first {
            blocks += [.line("Let in, and waiting for a place:"), .list(places.map(\.english))]
            next.append(
                "\(words: next.isEmpty ? "Give" : "give") a place up: \(reader.command(first.place.givingUp(first.group)))"
            )
        }
        if let first = waiting.first {
            blocks.append(.line("Waiting for you and your fellow administrators:"))
            blocks.append(
                .list(
                    waiting.map { line in
                        "\(strong: line.group.name): \(English.count(line.count, "request", "requests"))"
                    } + (hasMore ? ["… and in more groups"] : [])
                )
            )
            next.append(
                "\(words: next.isEmpty ? "See" : "see") what waits: \(reader.command("requests \(first.group.handle)"))"
            )
        }
        if next.isEmpty, asking != nil { return Message(blocks) }
        if next.isEmpty { next.append("Find a group to join: \(reader.command("groups"))") }
        return Message(blocks + [.next(next.dropFirst().reduce(next[0]) { $0 + " · " + $1 })])
    }

    private func stillAsking(_ group: Group, _ reader: Reader) -> Message.Block {
        .line(
            """
            I am still asking you about \(strong: group.name), and nothing is sent yet. Go on: \
            \(reader.command("join \(group.handle)")) · stop: \(reader.command("withdraw"))
            """
        )
    }

    /// What to do about a request of one's own: answer it where it waits for that.
    private static func nextOfOwn(_ line: RequestLine, _ reader: Reader) -> Phrase {
        let id = line.request.id.rawValue
        return !line.request.isAwaitingApplicant
            ? "Take one back: \(reader.command("withdraw \(id)"))"
            : "Read the question: \(reader.command("request \(id)")) · answer: \(reader.command("answer \(id) <text>"))"
    }

    private func waiting(
        _ group: Group,
        _ requests: [JoinRequest],
        _ report: CriteriaReport?,
        _ total: Int,
        _ hasMore: Bool,
        _ away: Set<UserID>,
        _ reader: Reader
    ) -> Message {
        guard let first = requests.first, let last = requests.last else {
            if total > 0 {
                return Message([
                    .line("No further request to join \(strong: group.name) is waiting."),
                    .next("Start over: \(reader.command("requests \(group.handle)"))"),
                ])
            }
            return Message([
                .line("No request to join \(strong: group.name) is waiting. You are up to date."),
                .next("See the group: \(reader.command("groups show \(group.handle)"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line("Waiting to join \(strong: group.name): \(total)"),
            .list(
                requests.map { request in
                    """
                    #\(request.id.rawValue) \(request.person), \(English.dueBy(request, in: group, reader))\
                    \(English.away(request.person, away))
                    """
                }
            ),
        ]
        if hasMore {
            let more = "requests \(group.handle) after \(last.id.rawValue)"
            blocks.append(.line("The next ones: \(reader.command(more))"))
        }
        blocks.append(
            .next(
                """
                Read one: \(reader.command("request \(first.id.rawValue)")) · \
                decide: \(English.decide(first.id, report, reader))
                """
            )
        )
        return Message(blocks)
    }

    private func admitted(
        _ request: JoinRequest,
        _ group: Group,
        _ verdict: JoinRequest.Verdict,
        _ isShut: Bool,
        _ reader: Reader
    ) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                Welcome to \(strong: group.name)! \(verdict.administrator) approved your request \
                #\(request.id.rawValue).
                """
            )
        ]
        if !verdict.remark.isEmpty { blocks.append(.quote("\(verdict.remark)")) }
        blocks.append(
            .line(
                """
                From now on you carry its badge \(group.badge) on your profile and beside every response to a job.
                """
            )
        )
        if group.rooms.members != nil {
            blocks.append(English.roomInvitation(isShut: isShut))
        }
        blocks.append(English.nextForMember(reader))
        return Message(blocks, attention: .text, mentions: [request.person])
    }

    private func turnedDown(
        _ request: JoinRequest,
        _ group: Group,
        _ verdict: JoinRequest.Verdict,
        _ mayAskAt: Timestamp,
        _ owners: [UserID],
        _ missing: Judged,
        _ offersHints: Bool,
        _ endsInvitation: Bool,
        _ reader: Reader
    ) -> Message {
        let hints: Phrase =
            offersHints ? " · hear when a change lets you meet it: \(reader.command("settings hints on"))" : ""
        let refused: Phrase = "Your request #\(request.id.rawValue) to join \(strong: group.name) was refused."
        let reason: [Message.Block] =
            verdict.remark.isEmpty ? [.line(refused)] : [.line(refused + " The reason:"), .quote("\(verdict.remark)")]
        let again: Phrase =
            mayAskAt > verdict.at
            ? "from \(words: EnglishDate.start(mayAskAt, in: reader.zone(of: group))) on"
            : "as soon as you like"
        return Message(
            reason + English.missing(missing, in: group, reader) + [
                .line(
                    """
                    \(words: endsInvitation ? "The invitation that you had is over with that. " : "")\
                    You may ask again \(again). \(English.appeal(group, owners, from: verdict.administrator))
                    """
                ),
                .next("See what the group asks for: \(reader.command("groups show \(group.handle)"))" + hints),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }
}

extension MembershipSaying.RequestLine {
    fileprivate func standing(_ reader: Reader) -> Phrase {
        guard case .incomplete = request.state else {
            return English.standing(request, in: group, reader)
        }
        return English.incomplete(criteria, reader)
    }
}

/// Phrases that more than one area needs.
enum English {
    /// Such as `by @ada:example.org on Mon 2 March 2026, 10:12 (Europe/Berlin): Welcome!`.
    static func verdict(_ verdict: JoinRequest.Verdict, in zone: Zone) -> Phrase {
        let start: Phrase = "by \(verdict.administrator) on \(words: EnglishDate.moment(verdict.at, in: zone))"
        return verdict.remark.isEmpty ? start : start + ": \(verdict.remark)"
    }

    /// Such as `1 member` or `12 members`.
    static func count(_ number: Int, _ one: String, _ many: String) -> Phrase {
        "\(number) \(words: number == 1 ? one : many)"
    }
}
