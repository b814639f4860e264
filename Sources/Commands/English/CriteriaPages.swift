import Groups
import Identifiers

extension CriteriaSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .page(let page): self.page(page, reader)
        case .checked(let page):
            Message(
                [.line("That is in order; nothing is stored. The criteria of \(strong: page.group.name) would be:")]
                    + page.list
                    + [
                        .next(
                            "Send it again without \(code: "--check"), or with \(code: "--dry-run") to see whom it affects"
                        )
                    ]
            )
        case .dryRun(let page, let effect): dryRun(page, effect, reader)
        case .recheckTried(let group, let effect, let until, let later):
            recheckTried(group, effect, until, later, reader)
        case .changed(let page): changed(page, reader)
        case .unchanged(let group):
            Message([
                .line("Nothing changes: \(strong: group.name) asks for exactly that already."),
                .next("See it: \(reader.command("criteria \(group.handle)"))"),
            ])
        case .recheckChosen(let group, let recheck, let old): recheckChosen(group, recheck, replacing: old, reader)
        case .recheckOff(let group, let old, let notices): recheckOff(group, old, notices, reader)
        case .recheckEnded(let group, let recheck): recheckEnded(group, recheck, reader)
        case .howToMeet(let group, let criterion, let report): howToMeet(group, criterion, report, reader)
        case .notGiven(let mistake, let example, let help):
            Message([
                .line(mistake.line), .line("For example:"), .example(reader.prefix + example),
                .next("More about it: \(reader.command("help \(help)"))"),
            ])
        case .nothingToRecheck(let group):
            Message([
                .line("\(strong: group.name) lists no criteria that members could be checked by."),
                .next("Add one: \(reader.command("criteria \(group.handle) add question short <your question>"))"),
            ])
        case .given(let group, let criterion, let report, let standing):
            given(group, criterion, report, standing, reader)
        }
    }

    private func page(_ page: CriteriaPage, _ reader: Reader) -> Message {
        let group = page.group
        var blocks: [Message.Block] = []
        if let version = page.version, !page.set.criteria.isEmpty {
            let zone = reader.zone(of: group)
            blocks.append(
                .line(
                    """
                    Criteria of \(strong: group.name), version \(version.number), since \
                    \(words: EnglishDate.moment(version.since, in: zone)) by \(version.changedBy):
                    """
                )
            )
            blocks += page.list
        } else {
            blocks.append(.line("\(strong: group.name) lists no criteria: its administrators decide as they see fit."))
        }
        if let admission = English.admission(of: group, page.set) { blocks.append(.line("Admission: " + admission)) }
        if !group.criteria.isEmpty { blocks.append(.line("In the sponsor’s words: \(group.criteria)")) }
        if let recheck = page.recheck { blocks.append(.line(progress(recheck, page, reader))) }
        if page.mayChange, page.noticeCount > 0 {
            let members = English.count(page.noticeCount, "member has", "members have")
            blocks.append(.line("\(members) notice that something is missing."))
        }
        if page.mayChange {
            let number = page.set.criteria.last?.number
            let remove: Phrase? = number.map {
                " · take one out: \(reader.command("criteria \(group.handle) remove \($0)"))"
            }
            blocks.append(
                .next(
                    "Add one: \(reader.command("criteria \(group.handle) add question short <your question>"))"
                        + (remove ?? "")
                )
            )
        } else {
            blocks.append(.next("See how you stand to them: \(reader.command("groups show \(group.handle)"))"))
        }
        return Message(blocks)
    }

    private func progress(_ recheck: Recheck, _ page: CriteriaPage, _ reader: Reader) -> Phrase {
        let group = page.group
        let off: Phrase =
            page.mayChange ? " Call it off: \(reader.command("criteria \(group.handle) recheck off"))" : ""
        guard recheck.checked > 0 || recheck.until != nil else {
            let at = EnglishDate.moment(recheck.dueAt, in: reader.zone(of: group))
            return "Members are checked on \(words: at), by the version that holds then.\(off)"
        }
        // Who joined meanwhile is checked as well.
        let total = max(group.memberCount, recheck.checked)
        let what: Phrase =
            recheck.until.map { "Before the re-check of \(words: EnglishDate.written($0))" } ?? "Re-check"
        return """
            \(what) by version \(recheck.version): checked \(words: English.grouped(recheck.checked)) of \
            \(words: English.grouped(total)).\(off)
            """
    }

    private func dryRun(_ page: CriteriaPage, _ effect: Rechecks.Effect, _ reader: Reader) -> Message {
        let handle = page.group.handle
        var blocks: [Message.Block] = [.line("Nothing is stored. The criteria of \(strong: page.group.name):")]
        blocks += page.list
        blocks.append(.line(affected(effect)))
        blocks.append(
            .list([
                "Keep: send it without \(code: "--dry-run"); whoever is a member stays one",
                "Re-check now: afterwards \(reader.command("criteria \(handle) recheck"))",
                "Until a day: afterwards \(reader.command("criteria \(handle) recheck <date>"))",
            ])
        )
        blocks.append(.next("Send it again without \(code: "--dry-run")"))
        return Message(blocks)
    }

    private func recheckTried(
        _ group: Group,
        _ effect: Rechecks.Effect,
        _ until: Day?,
        _ later: Day,
        _ reader: Reader
    ) -> Message {
        let command = "criteria \(group.handle) recheck"
        let grace = English.count(Upkeep.graceDays, "day", "days")
        let day = until.map { EnglishDate.written($0) } ?? ""
        let then: Phrase =
            until == nil
            ? "Whoever does not would have \(grace) to put it right."
            : "That is how it would be on \(words: day). Whoever does not would have until then, \(grace) at least."
        return Message([
            .line(
                """
                Nothing is done yet. \(found(effect)) \(then)
                """
            ),
            .next(
                until.map { "Do it: \(reader.command("\(command) \($0)"))" }
                    ?? "Do it now: \(reader.command(command)) · on a day: \(reader.command("\(command) \(later)"))"
            ),
        ])
    }

    private func affected(_ effect: Rechecks.Effect) -> Phrase {
        guard effect.members > 0 else { return found(effect) }
        return found(effect) + " Requests that wait are judged by the version they were asked under."
    }

    private func found(_ effect: Rechecks.Effect) -> Phrase {
        guard effect.members > 0 else { return "There are no members whom it could affect." }
        let looked: Phrase =
            effect.looked < effect.members
            ? """
            Of \(English.count(effect.members, "member", "members")) I looked at the first \
            \(words: English.grouped(effect.looked)):
            """
            : "Of \(English.count(effect.members, "member", "members")),"
        return looked + " " + English.checked(met: effect.met, lost: effect.lost, open: effect.open) + "."
    }

    private func changed(_ page: CriteriaPage, _ reader: Reader) -> Message {
        let handle = page.group.handle
        var blocks: [Message.Block] = [
            .line("\(strong: page.group.name) now asks for this (version \(page.version?.number ?? 1)):")
        ]
        if page.set.criteria.isEmpty {
            blocks = [
                .line(
                    "\(strong: page.group.name) no longer lists criteria: its administrators decide as they see fit."
                )
            ]
        }
        blocks += page.list
        if page.group.memberCount > 0, !page.set.criteria.isEmpty {
            blocks.append(
                .line(
                    """
                    Whoever is a member stays one, and requests that wait are judged by the version they were asked under. \
                    To check the \(English.count(page.group.memberCount, "member", "members")) by it: \
                    \(reader.command("criteria \(handle) recheck"))
                    """
                )
            )
        }
        blocks.append(
            .next(
                page.group.state == .draft
                    ? """
                    See its page: \(reader.command("groups show \(handle)")) · open it: \
                    \(reader.command("groups open \(handle)"))
                    """
                    : "See it as applicants do: \(reader.command("groups show \(handle)"))"
            )
        )
        return Message(blocks)
    }
}

extension CriteriaPage {
    /// The criteria with their rule, or nothing where there are none.
    fileprivate var list: [Message.Block] {
        guard !set.criteria.isEmpty else { return [] }
        return [set.list(roomNames)] + (set.ruleEnglish.map { [.line("Needed: \($0)")] } ?? [])
    }
}
