import Groups
import Identifiers

/// A kind of files that people want taken over: asked for, fetched, shown, and taken over on a word or a tap.
protocol Importing {
    associatedtype ID: RawRepresentable where ID.RawValue == Int64

    /// What the keys begin with of all that is said about one.
    static var name: String { get }
    static func subject(of id: ID) -> Subject
    /// What becomes true once what is in it was shown, and waits for a word.
    static func shown(_ id: ID) -> Change
    /// What becomes true once it was taken over or dropped, or came to nothing.
    static func closed(_ id: ID) -> Change

    /// Takes over what was shown: the one with that number, or the one that waits for the caller.
    static func confirmed(
        _ id: ID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision
    static func cancelled(
        _ id: ID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision
}

/// What can be said to what was shown.
enum ImportWord: Sendable {
    case confirm
    case cancel

    init?(_ text: String) {
        switch text.lowercased().trimmingSpace().droppingLast(anyOf: ".!") {
        case "confirm", "yes", "ok": self = .confirm
        case "cancel", "no": self = .cancel
        default: self.init(tap: text.trimmingSpace())
        }
    }

    init?(tap key: String) {
        switch CardReply.plain(key) {
        case CardReply.plain(Self.confirm.sign): self = .confirm
        case CardReply.plain(Self.cancel.sign): self = .cancel
        default: return nil
        }
    }

    /// What is tapped for it.
    var sign: String { self == .confirm ? "✅" : "❌" }
}

extension Importing {
    /// The file that a command is to read: the one that it is a reply to, or below which it stands.
    ///
    /// - Throws: A refusal, where nobody but its sender could open it.
    static func file(for call: Call, _ board: some Board) throws -> Attachment? {
        guard let file = try call.replyTo.flatMap({ try board.attachment(of: $0, in: call.room) }) else { return nil }
        guard !file.isEncrypted else { throw Refusal.criteria(.fileEncrypted(name: file.name)) }
        return file
    }

    /// The number of one, and when it was asked for: a restored database gives numbers again.
    static func key(of id: ID, askedAt: Timestamp) -> String { "\(name)/\(id.rawValue)@\(askedAt.rawValue)" }

    /// Shows what is in a file, and takes it no further where there is nothing to be taken over.
    static func show(
        _ saying: any Saying,
        of id: ID,
        askedAt: Timestamp,
        isOffered: Bool,
        _ say: (any Saying) -> Outgoing
    ) -> Decision {
        var outgoing = say(saying)
        guard isOffered else { return Decision(changes: [closed(id)], outgoing: [outgoing]) }
        outgoing.subject = subject(of: id)
        let offer = Outgoing(
            .offer(reactions: [ImportWord.confirm.sign, ImportWord.cancel.sign], subject: subject(of: id)),
            key: "offer/\(key(of: id, askedAt: askedAt))",
            urgency: .chatter
        )
        return Decision(changes: [shown(id)], outgoing: [outgoing, offer])
    }

    // MARK: The word of whoever wanted it

    static func tapped(_ key: String, on id: ID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let word = ImportWord(tap: key) else { return nil }
        let say = { (saying: any Saying) in
            Outgoing(
                .say(saying, in: call.room),
                key: "\(name)/\(id.rawValue)/\(CardReply.plain(key))/\(call.minute)"
            )
        }
        do {
            return try said(word, about: id, call, board, say)
        } catch let refusal as Refusal {
            return Decision(outgoing: [say(RefusalSaying(refusal: refusal))])
        }
    }

    static func replied(_ text: String, to id: ID, _ call: Call, _ board: some Board) throws -> Decision? {
        try ImportWord(text).map { try said($0, about: id, call, board) }
    }

    static func said(
        _ word: ImportWord,
        about id: ID? = nil,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing = { Outgoing(.answer($0)) }
    ) throws -> Decision {
        switch word {
        case .confirm: try confirmed(id, call, board, say)
        case .cancel: try cancelled(id, call, board, say)
        }
    }
}

extension CalendarImport.Content {
    /// The bytes of the file.
    ///
    /// - Throws: Why there are none.
    func bytes() throws(CalendarImport.Failure) -> [UInt8] {
        switch self {
        case .text(let bytes): return bytes
        case .failed(let why): throw why
        case .wanted: throw .missing
        }
    }
}
