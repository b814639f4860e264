import Groups
import Identifiers

extension English {
    /// What is left to do about a refusal that was a mistake.
    static func mistake(_ request: JoinRequest, _ group: Group, _ reader: Reader) -> Phrase {
        "Refused by mistake? \(reader.command("invite \(group.handle) \(request.person.rawValue)"))"
    }

    /// That a request is settled, by whom and when.
    static func alreadyDecided(_ request: JoinRequest, _ reader: Reader) -> Phrase {
        let id = request.id.rawValue
        return switch request.state {
        case .incomplete, .pending, .awaitingApplicant: "#\(id) is still waiting."
        case .lapsed(let at):
            """
            #\(id) lapsed on \(words: EnglishDate.moment(at, in: reader.zone)), because the applicant did not answer \
            a question.
            """
        case .void(let reason, let at):
            "#\(id) has been void since \(words: EnglishDate.moment(at, in: reader.zone)): " + void(reason) + "."
        case .approved(let verdict):
            """
            #\(id) was approved already, by \(verdict.administrator) on \
            \(words: EnglishDate.moment(verdict.at, in: reader.zone)).
            """
        case .refused(let verdict):
            """
            #\(id) was refused already, by \(verdict.administrator) on \
            \(words: EnglishDate.moment(verdict.at, in: reader.zone)).
            """
        case .withdrawn(let at):
            "#\(id) was taken back by the applicant on \(words: EnglishDate.moment(at, in: reader.zone))."
        }
    }
}
