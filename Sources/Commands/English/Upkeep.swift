import Groups
import Identifiers

extension UpkeepSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .runsOut(let page): page.runsOut(reader)
        case .notice(let page, let reason): page.notice(reason, reader)
        case .extended(let page): page.extended(reader)
        case .lifted(let person, let group, let until): lifted(person, group, until, reader)
        case .calledOff(let person, let group):
            Message(
                [
                    .line(
                        """
                        \(strong: group.name) does not check its members by the new criteria after all. Your notice is \
                        lifted, and you keep its badge \(group.badge).
                        """
                    ),
                    .next("See the group: \(reader.command("groups show \(group.handle)"))"),
                ],
                attention: .text,
                mentions: [person]
            )
        case .ended(let page, let lapse): page.ended(lapse, reader)
        case .report(let report): report.english(reader)
        case .kept(let person, let group, let numbers): kept(person, group, numbers, reader)
        case .youAreKept(let keeping, let group): youAreKept(keeping, group, reader)
        }
    }

    private func lifted(_ person: UserID, _ group: Group, _ until: Day?, _ reader: Reader) -> Message {
        let holds: Phrase = until.map { " What you gave holds until \(words: EnglishDate.written($0))." } ?? ""
        return Message(
            [
                .line(
                    """
                    You meet what \(strong: group.name) asks for again. The notice is lifted, and you keep its badge \(group.badge).\(holds)
                    """
                ),
                .next("See the group: \(reader.command("groups show \(group.handle)"))"),
            ],
            attention: .text,
            mentions: [person]
        )
    }

    private func kept(_ person: UserID, _ group: Group, _ numbers: [Int], _ reader: Reader) -> Message {
        Message([
            .line(
                """
                \(person) stays a member of \(strong: group.name); I am telling them your reason. \
                They need not meet \(English.criteria(numbers)) any longer, as long as it is asked for in these words.
                """
            ),
            .next("See what was decided: \(reader.command("log \(group.handle)"))"),
        ])
    }

    private func youAreKept(_ keeping: Keeping, _ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    \(keeping.by) has lifted the notice of \(strong: group.name): you stay a member, and keep its badge \
                    \(group.badge). The reason:
                    """
                ),
                .quote("\(keeping.reason)"),
                .next("See the group: \(reader.command("groups show \(group.handle)"))"),
            ],
            attention: .text,
            mentions: [keeping.person]
        )
    }
}

extension English {
    /// Such as `criterion 1` or `criteria 1, 3`.
    static func criteria(_ numbers: [Int]) -> Phrase {
        let word = numbers.count == 1 ? "criterion" : "criteria"
        return "\(words: word) \(words: numbers.map(String.init).joined(separator: ", "))"
    }
}

extension UpkeepPage {
    func runsOut(_ reader: Reader) -> Message {
        guard let until else { return Message([]) }
        let days: Phrase = daysLeft == 1 ? "tomorrow" : "in \(English.count(daysLeft, "day", "days"))"
        var blocks: [Message.Block] = [
            .line(
                """
                What you gave to \(strong: group.name) runs out \(days), on \(words: EnglishDate.written(until)):
                """
            ),
            .list(items.map { renewal($0, reader) }),
        ]
        blocks += alsoThen
        blocks.append(
            .line(
                """
                Give something new by then, and nothing changes. Otherwise you stay a member until the end of \
                \(words: EnglishDate.written(lastDay)), and then your membership ends.
                """
            )
        )
        return Message(blocks + [next(reader)], attention: .text, mentions: [person])
    }

    func notice(_ reason: UpkeepSaying.Reason, _ reader: Reader) -> Message {
        let name = group.name
        let heading: Phrase =
            switch reason {
            case .runsOutToday: "What you gave to \(strong: name) runs out today:"
            case .ranOut: "What you gave to \(strong: name) has run out:"
            case .lost: "You no longer meet all that \(strong: name) asks for:"
            case .changed: "\(strong: name) has changed what it asks for, and you no longer meet all of it:"
            }
        let isRenewal = reason == .runsOutToday
        let list = items.map { isRenewal ? renewal($0, reader) : missing($0, reader) }
        let (it, still) = isOneEnough ? ("one of these", "all of them are") : ("it", "it is")
        return Message(
            [
                .line(heading), .list(list),
                .line(
                    """
                    You have until the end of \(words: EnglishDate.written(lastDay)) to put \(words: it) right, and stay a \
                    member with its badge \(group.badge) until then. If \(words: still) still missing after that day, your \
                    membership ends.
                    """
                ),
                next(reader),
            ],
            attention: .text,
            mentions: [person]
        )
    }

    func extended(_ reader: Reader) -> Message {
        let what = isOneEnough ? "one of these" : "this"
        return Message(
            [
                .line(
                    """
                    \(strong: group.name) checks its members later than I told you. You have until the end of \
                    \(words: EnglishDate.written(lastDay)) to put \(words: what) right, and stay a member until then:
                    """
                ),
                .list(items.map { missing($0, reader) }), next(reader),
            ],
            attention: .text,
            mentions: [person]
        )
    }

    func ended(_ lapse: Lapse, _ reader: Reader) -> Message {
        let why: Phrase =
            switch lapse {
            case .expired: "what you gave has run out and was not renewed"
            case .revoked: "something that it asks for is missing"
            }
        let notice: Phrase =
            since.map { ", of which you had notice on \(words: EnglishDate.day($0, in: reader.zone(of: group)))" } ?? ""
        return Message(
            [
                .line(
                    """
                    Your membership of \(strong: group.name) has ended: \(why)\(notice). Its badge \(group.badge) is off your \
                    profile\(words: losesRoom ? ", and I am taking you out of its members’ room" : "").
                    """
                ),
                .list(items.map { missing($0, reader) }),
                .line(
                    """
                    You may ask to join again at once; give what is missing with your request. If you think this is a \
                    mistake, \(English.appeal(group, owners)).
                    """
                ),
                .next("Come back: \(reader.command("join \(group.handle)"))"),
            ],
            attention: .text,
            mentions: [person]
        )
    }

    /// Other evidence that the same letter or call can renew.
    private var alsoThen: [Message.Block] {
        alsoRunningOut.map { proof in
            .line(
                """
                Soon after, on \(words: EnglishDate.written(proof.until)), what you gave to criterion \(proof.number) runs \
                out, too.
                """
            )
        }
    }

    private func what(_ item: Checklist.Item) -> Phrase {
        "\(item.criterion.number): " + item.criterion.kind.english(roomNames, isExcluded: item.isExcluded)
    }

    private func missing(_ item: Checklist.Item, _ reader: Reader) -> Phrase {
        "✘ " + what(item) + " – " + item.remedy(group, reader)
    }

    private func renewal(_ item: Checklist.Item, _ reader: Reader) -> Phrase {
        if let test = item.test { return what(item) + " – take it again: " + test.whenToTake(group, reader) }
        return what(item) + " – "
            + reader.command("meet \(group.handle) \(item.criterion.number) <link> until 2031-12-31")
    }

    private func next(_ reader: Reader) -> Message.Block {
        .next("See where you stand: \(reader.command("groups show \(group.handle)"))")
    }
}

extension UpkeepRefusal {
    var line: Phrase {
        switch self {
        case .notMember(let person, let group): "\(person) is not a member of \(strong: group.name)."
        case .noNotice(let person, let group):
            "\(person) has no notice from \(strong: group.name): there is nothing to lift."
        case .oneself(let group):
            "Nobody lifts their own notice: another administrator of \(strong: group.name) has to."
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .notMember(_, let group), .noNotice(_, let group):
            "See the members: \(reader.command("groups members \(group.handle)"))"
        case .oneself(let group): "See who decides: \(reader.command("admins \(group.handle)"))"
        }
    }
}
