import Foundation
import Groups
import Identifiers
import SQLiteStorage

extension Stage {
    /// The file that somebody sends, whose content is kept for when the bot fetches it; nil where they say something.
    ///
    /// `gone` instead of a content is a file that the homeserver does not have, `huge` one of three megabytes, `enormous`
    /// one of thirty, and `encrypted` one that nobody else can open.
    func file(_ act: ConversationLine.Act, _ event: InboxEvent, in room: RoomID) -> ReceivedFile? {
        guard case .sends(let name, _, let content) = act else { return nil }
        let uri = "mxc://example.org/file\(event.event.rawValue.dropFirst())"
        if content != "gone" { files[uri] = Stage.unescaped(content) }
        lastFile[room] = event.event
        let bytes = ["huge": 3_000_000, "enormous": 30_000_000][content] ?? content.utf8.count
        return ReceivedFile(heard: event, name: name, uri: uri, bytes: bytes, isEncrypted: content == "encrypted")
    }
}

extension Stage {
    /// Looks up what the bot wants looked up: each room of the story has its name as alias, `#gone:…` is no alias, and of
    /// `#silent:…` nobody hears.
    ///
    /// - Returns: whether there is something to decide by it.
    func lookUpAliases() async throws -> Bool {
        var isReady = false
        for wanted in try await storage.wantedAliases(at: now, limit: 30) {
            let room = RoomID(rawValue: "!" + wanted.alias.dropFirst())
            let found: AliasLookup =
                wanted.alias.hasPrefix("#silent:") ? .unreachable : rooms.contains(room) ? .room(room) : .missing
            if try await storage.noteAlias(wanted, found) { isReady = true }
        }
        return isReady
    }
}
