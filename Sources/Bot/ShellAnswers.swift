import Commands
import Groups
import Identifiers
package import SQLiteStorage

extension Deciding {
    /// What a person is told whose event made the bot fail three times.
    package func apology(for event: InboxEvent) -> [Draft] {
        guard event.kind == .message, let room = event.room else { return [] }
        return [
            Draft(
                key: "failed/\(event.event)",
                .say(text(ShellSaying.failed), in: room, replyTo: event.event, thread: event.thread),
                asker: event.sender
            )
        ]
    }

    /// One line a room for what was said to the bot while it was away for too long.
    func missed(_ event: InboxEvent) -> StoredDecision? {
        let isAddressed = event.isDirect || event.mentionsBot || event.body.hasPrefix(manner.prefix)
        guard isAddressed, let room = event.room else { return nil }
        let catchingUp = event.receivedAt.rawValue / 600_000
        return StoredDecision(
            drafts: [Draft(key: "missed/\(room)/\(catchingUp)", .say(text(ShellSaying.missed), in: room))]
        )
    }
}
