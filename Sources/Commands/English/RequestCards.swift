import Groups
import Identifiers

extension AdministrationSaying.Card {
    /// The card as long as nobody has decided.
    func open(_ reader: Reader, mentions: [UserID]) -> Message {
        let isShort = criteria?.checklist.shortfall.isEmpty == false
        let isExplained = criteria?.checklist.judgedNotMet.isEmpty == false
        let approve = isShort ? "approve --anyway <reason>" : "approve"
        let refuse = isExplained ? "refuse" : "refuse <reason>"
        // One question at a time.
        let mayAsk = request.state == .pending
        let claim: Phrase =
            request.claimer == nil ? " · take it on: \(reader.command("claim \(request.id.rawValue)"))" : ""
        var blocks = facts(reader)
        if let marking = marking(reader) { blocks.append(.line(marking)) }
        blocks.append(
            .next(
                """
                \(words: group.suspension == nil ? "" : "Once that is lifted: ")✅ let in · ❌ refuse\(words: mayAsk ? " · ❓ ask" : ""): tap, or reply \(code: approve)\
                \(words: mayAsk ? "," : " or") \(code: refuse)\(mayAsk ? " or \(code: "ask <question>")" : "")\(claim)
                """
            )
        )
        return Message(blocks, attention: .text, mentions: mentions)
    }

    /// How single criteria are marked, where there are any for people; each way is there without the others.
    private func marking(_ reader: Reader) -> Phrase? {
        guard let items = criteria?.checklist.items.filter(\.isForPeople), !items.isEmpty else { return nil }
        let number = (items.first { $0.mark == .forPeople } ?? items[0]).criterion.number
        let digits = items.compactMap { Cards.digit($0.criterion.number) }.joined(separator: " ")
        let tap: Phrase = digits.isEmpty ? "" : "tap \(words: digits), "
        let numbers = English.numbers(items.map(\.criterion.number))
        // Taps have no digit for what comes after nine.
        let others = items.map(\.criterion.number).filter { Cards.digit($0) == nil }
        let rest: Phrase =
            others.isEmpty || digits.isEmpty
            ? ""
            : " " + English.numbers(others)
                + " \(words: others.count == 1 ? "has" : "have") no digit to tap: reply \(code: "\(others[0]) met") and so on."
        return "To mark " + numbers + ": " + tap
            + """
            reply \(code: "\(number) met"), \(code: "\(number) not met <why>") or \(code: "\(number) ask <question>"), or \
            type \(reader.command("verdict \(request.id.rawValue) \(number) met")). Approving counts as met for what is \
            unmarked; refusing sends what is not met.
            """ + rest
    }

    /// The card once it is settled.
    func closed(_ reader: Reader) -> Message {
        let zone = reader.zone(of: group)
        let outcome: Phrase =
            switch request.state {
            case .incomplete, .pending, .awaitingApplicant: ""
            case .approved(let verdict) where verdict.isByRule: "✅ Admitted by the sponsor’s rule"
            case .approved(let verdict): "✅ Approved " + English.verdict(verdict, in: zone)
            case .refused(let verdict): "❌ Refused " + English.verdict(verdict, in: zone)
            case .withdrawn(let at): "↩️ Taken back on \(words: EnglishDate.moment(at, in: zone))"
            case .lapsed(let at):
                "⌛ Lapsed on \(words: EnglishDate.moment(at, in: zone)): the applicant did not answer the question"
            case .void(let reason, let at):
                "🚫 Void since \(words: EnglishDate.moment(at, in: zone)): " + English.void(reason)
            }
        let place: [Message.Block] = end.map { [.line($0.english)] } ?? []
        return Message([title, .line(outcome)] + place + English.judged(judged, isAdministrator: true))
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
        if !group.criteria.isEmpty {
            fields.append(.init(criteria == nil ? "Criteria" : "In the sponsor’s words", "\(group.criteria)"))
        }
        let zone = reader.zone(of: group)
        let isInTime = English.isInTime(request, in: group, reader)
        fields.append(.init(isInTime ? "Decide by" : "Now", English.due(request, in: group, reader)))
        if let claimer = request.claimer { fields.append(.init("Claimed by", "\(claimer)")) }
        if past != Past() { fields.append(.init("Before", before(in: zone))) }
        if isAway { fields.append(.init("Applicant", English.outOfReach)) }
        if isInsider {
            fields.append(.init("Mind", "the applicant has a say in this group or its sponsor already"))
        }
        var blocks = [title]
        if !request.message.isEmpty { blocks.append(.quote("\(request.message)")) }
        blocks.append(.fields(fields))
        blocks += criteria?.forAdministrators(reader) ?? []
        if let files = criteria?.filesEnglish(request.id, reader) { blocks.append(.line(files)) }
        blocks += English.questions(questions, in: zone)
        return blocks
    }

    /// What there was between the applicant and the group before.
    private func before(in zone: Zone) -> Phrase {
        func day(_ moment: Timestamp) -> String { EnglishDate.day(moment, in: zone) }
        var parts: [Phrase] = []
        // One request that was refused says so itself.
        if past.requests > 1 || past.requests > past.refusals {
            let isMore = past.requests >= Past.countedAtMost
            let count = English.count(past.requests, "request", "requests")
            let refused: Phrase = past.refusals == 0 ? "none refused" : "\(past.refusals) refused"
            parts.append("\(words: isMore ? "at least " : "")\(count), " + refused)
        }
        if let refused = past.lastRefusal, case .refused(let verdict) = refused.state {
            let last = past.refusals > 1 ? "last refused" : "refused"
            parts.append(
                "\(words: last) on \(words: day(verdict.at)) (#\(refused.id.rawValue))" + English.why(verdict.remark)
            )
        }
        // Who was banned as a member was removed at that moment, which is not worth a word of its own.
        if let removal = past.removal, removal.at != past.ban?.at {
            parts.append("removed on \(words: day(removal.at))" + English.why(removal.reason))
        }
        if let ended = past.ended {
            switch ended.end {
            // Said above, with the reason.
            case .removed: break
            case .left: parts.append("left on \(words: day(ended.at))")
            case .expired:
                parts.append("membership ended on \(words: day(ended.at)): evidence ran out and was not renewed")
            case .revoked:
                parts.append("membership ended on \(words: day(ended.at)): they no longer met the criteria")
            }
        }
        if let ban = past.ban {
            let until: Phrase = ban.until.map { " until \(words: EnglishDate.end($0, in: zone))" } ?? ""
            parts.append("banned on \(words: day(ban.at))" + until + English.why(ban.reason))
        }
        return parts.dropFirst().reduce(parts.first ?? "") { $0 + "; " + $1 }
    }
}
