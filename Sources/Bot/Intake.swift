import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage

/// Turns the homeserver's events into what the storage takes: field by field, because every one of them is a stranger's.
struct Intake {
    let bot: UserID
    let now: Timestamp
    /// When what comes next was heard, which is after what stands before a message of the bot's own.
    private var moment: Timestamp
    let oldestCommand: Duration?
    private(set) var batch: ReceivedBatch

    /// The most of a message that is looked at.
    private static let mostBytes = 65_536
    /// More than any request may say, so that what is too long is seen to be.
    private static let mostReasonBytes = 8192

    init(bot: UserID, now: Timestamp, oldestCommand: Duration?, position: String?) {
        self.bot = bot
        self.now = now
        moment = now
        self.oldestCommand = oldestCommand
        batch = ReceivedBatch(position: position)
    }

    /// Takes what an event says about its room.
    mutating func takeState(_ event: RoomEvent, in room: RoomID) {
        guard let key = event.stateKey else { return }
        switch event.type {
        case "m.room.member": takeMember(event, key: key, in: room)
        case "m.room.name" where key.isEmpty:
            note(.name(room, event.content["name"]?.stringValue.map { clean($0, bytes: 1024) }))
        case "m.room.power_levels" where key.isEmpty:
            let json = event.content.encodedText
            if json.utf8.count <= 65_536 { note(.powerLevels(room, json: json)) }
        case "m.room.join_rules" where key.isEmpty:
            guard let rule = event.content["join_rule"]?.stringValue else { return }
            note(.joinRule(room, clean(rule, bytes: 100)))
            touchRooms()
        case "m.room.encryption" where key.isEmpty:
            note(.encrypted(room, .init(event.content)))
            touchRooms()
        case "m.room.history_visibility" where key.isEmpty:
            guard let visibility = event.content["history_visibility"]?.stringValue else { return }
            note(.historyVisibility(room, clean(visibility, bytes: 100)))
        case "m.room.create" where key.isEmpty: takeCreation(event, in: room)
        case "m.room.tombstone" where key.isEmpty:
            guard let text = event.content["replacement_room"]?.stringValue,
                let replacement = RoomID(untrusted: text)
            else { return }
            note(.replaced(room, by: replacement, sender: event.sender))
            touchRooms()
        default: break
        }
    }

    /// Whether what an event says is too old to be acted on.
    func isStale(_ event: RoomEvent) -> Bool {
        let said = Timestamp(rawValue: max(0, min(event.originServerTimestamp, now.rawValue)))
        return oldestCommand.map { said.duration(to: now) > $0 } ?? false
    }

    /// Takes what somebody said or did.
    mutating func takeTimeline(_ event: RoomEvent, in room: RoomID) {
        takeTimeline(event, in: room, isStale: isStale(event))
    }

    /// Takes what somebody said or did, of which it is known already whether it is too old to be acted on.
    mutating func takeTimeline(_ event: RoomEvent, in room: RoomID, isStale: Bool) {
        if event.sender == bot {
            if let id = event.transactionID, id.utf8.count <= 255 {
                // Whoever spoke before it had not read it.
                if batch.events.last?.room == room { moment = moment.advanced(by: .milliseconds(1)) }
                batch.echoes.append(.init(transactionID: id, event: event.eventID, at: moment))
            }
            return
        }
        guard !event.isRedacted else { return }
        switch event.type {
        case "m.room.message": takeMessage(event, in: room, isStale: isStale)
        case "m.reaction": takeReaction(event, in: room)
        case "m.room.redaction":
            guard let target = event.redacts else { return }
            var heard = InboxEvent(
                .redaction,
                event: event.eventID,
                room: room,
                sender: event.sender,
                receivedAt: moment
            )
            heard.target = target
            batch.events.append(heard)
        default: break
        }
    }

    mutating func note(_ fact: RoomFact) { batch.facts.append(fact) }

    /// Notes that a room changed so that something is to be done about it.
    mutating func touchRooms() { batch.touchesRooms = true }

    /// Notes that there may be something to do about keys.
    mutating func touchKeys() { batch.touchesKeys = true }

    /// Puts aside what could not be read at all.
    mutating func quarantine(_ event: MalformedEvent) {
        let excerpt = String(decoding: event.raw.prefix(4096), as: UTF8.self).replacing("\0", with: "\u{FFFD}")
        batch.quarantined.append(
            .init(room: event.roomID, event: event.eventID, reason: event.reason, excerpt: excerpt)
        )
    }

    // MARK: State

    private mutating func takeMember(_ event: RoomEvent, key: String, in room: RoomID) {
        let membership = event.content["membership"]?.stringValue
        if key.utf8.elementsEqual(bot.rawValue.utf8) {
            switch membership {
            case "join":
                note(.membership(room, .joined))
                touchRooms()
            // Of the past, where the room is among those that the bot is in: whoever comes back sees how they left.
            // That it is out of a room now is said by the rooms that it has left.
            default: break
            }
            return
        }
        guard let person = UserID(parsing: key) else { return }
        switch membership {
        case "join": note(.occupant(room, person, .joined))
        case "invite": note(.occupant(room, person, .invited))
        case "knock":
            let reason = event.content["reason"]?.stringValue ?? ""
            note(.knocked(room, person, event.eventID, reason: clean(reason, bytes: Self.mostReasonBytes)))
            touchRooms()
        case "leave" where event.sender == person:
            note(.wentByThemselves(room, person, event.eventID))
            touchRooms()
        default:
            note(.occupant(room, person, nil))
            touchRooms()
        }
    }

    private mutating func takeCreation(_ event: RoomEvent, in room: RoomID) {
        let version = event.content["room_version"]?.stringValue ?? "1"
        let others = event.content["additional_creators"]?.arrayValue ?? []
        let creators = [event.sender] + others.prefix(100).compactMap { $0.stringValue.flatMap { UserID(parsing: $0) } }
        let before = event.content["predecessor"]?["room_id"]?.stringValue.flatMap { RoomID(untrusted: $0) }
        note(.created(room, by: creators, version: clean(version, bytes: 64), predecessor: before))
    }

    // MARK: Timeline

    private mutating func takeMessage(_ event: RoomEvent, in room: RoomID, isStale: Bool) {
        let content = event.content
        let relation = content["m.relates_to"]
        // An edit never runs a command, whosever it is: anybody may send one for anybody's message.
        if relation?["rel_type"]?.stringValue == "m.replace" { return takeEdit(event, in: room) }
        guard content["m.new_content"] == nil else { return }
        // A certificate is as often a picture of it as a document.
        if let type = content["msgtype"]?.stringValue, OutboxFile.kinds.contains(type) {
            return takeFile(event, of: type, in: room, isStale: isStale)
        }
        // Notices are other bots'; emotes are not spoken to the bot.
        guard content["msgtype"]?.stringValue == "m.text" else { return }
        guard let body = content["body"]?.stringValue else {
            return batch.quarantined.append(
                .init(room: room, event: event.eventID, reason: "a text without a text", excerpt: "")
            )
        }
        var heard = message(event, in: room, isStale: isStale)
        takeWords(body, of: content, as: &heard)
        let isInThread = relation?["rel_type"]?.stringValue == "m.thread"
        // In a thread, clients without threads are shown a reply that nobody made.
        if !isInThread || relation?["is_falling_back"]?.boolValue != true {
            heard.replyTo = relation?["m.in_reply_to"]?["event_id"].flatMap(EventID.init(untrusted:))
        }
        batch.events.append(heard)
    }

    /// What words and files have in common: who said it where and when, in which thread, and whether to the bot.
    private func message(_ event: RoomEvent, in room: RoomID, isStale: Bool) -> InboxEvent {
        let content = event.content
        var heard = InboxEvent(.message, event: event.eventID, room: room, sender: event.sender, receivedAt: moment)
        let mentioned = content["m.mentions"]?["user_ids"]?.arrayValue ?? []
        heard.mentionsBot = mentioned.prefix(1000).contains {
            $0.stringValue?.utf8.elementsEqual(bot.rawValue.utf8) ?? false
        }
        let relation = content["m.relates_to"]
        if relation?["rel_type"]?.stringValue == "m.thread" {
            heard.thread = relation?["event_id"].flatMap(EventID.init(untrusted:))
        }
        heard.isStale = isStale
        return heard
    }

    /// Takes what was said: the text, and of the formatted one whom it mentions and whether it shows code.
    private func takeWords(_ body: String, of content: JSONValue, as heard: inout InboxEvent) {
        heard.body = clean(body, bytes: Self.mostBytes)
        guard content["format"]?.stringValue == "org.matrix.custom.html",
            let html = content["formatted_body"]?.stringValue
        else { return }
        heard.pills = Pill.all(in: html).map { InboxPill(text: $0.text, user: $0.userID) }
        if FormattedBody.beginsWithCode(html) { heard.body = shownAsCode(heard.body) }
    }

    /// Takes that a message was edited, and not into what: only who edits an answer is told that it stands.
    private mutating func takeEdit(_ event: RoomEvent, in room: RoomID) {
        guard let target = event.content["m.relates_to"]?["event_id"].flatMap(EventID.init(untrusted:)) else { return }
        var heard = InboxEvent(.edit, event: event.eventID, room: room, sender: event.sender, receivedAt: moment)
        heard.target = target
        batch.events.append(heard)
    }

    /// Takes where a file lies; what is written below it counts as a reply to it.
    ///
    /// What a person encrypts has no `url` but a `file`, in which the key is.
    private mutating func takeFile(_ event: RoomEvent, of kind: String, in room: RoomID, isStale: Bool) {
        let content = event.content
        let file = content["url"] == nil ? content["file"]?.objectValue : nil
        let text = (file?["url"] ?? content["url"])?.stringValue
        guard let uri = text.flatMap({ ContentURI(parsing: $0) }) else { return }
        var key = file.flatMap { try? AttachmentKey($0).json }
        key?["url"] = .string(uri.text)
        let body = content["body"]?.stringValue ?? ""
        let name = content["filename"]?.stringValue
        var heard = message(event, in: room, isStale: isStale)
        heard.replyTo = event.eventID
        if let name, name != body { takeWords(body, of: content, as: &heard) }
        let bytes = content["info"]?["size"]?.intValue.map { Int(clamping: max(0, $0)) }
        batch.files.append(
            ReceivedFile(
                heard: heard,
                name: clean(name ?? body, bytes: 200),
                uri: uri.text,
                bytes: bytes,
                isEncrypted: content["url"] == nil && key == nil,
                key: key.map { JSONValue.object($0).encodedText },
                kind: kind
            )
        )
    }

    private mutating func takeReaction(_ event: RoomEvent, in room: RoomID) {
        let relation = event.content["m.relates_to"]
        guard relation?["rel_type"]?.stringValue == "m.annotation" else { return }
        guard let target = relation?["event_id"].flatMap(EventID.init(untrusted:)),
            let key = relation?["key"]?.stringValue
        else {
            return batch.quarantined.append(
                .init(room: room, event: event.eventID, reason: "a reaction without a key or an event", excerpt: "")
            )
        }
        var heard = InboxEvent(.reaction, event: event.eventID, room: room, sender: event.sender, receivedAt: moment)
        heard.target = target
        heard.reaction = clean(key, bytes: 256)
        batch.events.append(heard)
    }

    /// The text with the sign that says in plain text what the formatted one says by `<code>`: no command begins with it.
    private func shownAsCode(_ body: String) -> String {
        var lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        // Not before what is quoted, which is taken off later.
        let isQuoted = lines.first?.utf8.first == UInt8(ascii: ">")
        let first = lines.firstIndex {
            !isQuoted || $0.utf8.first != UInt8(ascii: ">") && !$0.allSatisfy(\.isWhitespace)
        }
        guard let first, lines[first].utf8.first != UInt8(ascii: "`") else { return body }
        lines[first] = "`" + lines[first]
        return lines.joined(separator: "\n")
    }

    /// A text that SQLite stores whole: it ends a text at the first NUL.
    private func clean(_ text: String, bytes: Int) -> String {
        let short = text.utf8.count <= bytes ? text : String(decoding: text.utf8.prefix(bytes), as: UTF8.self)
        return short.utf8.contains(0) ? short.replacing("\0", with: "\u{FFFD}") : short
    }
}
