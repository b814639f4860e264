import Identifiers
import SQLiteStorage

extension Draft {
    /// Who reads it.
    enum Audience: Equatable {
        case room(RoomID)
        case person(UserID)
        /// Those who have the card already.
        case cards
        case nobody

        func isAlone(with people: [UserID]) -> Bool {
            switch self {
            case .room(let room): people.contains { TrialHall.direct($0) == room }
            case .person(let person): people.contains(person)
            case .cards, .nobody: false
            }
        }
    }

    var audience: Audience {
        switch action {
        case .say(_, let room, _, _): .room(room)
        case .tell(_, let person): .person(person)
        case .edit, .revise: .cards
        case .offer, .withdrawOffer, .invite, .kick: .nobody
        }
    }

    var text: String {
        switch action {
        case .say(let text, _, _, _), .tell(let text, _), .edit(_, let text),
            .revise(_, let text):
            text.body + (text.html ?? "")
        case .offer, .withdrawOffer, .invite, .kick: ""
        }
    }
}
