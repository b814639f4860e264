import Groups
import Identifiers

/// Applicants of whom the bot has lost sight, because they have left every room with it, and whom it sees again.
enum Sights {
    /// How many people one tick looks after.
    static let peopleAtMost = 20

    /// Has the cards of their requests say so; the requests stay as they are.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for person in try board.sightsDue(by: call.receivedAt, limit: peopleAtMost) {
            decision.changes.append(.watch(.sightShown(person)))
            // What is incomplete has no card yet.
            for request in try board.openRequests(of: person, limit: Person.openRequestsAtMost)
            where !request.isIncomplete {
                let group = try board.knownGroup(request.group)
                decision.outgoing.append(try Cards.revised(request, in: group, by: call, board))
            }
        }
        return decision
    }
}

extension Board {
    /// Whose applicants the bot has lost sight of.
    func away(among requests: [JoinRequest]) throws -> Set<UserID> {
        Set(try requests.map(\.person).filter { try isAway($0) })
    }
}
