import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/capacity-1.sql says.
enum CapacitySample {
    private static let group = GroupID(rawValue: 1)

    static func expect(_ board: StoredBoard) throws {
        let kim = UserID(rawValue: "@kim:example.org")
        let place = QueuePlace(
            group: group,
            person: kim,
            since: Timestamp(rawValue: 1_699_980_000_000),
            ticket: .approval(of: RequestID(rawValue: 13)),
            letInBy: ada,
            number: 1
        )
        #expect(try board.standing(of: kim, in: group) == .queued(place))
        let queue = try board.queue(of: group, limit: 9)
        #expect(queue.map(\.number) == [1, 2] && queue.first == place)
        #expect(queue.last?.ticket == .invitation(InvitationID(rawValue: 9)))
        #expect(try board.queuePlaces(of: kim, limit: 9) == [place])
        let found = try #require(try board.group(group))
        #expect(found.capacity == 1 && found.queueCount == 2 && found.isFull() && found.placesFree == 0)
        #expect(try board.queuesDue(by: Timestamp(rawValue: 1_700_000_000_000), limit: 9) == [found])
    }

    /// What Samples/drafts-1.sql says; what was there before drafts were is open.
    static func expectDrafts(_ board: StoredBoard) throws {
        let draft = try #require(try board.group(handle: "elm-guild"))
        let givenUp = try #require(try board.group(handle: "ash-guild"))
        #expect(draft.state == .draft && !draft.wasOpened)
        #expect(givenUp.state == .archived && !givenUp.wasOpened)
        #expect(try board.group(group)?.wasOpened == true)
        #expect(try board.groups(after: "a", limit: 9).allSatisfy(\.wasOpened))
    }

    /// What Samples/sight-1.sql says.
    static func expectSight(_ board: StoredBoard) throws {
        #expect(try board.sightsDue(by: Timestamp(rawValue: 1_700_000_000_000), limit: 9) == [finn])
    }
}
