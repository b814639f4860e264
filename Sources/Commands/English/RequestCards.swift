import Groups
import Identifiers

extension AdministrationSaying.Card {
    /// The card as long as nobody has decided.
    func open(_ reader: Reader, mentions: [UserID]) -> Message {
        let id = request.id.rawValue
        var blocks = facts(reader)
        blocks.append(
            .next(
                """
                Tap ✅, ❌ or ❓ (ask the applicant), reply \(code: "approve") or \(code: "refuse <reason>"), or type \
                \(reader.command("approve \(id)")) or \(reader.command("refuse \(id) <reason>"))
                """
            )
        )
        return Message(blocks, attention: .text, mentions: mentions)
    }

    /// The card once it is settled.
    func closed(_ reader: Reader) -> Message {
        let zone = reader.zone(of: group)
        let outcome: Phrase =
            switch request.state {
            case .pending, .awaitingApplicant: ""
            case .approved(let verdict): "✅ Approved " + English.verdict(verdict, in: zone)
            case .refused(let verdict): "❌ Refused " + English.verdict(verdict, in: zone)
            case .withdrawn(let at): "↩️ Taken back on \(words: EnglishDate.moment(at, in: zone))"
            case .lapsed(let at):
                "⌛ Lapsed on \(words: EnglishDate.moment(at, in: zone)): the applicant did not answer the question"
            case .void(let reason, let at):
                "🚫 Void since \(words: EnglishDate.moment(at, in: zone)): " + English.void(reason)
            }
        return Message([title, .line(outcome)])
    }

    private var title: Message.Block {
        .title("#\(request.id.rawValue): \(request.person) asks to join \(group.badge) \(strong: group.name)")
    }

    private func facts(_ reader: Reader) -> [Message.Block] {
        var fields: [Message.Field] = []
        if !applicant.headline.isEmpty { fields.append(.init("Headline", "\(applicant.headline)")) }
        if !applicant.skills.isEmpty {
            fields.append(.init("Skills", "\(applicant.skills.joined(separator: ", "))"))
        }
        if !badges.isEmpty {
            fields.append(.init("Badges", "\(badges.map { "\($0.emoji) \($0.groupName)" }.joined(separator: ", "))"))
        }
        if !group.criteria.isEmpty { fields.append(.init("Criteria", "\(group.criteria)")) }
        let zone = reader.zone(of: group)
        let isPending = request.state == .pending
        fields.append(.init(isPending ? "Decide by" : "Now", English.due(request, in: zone)))
        if let claimer = request.claimer { fields.append(.init("Claimed by", "\(claimer)")) }
        if past != Past() { fields.append(.init("Before", before(in: zone))) }
        if isInsider {
            fields.append(.init("Mind", "the applicant has a say in this group or its sponsor already"))
        }
        var blocks = [title]
        if !request.message.isEmpty { blocks.append(.quote("\(request.message)")) }
        blocks.append(.fields(fields))
        blocks += criteria?.forAdministrators(reader) ?? []
        blocks += English.questions(questions, in: zone)
        return blocks
    }

    /// What there was between the applicant and the group before.
    private func before(in zone: Zone) -> Phrase {
        var parts: [Phrase] = []
        if past.requests > 0 {
            let isMore = past.requests >= Past.countedAtMost
            let count = English.count(past.requests, "request", "requests")
            let refused: Phrase = past.refusals == 0 ? "none refused" : "\(past.refusals) refused"
            parts.append("\(words: isMore ? "at least " : "")\(count), " + refused)
        }
        if let removal = past.removal {
            parts.append("removed on \(words: EnglishDate.day(removal.at, in: zone)): \(removal.reason)")
        }
        return parts.count == 2 ? parts[0] + "; " + parts[1] : parts[0]
    }
}
