import Groups
import Identifiers

extension CriteriaSaying {
    func recheckChosen(
        _ group: Group,
        _ recheck: Recheck,
        replacing old: Recheck?,
        _ reader: Reader
    ) -> Message {
        let members = English.count(group.memberCount, "member", "members")
        let grace = English.count(Upkeep.graceDays, "day", "days")
        var line: Phrase = """
            I am checking the \(members) of \(strong: group.name) by version \(recheck.version) now. Whoever does not meet \
            what I can check hears what is missing and has \(grace) to put it right; then the membership ends. I tell you how \
            it came out.
            """
        if let until = recheck.until {
            let day = EnglishDate.written(until)
            line = """
                On \(words: day) I check the members of \(strong: group.name) by the criteria that hold then; now that is \
                version \(recheck.version). Whoever does not meet what I can check hears so now, with what is missing, and has until then, \(grace) at least; then the \
                membership ends. I tell you how many there are.
                """
        }
        return Message([
            .line(old.map { line + " " + replaced($0, by: recheck, group, reader) } ?? line),
            .next(
                """
                See how far it is: \(reader.command("criteria \(group.handle)")) · \
                stop it: \(reader.command("criteria \(group.handle) recheck off"))
                """
            ),
        ])
    }

    /// That another re-check comes to nothing by this one, and what becomes of the notices that it gave.
    private func replaced(_ old: Recheck, by new: Recheck, _ group: Group, _ reader: Reader) -> Phrase {
        let planned = old.until ?? reader.zone(of: group).local(old.dueAt).day
        let what: Phrase =
            old.place != nil && old.until == nil
            ? "The re-check that was under way ends."
            : "This replaces the re-check that was planned for \(words: EnglishDate.written(planned))."
        return what
            + (new.until == nil
                ? " Who has notice because of it keeps the time that they were told."
                : " Who has notice because of it has until the later of both days, and hears so.")
    }

    func recheckOff(_ group: Group, _ old: Recheck?, _ notices: Int, _ reader: Reader) -> Message {
        let name: Phrase = "\(strong: group.name)"
        var blocks: [Message.Block] = []
        switch (old, notices) {
        case (_?, _): blocks.append(.line("The re-check of " + name + " is off."))
        case (nil, 0): blocks.append(.line("No re-check of " + name + " was planned."))
        case (nil, _):
            blocks.append(
                .line("The last re-check of " + name + " has ended; now it counts no longer. Who left by it stays out.")
            )
        }
        if notices > 0 {
            let has = notices == 1 ? "member has" : "members have"
            let when: Phrase =
                group.suspension == nil ? "I lift that" : "When " + name + " is no longer suspended, I lift that"
            blocks.append(
                .line(
                    "\(notices) \(words: has) notice because of it. " + when
                        + " and tell them, unless they lack something by now that was asked for before."
                )
            )
        }
        blocks.append(.next("Plan one: \(reader.command("criteria \(group.handle) recheck"))"))
        return Message(blocks)
    }

    func recheckEnded(_ group: Group, _ recheck: Recheck, _ reader: Reader) -> Message {
        let found = English.checked(met: recheck.met, lost: recheck.lost, open: recheck.open, notice: true)
        let numbers: Phrase =
            recheck.checked == 0
            ? "there was nobody to check." : "checked \(words: English.grouped(recheck.checked)). " + found + "."
        var line: Phrase = """
            The re-check of \(strong: group.name) by version \(recheck.version) is done: \(numbers)
            """
        if let until = recheck.until {
            line = """
                Before the re-check of \(strong: group.name) on \(words: EnglishDate.written(until)), by version \
                \(recheck.version): \(numbers)
                """
        }
        let handle = group.handle
        return Message(
            [
                .line(line),
                .next(
                    recheck.lost > 0
                        ? "Lift somebody’s notice: \(reader.command("keep \(handle) @person:server <reason>"))"
                        : "See the members: \(reader.command("groups members \(handle)"))"
                ),
            ],
            attention: .text,
            mentions: [recheck.startedBy]
        )
    }
}

extension English {
    /// How many members meet criteria, such as `1 meets what I can check, and 2 do not`; who there is none of is left out.
    static func checked(met: Int, lost: Int, open: Int, notice: Bool = false) -> Phrase {
        var parts: [Phrase] = []
        if met > 0 || lost + open == 0 {
            parts.append("\(words: grouped(met)) \(words: met == 1 ? "meets" : "meet") what I can check")
        }
        if lost > 0 {
            let what = parts.isEmpty ? " not meet what I can check" : " not"
            let told = notice ? (lost == 1 ? " (and has notice)" : " (and have notice)") : ""
            parts.append("\(words: grouped(lost)) \(words: (lost == 1 ? "does" : "do") + what + told)")
        }
        if open > 0 { parts.append("\(words: grouped(open)) can only be judged by people") }
        return list(parts)
    }
}
