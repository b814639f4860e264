// MARK: - What groups ask for

extension WalkModel {
    /// What is asked for under each number, as it is typed: the same words under the same number are the same criterion.
    ///
    /// Of each kind, which is the first word, there is one at most.
    typealias Criteria = [Int: String]

    static let ownServer = "server example.org"

    /// What a group asks for now; nothing where it never asked.
    func asked(by group: String) -> Criteria { versions[group]?.last ?? [:] }

    private func present(_ group: String) -> Int? { versions[group].map(\.count) }

    /// What a request is held against, or nothing where there were no criteria to be held against.
    private func asked(of number: Int) -> Criteria {
        let request = requests[number - 1]
        return request.version.map { versions[request.group]?[$0 - 1] ?? [:] } ?? [:]
    }

    /// A number that was never given.
    func freeNumber(in group: String) -> Int { 1 + (versions[group, default: []].flatMap(\.keys).max() ?? 0) }

    /// The number under which something of that kind is asked for.
    static func number(of kind: String, in criteria: Criteria) -> Int? {
        criteria.first { $0.value.hasPrefix(kind) }?.key
    }

    /// The kinds of what the bot sees to be missing.
    func missing(_ criteria: Criteria, _ person: String, in group: String) -> Set<Substring> {
        Set(
            criteria.filter { !isMet($0.key, $0.value, person, in: group) }.values.map { words in
                words.prefix { $0 != " " }
            }
        )
    }

    private func isMet(_ number: Int, _ words: String, _ person: String, in group: String) -> Bool {
        switch words.prefix(while: { $0 != " " }) {
        case "server": words == Self.ownServer
        case "terms": submissions[[group, person], default: [:]][number]?.words == words
        case "group": members.contains([String(words.dropFirst("group ".count)), person])
        // People find out.
        default: true
        }
    }

    /// Whether somebody would be asked to accept terms before they could ask to join.
    func lacksTerms(_ person: String, in group: String) -> Bool {
        missing(asked(by: group), person, in: group).contains("terms")
    }

    /// The terms that somebody may accept: those under which they asked, or those of now.
    func termsAsked(of person: String, in group: String) -> Int? {
        Self.number(of: "terms", in: open[[group, person]].map(asked(of:)) ?? asked(by: group))
    }

    mutating func change(_ group: String, to criteria: Criteria, by person: String) {
        guard administrators[group, default: []].contains(person), criteria != asked(by: group) else { return }
        versions[group, default: []].append(criteria)
        note("criteria")
    }

    mutating func meet(_ group: String, _ number: Int, _ person: String, in room: String?, at now: Int64) {
        let criteria = open[[group, person]].map(asked(of:)) ?? asked(by: group)
        guard room == nil, freelancers.contains(person), let words = criteria[number], words.hasPrefix("terms") else {
            return
        }
        submissions[[group, person], default: [:]][number] = Submission(words: words, at: now)
        note("meet")
    }

    mutating func judge(_ number: Int, isMet: Bool, by person: String, in room: String?) {
        guard mayDecide(number, person, in: room), statement(of: number) != nil else { return }
        verdicts[number] = isMet
        note(isMet ? "met" : "notMet")
    }

    /// The number of what people are to find out about a request.
    func statement(of number: Int) -> Int? {
        guard requests.indices.contains(number - 1) else { return nil }
        return Self.number(of: "statement", in: asked(of: number))
    }

    /// Asks to join: what only another group can bring is waited for, and with what nothing can bring people decide.
    mutating func file(_ group: String, _ person: String) {
        let criteria = asked(by: group)
        var request = Request(group: group, person: person)
        request.version = criteria.isEmpty ? nil : present(group)
        request.isIncomplete = missing(criteria, person, in: group) == ["group"]
        requests.append(request)
        open[[group, person]] = requests.count
        note(request.isIncomplete ? "incomplete" : "join")
    }

    /// Asks once more, while the request is not complete: it is held against what is asked now, where only terms lack by that.
    mutating func fileAgain(_ group: String, _ person: String) {
        guard let number = open[[group, person]], requests[number - 1].isIncomplete,
            requests[number - 1].version != present(group),
            missing(asked(by: group), person, in: group) == ["terms"]
        else { return }
        requests[number - 1].version = present(group)
        note("rejudged")
    }

    /// Whose request is not complete by what was asked before what is asked now.
    func waitingByOld(_ group: String) -> [String] {
        open.filter { pair, number in
            pair[0] == group && requests[number - 1].isIncomplete && requests[number - 1].version != present(group)
        }.map { $0.key[1] }.sorted()
    }

    /// Whether an approval goes through: by itself, or with a reason where something is missing.
    func isApprovable(_ number: Int, anyway isAnyway: Bool) -> Bool { isAnyway || shortfall(number).isEmpty }

    /// What keeps a request from being approved without a reason.
    func shortfall(_ number: Int) -> Set<Substring> {
        let request = requests[number - 1]
        let found: Set<Substring> = verdicts[number] == false ? ["statement"] : []
        return missing(asked(of: number), request.person, in: request.group).union(found)
    }

    /// Requests that lack nothing any more are complete: by what they asked under, or else by what is asked now.
    mutating func complete() {
        for number in open.values where requests[number - 1].isIncomplete {
            let request = requests[number - 1]
            if !missing(asked(of: number), request.person, in: request.group).isEmpty {
                guard missing(asked(by: request.group), request.person, in: request.group).isEmpty else { continue }
                requests[number - 1].version = present(request.group)
                note("completedByChange")
            }
            requests[number - 1].isIncomplete = false
            note("completed")
        }
    }

    /// Takes over that memberships have ended by themselves, in that order: whether they may have, the log shows.
    mutating func end(_ lost: [[String]]) {
        for pair in lost where members.remove(pair) != nil {
            note("revoked")
            // Whoever comes in for them may be among the next that are out again.
            admit()
        }
        complete()
    }

    /// What two accounts of one person have accepted: what the account that has to do with the group gave, or else the last.
    mutating func mergeSubmissions(of old: String, into new: String) {
        for group in administrators.keys {
            let isOldIn = isInOrAsking(group, old)
            let isNewIn = isInOrAsking(group, new)
            let given = submissions.removeValue(forKey: [group, old]) ?? [:]
            submissions[[group, new], default: [:]].merge(given) { own, other in
                isOldIn || (other.at > own.at && !isNewIn) ? other : own
            }
        }
    }

    private func isInOrAsking(_ group: String, _ person: String) -> Bool {
        members.contains([group, person]) || isWaiting(group, person) || isQueued(group, person)
    }
}
