/// How words in a file are written.
enum GIFTFormat: CaseIterable {
    /// Moodle's own: plain words in which some tags are understood.
    case moodle
    case html
    case plain
    case markdown

    /// What stands in front of words that are written so.
    var marker: StaticString {
        switch self {
        case .moodle: "[moodle]"
        case .html: "[html]"
        case .plain: "[plain]"
        case .markdown: "[markdown]"
        }
    }

    /// The format that a marker at the beginning names.
    init?(markerOf bytes: ArraySlice<UInt8>) {
        guard let named = Self.allCases.first(where: { bytes.has($0.marker, at: bytes.startIndex) }) else { return nil }
        self = named
    }
}

/// Words of a file as plain text.
struct GIFTWords {
    /// What becomes of the line ends that are not written as `\n`.
    enum Lines {
        /// They stay, and so does how far a line is moved in compared to the others.
        case asWritten
        /// They stay.
        case wrapped
        /// All become blanks, `\n` as well.
        case one
    }

    let text: String
    let format: GIFTFormat
    private(set) var notes: Set<GIFTReading.Note> = []

    /// Makes plain text of words that say nothing else about themselves than that they are written as `inherited`.
    init(_ bytes: ArraySlice<UInt8>, inherited: GIFTFormat, lines: Lines) {
        let words = bytes.trimmed
        let named = GIFTFormat(markerOf: words)
        format = named ?? inherited
        // Blanks in front of the first line matter only to measure those of the others.
        let rest = named.map { words.dropFirst($0.marker.utf8CodeUnitCount) } ?? bytes[..<words.endIndex]
        let shaped = Self.shaped(rest, lines).map(GIFTByte.restored)
        var plain = shaped
        if format != .plain {
            var markup = GIFTMarkup(shaped, format: format)
            plain = markup.plain()
            notes = markup.notes
        }
        let decoded = String(decoding: plain, as: UTF8.self)
        text = lines == .one ? GIFTCleaning.line(decoded) : GIFTCleaning.lines(decoded)
    }

    /// The words without the blanks in front of lines that are there to make the file look good.
    private static func shaped(_ bytes: ArraySlice<UInt8>, _ lines: Lines) -> [UInt8] {
        let parts = bytes.split(separator: GIFTByte.lineEnd, omittingEmptySubsequences: false)
        let indents = parts.map { part in part.prefix { $0 == GIFTByte.blank }.count }
        // The first line, if it is not empty, stands where its title or marker ends.
        let measured = parts.indices.filter { $0 > 0 && parts[$0].count > indents[$0] }
        let common = measured.map { indents[$0] }.min() ?? 0
        var shaped: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { shaped.append(GIFTByte.lineEnd) }
            shaped += part.dropFirst(lines == .asWritten ? min(common, indents[index]) : indents[index])
        }
        return shaped
    }
}
