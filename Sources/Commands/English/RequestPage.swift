import Groups
import Identifiers

extension MembershipSaying.RequestPage {
    func english(_ reader: Reader) -> Message {
        let zone = reader.zone(of: group)
        var fields: [Message.Field] = [
            .init("Group", "\(strong: group.name) (\(code: group.handle))"),
            .init("From", "\(request.person)"),
            .init("Asked", "\(words: EnglishDate.moment(request.askedAt, in: zone))"),
        ]
        switch request.state {
        case .pending where English.isInTime(request, in: group, reader):
            fields.append(.init("To be decided by", English.due(request, in: group, reader)))
        case .pending, .incomplete, .awaitingApplicant:
            fields.append(.init("Now", English.due(request, in: group, reader)))
        case .approved(let verdict): fields.append(.init("Approved", English.verdict(verdict, in: zone)))
        case .refused(let verdict): fields.append(.init("Refused", English.verdict(verdict, in: zone)))
        case .withdrawn(let at): fields.append(.init("Taken back", "\(words: EnglishDate.moment(at, in: zone))"))
        case .lapsed(let at): fields.append(.init("Lapsed", "\(words: EnglishDate.moment(at, in: zone)), unanswered"))
        case .void(let reason, let at):
            fields.append(.init("Void", "\(words: EnglishDate.moment(at, in: zone)): " + English.void(reason)))
        }
        if let place {
            fields.append(.init("Waiting list", English.place(place) + " (\(English.taken(group)))"))
        }
        if isAdministrator, let claimer = request.claimer { fields.append(.init("Claimed by", "\(claimer)")) }
        var blocks: [Message.Block] = [.title("Request #\(request.id.rawValue)"), .fields(fields)]
        if !request.message.isEmpty { blocks.append(.quote("\(request.message)")) }
        if let criteria {
            blocks += isAdministrator ? criteria.forAdministrators(reader) : criteria.forApplicant(reader)
            if isAdministrator, let files = criteria.filesEnglish(request.id, reader) { blocks.append(.line(files)) }
        }
        blocks += English.judged(judged, isAdministrator: isAdministrator)
        blocks += English.questions(questions, in: zone)
        let id = request.id.rawValue
        if let place, !isAdministrator {
            blocks.append(.next("Give the place up: \(reader.command(place.givingUp(group)))"))
        } else if !request.isOpen {
            blocks.append(.next("See the group: \(reader.command("groups show \(group.handle)"))"))
        } else if case .incomplete = request.state {
            let invite = "invite \(group.handle) \(request.person)"
            blocks.append(
                .next(
                    isAdministrator
                        ? "Let them in as it is: \(reader.command(invite))"
                        : "Take it back: \(reader.command("withdraw \(id)"))"
                )
            )
        } else if isAdministrator {
            blocks.append(
                .next(
                    """
                    Decide: \(English.decide(request.id, criteria, reader)) · \
                    ask: \(reader.command("ask \(id) <question>"))
                    """
                )
            )
        } else if request.state != .pending {
            let answer = reader.command("answer \(id) <text>")
            blocks.append(.next("Answer: \(answer) · take it back: \(reader.command("withdraw \(id)"))"))
        } else {
            blocks.append(.next("Take it back: \(reader.command("withdraw \(id)"))"))
        }
        return Message(blocks)
    }
}
