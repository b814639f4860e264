import Groups
import Identifiers

extension CalendarSaying {
    func fileMessage(_ reader: Reader) -> Message {
        switch self {
        case .fileSeen(let name, let runsTests): fileSeen(name, runsTests, reader)
        case .fetching(let asked, let group):
            Message([
                .line(
                    """
                    I am fetching \(strong: asked.name), and show you what it would add to the calendar of \
                    \(strong: group.name) before anything is changed.
                    """
                )
            ])
        case .notFetched(let asked, let group, let why): notFetched(asked, group, why, reader)
        case .importPage(let page): page.english(reader)
        case .importDropped(let group):
            Message([
                .line("Nothing is added to the calendar of \(strong: group.name)."),
                .next("See its holidays: \(reader.command("holidays \(group.handle)"))"),
            ])
        default: Message([])
        }
    }

    private func fileSeen(_ name: String, _ runsTests: Bool, _ reader: Reader) -> Message {
        let ways = ["meet <group> <n>", "holidays <group> import"] + (runsTests ? ["tests import <test>"] : [])
        return Message([
            .line(
                """
                I see the file \(strong: name). As evidence for a group it is kept once you say for which criterion; if \
                it is a calendar (iCalendar, .ics), I can read its days\
                \(words: runsTests ? ", and if it holds questions (GIFT), I can add them to a test" : "").
                """
            ),
            .next("Reply to the file with \(English.list(ways.map(reader.command), or: true))"),
        ])
    }

    private func notFetched(
        _ asked: CalendarImport,
        _ group: Group,
        _ why: CalendarImport.Failure,
        _ reader: Reader
    ) -> Message {
        let line: Phrase =
            switch why {
            case .tooLarge:
                """
                \(strong: asked.name) is too large: \(ICalendar.bytesAtMost / 1024) KiB at most. Nothing is changed.
                """
            case .missing: "The homeserver does not have \(strong: asked.name) any more. Nothing is changed."
            case .unreachable:
                "I could not fetch \(strong: asked.name) from the homeserver. Nothing is changed."
            case .sealed:
                "\(strong: asked.name) is encrypted, and does not open with the key that came with it. Nothing is changed."
            }
        return Message([
            .line(line),
            .next(
                """
                Send it again, or paste its lines below \(reader.command("holidays \(group.handle) import"))
                """
            ),
        ])
    }
}

extension CalendarSaying.ImportPage {
    /// How many things that were not read are told.
    private static let problemsAtMost = 15

    func english(_ reader: Reader) -> Message {
        let title: Phrase = name.isEmpty ? "The calendar" : "\(strong: name)"
        let added = added
        var blocks: [Message.Block] = []
        if added.isEmpty {
            let why: Phrase =
                reading.holidays.isEmpty ? "holds no day that I could add" : "holds no day that is new"
            blocks.append(.line("\(title) " + why + ": nothing is changed."))
        } else {
            blocks.append(
                .line(
                    """
                    \(title) would add \(English.count(added.count, "holiday", "holidays")) to \(strong: group.name):
                    """
                )
            )
            blocks.append(.list(English.first(CalendarSaying.spansAtMost, of: English.spans(added))))
            let known = reading.holidays.count - added.count
            if known > 0 { blocks.append(.line("\(English.count(known, "day is", "days are")) there already.")) }
        }
        if reading.outside > 0 {
            blocks.append(
                .line("\(English.count(reading.outside, "day lies", "days lie")) too far back or ahead, and stay out.")
            )
        }
        if !reading.problems.isEmpty {
            let problems = reading.problems
            blocks.append(
                .line(
                    problems.count == 1
                        ? "One thing in it I could not read:" : "\(problems.count) things in it I could not read:"
                )
            )
            let hidden = problems.count - Self.problemsAtMost
            blocks.append(
                .list(
                    problems.prefix(Self.problemsAtMost).map { "line \($0.line): \($0.reason.phrase)" }
                        + (hidden > 0 ? ["… and \(hidden) more"] : [])
                )
            )
        }
        blocks.append(
            .next(
                added.isEmpty
                    ? "Add days by hand: \(reader.command("holidays \(group.handle) add 2026-12-24 Christmas Eve"))"
                    : """
                    Add them: tap ✅, reply \(code: "confirm"), or type \
                    \(reader.command("holidays \(group.handle) confirm")); drop them: ❌ or \(code: "cancel")
                    """
            )
        )
        return Message(blocks, attention: .text, mentions: [])
    }
}

extension ICalendarProblem.Reason {
    fileprivate var phrase: Phrase {
        switch self {
        case .notACalendar: "this is no iCalendar file; one begins with \(code: "BEGIN:VCALENDAR")"
        case .tooLarge: "more than \(ICalendar.bytesAtMost / 1024) KiB"
        case .cutOff: "the file ends too early"
        case .noStart: "an event without a start (\(code: "DTSTART"))"
        case .unreadableDate(let text): "“\(text)” is not a date such as \(code: "20261224")"
        case .noSuchDay(let text): "“\(text)”: no calendar has that day"
        case .endsBeforeStart: "the event ends before it starts"
        case .tooLong(let days): "an event of \(days) days; \(Holiday.rangeDaysAtMost) at most"
        case .unreadableDuration(let text): "“\(text)” is not a number of days such as \(code: "P2D")"
        case .rule(let text): "the repetition “\(text)”: I only know every year on the same date"
        case .exception(let name): "exceptions (\(code: name)): I left the event out"
        case .tooManyDays(let limit): "more than \(limit) days: the rest is left out"
        }
    }
}

extension CalendarRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .tooManyHolidays(let group, let limit):
            "\(strong: group.name) would have more than \(limit) holidays, which is as many as a group may have."
        case .noSuchHolidays(let group): "None of these days is a holiday of \(strong: group.name)."
        case .importElsewhere(let group):
            """
            Send a calendar in a direct message with me, or in the administrators’ room of \(strong: group.name), not \
            among others.
            """
        case .noFile(let group, true):
            """
            Which calendar? In this room I know of files that an administrator of \(strong: group.name) sent here: reply to \
            one with \(reader.command("holidays \(group.handle) import")), or paste its lines below the command.
            """
        case .noFile(let group, false):
            """
            Which calendar? Send the file here and reply to it with \
            \(reader.command("holidays \(group.handle) import")), or paste its lines below the command.
            """
        case .fileTooLarge(let name, let bytes):
            """
            \(strong: name) is too large: \(bytes / 1024) KiB, and \(ICalendar.bytesAtMost / 1024) KiB at most.
            """
        case .noImport: "No calendar waits for your word: it was added or dropped, or a day has passed."
        case .settingsElsewhere: "How I tell you things is yours alone: ask me in a direct message."
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .tooManyHolidays(let group, _), .noSuchHolidays(let group):
            "See them: \(reader.command("holidays \(group.handle)"))"
        case .fileTooLarge: "Export fewer years, or only the holidays, and send it again"
        case .noImport(let group):
            "Send the file again, and reply to it with \(reader.command("holidays \(group?.handle ?? "<group>") import"))"
        case .importElsewhere(let group):
            "Open a direct message with me, send the file there, and reply to it: \(code: "holidays \(group.handle) import")"
        case .noFile(let group, _): "Or add days by hand: \(reader.command("holidays \(group.handle) add 2026-12-24"))"
        case .settingsElsewhere: "Open a direct message with me, and write \(code: "settings")"
        }
    }
}
