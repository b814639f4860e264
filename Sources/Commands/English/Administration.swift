import Groups
import Identifiers

extension AdministrationSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .card(let card, let mentions): card.open(reader, mentions: mentions)
        case .closedCard(let card): card.closed(reader)
        case .decisions(let lines): decisions(lines, reader)
        case .reasonWanted(let id, let administrator):
            Message(
                [
                    .line(
                        """
                        \(administrator), why is #\(id.rawValue) refused? Reply to this message with the reason: \
                        the applicant gets to read it.
                        """
                    ),
                    .next("Or type it: \(reader.command("refuse \(id.rawValue) <reason>"))"),
                ],
                attention: .text,
                mentions: [administrator]
            )
        case .stillWaiting(let id):
            Message([
                .line("Nothing is refused: #\(id.rawValue) still waits."),
                .next("Read it again: \(reader.command("request \(id.rawValue)"))"),
            ])
        case .howToDecide(let id): howToDecide(id)
        case .notYours(let person, let id, let group):
            Message([
                .line("\(person), only administrators of the group decide #\(id.rawValue). Nothing has changed."),
                .next("See who they are: \(reader.command("admins \(group.handle)"))"),
            ])
        case .tooLate(let request, let person, let group): tooLate(request, person, group, reader)
        case .ownRequest(let id, let person):
            Message([
                .line(
                    """
                    \(person), #\(id.rawValue) is your own request, and nobody decides their own. \
                    Another administrator has to.
                    """
                ),
                .next("Take it back: \(reader.command("withdraw \(id.rawValue)"))"),
            ])
        case .askedOfAnother(let asked, let person): askedOfAnother(asked, person, reader)
        case .reminder(let overviews, let mentions): reminder(overviews, mentions, reader)
        case .overdue(let overviews): overdue(overviews, reader)
        case .dueToday(let overviews): dueToday(overviews, reader)
        case .unanswered(let overviews): unanswered(overviews, reader)
        case .digest(let overviews, let more, let person): digest(overviews, more, person, reader)
        case .standsStill(let request, let group): standsStill(request, group, reader)
        case .sorry(let request, let group, let expectedAt, let isOperatorTold):
            sorry(request, group, expectedAt, isOperatorTold, reader)
        }
    }

    private func sorry(
        _ request: JoinRequest,
        _ group: Group,
        _ expectedAt: Timestamp,
        _ isOperatorTold: Bool,
        _ reader: Reader
    ) -> Message {
        let zone = reader.zone(of: group)
        let day = EnglishDate.end(expectedAt, in: zone)
        let told: Phrase =
            isOperatorTold
            ? """
            I have told the administrators, the sponsor’s owners and the operator of this bot. Expect a decision by \
            \(words: day).
            """
            : """
            I have told the administrators and the sponsor’s owners. Expect a decision by \(words: day); if there is none, I \
            tell the operator of this bot.
            """
        return Message(
            [
                .line(
                    """
                    Your request #\(request.id.rawValue) to join \(strong: group.name) should have been decided by \
                    \(words: EnglishDate.end(request.dueAt, in: zone)), and was not. I am sorry. It stays open, and \(told)
                    """
                ),
                .next("Rather not wait: \(reader.command("withdraw \(request.id.rawValue)"))"),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    private func howToDecide(_ id: RequestID) -> Message {
        Message([
            .line("That decides nothing about #\(id.rawValue)."),
            .next(
                "Reply \(code: "approve"), \(code: "refuse <reason>") or \(code: "ask <question>"), or tap ✅, ❌ or ❓"
            ),
        ])
    }

    private func decisions(_ lines: [DecisionLine], _ reader: Reader) -> Message {
        func line(_ line: DecisionLine) -> Phrase {
            switch line.outcome {
            case .approved(let person, let group, let judged, _, let place?):
                """
                ✅ #\(line.request.rawValue): \(person) is let in, and \(strong: group.name) is full: they are on its waiting \
                list, \(English.place(place)). \(English.telling(line))
                """ + judged.approvalEnglish
            case .approved(let person, let group, let judged, let isShut, nil):
                "✅ #\(line.request.rawValue): \(person) is now a member of \(strong: group.name). "
                    + English.telling(line)
                    + (isShut ? English.roomShut(person) : "") + judged.approvalEnglish
            case .refused(let person, let group, let mayAskAt):
                """
                ❌ #\(line.request.rawValue): \(person) was refused by \(strong: group.name). \(English.telling(line, "why")) \
                They may ask again \(words: mayAskAt.map { "from " + EnglishDate.start($0, in: reader.zone(of: group)) } ?? "at once").
                """
            case .failed(let refusal):
                lines.count > 1 && !refusal.namesRequest
                    ? "#\(line.request.rawValue): " + refusal.line(reader) : refusal.line(reader)
            }
        }
        var blocks: [Message.Block] = lines.count == 1 ? [.line(line(lines[0]))] : [.list(lines.map(line))]
        // Where one of several failed, the next step is about that one.
        let failed = lines.lazy.compactMap { if case .failed(let refusal) = $0.outcome { refusal } else { nil } }.first
        if let failed {
            blocks.append(.next(failed.next(reader)))
        } else if let group = lines.first?.group {
            blocks.append(.next("What else waits: \(reader.command("requests \(group.handle)"))"))
        }
        return Message(blocks)
    }

    private func tooLate(
        _ request: JoinRequest,
        _ person: UserID,
        _ refusedBy: Group?,
        _ reader: Reader
    ) -> Message {
        Message([
            .line("\(person), " + English.alreadyDecided(request, reader)),
            .next(
                refusedBy.map { English.mistake(request, $0, reader) }
                    ?? "Read it: \(reader.command("request \(request.id.rawValue)"))"
            ),
        ])
    }

    private func reminder(_ overviews: [Overview], _ mentions: [UserID], _ reader: Reader) -> Message {
        let total = overviews.reduce(0) { $0 + $1.total }
        var blocks: [Message.Block] = [
            .line("⏳ Waiting for a decision: \(English.count(total, "request", "requests")).")
        ]
        blocks += overviews.flatMap { self.blocks(of: $0, reader) }
        if let first = overviews.first?.requests.first {
            blocks.append(
                .next(
                    """
                    Read one: \(reader.command("request \(first.id.rawValue)")) · \
                    decide: \(English.decide(first.id, overviews.first?.first, reader))
                    """
                )
            )
        }
        return Message(blocks, attention: .text, mentions: mentions)
    }

    private func dueToday(_ overviews: [Overview], _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line("⏳ These requests are due today. You get this because you own the sponsor.")
        ]
        blocks += overviews.flatMap { self.blocks(of: $0, reader) }
        let handle = overviews.first?.group.handle ?? ""
        blocks.append(.next("Who decides: \(reader.command("admins \(handle)"))"))
        return Message(blocks, attention: .text)
    }

    /// The operator decides about no request, and is told none of their names.
    private func unanswered(_ overviews: [Overview], _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                🔴 Requests have waited for \(Ladder.businessDaysToAnswer) business days, and nobody answers. I have \
                reminded the administrators and the sponsor’s owners; their applicants still wait.
                """
            ),
            .list(
                overviews.map { overview in
                    """
                    \(strong: overview.group.name) by \(overview.group.sponsor.name): \
                    \(English.count(overview.total, "request", "requests"))
                    """
                }
            ),
            .line(
                """
                I propose to pause such a group until somebody decides again. Only its administrators and the sponsor’s \
                owners can: write to them.
                """
            ),
        ]
        if let group = overviews.first?.group {
            blocks.append(
                .next(
                    """
                    See how it keeps its promise: \(reader.command("groups show \(group.handle)")) · \
                    who decides: \(reader.command("admins \(group.handle)"))
                    """
                )
            )
        }
        return Message(blocks, attention: .text)
    }

    private func standsStill(_ request: JoinRequest, _ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    Your request #\(request.id.rawValue) to join \(strong: group.name) takes longer: the operator of this \
                    bot has suspended the group, and until that is lifted nobody may decide. I am sorry. It stays open, \
                    and the time for deciding it goes on when the group does.
                    """
                ),
                .next("Rather not wait: \(reader.command("withdraw \(request.id.rawValue)"))"),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    private func digest(_ overviews: [Overview], _ more: Int, _ person: UserID, _ reader: Reader) -> Message {
        let total = overviews.reduce(0) { $0 + $1.total }
        var blocks: [Message.Block] = [.line("📋 Your list: \(English.count(total, "request waits", "requests wait")).")]
        blocks += overviews.flatMap { self.blocks(of: $0, reader) }
        if more > 0 {
            blocks.append(
                .line(
                    """
                    This list holds no more than \(overviews.count) groups. Something waits in \
                    \(English.count(more, "more group", "more groups")) of yours too: I remind you of those one by one.
                    """
                )
            )
        }
        if let first = overviews.first?.requests.first {
            blocks.append(
                .next(
                    """
                    Read one: \(reader.command("request \(first.id.rawValue)")) · \
                    no more lists: \(reader.command("settings digest off"))
                    """
                )
            )
        }
        return Message(blocks, attention: .text, mentions: [person])
    }

    private func overdue(_ overviews: [Overview], _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                🔴 These requests should have been decided by now. Their applicants were told that they are late. \
                You get this because you own the sponsor.
                """
            )
        ]
        blocks += overviews.flatMap { self.blocks(of: $0, reader) }
        if let group = overviews.first?.group {
            blocks.append(
                .next(
                    """
                    More hands help: \(reader.command("admins \(group.handle) add @person:server")) · \
                    take no new requests meanwhile: \(reader.command("groups pause \(group.handle)"))
                    """
                )
            )
        }
        return Message(blocks, attention: .text)
    }

    private func blocks(of overview: Overview, _ reader: Reader) -> [Message.Block] {
        var points: [Phrase] = overview.requests.map { request in
            """
            #\(request.id.rawValue) \(request.person), \(English.dueBy(request, in: overview.group, reader))\
            \(English.away(request.person, overview.away))
            """
        }
        let hidden = overview.total - overview.requests.count
        if hidden > 0 {
            points.append("… and \(hidden) more: \(reader.command("requests \(overview.group.handle)"))")
        }
        return [.line("\(strong: overview.group.name):"), .list(points)]
    }
}
