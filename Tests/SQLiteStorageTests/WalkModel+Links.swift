// MARK: - Accounts of one person

extension WalkModel {
    func isSame(_ one: String, _ other: String) -> Bool {
        (successors[one] ?? one) == (successors[other] ?? other)
    }

    func isRefused(_ group: String, _ person: String, at now: Int64) -> Bool {
        guard let refusal = refusals[[group, person]], refusal.at > acceptedAt[[group, person], default: 0] else {
            return false
        }
        return now < refusal.mayAskAt
    }

    private func isAsking(_ pair: [String], at now: Int64) -> Bool {
        links[pair].map { now < Self.midnight(8, after: $0) } ?? false
    }

    mutating func link(_ other: String, _ person: String, in room: String?, at now: Int64) {
        guard room == nil, other != person else { return }
        if isAsking([other, person], at: now) { return move(person, to: other, at: now) }
        let today = links.count { $0.key[0] == person && $0.value > now - Self.day }
        guard !isAsking([person, other], at: now), today < 3 else { return }
        links[[person, other]] = now
    }

    /// In how many ways somebody has to do with a group, being banned set apart.
    private func isInvolved(_ group: String, _ person: String, at now: Int64) -> Bool {
        members.contains([group, person]) || isWaiting(group, person) || isQueued(group, person)
            || isInvited(group, person, at: now)
    }

    private mutating func move(_ old: String, to new: String, at now: Int64) {
        for group in administrators.keys {
            let (isOldIn, isNewIn) = (isInvolved(group, old, at: now), isInvolved(group, new, at: now))
            let (isOldBanned, isNewBanned) = (bans.contains([group, old]), bans.contains([group, new]))
            if isOldIn, isNewIn || isNewBanned { return }
            if isOldBanned, isNewIn { return }
        }
        mergeSubmissions(of: old, into: new)
        if freelancers.remove(old) != nil { freelancers.insert(new) }
        for index in requests.indices where requests[index].person == old { requests[index].person = new }
        for number in open.values where [old, new].contains(requests[number - 1].claimer ?? "") {
            if requests[number - 1].person == new { requests[number - 1].claimer = nil }
        }
        for index in queue.indices where queue[index].person == old { queue[index].person = new }
        for group in administrators.keys {
            let (before, after) = ([group, old], [group, new])
            if let number = open.removeValue(forKey: before) { open[after] = number }
            if members.remove(before) != nil { members.insert(after) }
            if bans.remove(before) != nil { bans.insert(after) }
            if let sent = invitations.removeValue(forKey: before) {
                invitations[after] = max(sent, invitations[after] ?? sent)
            }
            if let refusal = refusals.removeValue(forKey: before), refusal.at >= refusals[after]?.at ?? 0 {
                refusals[after] = refusal
            }
            if let accepted = acceptedAt.removeValue(forKey: before) {
                acceptedAt[after] = max(accepted, acceptedAt[after] ?? 0)
            }
        }
        successors[new] = nil
        for (account, now) in successors where now == old { successors[account] = new }
        successors[old] = new
        links[[old, new]] = nil
        links[[new, old]] = nil
        note("link")
    }
}
