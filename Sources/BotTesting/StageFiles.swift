import Foundation
import Identifiers
import SQLiteStorage

extension Stage {
    /// The file that somebody sends, whose content is kept for when the bot fetches it; nil where they say something.
    ///
    /// `gone` instead of a content is a file that the homeserver does not have, `huge` one of three megabytes.
    func file(_ act: ConversationLine.Act, _ event: InboxEvent, in room: RoomID) -> ReceivedFile? {
        guard case .sends(let name, _, let content) = act else { return nil }
        let uri = "mxc://example.org/file\(event.event.rawValue.dropFirst())"
        if content != "gone" { files[uri] = Stage.unescaped(content) }
        lastFile[room] = event.event
        let isHuge = content == "huge"
        return ReceivedFile(heard: event, name: name, uri: uri, bytes: isHuge ? 3_000_000 : content.utf8.count)
    }
}
