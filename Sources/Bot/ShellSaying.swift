import Commands
import Groups
import Identifiers
import SQLiteStorage

/// What the bot says about itself.
enum ShellSaying: Saying {
    /// An event could not be handled.
    case failed
    /// Commands came while the bot was away for too long.
    case missed
    /// The room is encrypted.
    case cannotRead
    /// The bot opened a direct room and the homeserver made it an encrypted one.
    case cannotReadDirect
    /// A message could not be decrypted.
    case undecryptable
    /// A message came from a device that its owner has not verified, and the operator asks for that.
    case unverifiedDevice
    /// The members' room of a group does not let the bot invite or remove somebody.
    case barred(OutboxRow.Kind, UserID, Group)
    /// What stands above the notices that were kept over somebody's quiet hours.
    case kept(Int)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader.prefix)
        }
    }

    private func english(_ prefix: String) -> Message {
        switch self {
        case .failed:
            Message([
                .line("Something went wrong here, and what you asked for was not done."),
                .next("Please try once more, and tell the operator if it happens again."),
            ])
        case .missed:
            Message([
                .line("I was away, and what was asked of me here meanwhile is too old to act on."),
                .next("Please ask again for what you still want."),
            ])
        case .cannotRead:
            Message([
                .line("This room is encrypted, and I can't read encrypted messages: I won't hear commands here."),
                .next("Talk to me in a room without encryption, or invite me to an unencrypted direct room."),
            ])
        case .cannotReadDirect:
            Message([
                .line("This room is encrypted, and I can't read encrypted messages."),
                .line("You will see what I write here; what you write here I won't."),
                .next("To answer me, use \(code: prefix + "help") in a room without encryption."),
            ])
        case .undecryptable:
            Message([
                .line("I could not decrypt this message: its key did not reach me."),
                .next("Please send it again. If that does not help, leave and open the room anew."),
            ])
        case .unverifiedDevice:
            Message([
                .line("I take commands from verified devices only, and the one that you wrote this from is not."),
                .next(
                    "Verify it in the settings of your app, under Sessions or Devices, and I will read what you wrote."
                ),
            ])
        case .kept(let count):
            Message([
                .line("🌙 \(count) \(words: count == 1 ? "notice" : "notices") came in during your quiet hours.")
            ])
        case .barred(let kind, let person, let group):
            Message(
                [
                    kind == .kick
                        ? .line(
                            "I could not take \(person) out of the members’ room of \(group.name): I have not the power to."
                        )
                        : .line(
                            "I could not invite \(person) to the members’ room of \(group.name): I have not the power to."
                        ),
                    .next("Please make me a moderator there (power level 50). I will then do it by myself."),
                ],
                attention: .text
            )
        }
    }
}
