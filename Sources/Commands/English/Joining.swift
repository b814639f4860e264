import Groups
import Identifiers

extension JoiningSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .question(let question, let lead): question.english(lead, reader)
        case .goesOnAlone(let group):
            Message([
                .line("How you join \(strong: group.name) is between us: it goes on in a direct message."),
                .next("If you see none, open one with me and say \(code: "join \(group.handle)")"),
            ])
        case .incomplete(let request, let group, let report): incomplete(request, group, report, reader)
        case .completed(let request, let group, let version): completed(request, group, version, reader)
        case .held(let request, let group): held(request, group, reader)
        case .mayBeRejudged(let request, let group, let report): mayBeRejudged(request, group, report, reader)
        case .rejudged(let request, let group, let report): rejudged(request, group, report, reader)
        case .admittedByRule(let request, let group, let isShut): admittedByRule(request, group, isShut, reader)
        case .ruleApplied(let request, let group): ruleApplied(request, group, reader)
        case .cancelled, .stopped, .timedOut, .over: ending(reader)
        case .answerStays(let group, let criterion):
            Message([
                .line(
                    """
                    You took back the message, but not what it said: your answer to criterion \(criterion.number) of \
                    \(strong: group.name) stays as you gave it.
                    """
                ),
                .next("Change it: " + Checklist.Item(criterion: criterion, mark: .missing).remedy(group, reader)),
            ])
        case .editChangedNothing(let group, let criterion, let mayGoBack):
            editChangedNothing(group, criterion, mayGoBack, reader)
        case .replyStays(let request, let group, let isEdited): replyStays(request, group, isEdited, reader)
        case .admissionSet(let group, let set): admissionSet(group, set, reader)
        }
    }

    private func incomplete(
        _ request: JoinRequest,
        _ group: Group,
        _ report: CriteriaReport,
        _ reader: Reader
    ) -> Message {
        let id = request.id.rawValue
        return Message(
            [
                .line(
                    """
                    Your request #\(id) to join \(strong: group.name) is noted, but not complete: nobody decides yet. As soon \
                    as nothing is missing I see it and pass it on to the administrators, and tell you by when they decide.
                    """
                )
            ] + report.forApplicant(reader) + [
                .next(
                    """
                    See where it stands: \(reader.command("requests")) · \
                    take it back: \(reader.command("withdraw \(id)"))
                    """
                )
            ]
        )
    }

    private func admittedByRule(_ request: JoinRequest, _ group: Group, _ isShut: Bool, _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                Welcome to \(strong: group.name)! You meet everything it asks for, and by its sponsor’s rule\
                \(English.setter(of: group.admission, in: reader.zone(of: group))) whoever does is a member at once.
                """
            ),
            .line("From now on you carry its badge \(group.badge) on your profile and beside every response to a job."),
        ]
        if group.rooms.members != nil {
            blocks.append(English.roomInvitation(isShut: isShut))
        }
        blocks.append(English.nextForMember(reader))
        return Message(blocks, attention: .text, mentions: [request.person])
    }

    private func ruleApplied(_ request: JoinRequest, _ group: Group, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                \(request.person) is now a member of \(strong: group.name) (#\(request.id.rawValue)): they meet everything \
                it asks for, and by your rule\(English.setter(of: group.admission, in: reader.zone(of: group))) such a \
                request needs nobody.
                """
            ),
            .next("Look at each request again: \(reader.command("criteria \(group.handle) admit person"))"),
        ])
    }

    private func ending(_ reader: Reader) -> Message {
        switch self {
        case .cancelled(let group, let given, let isPrivate):
            let words: Phrase =
                given.words == 0 ? "" : " \(English.count(given.words, "answer is", "answers are")) deleted."
            let gone: Phrase = isPrivate ? words + given.kept : ""
            return Message([
                .line("You have not asked to join \(strong: group.name), and nobody heard of it.\(gone)"),
                .next("Begin again whenever you like: \(reader.command("join \(group.handle)"))"),
            ])
        case .stopped(let group, let refusal):
            return Message([
                .line(refusal.line(reader)),
                .line(
                    "So my questions about \(strong: group.name) end here: nothing was sent, and your answers are deleted."
                ),
                .next(refusal.next(reader)),
            ])
        case .timedOut(let group, let given):
            let answers: Phrase =
                given.words == 0 ? "" : ", and \(English.count(given.words, "answer is", "answers are")) deleted"
            return Message([
                .line(
                    """
                    You said nothing for \(Application.hoursKept) hours, so I have stopped asking about \
                    \(strong: group.name). Nothing was sent\(answers).\(given.kept)
                    """
                ),
                .next("Begin again whenever you like: \(reader.command("join \(group.handle)"))"),
            ])
        case .over(let group):
            return Message([
                .line("You have not answered all my questions about \(strong: group.name), so nothing was sent."),
                .next("Begin again: \(reader.command("join \(group.handle)"))"),
            ])
        default: return Message([])
        }
    }

    private func admissionSet(_ group: Group, _ set: CriteriaSet, _ reader: Reader) -> Message {
        guard case .atOnce = group.admission else {
            return Message([
                .line("An administrator looks at every request to join \(strong: group.name)."),
                .next("See what it asks for: \(reader.command("criteria \(group.handle)"))"),
            ])
        }
        let judged = set.judgedByPeople
        var blocks: [Message.Block] = [
            .line(
                """
                Whoever asks to join \(strong: group.name) and meets everything it asks for is a member at once, by your \
                rule. The log says so each time, and in whose name. Requests that wait for a decision already still do.
                """
            )
        ]
        if !judged.isEmpty {
            blocks.append(
                .line(
                    """
                    As it is now, an administrator still decides: I can’t check \
                    \(words: judged.map { String($0.number) }.joined(separator: ", ")) by myself.
                    """
                )
            )
        }
        blocks.append(
            .next(
                """
                See it: \(reader.command("groups show \(group.handle)")) · \
                undo it: \(reader.command("criteria \(group.handle) admit person"))
                """
            )
        )
        return Message(blocks)
    }
}

extension JoiningSaying.Given {
    /// That files stay, and how they go.
    fileprivate var kept: Phrase {
        guard files > 0 else { return "" }
        return files == 1
            ? " The file you sent stays for the next time, until you delete your message with it."
            : " The \(files) files you sent stay for the next time, until you delete your messages with them."
    }
}

extension CriteriaSet {
    /// What the bot can't check alone.
    var judgedByPeople: [Criterion] { criteria.filter { $0.kind.judge != .machine } }
}

extension English {
    /// Such as ` (@ada:example.org set it on Mon 2 March 2026)`.
    static func setter(of admission: Group.Admission, in zone: Zone) -> Phrase {
        guard case .atOnce(let person, let since) = admission else { return "" }
        return " (\(person) set it on \(words: EnglishDate.day(since, in: zone)))"
    }

    /// Who lets people in, where that is not simply a person; `set` is nil where the group lists no criteria.
    static func admission(of group: Group, _ set: CriteriaSet?) -> Phrase? {
        guard case .atOnce = group.admission else { return nil }
        guard let set, !set.criteria.isEmpty else {
            return "a person looks at each request, because nothing is listed that could be checked"
        }
        guard set.judgedByPeople.isEmpty else {
            return "a person looks at each request, because I can’t check all that is asked for"
        }
        return "at once, by the sponsor’s rule, for whoever meets everything that is asked for"
    }

    /// That a request lacks something, and what.
    static func incomplete(_ report: CriteriaReport?, _ reader: Reader) -> Phrase {
        let start: Phrase = "not complete, so nobody decides yet and the clock does not run"
        guard let report, report.isPrivate else { return start }
        let items = report.checklist.shortfall.filter { $0.mark == .missing }
        let rule: Phrase =
            items.count > 1
            ? report.version.set.rule.map { " (needed: \(code: RuleText.written($0)))" } ?? "" : ""
        var missing: Phrase = "; still missing" + rule + ": "
        for (index, item) in items.enumerated() {
            let what = item.criterion.kind.english(report.roomNames, isExcluded: item.isExcluded)
            missing =
                missing + (index == 0 ? "" : "; ") + "\(item.criterion.number): " + what + " – "
                + item.remedy(report.group, reader)
        }
        guard items.isEmpty else { return start + missing }
        return report.group.suspension == nil
            ? start : "on hold while the group is suspended: nothing is missing, and it goes on when that is lifted"
    }
}
