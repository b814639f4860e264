import Groups
import Identifiers

extension AdministrationSaying {
    func askedOfAnother(_ asked: Asked, _ person: UserID, _ reader: Reader) -> Message {
        let id = asked.request.rawValue
        let next: Phrase =
            switch asked.what {
            case .reason: "Refuse it yourself: \(reader.command("refuse \(id) <reason>"))"
            case .question: "Ask it yourself: \(reader.command("ask \(id) <question>"))"
            case .questionAbout(let number):
                "Ask it yourself: \(reader.command("verdict \(id) \(number) ask <question>"))"
            }
        return Message([
            .line(
                """
                \(person), I asked \(asked.person) that: what the applicant gets to read is said in one’s own name. Nothing has \
                changed about #\(id).
                """
            ),
            .next(next),
        ])
    }
}
