import Groups
import Identifiers

extension EvidenceSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .several(let file, let wanted):
            Message([
                .line("I see the file \(strong: file.name). For which of these is it? Nothing is stored yet:"),
                .list(
                    wanted.prefix(20).map { one in
                        """
                        \(strong: one.group.name), \(one.item.criterion.number): \
                        \(one.item.criterion.kind.english([:])) – \(reader.command(one.command))
                        """
                    }
                ),
                .next("Reply to the file with the command behind it"),
            ])
        case .dateWanted(let file, let wanted):
            Message([
                .line(
                    """
                    I see the file \(strong: file.name). Until when does it hold? Criterion \
                    \(wanted.item.criterion.number) of \(strong: wanted.group.name) asks for that; nothing is stored yet.
                    """
                ),
                .next("Reply to the file with \(reader.command(wanted.command)), and the right date"),
            ])
        case .withdrawn(let group, let criterion, let isSeen):
            Message([
                .line(
                    """
                    You deleted the file, so it counts no longer: criterion \(criterion.number) of \(strong: group.name) is open \
                    again\(words: isSeen ? ", and its administrators see that you have withdrawn it" : "").
                    """
                ),
                .next(
                    "Give something else: "
                        + Checklist.Item(criterion: criterion, mark: .missing).remedy(group, reader)
                ),
            ])
        case .file(let given, let request):
            Message([.line("#\(request.id.rawValue), criterion \(given.number), from \(given.person)")])
        case .gone(let given):
            Message([
                .line(
                    "Criterion \(given.number), from \(given.person): the file was deleted by the applicant, and counts no longer."
                )
            ])
        case .noFiles(let request):
            Message([
                .line("There are no files with #\(request.id.rawValue)."),
                .next("Read it: \(reader.command("request \(request.id.rawValue)"))"),
            ])
        }
    }
}

extension CriteriaReport {
    /// How whoever decides gets to see the files that were given, where there are any.
    func filesEnglish(_ id: RequestID, _ reader: Reader) -> Phrase? {
        guard checklist.items.contains(where: { $0.submission?.file != nil }) else { return nil }
        return "To open what was sent as a file: \(reader.command("request \(id.rawValue) files"))"
    }
}
