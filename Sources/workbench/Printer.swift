import Foundation
import Identifiers
import Matrix
import SynapseTesting
import Synchronization

/// Shows a conversation in a terminal: who said what, and the bot's answers indented below, each event once.
final class Printer: Sendable {
    private struct State {
        var bot: UserID?
        var places: [RoomID: String] = [:]
        var printed: Set<EventID> = []
        /// An invitation is seen from outside, without an id, and again from inside.
        var invited: Set<String> = []
        var isQuiet = true
    }

    private let state = Mutex(State())
    private let hasColour = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    /// Shows what happens from now on.
    func follow(_ hall: Hall) {
        state.withLock { state in
            state.bot = hall.bot.id
            for (place, room) in hall.rooms { state.places[room] = "#\(place)" }
            state.isQuiet = false
        }
    }

    /// Shows something that one of the people sees.
    func show(_ seen: Seen) {
        let (place, isNew, isBot) = state.withLock { state in
            var isNew = !state.isQuiet && (seen.event.map { state.printed.insert($0).inserted } ?? true)
            if case .membership(let user, "invite") = seen.kind {
                isNew = isNew && state.invited.insert("\(user) \(seen.room)").inserted
            }
            return (state.places[seen.room] ?? "direct", isNew, seen.sender == state.bot)
        }
        guard isNew else { return }
        let name = String(seen.sender.localpart)
        switch seen.kind {
        case .message(let text, _, let original):
            let edit = original == nil ? "" : " (edited)"
            if isBot {
                line("    " + dim("\(name) in \(place)\(edit)"))
                for part in text.split(separator: "\n", omittingEmptySubsequences: false) { line("    " + green(part)) }
            } else {
                line("")
                let indented = text.replacing("\n", with: "\n" + String(repeating: " ", count: name.count + 2))
                line(bold("\(name): ") + indented + dim("  (\(place))"))
            }
        case .reaction(let key, _): line((isBot ? "    " : "\n") + dim("\(name) in \(place) reacts ") + key)
        case .membership(let user, let membership) where isBot && user != seen.sender:
            line("    " + dim("\(name): \(user.localpart) in \(place) is now “\(membership)”"))
        case .membership, .redaction, .other: break
        }
    }

    /// Says that time passes.
    func pause(_ text: String) { line("\n" + bold("(\(text))")) }

    /// Says that somebody knocks on a room.
    func knock(_ name: String, on place: String, saying reason: String) {
        line("\n" + bold("\(name) knocks: ") + reason + dim("  (\(place))"))
    }

    /// Says something about the course of things.
    func note(_ text: String) { line(dim("— " + text)) }

    /// Says that something went wrong.
    func alarm(_ text: String) { line(paint(text, "1;31")) }

    /// Writes a line as it stands.
    func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    func bold(_ text: String) -> String { paint(text, "1") }
    private func dim(_ text: String) -> String { paint(text, "2") }
    private func green(_ text: Substring) -> String { paint(String(text), "32") }
    private func paint(_ text: String, _ code: String) -> String {
        hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
