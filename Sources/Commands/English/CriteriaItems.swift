import Groups
import Identifiers

extension Criterion.Kind {
    /// What is asked for, such as `be a member of linux-crew`.
    func english(_ roomNames: [RoomID: String]) -> Phrase {
        switch self {
        case .test(let name, let percent, let days):
            "pass the test \(code: name)"
                + (percent.map { " with at least \($0) %" } ?? "")
                + (days.map { " within the last \(English.count($0, "day", "days"))" } ?? "")
        case .question(let form, let text): "answer “\(text)” (\(form.english))"
        case .evidence(let about, let mustExpire):
            "show by a link or a file: “\(about)”\(words: mustExpire ? " (with the day until which it holds)" : "")"
        case .server(let pattern):
            pattern.text.hasPrefix("*.")
                ? "have a Matrix ID on a server below \(code: String(pattern.text.dropFirst(2)))"
                : "have a Matrix ID on \(code: pattern.text)"
        case .group(_, let handle): "be a member of \(code: handle)"
        case .room(let id): roomNames[id].map { "be in the room “\($0)”" } ?? "be in the room \(code: id.rawValue)"
        case .freelancer(let days): "be a freelancer here for \(English.count(days, "day", "days"))"
        case .terms(let version, let text): "accept the terms \(code: version): “\(text.capped(bytes: 200))”"
        case .statement(let text): "“\(text)”"
        case .code: "have an invitation code"
        }
    }

    /// The same, or where it must not be so: `must not be a member of linux-crew`.
    func english(_ roomNames: [RoomID: String], isExcluded: Bool) -> Phrase {
        guard isExcluded else { return english(roomNames) }
        if case .statement = self { return "must not be: " + english(roomNames) }
        if case .evidence(let about, _) = self { return "must have nothing to show for “\(about)”" }
        return "must not " + english(roomNames)
    }

    fileprivate var judgeEnglish: String {
        switch judge {
        case .machine: "I check it"
        case .people: "an administrator checks it"
        }
    }
}

extension Criterion.AnswerForm {
    fileprivate var english: Phrase {
        switch self {
        case .short: "a short answer"
        case .long: "a long answer"
        case .number: "a number"
        case .yesNo: "yes or no"
        case .choice(let options): "\(options.joined(separator: " / "))"
        }
    }
}

extension CriteriaSet {
    /// The criteria, one a line, with who checks them.
    func list(_ roomNames: [RoomID: String]) -> Message.Block {
        let wanted = wholeRule.wanted
        return .list(
            criteria.map { criterion in
                let what = criterion.kind.english(roomNames, isExcluded: !wanted.contains(criterion.number))
                return "\(criterion.number): \(what) – \(words: criterion.kind.judgeEnglish)"
            }
        )
    }

    /// How they go together, such as `all of them` or `1 and (2 or 3)`; nil where that goes without saying.
    var ruleEnglish: Phrase? {
        rule.map { "\(code: RuleText.written($0))" } ?? (criteria.count > 1 ? "all of them" : nil)
    }
}

extension CriteriaReport {
    /// On the group's page: what is asked for, and to one alone how they stand to it.
    ///
    /// Members see how they stand only where they have a notice: what they were never asked is not held against them.
    func onPage(_ reader: Reader, _ standing: Standing, hasNotice: Bool) -> [Message.Block] {
        if isPrivate, !standing.isMember || hasNotice { return forApplicant(reader, isMember: standing.isMember) }
        let list: [Message.Block] = [
            .line("What \(strong: group.name) asks of applicants (\(title)):"),
            version.set.list(roomNames),
        ]
        return standing.isMember ? list : list + [count(reader)]
    }

    /// To the applicant: what is met, what is missing and the command that gets it; among others just how many.
    ///
    /// Of a member nobody decides anything, whatever they give.
    func forApplicant(_ reader: Reader, isMember: Bool = false) -> [Message.Block] {
        guard isPrivate else { return [count(reader)] }
        var heading: Phrase = "What \(strong: group.name) asks (\(title)). "
        if version.number != present {
            heading = heading + "You asked under this version, so it is the one you are judged by. "
        }
        return [
            .line(heading + summary(isMember: isMember)),
            .list(checklist.items.map { line($0, isMember: isMember, reader) }),
        ]
    }

    /// Such as `version 2; needed: 1 and (2 or 3)`.
    private var title: Phrase {
        "version \(version.number)" + (version.set.ruleEnglish.map { "; needed: \($0)" } ?? "")
    }

    private func count(_ reader: Reader) -> Message.Block {
        .line(
            """
            Where you stand with what \(strong: group.name) asks is between us: say \(code: "groups show \(group.handle)") to me in a direct message.
            """
        )
    }

    /// Whether nobody has to look at a request that meets everything.
    private var isAtOnce: Bool {
        if case .atOnce = group.admission { version.set.judgedByPeople.isEmpty } else { false }
    }

    private func summary(isMember: Bool) -> Phrase {
        switch checklist.verdict {
        case .met where isMember: "You meet what is needed."
        case .open where isMember: "Nothing is missing that I can check:"
        case .met where isAtOnce: "You meet what is needed."
        case .met: "You meet what is needed; an administrator decides."
        case .notMet:
            switch checklist.missing.count {
            case 1: "One thing is still missing:"
            case _ where checklist.isOneEnough: "One of these is still missing:"
            case let count where version.set.rule == nil: "\(count) things are still missing:"
            default: "Some of it is still missing:"
            }
        case .open: "The rest is for an administrator to look at:"
        }
    }

    private func line(_ item: Checklist.Item, isMember: Bool, _ reader: Reader) -> Phrase {
        let what: Phrase =
            "\(item.criterion.number): \(item.criterion.kind.english(roomNames, isExcluded: item.isExcluded))"
        switch item.mark {
        case .met: return "✔ " + what + (item.isWaived ? " (waived)" : "")
        case .missing where item.isKept: return "✔ " + what + " – missing, and not held against you"
        case .missing where !checklist.isNeeded(item): return "– " + what + " – not needed as it stands"
        case .missing: return "✘ " + what + " – " + item.remedy(group, reader)
        case .forPeople:
            guard item.submission != nil else { return "○ " + what + " – an administrator checks it" }
            return "○ " + what + (isMember ? " – given" : " – given; an administrator looks at it")
        case .unavailable: return "– " + what + " – there is no such test, so nobody can meet this now"
        }
    }

    /// To administrators: what was checked, and what is for them to look at.
    func forAdministrators(_ reader: Reader) -> [Message.Block] {
        var heading: Phrase = "What \(strong: group.name) asks (\(title)). "
        if version.number != present {
            heading =
                heading
                + "The request is judged by that version; new ones by version \(present). "
        }
        switch checklist.verdict {
        case .met: heading = heading + "All that is needed is met:"
        case .notMet: heading = heading + "Not met as it stands:"
        case .open: heading = heading + "It depends on what you find:"
        }
        let lines = checklist.items.map { item in
            item.cardLine(
                roomNames,
                isAsked: item.criterion.number == questioned,
                isNeeded: checklist.isNeeded(item)
            )
        }
        return [.line(heading), .list(lines)]
    }
}

extension Checklist.Item {
    /// As administrators see it: what was given, and who said what of it.
    func cardLine(_ roomNames: [RoomID: String], isAsked: Bool, isNeeded: Bool) -> Phrase {
        let what: Phrase = "\(criterion.number): \(criterion.kind.english(roomNames, isExcluded: isExcluded))"
        var line: Phrase =
            switch mark {
            case .met: "✔ " + what + (isWaived ? " (waived)" : "") + (test?.onCard ?? "")
            case .missing where !isNeeded: "– not needed as it stands – " + what
            case .missing: "✘ " + what + (test?.whyNever ?? "")
            case _ where isAsked: "❓ asked – " + what
            case .forPeople: "○ for you to check – " + what
            case .unavailable: "– can’t be checked yet – " + what
            }
        if let given = submission, !given.content.isEmpty {
            line = line + " – given: " + given.english
            if let until = given.until {
                let isExpired = mark == .missing && !isJudgedNotMet
                line = line + " (\(words: isExpired ? "expired on" : "until") \(words: EnglishDate.date(until)))"
            }
        }
        if isWithdrawn { return line + " – withdrawn by the applicant" }
        guard let verdict else { return line }
        let word = verdict.isMet ? "met" : "not met"
        guard !verdict.isOutdated else {
            return line + " – given anew since \(verdict.administrator) said “\(words: word)”"
        }
        return line + " – \(words: word), says \(verdict.administrator)" + English.why(verdict.remark)
    }

    /// How a missing criterion is met.
    func remedy(_ group: Group, _ reader: Reader) -> Phrase {
        if isExcluded {
            if case .group(_, let handle) = criterion.kind { return reader.command("leave \(handle)") }
            if case .room(let id) = criterion.kind { return "leave it: \(linkTo: movedTo ?? id)" }
            return "an administrator can tell you more"
        }
        let start = "meet \(group.handle) \(criterion.number)"
        switch criterion.kind {
        case .question(let form, _): return reader.command("\(start) \(form.placeholder)")
        case .evidence(_, let mustExpire):
            let command = reader.command("\(start) <link>" + (mustExpire ? " until 2031-12-31" : ""))
            guard let until = submission?.until else { return command + ", or send the file" }
            return "what you gave expired on \(words: EnglishDate.date(until)): " + command + ", or send the file"
        case .terms: return "read them: \(reader.command(start)), then \(reader.command("\(start) accept"))"
        case .code: return reader.command("\(start) <code>")
        case .group(_, let handle): return reader.command("join \(handle)")
        case .room(let id):
            return "join it: \(linkTo: movedTo ?? id), or ask an administrator to invite you there"
        case .freelancer:
            guard let metFrom else { return reader.command("freelancer") }
            return "by itself on \(words: EnglishDate.start(metFrom, in: reader.zone(of: group)))"
        case .server: return "only with another Matrix ID"
        case .test: return test?.remedy(group, reader) ?? "an administrator can tell you more"
        case .statement: return "an administrator can tell you more"
        }
    }
}

extension Criterion.AnswerForm {
    /// What stands for the answer in a command.
    var placeholder: String {
        switch self {
        case .short, .long: "<answer>"
        case .number: "<number>"
        case .yesNo: "yes/no"
        case .choice: "<choice>"
        }
    }
}

extension Standing {
    var isMember: Bool { if case .member = self { true } else { false } }
}

extension Submission {
    /// What somebody gave, as those see it who judge it.
    fileprivate var english: Phrase {
        guard let file else { return "“\(content.capped(bytes: 500))”" }
        let size: Phrase = file.bytes.map { ", " + English.size($0) } ?? ""
        return "the file “\(file.name)”" + size
    }
}

extension English {
    /// How large a file is, such as `12 KiB`.
    static func size(_ bytes: Int) -> Phrase {
        switch bytes {
        case ..<1024: count(bytes, "byte", "bytes")
        case ..<(1024 * 1024): "\(bytes / 1024) KiB"
        default: "\(bytes / (1024 * 1024)) MiB"
        }
    }
}
