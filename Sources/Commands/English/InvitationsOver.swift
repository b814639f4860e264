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
