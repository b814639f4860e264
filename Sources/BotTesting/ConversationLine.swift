/// One line of a conversation file, with the lines that continue it.
///
///     finn: !join swift-guild            said in #lobby
///     ada in #admins: !approve 1         said in another room
///     finn to bot: profile               said in his direct room with the bot
///     ada in #admins replies: approve    a reply to the bot's last message there
///     ada in #admins reacts ✅           a tap on it
///     ada in #admins threads: approve    said in the thread on it
///     ada to bot sends days.ics: words   a file, with words below it or none; the lines below are what it holds
///     ada to bot replies to the file: …  a reply to the last file sent there
///     finn in #guild knocks: Hello       he asks to be let into the room, and may say why
///     finn in #guild takes the knock back
///     finn to bot takes that back        he removes the last thing that he said there
///     finn to bot takes the file back    he removes the last file that he sent there
///     finn to bot edits: other words     he edits the last thing that he said there
///     (2 days later)                     time passes
///     bot in #admins: …                  what the bot did: written by the runner
enum ConversationLine: Equatable {
    /// The point of the story, an empty line or a remark (`# …`).
    case prose(String)
    case said(Speech, as: [String])
    /// Something about the world, in parentheses.
    case stage(String)
    /// What the bot did.
    case bot

    /// What a person does.
    struct Speech: Equatable {
        var person: String
        var place: Place
        var act: Act
    }

    enum Place: Hashable {
        case room(String)
        case direct
    }

    enum Act: Equatable {
        case says(String)
        case replies(String)
        case reacts(String)
        /// As clients with threads send it: in the thread, and as a reply that is only there for other clients.
        case threads(String)
        case sends(String, words: String, content: String)
        case repliesToFile(String)
        /// Asks to be let into the room, with or without a reason.
        case knocks(String)
        case takesKnockBack
        case takesBack
        case takesFileBack
        /// Puts other words in the place of the last ones.
        case edits(String)
    }

    /// Reads a file.
    ///
    /// Lines that begin with two spaces continue the line before.
    static func read(_ text: String) throws -> [ConversationLine] {
        var paragraphs: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("  "), !paragraphs.isEmpty {
                paragraphs[paragraphs.count - 1].append(line)
            } else {
                paragraphs.append([line])
            }
        }
        return try paragraphs.enumerated().map { index, lines in try read(lines, isFirst: index == 0) }
    }

    private static func read(_ lines: [String], isFirst: Bool) throws -> ConversationLine {
        let line = lines[0]
        if isFirst || line.isEmpty || line.hasPrefix("#") { return .prose(lines.joined(separator: "\n")) }
        if line.hasPrefix("("), line.hasSuffix(")") { return .stage(String(line.dropFirst().dropLast())) }
        if line == "bot" || line.hasPrefix("bot ") || line.hasPrefix("bot:") { return .bot }
        guard let speech = speech(lines) else { throw ConversationError.unreadable(line) }
        return .said(speech, as: lines)
    }

    private static func speech(_ lines: [String]) -> Speech? {
        let line = lines[0]
        guard let nameEnd = line.firstIndex(where: { $0 == " " || $0 == ":" }) else { return nil }
        let person = String(line[..<nameEnd])
        var rest = line[nameEnd...]
        var place = Place.room("lobby")
        if rest.hasPrefix(" to bot") {
            place = .direct
            rest = rest.dropFirst(" to bot".count)
        } else if rest.hasPrefix(" in #") {
            rest = rest.dropFirst(" in #".count)
            let name = rest.prefix { $0 != " " && $0 != ":" }
            place = .room(String(name))
            rest = rest.dropFirst(name.count)
        }
        let continuation = lines.dropFirst().map { $0.dropFirst(2) }
        func text(after label: String) -> String {
            ([rest.dropFirst(label.count)] + continuation).joined(separator: "\n")
        }
        if rest.hasPrefix(" reacts ") {
            return Speech(person: person, place: place, act: .reacts(text(after: " reacts ")))
        }
        if rest.hasPrefix(" sends "), let colon = rest.firstIndex(of: ":") {
            let name = String(rest[..<colon].dropFirst(" sends ".count))
            let words = String(rest[rest.index(after: colon)...].drop { $0 == " " })
            let content = continuation.joined(separator: "\n")
            return Speech(person: person, place: place, act: .sends(name, words: words, content: content))
        }
        if rest.hasPrefix(" replies to the file: ") {
            return Speech(person: person, place: place, act: .repliesToFile(text(after: " replies to the file: ")))
        }
        if rest.hasPrefix(" replies: ") {
            return Speech(person: person, place: place, act: .replies(text(after: " replies: ")))
        }
        if rest == " knocks" || rest.hasPrefix(" knocks: ") {
            return Speech(person: person, place: place, act: .knocks(text(after: " knocks: ")))
        }
        if rest == " takes the knock back" { return Speech(person: person, place: place, act: .takesKnockBack) }
        if rest == " takes the file back" { return Speech(person: person, place: place, act: .takesFileBack) }
        if rest.hasPrefix(" edits: ") {
            return Speech(person: person, place: place, act: .edits(text(after: " edits: ")))
        }
        if rest == " takes that back" { return Speech(person: person, place: place, act: .takesBack) }
        if rest.hasPrefix(" threads: ") {
            return Speech(person: person, place: place, act: .threads(text(after: " threads: ")))
        }
        guard rest.hasPrefix(":") else { return nil }
        return Speech(person: person, place: place, act: .says(text(after: rest.hasPrefix(": ") ? ": " : ":")))
    }
}

/// A conversation file that can't be played.
package enum ConversationError: Error, Hashable {
    case unreadable(String)
    case unknownStage(String)
    case nothingToReplyTo(String)
}
