import Groups
import Identifiers

extension InvitationSaying {
    func ranOut(_ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    "Your invitation to \(strong: group.name) is over: it was open for \(Invitation.daysToAnswer) days."
                ),
                .next("You may still ask to join: \(reader.command("join \(group.handle)"))"),
            ],
            attention: .text
        )
    }

    /// The invitation itself, once the group has decided about a request of the person.
    func overtaken(_ group: Group, _ request: JoinRequest, _ at: Timestamp, _ reader: Reader) -> Message {
        let isIn = if case .refused = request.state { false } else { true }
        let day = EnglishDate.day(at, in: reader.zone(of: group))
        let outcome: Phrase =
            isIn
            ? "Over since \(words: day): you were let in by your request #\(request.id.rawValue)"
            : "Over since \(words: day): your request #\(request.id.rawValue) was refused"
        return Message([.title("Invitation to \(group.badge) \(strong: group.name)"), .line(outcome)])
    }

    func unanswered(
        _ invitation: Invitation,
        _ group: Group,
        _ mentions: [UserID],
        _ reader: Reader
    ) -> Message {
        let person = invitation.person
        return Message(
            [
                .line(
                    """
                    \(person) has not answered your invitation to \(strong: group.name) in \(Invitation.daysToAnswer) days, so it \
                    is over.
                    """
                ),
                .next("Invite them again: \(reader.command("invite \(group.handle) \(person.rawValue)"))"),
            ],
            attention: .text,
            mentions: mentions
        )
    }
}
