import Groups
import Identifiers

extension CriteriaMistake {
    /// What is wrong, and what would do.
    var line: Phrase {
        switch self {
        case .line(let number, let mistake): "Line \(number): " + mistake.line
        case .fault(let fault): fault.line
        case .cycle(let handles):
            """
            Nobody could ever join: the groups ask for each other’s members, \
            \(English.chain(handles)). Leave one of them out.
            """
        case .kindMissing, .incomplete, .unknownKind, .questionForm, .optionsMissing, .server, .days, .number:
            kindLine
        case .archivedGroup(let group):
            "\(strong: group.name) is archived: nobody can become a member of it any more, and so nobody could meet this."
        case .draftGroup(let group):
            "\(strong: group.name) is a draft, which few may know of, and criteria are read by everybody: open it first."
        case .draftTest(let test):
            """
            \(strong: test.name) is a draft, which nobody can see or take yet: open it first, with \
            \(code: "tests open \(test.handle)").
            """
        case .unknownGroup(let typed, let near):
            near.first.map { "There is no group “\(typed)”. Did you mean \(code: $0.handle)?" }
                ?? "There is no group “\(typed)”. A group is named by its handle, such as \(code: "linux-crew")."
        case .unknownTest(let typed, let near):
            near.first.map { "There is no test “\(typed)”. Did you mean \(code: $0.handle)?" }
                ?? "There is no test “\(typed)”. It has to be written first: \(code: "tests create \(typed)")."
        case .room(let typed):
            """
            “\(typed)” is no room that I can look up. In the room itself write \(code: "room here"), elsewhere its alias or \
            ID, such as \(code: "room #crew:example.org") or \(code: "room !abc:example.org").
            """
        case .aliasMissing(let alias):
            "There is no room \(code: alias). Mind the spelling, and the server behind the colon."
        case .aliasUnreachable(let alias):
            """
            I could not find out where \(code: alias) leads: its server does not answer. Try again later, or in the room \
            itself write \(code: "room here").
            """
        case .roomUnknown(let typed):
            "“\(typed)” is no room that we are both in. Invite me there, and be in it yourself."
        case .codeLength:
            """
            A code needs \(InvitationCode.length.lowerBound) to \(InvitationCode.length.upperBound) characters: short ones \
            are guessed.
            """
        case .noCodeToKeep: "\(code: "code") needs the code: there is none here that could be kept."
        case .noSuchNumber(let typed):
            typed.isEmpty
                ? "Name the number of the criterion, as the list shows it." : "There is no criterion “\(typed)”."
        case .numberTwice(let number): "The number \(number) is given twice."
        case .numberNotFree(let number):
            """
            \(number) is not free: numbers are never given again. Leave it out, and the criterion gets the next one.
            """
        case .noCriteria: "There is no criterion in it: write one a line after \(code: "criteria:")."
        case .rule(let problem): problem.line
        case .ruleTooLong: "\(code: "rule") is too long: \(English.room(RuleText.bytesAtMost))."
        case .noSuchDate, .datePast, .dateFar, .dateMissing: dateLine
        case .notUntil(let typed):
            "Below a file only a date counts, such as \(code: "until 2031-12-31"): “\(typed)” is none."
        case .notALink, .notANumber, .notAnOption, .notYesOrNo, .notAccepted, .tooLong, .linkWithSign, .linkTooLong:
            givenLine
        }
    }

    private var kindLine: Phrase {
        switch self {
        case .unknownKind(let typed, let near):
            near.map { "I know no criterion “\(typed)”. Did you mean \(code: $0)?" }
                ?? """
                I know no criterion “\(typed)”. There are: \
                \(words: CriterionText.kinds.joined(separator: ", ")).
                """
        case .incomplete(let kind): "\(code: kind) says nothing yet. It goes like this: \(code: Self.sample(of: kind))"
        case .questionForm(let typed):
            """
            “\(typed)” is no kind of question. After \(code: "question") stands \(code: "short"), \(code: "long"), \
            \(code: "number"), \(code: "yes/no") or \(code: "choice (Linux, macOS)"), and then the question.
            """
        case .optionsMissing:
            "A choice needs its options: \(code: "question choice (Linux, macOS) What do you run?")"
        case .server(let typed):
            "“\(typed)” is no server: write \(code: "server example.org") or \(code: "server *.example.org")."
        case .days(let typed, let most):
            "“\(typed)” is no number of days from 1 to \(most): \(code: Self.sample(of: "freelancer"))"
        case .number(let typed, let range):
            "“\(typed)” is not a whole number from \(range.lowerBound) to \(range.upperBound)."
        default:
            """
            Say what kind of criterion it is: \(words: CriterionText.kinds.joined(separator: ", ")). For example \
            \(code: Self.sample(of: "question"))
            """
        }
    }

    private var dateLine: Phrase {
        switch self {
        case .noSuchDate(let typed): "“\(typed)” is not a date such as \(code: "2031-12-31")."
        case .datePast(let day): "\(words: EnglishDate.date(day)) is in the past."
        case .dateFar(let day):
            "\(words: EnglishDate.date(day)) is too far away: at most \(Criteria.recheckDaysAtMost) days, please."
        default: "Add until when it holds: \(code: "until 2031-12-31")"
        }
    }

    private var givenLine: Phrase {
        switch self {
        case .notALink(let typed) where ["https://", "http://"].contains { typed.lowercased().hasPrefix($0) }:
            "“\(typed)” is not a link: it names no server, or has spaces. One goes like this: \(code: "https://example.org/work")"
        case .notALink(let typed): "“\(typed)” is not a link: it begins with \(code: "https://") and has no spaces."
        case .linkWithSign: "A link may not have an @ before its server."
        case .linkTooLong(let limit): "That link is too long: at most \(words: English.grouped(limit)) characters."
        case .notANumber(let typed): "“\(typed)” is not a number."
        case .notAnOption(let typed, let options): "“\(typed)” is none of these: \(options.joined(separator: ", "))."
        case .notYesOrNo(let typed): "“\(typed)” is neither \(code: "yes") nor \(code: "no")."
        case .notAccepted(let typed): "To accept the terms say \(code: "accept"), not “\(typed)”."
        case .tooLong(let limit): "That is too long: \(English.room(limit))."
        default: ""
        }
    }

    private static func sample(of kind: String) -> String {
        switch kind {
        case "question": "question short Which of your servers is still up?"
        case "evidence": "evidence A link to a sample of your work"
        case "group": "group linux-crew"
        case "room": "room here"
        case "freelancer": "freelancer 90 days"
        case "terms": "terms 2026-03 I will not quote clients in public"
        case "statement": "statement Has shown an ID in a call"
        case "test": "test swift-basics min:80 days:365"
        default: kind
        }
    }
}

extension CriteriaFault {
    fileprivate var line: Phrase {
        switch self {
        case .tooMany(let limit): "A group asks for \(limit) things at most."
        case .tooManyQuestions(let limit): "A group asks \(limit) questions at most: nobody answers more."
        case .same(let number, let other): "\(number) asks for the same as \(other)."
        case .emptyText(let number): "\(number) says nothing."
        case .textTooLong(let number, let limit): "\(number) is too long: \(English.room(limit)) in one text."
        case .tooMuchText(let limit): "All texts together are too long: \(English.room(limit))."
        case .options(let number, let most): "\(number): a choice has 2 to \(most) options, all of them different."
        case .unknownNumber(let number): "The rule names \(number), and there is no such criterion."
        case .unmentioned(let numbers):
            """
            The rule leaves out \(words: numbers.map(String.init).joined(separator: ", ")): put it in, or take the criterion \
            out.
            """
        case .emptyCombination: "The rule has brackets with nothing in them."
        case .count(let count, let total):
            total < 2
                ? "The rule would want \(count) of \(total). Change the rule first."
                : "The rule wants \(count) of \(total), which can’t be: name a number from 1 to \(total)."
        case .twice(let part):
            "The rule counts \(code: RuleText.written(part)) twice, and one thing is one thing: name it once, or change the count."
        case .tooDeep(let limit): "The rule has too many brackets within brackets: \(limit) at most."
        case .tooManyParts(let limit): "The rule has too many parts: \(limit) at most."
        case .tooTangled(let limit): "The rule names more than \(limit) criteria more than once."
        case .contradiction:
            "Nobody could ever meet the rule: it asks for something and for its opposite, or for two things that nobody is at once."
        case .idlePart(let part, isMet: true):
            "Everybody always meets \(code: RuleText.written(part)), so it asks for nothing. Leave it out."
        case .idlePart(let part, isMet: false):
            "Nobody ever meets \(code: RuleText.written(part)), so it helps nobody. Leave it out."
        case .alwaysMet: "Everybody always meets the rule: it asks for something or its opposite."
        case .ownGroup: "A group can’t ask for its own members: nobody would get in."
        case .cycle, .chainTooLong:
            "Too many groups ask for each other’s members in a row for me to look at. Leave one out."
        }
    }
}

extension RuleText.Problem {
    fileprivate var line: Phrase {
        let sample: Phrase = "\(code: "rule: 1 and (2 or 3) and 2 of (4, 5, 6) and not 7")"
        return switch self {
        case .unexpected(let word?): "The rule can’t be read at “\(word)”. It goes like this: " + sample
        case .unexpected(nil): "The rule ends too early. It goes like this: " + sample
        case .mixed:
            """
            \(code: "and") and \(code: "or") side by side can be meant in two ways: add brackets, such as \
            \(code: "1 and (2 or 3)").
            """
        case .tooDeep: "The rule has too many brackets within brackets: \(CriteriaSet.depthAtMost) at most."
        }
    }
}

extension English {
    /// Such as `a → b → a`.
    static func chain(_ handles: [String]) -> Phrase {
        var phrase: Phrase = ""
        for (index, handle) in handles.enumerated() {
            phrase = phrase + (index > 0 ? " → " : "") + "\(code: handle)"
        }
        return phrase
    }
}
