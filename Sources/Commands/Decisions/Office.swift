import Groups
import Identifiers

/// Who decides for a group, and where: checked alike for every decision about a request or a person.
enum Office {
    /// The caller as a decider about the people of a group.
    ///
    /// - Throws: An authority refusal where the caller is no administrator, or in the wrong place.
    static func decider(of group: Group, _ call: Call, _ board: some Board) throws -> Decider {
        guard try board.isAdministrator(call.sender, of: group.id) else {
            throw Refusal.authority(.administratorsOnly(group))
        }
        guard try isPlace(of: group, call, board) else { throw Refusal.authority(.actElsewhere(group)) }
        return Decider(person: call.sender, isAdministrator: true)
    }

    /// A request, its group, and the caller as a decider about it.
    ///
    /// - Throws: A refusal, said alike for a request that is not there and one that is not the caller's to decide.
    static func request(
        _ id: RequestID,
        _ call: Call,
        _ board: some Board
    ) throws -> (request: JoinRequest, group: Group, decider: Decider) {
        guard let request = try board.request(id) else { throw Refusal.authority(.notYoursToDecide([id])) }
        let group = try board.knownGroup(request.group)
        let decider = Decider(
            person: call.sender,
            isAdministrator: try board.isAdministrator(call.sender, of: group.id)
        )
        guard try !decider.isAdministrator || isPlace(of: group, call, board) else {
            throw Refusal.authority(.decideElsewhere([id]))
        }
        if decider.isAdministrator, request.isOpen {
            try group.checkDecides()
            // Nor does anybody decide it with another account of theirs, which may have kept its office.
            guard try !board.isAnotherAccount(call.sender, of: request.person) else {
                throw Refusal.membership(.ownRequest(id))
            }
        }
        return (request, group, decider)
    }

    /// In another group's administrators' room the answer would tell its people about this group's requests.
    private static func isPlace(of group: Group, _ call: Call, _ board: some Board) throws -> Bool {
        guard call.place == .shared else { return true }
        return try call.room == group.rooms.admin && board.occupies(call.sender, call.room)
    }

    /// Something that some administrators are to see: in their room, or each in their direct message.
    static func notice(
        to people: [UserID],
        of group: Group,
        key: String,
        _ board: some Board,
        _ saying: (_ mentions: [UserID]) -> any Saying
    ) throws -> [Outgoing] {
        guard !people.isEmpty else { return [] }
        if let room = try board.usableAdminRoom(of: group) {
            let mentions = Array(people.prefix(Cards.mentionsAtMost))
            return [Outgoing(.say(saying(mentions), in: room), key: key, urgency: .decision)]
        }
        return people.map { person in
            Outgoing(.tell(saying([person]), person), key: "\(key)/\(person)", urgency: .decision)
        }
    }
}
