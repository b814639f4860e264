import Groups
import Identifiers

/// A group as somebody names it: by handle, by name in quotes, or by name and then more words.
struct GroupReference: Sendable {
    /// The group's name and whatever follows it on the line.
    let text: String

    /// Reads the rest of the line.
    ///
    /// - Throws: `.missing` where there is nothing left.
    init(_ words: inout Words) throws(UsageError) {
        text = words.rest
        if text.isEmpty { throw .missing("group") }
    }

    /// Reads the rest of the line and the lines after it, for a command that takes free text after the group.
    ///
    /// - Throws: `.missing` where there is nothing left.
    init(freeText text: inout CommandText) throws(UsageError) {
        self.text = ([text.words.rest[...]] + text.lines).joined(separator: "\n").trimmingSpace()
        if self.text.isEmpty { throw .missing("group") }
    }

    init(text: String) {
        self.text = text
    }

    /// The group that is meant by a person, and the words after its name.
    ///
    /// The longest name wins: of `swift guild hello`, “Swift Guild” rather than “Swift”. A group that the person may not know
    /// of is not there.
    ///
    /// - Throws: `.noSuchGroup` with those that may have been meant.
    func resolve(for person: UserID, _ board: some Board) throws -> (group: Group, rest: String) {
        let words = quotedFirst ?? text.split(whereSeparator: \.isWhitespace)
        // People write on after a name: `!join swift-guild, please`.
        let first = words.first.map { $0.hasSuffix(",") || $0.hasSuffix(".") ? $0.dropLast() : $0 }
        if let first, first.contains("-"), let group = try board.group(handle: first.lowercased(), knownTo: person) {
            return (group, rest(after: words[0]))
        }
        for count in stride(from: min(words.count, Self.wordsAtMost), through: 1, by: -1) {
            let name = text[words[0].startIndex..<words[count - 1].endIndex]
            if let group = try board.group(skeleton: Skeleton(of: String(name)).text, knownTo: person) {
                return (group, rest(after: name))
            }
        }
        if let first, let group = try board.group(handle: first.lowercased(), knownTo: person) {
            return (group, rest(after: words[0]))
        }
        let typed = words.first.map(String.init) ?? text
        throw Refusal.directory(.noSuchGroup(typed, near: try board.groups(near: text, limit: 3)))
    }

    private static let wordsAtMost = 8

    /// What stands in quotes at the start, as one word.
    private var quotedFirst: [Substring]? {
        Words.quoted(in: text).map { [text[$0.inside]] }
    }

    private func rest(after name: Substring) -> String {
        var end = name.endIndex
        if let quoted = Words.quoted(in: text), end < quoted.end { end = quoted.end }
        return text[end...].trimmingSpace()
    }
}
