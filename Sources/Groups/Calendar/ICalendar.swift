/// Reads the days out of an iCalendar file (RFC 5545): whole or in part, and never without saying what was left out.
///
/// Read are events with `DTSTART`, `DTEND` or `DURATION` in days, and the plain yearly `RRULE`. Every other rule is
/// reported with its line, because a holiday that is silently missing breaks a promise.
package enum ICalendar {
    package static let bytesAtMost = 512 * 1024
    static let problemsAtMost = 50

    /// Reads a file.
    ///
    /// - `days`: Where a day must lie; what lies outside is counted, not reported.
    /// - `zone`: In which a moment given in UTC becomes a day.
    package static func read(_ bytes: [UInt8], within days: ClosedRange<Day>, zone: Zone) -> ICalendarReading {
        var reader = ICalendarReader(days: days, zone: zone)
        guard bytes.count <= bytesAtMost else {
            reader.reading.problems = [.init(line: 1, reason: .tooLarge)]
            return reader.reading
        }
        var lines = ICalendarLines(bytes)
        while let line = lines.next() { reader.take(line) }
        reader.end(at: lines.number)
        return reader.reading
    }
}

/// What a file holds.
package struct ICalendarReading: Hashable, Sendable {
    /// In order, each day once.
    package var holidays: [Holiday] = []
    /// At most 50 of them.
    package var problems: [ICalendarProblem] = []
    /// How many events were read.
    package var events = 0
    /// How many days lie too far in the past or the future to matter.
    package var outside = 0

    package init() {}
}

/// Something in a file that was not read.
package struct ICalendarProblem: Error, Hashable, Sendable {
    package var line: Int
    package var reason: Reason

    package init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }

    /// Why not.
    package enum Reason: Hashable, Sendable {
        case notACalendar
        case tooLarge
        /// The file ends in the middle of an event.
        case cutOff
        case noStart
        case unreadableDate(String)
        case noSuchDay(String)
        case endsBeforeStart
        case tooLong(days: Int)
        case unreadableDuration(String)
        /// A repetition other than plainly every year.
        case rule(String)
        /// `RDATE`, `EXDATE` or `RECURRENCE-ID`.
        case exception(String)
        case tooManyDays(Int)
    }
}

/// One line of a file, unfolded: `name;parameter=value:value`.
struct ICalendarLine {
    var number: Int
    var name: String
    var isDate: Bool
    var value: String
}

/// The lines of a file, unfolded, one after the other.
struct ICalendarLines {
    private let bytes: [UInt8]
    private var position: Int
    /// The number of the line that was read last.
    private(set) var number = 0

    /// Nothing that matters is longer than this.
    private static let bytesAtMost = 4096

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func next() -> ICalendarLine? {
        while position < bytes.count {
            var text: [UInt8] = []
            appendLine(to: &text)
            let first = number
            // A line goes on where the next begins with white space.
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
                position += 1
                appendLine(to: &text)
            }
            if let line = Self.line(text, first) { return line }
        }
        return nil
    }

    private mutating func appendLine(to text: inout [UInt8]) {
        let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
        var line = bytes[position..<end]
        if line.last == 0x0D { line = line.dropLast() }
        text += line.prefix(max(0, Self.bytesAtMost - text.count))
        position = min(end + 1, bytes.count)
        number += 1
    }

    private static func line(_ text: [UInt8], _ number: Int) -> ICalendarLine? {
        var isQuoted = false
        var colon: Int?
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ":"), !isQuoted {
                colon = index
                break
            }
        }
        guard let colon else { return nil }
        let head = String(decoding: text[..<colon], as: UTF8.self).uppercased().split(separator: ";")
        guard let name = head.first else { return nil }
        return ICalendarLine(
            number: number,
            name: String(name),
            isDate: head.dropFirst().contains("VALUE=DATE"),
            value: String(decoding: text[(colon + 1)...], as: UTF8.self)
        )
    }
}
