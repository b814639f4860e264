package import Commands
import Groups
import Identifiers
package import SQLiteStorage

/// Turns an event of the inbox into what becomes true and what goes out.
///
/// Pure: the same event and the same board give the same decision, word for word, so it can run inside the transaction
/// and in a test without a homeserver.
package struct Deciding: Sendable {
    package var frame: BoardFrame
    package var manner: Manner
    /// When what is decided is said; long ago for what hangs on no moment.
    private var now = Timestamp(rawValue: .min)

    package init(frame: BoardFrame, manner: Manner) {
        self.frame = frame
        self.manner = manner
    }

    /// Decides about one event, or gives nil where it isn't meant for the bot.
    ///
    /// - Throws: Only faults of the database.
    package func decide(_ event: InboxEvent, _ board: StoredBoard) throws -> StoredDecision? {
        var deciding = self
        deciding.now = event.receivedAt
        return try deciding.look(at: event, board)
    }

    private func look(at event: InboxEvent, _ board: StoredBoard) throws -> StoredDecision? {
        if event.isStale { return missed(event) }
        if event.kind == .tick { return tick(event) }
        guard let heard = heard(event) else { return nil }
        return try decide(about: heard, event, board)
    }

    /// What is due: one kind after the other.
    private func tick(_ event: InboxEvent) -> StoredDecision {
        var decision = StoredDecision()
        decision.parts = Chore.allCases.map { chore in
            { board in try decide(about: .tick(chore), event, board) }
        }
        decision.parts.append { board in try keptNotices(at: event.receivedAt, board) }
        return decision
    }

    private func decide(about heard: Heard, _ event: InboxEvent, _ board: StoredBoard) throws -> StoredDecision? {
        let call = Call(
            sender: event.sender ?? manner.botID,
            event: event.event,
            room: event.room ?? RoomID(rawValue: ""),
            place: event.isDirect ? .direct : .shared,
            receivedAt: event.receivedAt,
            thread: event.thread,
            replyTo: event.replyTo
        )
        guard let decision = try respond(to: heard, call, board, manner) else { return nil }
        var stored = StoredDecision(
            changes: decision.changes,
            drafts: try drafts(of: decision, call, repliesTo: event.kind == .message ? event.event : nil, board)
        )
        stored.faults = decision.faults
        return stored
    }

    private func heard(_ event: InboxEvent) -> Heard? {
        switch event.kind {
        case .message:
            .message(
                Spoken(
                    body: event.body,
                    pills: event.pills.map { .init(text: $0.text, user: $0.user) },
                    mentionsBot: event.mentionsBot,
                    replyTo: event.replyTo
                )
            )
        case .reaction: event.target.map { .reaction(key: event.reaction ?? "", to: $0) }
        case .redaction: event.target.map { .redaction(of: $0) }
        case .edit: event.target.map { .edit(of: $0) }
        case .arrival: .arrival
        case .tick: nil
        case .knock: .knock(reason: event.body)
        case .knockTakenBack: .knockTakenBack
        }
    }
}

// MARK: - What goes out

extension Deciding {
    /// What goes out, worded and rendered.
    private func drafts(
        of decision: Decision,
        _ call: Call,
        repliesTo event: EventID?,
        _ board: StoredBoard
    ) throws -> [Draft] {
        let own = call.place == .direct ? try reader(for: call.sender, board) : reader
        return try decision.outgoing.enumerated().map { index, outgoing in
            var draft = Draft(
                key: outgoing.key ?? "answer/\(call.event)/\(index)",
                action(outgoing.action, call, repliesTo: event, own),
                urgency: Draft.Urgency(rawValue: outgoing.urgency.rawValue) ?? .answer,
                subject: outgoing.subject?.text,
                asker: isPlainAnswer(outgoing) ? call.sender : nil
            )
            if case .tell(let saying, let person) = outgoing.action {
                draft.action = .tell(text(saying, for: try reader(for: person, board)), person)
                try hush(&draft, person, call, board)
            }
            return draft
        }
    }

    private func action(
        _ action: Outgoing.Action,
        _ call: Call,
        repliesTo event: EventID?,
        _ own: Reader
    ) -> Draft.Action {
        switch action {
        case .answer(let saying): .say(text(saying, for: own), in: call.room, replyTo: event, thread: call.thread)
        case .say(let saying, let room, let thread):
            .say(text(saying, for: room == call.room ? own : reader), in: room, thread: thread)
        case .show(let file, let uri, let saying, let room, let thread):
            .say(text(saying, below: file, at: uri, for: room == call.room ? own : reader), in: room, thread: thread)
        case .tell(let saying, let person): .tell(text(saying), person)
        case .edit(let subject, let saying): .edit(subject: subject.text, text(saying, atMost: Message.mostBytes / 2))
        case .revise(let subject, let saying):
            .revise(subject: subject.text, text(saying, atMost: Message.mostBytes / 2))
        case .offer(let reactions, let subject): .offer(reactions: reactions, subject: subject.text)
        case .withdrawOffer(let subject): .withdrawOffer(subject: subject.text)
        case .invite(let person, let room, let reason): .invite(person, to: room, reason: reason)
        case .kick(let person, let room, let reason): .kick(person, from: room, reason: reason)
        case .turnAway(let person, let room, let saying): .kick(person, from: room, reason: line(saying))
        }
    }

    /// An answer that nobody replies to and that rings nobody can share a message with others.
    private func isPlainAnswer(_ outgoing: Outgoing) -> Bool {
        guard case .answer = outgoing.action else { return false }
        return outgoing.subject == nil
    }

    /// Puts a saying in the words of whoever reads it.
    ///
    /// `bytes` is what both texts may have together. An edit carries them twice, so it may have half.
    func text(_ saying: any Saying, for reader: Reader? = nil, atMost bytes: Int = Message.mostBytes) -> OutboxText {
        let message = saying.message(for: reader ?? self.reader)
        var (body, html) = (message.plainText, message.html)
        if body.utf8.count + html.utf8.count > bytes {
            let bounded = message.bounded(bytes: bytes)
            (body, html) = (bounded.plainText, bounded.html)
        }
        return OutboxText(body: body, html: html, rings: message.attention == .text, mentions: message.mentions)
    }

    /// A file with words below it.
    ///
    /// Its name is a stranger's, and clients show it as it is.
    private func text(
        _ saying: any Saying,
        below file: Submission.File,
        at uri: String,
        for reader: Reader
    ) -> OutboxText {
        var text = text(saying, for: reader)
        let name = Cleaned(file.name).text
        text.file = OutboxFile(uri: uri, name: name.isEmpty ? "file" : name, bytes: file.bytes, kind: file.kind)
        return text
    }

    /// A saying as clients show the reason of a removal: one line of plain text, and not a long one.
    private func line(_ saying: any Saying) -> String {
        var message = saying.message(for: reader)
        // How a command is typed is of no use at a door.
        let hasExample = message.blocks.contains { if case .example = $0 { true } else { false } }
        if hasExample { message.blocks = Array(message.blocks.prefix(1)) }
        return message.plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ").capped(bytes: 800)
    }

    /// Whoever reads what is said among others.
    var reader: Reader {
        let zoneNamed = frame.surroundings.zone
        let zone = zoneNamed(frame.hall.calendar.zone) ?? .utc
        return Reader(
            language: manner.language,
            zone: zone,
            prefix: manner.prefix,
            zoneNamed: zoneNamed,
            now: now,
            operatorToAsk: frame.hall.operators.min()
        )
    }
}
