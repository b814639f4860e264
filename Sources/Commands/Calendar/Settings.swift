import Groups
import Identifiers

/// `!settings`: in which zone one reads dates, when one is left in peace, how often one gets a list, and whether one hears
/// of criteria that have changed since a refusal.
struct Settings: Command {
    static let usage = Usage(
        name: "settings",
        parameters: "[zone/quiet/digest/hints <value>] [--check]",
        summary: "See or change your time zone, quiet hours, list of what waits, and hints after a refusal.",
        example: "settings quiet 22:00-08:00",
        section: .help,
        fields: [
            FormField("time zone", aliases: ["zone", "timezone"], limitBytes: 60),
            FormField("quiet", aliases: ["quiet hours"], limitBytes: 60),
            FormField("digest", aliases: ["list"], limitBytes: 20),
            FormField("hints", aliases: ["hint"], limitBytes: 20),
        ]
    )

    /// What is to be changed, by the names of the form's fields.
    let values: [(field: String, value: String)]
    let problems: [FormProblem]
    let isCheck: Bool

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        var values = text.form.given.map { ($0, text.form[$0] ?? "") }
        if !text.words.isAtEnd {
            let word = try text.words.next("zone")
            guard let field = Self.usage.fields.first(where: { ([$0.name] + $0.aliases).contains(word.lowercased()) })
            else { throw .unexpected(word) }
            guard !text.words.isAtEnd else { throw Self.valueMissing(field.name) }
            values.insert((field.name, text.words.restUnquoted), at: 0)
        }
        self.values = values
        problems = text.form.problems
    }

    private static func valueMissing(_ field: String) -> UsageError {
        switch field {
        case "time zone": .valueMissing("zone", example: "settings zone Europe/Berlin")
        case "quiet": .valueMissing("hours", example: "settings quiet 22:00-08:00")
        case "hints": .valueMissing("value", example: "settings hints on")
        default: .valueMissing("digest", example: "settings digest daily")
        }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard call.place == .direct else { throw Refusal.calendar(.settingsElsewhere) }
        let old = try board.settings(of: call.sender)
        var settings = old
        var mistakes = problems.map(FormMistake.grammar)
        for (field, value) in values { Self.set(field, value, &settings, board, &mistakes) }
        guard mistakes.isEmpty else {
            return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage))
        }
        let zone = settings.zone.flatMap { board.zone(named: $0) }
        let hallZone = board.zone(named: board.hall.calendar.zone) ?? .utc
        let next = settings.nextDigest(
            after: call.receivedAt,
            in: zone ?? hallZone,
            workingDays: board.hall.calendar.workingDays
        )
        let isChanged = settings != old && !isCheck
        let saying = CalendarSaying.settings(settings, hallZone: hallZone.name, isChanged: isChanged)
        return Decision(
            changes: !isChanged ? [] : [.calendar(.settingsChanged(call.sender, settings, digestAt: next))],
            outgoing: [Outgoing(.answer(saying))]
        )
    }

    private static func set(
        _ field: String,
        _ value: String,
        _ settings: inout PersonSettings,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) {
        let isOff = ["off", "none", "no", "never"].contains(value.lowercased())
        switch field {
        case "time zone":
            if isOff {
                settings.zone = nil
            } else if let zone = board.zone(named: value) {
                settings.zone = zone.name
            } else {
                mistakes.append(.zone(value, near: board.zones(near: value)))
            }
        case "quiet":
            guard !isOff else {
                settings.quiet = nil
                return
            }
            guard let quiet = ClockSpan(parsing: value).flatMap({ QuietHours(from: $0.from, until: $0.until) }) else {
                return mistakes.append(.quiet(value))
            }
            settings.quiet = quiet
        case "hints":
            guard isOff || ["on", "yes"].contains(value.lowercased()) else { return mistakes.append(.hints(value)) }
            settings.wantsHints = !isOff
        default:
            guard let digest = isOff ? .off : PersonSettings.Digest(rawValue: value.lowercased()) else {
                return mistakes.append(.digest(value))
            }
            settings.digest = digest
        }
    }
}

/// The lists of all that waits, for administrators who want them regularly.
enum Digests {
    private static let peopleAtMost = 20
    private static let groupsAtMost = 20

    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for person in try board.digestsDue(by: now, limit: peopleAtMost) {
            let settings = try board.settings(of: person)
            let zone = board.zone(for: settings)
            let next = settings.nextDigest(after: now, in: zone, workingDays: board.hall.calendar.workingDays)
            decision.changes.append(.calendar(.digestSent(person, next: next)))
            let groups = try board.groupsWaiting(for: person, limit: groupsAtMost + 1)
            let overviews = try groups.prefix(groupsAtMost).map { group in
                try Reminders.overview(of: group.id, at: now, board)
            }
            let more = groups.count > groupsAtMost ? try board.groupsWaitingCount(for: person) - groupsAtMost : 0
            // Nothing waits: no list.
            guard !overviews.isEmpty else { continue }
            decision.outgoing.append(
                Outgoing(
                    .tell(AdministrationSaying.digest(overviews, moreGroups: more, for: person), person),
                    key: "digest/\(call.event)/\(person)",
                    urgency: .decision
                )
            )
        }
        return decision
    }

    /// Whether a list that comes to a person every business day tells them of a group on the day of a moment.
    ///
    /// On the day on which somebody asks for lists, the first may come on the next: till then they are reminded.
    static func tell(_ person: UserID, of group: GroupID, at now: Timestamp, _ board: some Board) throws -> Bool {
        let settings = try board.settings(of: person)
        guard settings.digest == .daily else { return false }
        let zone = board.zone(for: settings)
        guard try board.digestMoments(of: person).tell(onDayOf: now, in: zone) else { return false }
        return try board.groupsWaiting(for: person, limit: groupsAtMost).contains { $0.id == group }
    }
}
