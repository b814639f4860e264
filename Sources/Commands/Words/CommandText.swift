import Groups
import Identifiers

/// A message read as a command: its name, the words after it, and the lines of a form.
package struct CommandText: Sendable {
    /// Lower case, at most 60 bytes.
    package var name: String
    /// The words of the first line after the name.
    package var words: Words
    /// Whether the bot was spoken to by its name, not only by the prefix.
    package var isAddressed: Bool
    /// The lines after the first, as they were typed.
    package var lines: [Substring]
    /// The lines after the first, read as the form of the command that was found.
    package private(set) var form = Form()
    /// How long the message is, in bytes, where that is more than is read.
    private let bytesIfCut: Int?

    /// How much of a message is read, in UTF-8 bytes.
    private static let bytesAtMost = 16 * 1024

    /// Reads a message, or gives nil where it isn't meant for the bot.
    ///
    /// In a shared room a command starts with the prefix and a letter or with a mention of the bot, at the very first byte;
    /// alone with the bot both may be left out. A mention and nothing else asks for `help`. What is quoted, and what stands
    /// in a code block, is not a command.
    package init?(_ spoken: Spoken, place: Call.Place, manner: Manner) {
        let said = Tidying.withoutQuotation(spoken.body[...])
        let read = Tidying.bounded(said, Self.bytesAtMost)
        bytesIfCut = read.endIndex < said.endIndex ? said.utf8.count : nil
        let allLines = Tidying.lines(Tidying.withPills(String(read), spoken.pills)[...])
        guard var line = allLines.first else { return nil }
        if place == .direct { line = line.withoutLeadingBlanks }
        isAddressed = Self.takeMention(&line, spoken, manner)
        let hasPrefix = Self.takePrefix(&line, manner.prefix)
        guard hasPrefix || isAddressed || place == .direct else { return nil }

        let scalars = line.unicodeScalars
        let end = scalars.firstIndex { $0.properties.isWhitespace } ?? scalars.endIndex
        let typed = Self.name(line[..<end])
        words = Words(line[end...])
        lines = Array(allLines.dropFirst())
        if typed.isEmpty, isAddressed, words.isAtEnd, scalars.first != "`" {
            name = "help"
            return
        }
        // “!!!” and “! ” are no commands, “!1” is nobody's either, and code only shows one.
        guard typed.unicodeScalars.first?.properties.isAlphabetic == true else { return nil }
        name = typed
    }

    /// Reads the lines after the first as the form of a command.
    mutating func readForm(_ fields: [FormField]) {
        guard !fields.isEmpty else { return }
        form = Form(lines: lines, fields: fields, others: fieldNames)
        // What was not read could be the end of any field.
        if let bytesIfCut { form.refuse(.tooLong("form", bytes: bytesIfCut, limitBytes: Self.bytesAtMost)) }
    }

    /// All that follows on the line and the lines after it, as free text: as it was typed, quotes and dashes and all.
    ///
    /// - Throws: `.tooLong` where it is longer than it may be.
    func freeText(_ name: String, limitBytes: Int) throws(UsageError) -> String {
        let text = ([words.rest[...]] + lines).joined(separator: "\n").trimmingSpace()
        guard bytesIfCut == nil, text.utf8.count <= limitBytes else {
            throw .tooLong(field: name, limitBytes: limitBytes)
        }
        return text
    }

    /// What a reply says, without the text that it replies to.
    static func reply(_ spoken: Spoken) -> String {
        let said = Tidying.bounded(Tidying.withoutQuotation(spoken.body[...]), bytesAtMost)
        return Tidying.withPills(String(said), spoken.pills).trimmingSpace()
    }
}

extension CommandText {
    /// The word as commands are called: without what hides, without the full stop or question mark of a sentence.
    private static func name(_ word: Substring) -> String {
        let name = Cleaned(word).text.droppingLast(anyOf: ".,!?:;")
        return String(Tidying.bounded(name.lowercased()[...], 60))
    }

    /// Takes a mention of the bot off the start: its user ID (which is what a pill is read as) or its name.
    private static func takeMention(_ line: inout Substring, _ spoken: Spoken, _ manner: Manner) -> Bool {
        let id = manner.botID.rawValue
        // An ID in other letters is somebody else's.
        if line.utf8.starts(with: id.utf8), let rest = afterMention(line.utf8.dropFirst(id.utf8.count)) {
            line = rest
            return true
        }
        for name in ["@" + manner.botName, manner.botName, "@" + manner.botID.localpart] where name != "@" {
            let start = line.unicodeScalars.prefix(name.unicodeScalars.count)
            guard !name.isEmpty, String(start).lowercased() == name.lowercased() else { continue }
            let after = line.utf8[start.endIndex...]
            guard let rest = afterMention(after) else { continue }
            // The plain name is how a sentence about the bot begins, too: a sign or a real mention tells them apart.
            let hasSign = after.first == UInt8(ascii: ":") || after.first == UInt8(ascii: ",")
            guard hasSign || spoken.mentionsBot || name.hasPrefix("@") else { continue }
            line = rest
            return true
        }
        return false
    }

    /// What follows a mention, or nil where it goes on: `@bot:server:8448` is somebody else than `@bot:server`.
    private static func afterMention(_ bytes: Substring.UTF8View) -> Substring? {
        var rest = Substring(bytes)
        if rest.utf8.first == UInt8(ascii: ":") || rest.utf8.first == UInt8(ascii: ",") {
            rest = Substring(rest.utf8.dropFirst())
        }
        guard rest.unicodeScalars.first?.properties.isWhitespace ?? true else { return nil }
        return rest.withoutLeadingBlanks
    }

    /// Takes the prefix off the start, where a letter follows.
    ///
    /// Nothing may stand before it, not even a character without
    /// width.
    private static func takePrefix(_ line: inout Substring, _ prefix: String) -> Bool {
        let scalars = line.unicodeScalars
        guard !prefix.isEmpty, scalars.starts(with: prefix.unicodeScalars) else { return false }
        let rest = scalars.dropFirst(prefix.unicodeScalars.count)
        guard rest.first?.properties.isAlphabetic == true else { return false }
        line = Substring(rest)
        return true
    }
}

extension Substring {
    /// The text from its first scalar that is no kind of space.
    fileprivate var withoutLeadingBlanks: Substring {
        Substring(unicodeScalars.drop { $0.properties.isWhitespace })
    }
}
