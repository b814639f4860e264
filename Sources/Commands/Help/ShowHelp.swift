import Groups

/// `!help [area or command]`: what the bot knows.
struct ShowHelp: Command {
    static let usage = Usage(
        name: "help",
        parameters: "[area or command]",
        summary: "See what I know, the commands of one area, or one command in full.",
        example: "help join",
        section: .help
    )

    let name: String

    init(_ text: inout CommandText) throws(UsageError) {
        name = text.words.rest.lowercased()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let known = allCommands.map { $0.usage }.filter { $0.isOpen(to: call.sender, in: board.hall) }
        let asked = name.hasPrefix("!") ? String(name.dropFirst()) : name
        guard !asked.isEmpty else {
            let runsGroups =
                try board.hall.operators.contains(call.sender)
                || !board.groups(administeredBy: call.sender, limit: 1).isEmpty
                || !board.sponsors(ownedBy: call.sender, limit: 1).isEmpty
            return .answer(
                HelpSaying.all(known, hall: board.hall.name, place: call.place, runsGroups: runsGroups)
            )
        }
        let area = known.filter { $0.section.word == asked }
        guard area.isEmpty else { return .answer(HelpSaying.area(area)) }
        let found =
            known.first { $0.name == asked || $0.otherNames.contains(asked) }
            ?? known.first { asked.hasPrefix($0.name + " ") }
        guard let usage = found else {
            let near = closest(to: asked, among: known.map(\.name))
            let saying = HelpSaying.unknown(asked, near: known.first { $0.name == near })
            return .answer(saying)
        }
        return .answer(HelpSaying.command(usage))
    }
}
