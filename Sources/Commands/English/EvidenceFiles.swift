import Groups

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
        }
    }
}
