import Groups
import Identifiers

extension English {
    static let outOfReach: Phrase = "can’t be reached at the moment: has left every room that I share with them"

    /// After the line of a request in a list.
    static func away(_ person: UserID, _ away: Set<UserID>) -> Phrase {
        away.contains(person) ? "; the applicant can’t be reached at the moment" : ""
    }

    /// That the applicant hears how it was decided, and when.
    static func telling(_ line: AdministrationSaying.DecisionLine, _ what: String = "") -> Phrase {
        guard line.isAway else { return "I am telling them\(words: what.isEmpty ? "" : " " + what)." }
        return "They have left every room that I share with them, so they hear of it when they come back."
    }
}
