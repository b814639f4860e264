// MARK: - People who are invited, removed and banned

extension WalkModel {
    mutating func people(_ command: Command, _ person: String, in room: String?, at now: Int64) {
        switch command {
        case .invite(let group, let other):
            let pair = [group, other]
            guard mayAct(group, person, in: room), !isSame(other, person), !members.contains(pair),
                open[pair].map({ requests[$0 - 1].isIncomplete }) ?? true,
                !isQueued(group, other), !bans.contains(pair), !isInvited(group, other, at: now)
            else { return }
            invitations[pair] = now
            note("invite")
        case .uninvite(let group, let other):
            guard mayAct(group, person, in: room), isInvited(group, other, at: now) else { return }
            invitations[[group, other]] = nil
            note("uninvite")
        case .decline(let group):
            guard isInvited(group, person, at: now) else { return }
            invitations[[group, person]] = nil
            note("decline")
        case .remove(let group, let other):
            guard mayAct(group, person, in: room),
                members.remove([group, other]) != nil || takeOff(group, other)
            else { return }
            note("remove")
        case .ban(let group, let other):
            guard mayAct(group, person, in: room), other != person,
                !administrators[group, default: []].contains(other)
            else { return }
            bans.insert([group, other])
            members.remove([group, other])
            takeOff(group, other)
            invitations[[group, other]] = nil
            void { $0.group == group && $0.person == other }
            note("ban")
        case .unban(let group, let other):
            guard mayAct(group, person, in: room), bans.remove([group, other]) != nil else { return }
            note("unban")
        default: break
        }
    }
}

// MARK: - The waiting list

extension WalkModel {
    /// A place on it, and the number of the request by which it was given.
    struct Place: Hashable {
        var person: String
        var request: Int?
    }

    private var membersOfMakers: Int { members.count { $0[0] == "makers" } }

    mutating func letIn(_ person: String, to group: String, by request: Int? = nil) {
        guard group == "makers", membersOfMakers + queue.count >= Self.capacity else {
            members.insert([group, person])
            return
        }
        queue.append(Place(person: person, request: request))
        note("queue")
    }

    func isQueued(_ group: String, _ person: String) -> Bool {
        group == "makers" && queue.contains { $0.person == person }
    }

    mutating func giveUp(_ group: String, _ person: String) {
        if takeOff(group, person) { note("giveUp") }
    }

    /// - Returns: Whether they were on it.
    @discardableResult mutating func takeOff(_ group: String, _ person: String) -> Bool {
        guard isQueued(group, person) else { return false }
        queue.removeAll { $0.person == person }
        return true
    }

    /// Whoever there is a place for comes in, the first who was let in first.
    mutating func admit() {
        while !queue.isEmpty, membersOfMakers < Self.capacity {
            members.insert(["makers", queue.removeFirst().person])
            note("admit")
        }
    }
}
