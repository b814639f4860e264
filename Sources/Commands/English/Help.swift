import Groups

extension HelpSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .all(let usages, let hall, let place, let runsGroups): all(usages, hall, place, runsGroups, reader)
        case .area(let usages): area(usages, reader)
        case .command(let usage): command(usage, reader)
        case .unknown(let name, let near):
            Message([
                .line(
                    near.map { "I don’t know “\(name)”. Did you mean \(reader.command($0.name))?" }
                        ?? "I don’t know “\(name)”."
                ),
                .next(
                    near.map { "How it is used: \(reader.command("help \($0.name)"))" }
                        ?? "What I know: \(reader.command("help"))"
                ),
            ])
        case .welcome(let hall):
            Message([
                .line(
                    """
                    Hello, this is \(strong: hall). Companies run groups of freelancers here; their administrators \
                    decide who joins, members carry the group’s badge, and clients post jobs for a group.
                    """
                ),
                .line("Here you can leave out the \(code: reader.prefix) before a command."),
                .next("Look around: \(reader.command("groups")) · what I know: \(reader.command("help"))"),
            ])
        case .slowDown: Message([.line("That was a lot at once. Give me a minute, then go on.")])
        case .status(let status, let now): self.status(status, now, reader)
        }
    }

    private func all(
        _ usages: [Usage],
        _ hall: String,
        _ place: Call.Place,
        _ runsGroups: Bool,
        _ reader: Reader
    ) -> Message {
        let shown = usages.filter { runsGroups || !$0.isForRunners }
        let fields = Usage.Section.allCases.compactMap { section -> Message.Field? in
            let names = shown.filter { $0.section == section }.map { "\(code: reader.prefix + $0.name)" as Phrase }
            guard let first = names.first else { return nil }
            let label = section.word.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "Help"
            return .init(label, names.dropFirst().reduce(first) { $0 + " · " + $1 })
        }
        var blocks: [Message.Block] = [
            .line("\(strong: hall): groups of freelancers, their badges, and jobs for them."), .fields(fields),
        ]
        if !runsGroups {
            let words = Usage.Section.allCases.filter { section in
                section != .help && usages.contains { $0.section == section && $0.isForRunners }
            }
            .compactMap(\.word)
            blocks.append(
                .line(
                    "For those who run groups there is more: \(English.list(words.map { reader.command("help \($0)") }))."
                )
            )
        }
        if place == .direct {
            blocks.append(.line("Here, between us, you can leave out the \(code: reader.prefix)."))
        }
        blocks.append(
            .next("An area: \(reader.command("help joining")) · one command: \(reader.command("help join"))")
        )
        return Message(blocks)
    }

    private func area(_ usages: [Usage], _ reader: Reader) -> Message {
        guard let first = usages.first else { return Message([]) }
        return Message([
            .line("\(strong: Self.title(of: first.section))"),
            .list(usages.map { "\(code: reader.prefix + $0.line): \(words: $0.summary)" }),
            .next(
                """
                One command in full: \(reader.command("help \(first.name)")) · all areas: \(reader.command("help"))
                """
            ),
        ])
    }

    static func title(of section: Usage.Section) -> String {
        switch section {
        case .directory: "Directory"
        case .membership: "Joining and leaving"
        case .freelancer: "You as a freelancer"
        case .tests: "Tests"
        case .jobs: "Jobs"
        case .decisions: "Deciding requests"
        case .administration: "Running groups"
        case .operation: "Running the bot"
        case .help: "Help"
        }
    }

    private func command(_ usage: Usage, _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line("\(code: reader.prefix + usage.line)"), .line("\(words: usage.summary)"),
        ]
        if !usage.fields.isEmpty {
            let names = usage.fields.map(\.name).joined(separator: ", ")
            blocks.append(.line("The lines after the first are a form: \(words: names)."))
        }
        if !usage.choices.isEmpty {
            blocks.append(.list(usage.choices.map { "\(code: $0.typed): \(words: $0.meaning)" }))
        }
        blocks.append(.line("For example:"))
        blocks.append(.example(reader.prefix + usage.example))
        blocks.append(.next("All commands: \(reader.command("help"))"))
        return Message(blocks)
    }

    private func status(_ status: HallStatus, _ now: Timestamp, _ reader: Reader) -> Message {
        let age = status.syncedAt.map { max(0, (now.rawValue - $0.rawValue) / 1000) }
        return Message([
            .fields([
                .init("Homeserver", age.map { "heard \(words: Self.age($0)) ago" } ?? "none"),
                .init("Inbox", "\(status.inboxWaiting) waiting, \(status.quarantined) unreadable"),
                .init("Outbox", "\(status.outboxWaiting) waiting, \(status.outboxDead) given up"),
                .init("Groups", "\(status.groups)"),
                .init("Freelancers", "\(status.freelancers)"),
                .init("Memberships", "\(status.memberships)"),
                .init("Requests waiting", "\(status.pendingRequests), and \(status.incompleteRequests) not complete"),
                .init("Open jobs", "\(status.openJobs)"),
            ]),
            .next("When something waits for long, the bot’s log says why."),
        ])
    }

    private static func age(_ seconds: Int64) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        default: "\(seconds / 3600) h"
        }
    }
}

extension UsageSaying {
    func english(_ reader: Reader) -> Message {
        if case .needsQuotes(let corrected) = error {
            return Message([.line(error.line), .next("Send it like this: \(reader.command(corrected))")])
        }
        if case .searchMeant(_, let command) = error {
            return Message([.line(error.line), .next("Search: \(reader.command(command))")])
        }
        if case .valueMissing(_, let example) = error {
            return Message([
                .line(error.line), .line("For example:"), .example(reader.prefix + example),
                .next("More about it: \(reader.command("help \(usage.name)"))"),
            ])
        }
        return Message([
            .line(error.line),
            .line("It goes like this: \(reader.command(usage.line))"),
            .line("For example:"),
            .example(reader.prefix + usage.example),
            .next("More about it: \(reader.command("help \(usage.name)"))"),
        ])
    }
}
