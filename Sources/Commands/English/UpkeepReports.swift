import Groups
import Identifiers

extension UpkeepReport {
    /// How many people a report names.
    private static let namesAtMost = 20

    func english(_ reader: Reader) -> Message {
        var blocks: [Message.Block] = []
        if !ended.isEmpty {
            // Where many end, a batch at a time, it says how many are left with a notice of the same kind.
            let had = noticeCount - noticed.count + ended.count
            let memberships: Phrase =
                had > ended.count
                ? "\(words: English.grouped(ended.count)) of \(words: English.grouped(had)) memberships with notice"
                : English.count(ended.count, "membership", "memberships")
            blocks.append(
                .line(
                    """
                    \(memberships) in \(strong: group.name) ended, after notice of \(Upkeep.graceDays) days or more:
                    """
                )
            )
            blocks.append(
                .list(
                    ended.prefix(Self.namesAtMost).map { item in
                        let criteria = English.criteria(item.numbers)
                        return item.lapse == .expired
                            ? "\(item.person): what they gave to \(criteria) ran out"
                            : "\(item.person): \(criteria) no longer met"
                    } + rest(ended.count)
                )
            )
        }
        if !noticed.isEmpty {
            let members = English.count(noticed.count, "member has", "members have")
            blocks.append(.line("\(members) notice that they no longer meet what \(strong: group.name) asks for:"))
            blocks.append(
                .list(
                    noticed.prefix(Self.namesAtMost).map { item in
                        """
                        \(item.person): \(English.criteria(item.numbers)), to be put right by the end of \
                        \(words: EnglishDate.written(item.lastDay))
                        """
                    } + rest(noticed.count)
                )
            )
        }
        if noticeCount > noticed.count {
            blocks.append(
                .line(
                    "In all, \(English.count(noticeCount, "member has", "members have")) notice, each from me in a direct message."
                )
            )
        }
        let keep = noticed.first.map { "keep \(group.handle) \($0.person.rawValue) <reason>" }
        blocks.append(
            .next(
                keep.map { "Lift a notice: \(reader.command($0)) · the log: \(reader.command("log \(group.handle)"))" }
                    ?? "See what was decided: \(reader.command("log \(group.handle)"))"
            )
        )
        return Message(blocks)
    }

    private func rest(_ count: Int) -> [Phrase] {
        count > Self.namesAtMost ? ["and \(count - Self.namesAtMost) more; the log names them"] : []
    }
}
