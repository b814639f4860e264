import Groups
import Identifiers

extension RequestRefusal {
    /// Why not, where it is about the criteria of a request.
    func criteriaLine(_ reader: Reader) -> Phrase {
        switch self {
        case .notForPeople(_, let criterion): return criterion.notForPeople
        case .nothingToJudge(let request, let group):
            return """
                There is nothing to mark for #\(request.id.rawValue): \(strong: group.name) had no criteria when it was asked.
                """
        case .criteriaNotMet(let request, let items, let names, let isByPresent):
            return "#\(request.id.rawValue): \(request.person) does not meet "
                + (isByPresent ? "the present criteria: " : "what the request is judged by: ")
                + English.list(items.map { $0.shortfall(names) })
                + ". You can let them in for a reason, which the log keeps; they are not told it."
        case .reasonMissing(let request):
            return """
                Why is #\(request.id.rawValue) refused? Its applicant gets to read it: write the reason, or mark what is \
                not met.
                """
        case .judgedByPresent(let id):
            return "#\(id.rawValue) is judged by the present version of the criteria already."
        default: return ""
        }
    }

    /// What to do instead, where it is about the criteria of a request.
    func criteriaNext(_ reader: Reader) -> Phrase {
        switch self {
        case .notForPeople(let id, _), .judgedByPresent(let id):
            "See what is for you to check: \(reader.command("verdict \(id.rawValue)"))"
        case .nothingToJudge(let request, _):
            """
            Decide: \(English.decide(request.id, reader)) · hold it against the present criteria, if there are any: \
            \(reader.command("verdict \(request.id.rawValue) --current"))
            """
        case .criteriaNotMet(let request, _, _, let isByPresent):
            """
            Let them in all the same: \
            \(reader.command("approve \(request.id.rawValue)\(isByPresent ? " --current" : "") --anyway <reason>")) · \
            see how they stand: \(reader.command("request \(request.id.rawValue)"))
            """
        case .reasonMissing(let request):
            """
            \(reader.command("refuse \(request.id.rawValue) <reason>")) · \
            mark: \(reader.command("verdict \(request.id.rawValue)"))
            """
        default: ""
        }
    }
}

extension Checklist.Item {
    /// What is missing, such as `1 (be a member of linux-crew)`.
    fileprivate func shortfall(_ names: [RoomID: String]) -> Phrase {
        let what = criterion.kind.english(names, isExcluded: isExcluded)
        let end: Phrase
        switch mark {
        case .unavailable: end = ", which can’t be checked yet)"
        case _ where isJudgedNotMet:
            let by = verdict.map { "\($0.administrator)" as Phrase } ?? ""
            end = ", not met, says " + by + ")"
        default: end = ")"
        }
        return "\(criterion.number) (" + what + end
    }
}
