import Groups
import Identifiers

/// `!here <group> admin/members/jobs [room]` and `!here jobs`: give the present room, or the one that is named, a part to
/// play.
struct Here: Command {
    static let usage = Usage(
        name: "here",
        parameters: "<group> admin/members/jobs [room] [off] | jobs [room] [off]",
        summary: "Make this room, or the room or space that you name, a group’s admin, members’ or jobs room.",
        example: "here swift-guild admin",
        section: .administration
    )

    let group: GroupReference?
    let role: RoomRole
    let isOn: Bool
    /// As typed: a space, in which nothing can be said, must be named.
    let room: String?

    init(_ text: inout CommandText) throws(UsageError) {
        var words: [String] = []
        while !text.words.isAtEnd { words.append(try text.words.next("group")) }
        isOn = words.last?.lowercased() != "off"
        if !isOn { words.removeLast() }
        room = words.last.flatMap { RoomReference.isRoom($0) ? $0 : nil }
        if room != nil { words.removeLast() }
        guard let last = words.popLast() else { throw .missing("group") }
        guard let role = RoomRole(rawValue: last.lowercased()) else {
            throw .noneOf(last.capped(bytes: 60), RoomRole.allCases.map(\.rawValue))
        }
        self.role = role
        guard words.isEmpty else {
            group = GroupReference(text: words.joined(separator: " "))
            return
        }
        guard role == .jobs else { throw .missing("group") }
        group = nil
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let group = try group?.resolve(for: call.sender, board).group
        guard call.place == .shared || room != nil else {
            let part = (group.map { "\($0.handle) " } ?? "") + role.rawValue
            throw Refusal.authority(.onlyInSharedRoom(typed: "here \(part)"))
        }
        if let group {
            try board.checkRuns(group, call.sender)
            if isOn { try group.checkMayChange() }
        }
        let place = try room.map { try RoomReference.resolve($0, call, board) } ?? call.room
        guard let place else {
            let alias = room.flatMap { RoomReference.alias($0) } ?? ""
            return Decision(changes: [.criteria(.aliasesWanted([alias]))])
        }
        guard try board.mayConfigure(call.sender, place) else { throw Refusal.authority(.needsRoomPower) }
        if isOn, role == .members, try !board.botMayInviteAndKick(in: place) {
            throw Refusal.authority(.botNeedsRoomPower)
        }
        if isOn, role != .jobs, try board.isEncrypted(place) { throw Refusal.authority(.encryptedRoom) }
        if isOn { try checkUnused(place, by: group, call, board) }
        let name = room?.capped(bytes: 255)
        let saying: FoundingSaying =
            isOn
            ? .roomTaken(group, role, named: name, isPublic: try role == .members && board.isPublic(place))
            : .roomGivenUp(group, role, named: name)
        // Only the room that plays the part can give it up.
        let changes =
            isOn || role == .jobs || isPlaying(group, place) ? [change(group, place)] + walk(group, call) : []
        return Decision(changes: changes, outgoing: [Outgoing(.answer(saying))])
    }

    /// A room serves one group in one part: members must not sit among the requests, nor one sponsor's among another's.
    private func checkUnused(_ room: RoomID, by group: Group?, _ call: Call, _ board: some Board) throws {
        guard role != .jobs, let group else { return }
        for other in try board.groupsUsing(room) where other.id != group.id || !plays(role, other, room) {
            guard try board.mayKnow(call.sender, of: other) else { throw Refusal.authority(.roomNotFree) }
            throw Refusal.authority(.roomInUse(other, other.rooms.admin == room ? .admin : .members))
        }
    }

    private func isPlaying(_ group: Group?, _ room: RoomID) -> Bool {
        group.map { plays(role, $0, room) } ?? false
    }

    private func plays(_ role: RoomRole, _ group: Group, _ room: RoomID) -> Bool {
        switch role {
        case .admin: group.rooms.admin == room
        case .members: group.rooms.members == room
        case .jobs: true
        }
    }

    /// A new members' room is one that the members are still to be invited to.
    private func walk(_ group: Group?, _ call: Call) -> [Change] {
        guard isOn, role == .members, let group else { return [] }
        return [
            .walk(.goesOn(Walk(group: group.id, task: .inviting, beganAt: call.receivedAt, dueAt: call.receivedAt)))
        ]
    }

    private func change(_ group: Group?, _ room: RoomID) -> Change {
        guard role != .jobs, let group else {
            return .room(isOn ? .announcesJobs(room, of: group?.id) : .stopsAnnouncing(room))
        }
        return .group(.roomSet(group.id, role, isOn ? room : nil))
    }
}
