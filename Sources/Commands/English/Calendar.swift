import Groups
import Identifiers

extension CalendarSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .holidays(let group, let holidays, let hasMore, let mayChange):
            list(group, holidays, hasMore, mayChange, reader)
        case .added(let group, let holidays, let open): added(group, holidays, open, reader)
        case .renamed(let group, let holidays):
            Message([
                .line("These holidays of \(strong: group.name) have a new name:"),
                .list(English.first(Self.spansAtMost, of: English.spans(holidays))),
                .next("See all: \(reader.command("holidays \(group.handle)"))"),
            ])
        case .removed(let group, let holidays, let open): removed(group, holidays, open, reader)
        case .mistakes(let mistakes): self.mistakes(mistakes, reader)
        case .dateMoved(let request, let group, let before): dateMoved(request, group, before, reader)
        case .datesMoved(let group, let count):
            Message([
                .line(
                    """
                    📅 The calendar of \(strong: group.name) has changed: \
                    \(English.count(count, "open request has a new date", "open requests have new dates")), and \
                    \(words: count == 1 ? "its applicant knows" : "their applicants know").
                    """
                ),
                .next("See them: \(reader.command("requests \(group.handle)"))"),
            ])
        case .settings(let settings, let hallZone, let isChanged):
            self.settings(settings, hallZone, isChanged, reader)
        default: fileMessage(reader)
        }
    }

    private func list(
        _ group: Group,
        _ holidays: [Holiday],
        _ hasMore: Bool,
        _ mayChange: Bool,
        _ reader: Reader
    ) -> Message {
        let example = reader.command("holidays \(group.handle) add 2026-12-24..2027-01-01 Winter break")
        guard let last = holidays.last else {
            return Message([
                .line("\(strong: group.name) has no holidays ahead."),
                .next(
                    mayChange
                        ? "Add some: \(example)" : "See its calendar: \(reader.command("groups show \(group.handle)"))"
                ),
            ])
        }
        var blocks: [Message.Block] = [
            .line("Holidays of \(strong: group.name):"), .list(English.spans(holidays).map { "\($0)" }),
        ]
        if hasMore {
            let more = "holidays \(group.handle) after \(last.day)"
            blocks.append(.line("There are more: \(reader.command(more))"))
        }
        blocks.append(
            .next(
                mayChange
                    ? """
                    Add some: \(example) · take one out: \
                    \(reader.command("holidays \(group.handle) remove \(holidays[0].day)"))
                    """
                    : "See its calendar: \(reader.command("groups show \(group.handle)"))"
            )
        )
        return Message(blocks)
    }

    private func added(_ group: Group, _ holidays: [Holiday], _ open: Int, _ reader: Reader) -> Message {
        guard !holidays.isEmpty else {
            return Message([
                .line("\(strong: group.name) has these holidays already: nothing is changed."),
                .next("See them: \(reader.command("holidays \(group.handle)"))"),
            ])
        }
        let spans = English.spans(holidays)
        var blocks: [Message.Block] = [
            .line("Added \(English.count(holidays.count, "holiday", "holidays")) to \(strong: group.name):"),
            .list(English.first(Self.spansAtMost, of: spans)),
        ]
        if open > 0 { blocks.append(.line(moving(open))) }
        let all: Phrase = "See all: \(reader.command("holidays \(group.handle)"))"
        let typed = English.typed(holidays).map { reader.command("holidays \(group.handle) remove \($0)") }
        blocks.append(.next(typed.map { all + " · take it back: " + $0 } ?? all))
        return Message(blocks)
    }

    private func removed(_ group: Group, _ holidays: [Holiday], _ open: Int, _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line("Removed from the holidays of \(strong: group.name):"),
            .list(English.first(Self.spansAtMost, of: English.spans(holidays))),
        ]
        if open > 0 { blocks.append(.line(moving(open))) }
        blocks.append(.next("See what is left: \(reader.command("holidays \(group.handle)"))"))
        return Message(blocks)
    }

    private func moving(_ open: Int) -> Phrase {
        """
        I am looking through \(English.count(open, "open request", "open requests")), and tell whoever gets a new date.
        """
    }

    private func mistakes(_ mistakes: [DayRangeError], _ reader: Reader) -> Message {
        Message([
            .line(mistakes.count == 1 ? "One thing to correct:" : "\(mistakes.count) things to correct:"),
            .list(mistakes.map(\.line)),
            .next(
                """
                Nothing is changed. Write days like \(code: "2026-12-24") or \(code: "2026-12-24..2027-01-01"), for \
                example: \(reader.command("holidays swift-guild add 2026-12-24 Christmas Eve"))
                """
            ),
        ])
    }

    private func dateMoved(_ request: JoinRequest, _ group: Group, _ before: Timestamp, _ reader: Reader) -> Message {
        let zone = reader.zone(of: group)
        return Message(
            [
                .line(
                    """
                    📅 The calendar of \(strong: group.name) has changed. Your request #\(request.id.rawValue) is now to be \
                    decided by \(words: EnglishDate.end(request.dueAt, in: zone)); before, it was \
                    \(words: EnglishDate.end(before, in: zone)).
                    """
                ),
                .next("See where it stands: \(reader.command("requests"))"),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    private func settings(
        _ settings: PersonSettings,
        _ hallZone: String,
        _ isChanged: Bool,
        _ reader: Reader
    ) -> Message {
        let zone: Phrase =
            settings.zone.map { "\($0)" } ?? "none of your own: dates are in the zone of the group, or in \(hallZone)"
        let quiet: Phrase =
            settings.quiet.map { quiet in
                "\(words: quiet.text) (\(settings.zone ?? hallZone)); what can wait is told at the end, all at once"
            } ?? "off"
        let digest: Phrase =
            switch settings.digest {
            case .off: "off; administrators are reminded when a decision is due"
            case .daily: "on business days at 09:00 (\(settings.zone ?? hallZone)), when something waits"
            case .weekly: "on Mondays at 09:00 (\(settings.zone ?? hallZone)), when something waits"
            }
        let hints: Phrase =
            settings.wantsHints
            ? "on; I tell you when a group that refused you changes its criteria so that you meet them" : "off"
        return Message([
            .line(isChanged ? "Your settings are changed:" : "Your settings:"),
            .fields([
                .init("Time zone", zone), .init("Quiet hours", quiet), .init("Digest (list of what waits)", digest),
                .init("Hints (after a refusal)", hints),
            ]),
            .next(
                """
                Change one: \(reader.command("settings zone Europe/Berlin")) · \
                \(reader.command("settings quiet 22:00-08:00")) · \(reader.command("settings digest daily")) · \
                \(reader.command("settings hints on")), or \(code: "off") for any of them
                """
            ),
        ])
    }

    /// How many days or ranges an answer lists.
    static let spansAtMost = 30
}

extension DayRangeError {
    fileprivate var line: Phrase {
        switch self {
        case .unreadable(let text): "“\(text)” is not a day such as \(code: "2026-12-24")."
        case .noSuchDay(let text): "“\(text)”: no calendar has that day."
        case .reversed(let first, let last):
            "\(code: "\(first)..\(last)") ends before it begins: write the earlier day first."
        case .tooLong(let days): "\(days) days are too many for one range: \(Holiday.rangeDaysAtMost) at most."
        case .outOfReach(let day, let days):
            "\(code: day.description) is out of reach: from \(words: "\(days.lowerBound)") to \(words: "\(days.upperBound)"), please."
        }
    }
}

extension English {
    /// Such as `Mon–Fri, 09:00-17:00 (Europe/Berlin); next holidays: …`.
    static func calendar(_ calendar: Group.CalendarSettings, _ holidays: [Holiday]) -> Phrase {
        let hours = calendar.hours == .wholeDay ? "all day" : calendar.hours.text
        let start: Phrase = "\(words: weekdays(calendar.workingDays)), \(words: hours) (\(calendar.zone))"
        let next = spans(holidays).prefix(3)
        return next.isEmpty ? start : start + "; next holidays: \(next.joined(separator: ", "))"
    }

    /// Days of the week, three or more in a row as a span: `Mon–Fri`, `Mon, Wed`, `Mon–Thu, Sat`.
    private static func weekdays(_ days: Set<Weekday>) -> String {
        let runs = Weekday.allCases.split { !days.contains($0) }
        return runs.flatMap { run -> [String] in
            let names = run.map { EnglishDate.name(of: $0) }
            return names.count < 3 ? names : ["\(names[0])–\(names[names.count - 1])"]
        }.joined(separator: ", ")
    }

    /// From how many decisions on a record tells how long half of them took.
    private static let decisionsForMedian = 5

    /// How a group has kept its promise.
    static func record(_ record: GroupRecord, in zone: Zone) -> Phrase {
        let total = record.kept + record.missed
        guard total > 0 else { return "no decision in the last \(GroupRecord.days) days" }
        var phrase: Phrase = "\(record.kept) of \(total) decided in time in the last \(GroupRecord.days) days"
        // Of a few a half says nothing.
        if let median = record.medianDays, record.decided >= decisionsForMedian {
            switch median {
            case 0: phrase = phrase + "; half on the day they came"
            case GroupRecord.businessDaysAtMost...: phrase = phrase + "; half after \(median) business days or more"
            default: phrase = phrase + "; half within \(count(median, "business day", "business days"))"
            }
        }
        if let last = record.lastDecidedAt {
            phrase = phrase + "; last decision on \(words: EnglishDate.day(last, in: zone))"
        }
        return phrase
    }

    /// Days in a row with one name as one, such as `Thu 24 December 2026 – Fri 1 January 2027 (Winter break)`.
    static func spans(_ holidays: [Holiday]) -> [String] {
        var spans: [(first: Holiday, last: Day)] = []
        for holiday in holidays.sorted() {
            if let span = spans.last, span.first.name == holiday.name, span.last.advanced(by: 1) == holiday.day {
                spans[spans.count - 1].last = holiday.day
            } else {
                spans.append((holiday, holiday.day))
            }
        }
        return spans.map { first, last in
            let days = EnglishDate.written(first.day) + (last == first.day ? "" : " – \(EnglishDate.written(last))")
            return first.name.isEmpty ? days : "\(days) (\(first.name))"
        }
    }

    /// The first few, and how many more there are.
    static func first(_ limit: Int, of spans: [String]) -> [Phrase] {
        let shown: [Phrase] = spans.prefix(limit).map { "\($0)" }
        return spans.count <= limit ? shown : shown + ["… and \(spans.count - limit) more"]
    }

    /// The days as they are typed, or nil where that would be long.
    static func typed(_ holidays: [Holiday]) -> String? {
        var ranges: [(first: Day, last: Day)] = []
        for day in holidays.map(\.day).sorted() {
            if let last = ranges.last?.last, last.advanced(by: 1) == day {
                ranges[ranges.count - 1].last = day
            } else {
                ranges.append((day, day))
            }
        }
        guard ranges.count <= 5 else { return nil }
        return ranges.map { $0 == $1 ? "\($0)" : "\($0)..\($1)" }.joined(separator: " ")
    }
}
