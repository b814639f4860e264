/// What a walk through the jobs of a hall should come to, told in as few rules as can be and without the code under test.
struct JobWalkModel {
    struct Response: Hashable {
        var state = "sent"
    }

    struct Job: Hashable {
        var client: String
        var state = "open"
        var outcome: String?
        var announcedAt: Int64
        var openedAt: Int64
        var expiresAt: Int64
        var closedAt: Int64?
        var responses: [String: Response] = [:]
        var reporters: Set<String> = []
        /// Since an operator last looked at it.
        var openReports = 0
        /// Since when nobody is shown it.
        var heldAt: Int64?
    }

    enum Command: Hashable {
        case post(group: Bool)
        case respond(Int)
        case withdraw(Int)
        /// What a client says of somebody's response: shortlisted, sent, declined or hired.
        case decide(Int, String, to: String)
        case keep(Int)
        case bump(Int)
        case close(Int, outcome: String)
        case reopen(Int)
        case report(Int)
        case clear(Int)
        case remove(Int)
    }

    static let day: Int64 = 86_400_000

    /// The first has the number 1.
    var jobs: [Job] = []
    /// When each person reported something.
    var reports: [String: [Int64]] = [:]
    /// How often each kind of command had an effect.
    var effects: [String: Int] = [:]

    /// Whether a client may have one more open job, and post one more today.
    func mayPost(_ person: String, at now: Int64) -> Bool {
        let own = jobs.filter { $0.client == person }
        return own.count { $0.state == "open" } < 20 && own.count { $0.openedAt > now - Self.day } < 10
    }

    /// Jobs whose time is over are closed by the bot: open ones, and those that nobody has looked at for 30 days.
    mutating func pass(to end: Int64, awake: Bool) {
        for index in jobs.indices {
            let over: Int64? =
                switch jobs[index].state {
                case "open": jobs[index].expiresAt
                case "held": jobs[index].heldAt.map { $0 + 30 * Self.day }
                default: nil
                }
            guard let over, over <= end else { continue }
            note(jobs[index].state == "held" ? "heldToTheEnd" : "expired")
            close(index, "expired", at: awake ? over : end)
        }
    }

    mutating func obey(_ command: Command, by person: String, at now: Int64) {
        switch command {
        case .post:
            jobs.append(
                Job(client: person, announcedAt: now, openedAt: now, expiresAt: now + 30 * Self.day)
            )
            note("post")
        case .respond(let number):
            guard let index = open(number), jobs[index].client != person, person != "cleo" else { return }
            guard !["hired", "declined"].contains(jobs[index].responses[person]?.state) else { return }
            let state = jobs[index].responses[person]?.state
            jobs[index].responses[person] = Response(state: state == "shortlisted" ? "shortlisted" : "sent")
            note("respond")
        case .withdraw(let number):
            guard let index = known(number), ["sent", "shortlisted"].contains(jobs[index].responses[person]?.state)
            else {
                return
            }
            jobs[index].responses[person]?.state = "withdrawn"
            note("withdraw")
        case .decide(let number, let author, let state):
            guard let index = open(number), jobs[index].client == person,
                let before = jobs[index].responses[author]?.state, !["withdrawn", "hired", state].contains(before)
            else { return }
            jobs[index].responses[author]?.state = state
            renew(index, at: now)
            note(state)
        case .keep(let number):
            guard let index = open(number), jobs[index].client == person else { return }
            renew(index, at: now)
            note("keep")
        case .bump(let number):
            guard let index = open(number), jobs[index].client == person, jobs[index].announcedAt + Self.day <= now
            else { return }
            jobs[index].announcedAt = now
            renew(index, at: now)
            note("bump")
        case .close(let number, let outcome):
            guard let index = known(number), jobs[index].client == person, jobs[index].state != "closed" else { return }
            close(index, outcome, at: now)
            note("close")
        case .reopen(let number): reopen(number, by: person, at: now)
        case .report, .clear, .remove: review(command, by: person, at: now)
        }
    }

    private mutating func reopen(_ number: Int, by person: String, at now: Int64) {
        guard let index = known(number), jobs[index].client == person, jobs[index].state == "closed",
            jobs[index].outcome != "removed", jobs[index].openReports < 3, let closedAt = jobs[index].closedAt,
            now - closedAt <= 30 * Self.day,
            jobs.count(where: { $0.client == person && $0.state == "open" }) < 20
        else { return }
        (jobs[index].state, jobs[index].outcome, jobs[index].closedAt) = ("open", nil, nil)
        renew(index, at: now)
        note("reopen")
    }

    /// Reports, and what an operator makes of them.
    private mutating func review(_ command: Command, by person: String, at now: Int64) {
        switch command {
        case .report(let number):
            guard let index = open(number), jobs[index].client != person, !jobs[index].reporters.contains(person),
                reports[person, default: []].count(where: { $0 > now - Self.day }) < 5
            else { return }
            jobs[index].reporters.insert(person)
            jobs[index].openReports += 1
            reports[person, default: []].append(now)
            note("report")
            guard jobs[index].openReports == 3 else { return }
            (jobs[index].state, jobs[index].heldAt) = ("held", now)
            note("held")
        case .clear(let number):
            guard person == "olga", let index = known(number), jobs[index].openReports > 0 else { return }
            jobs[index].openReports = 0
            note("clear")
            guard jobs[index].state == "held" else { return }
            (jobs[index].state, jobs[index].heldAt) = ("open", nil)
            renew(index, at: now)
        case .remove(let number):
            guard person == "olga", let index = known(number), jobs[index].state != "closed" else { return }
            close(index, "removed", at: now)
            note("remove")
        default: break
        }
    }

    private mutating func close(_ index: Int, _ outcome: String, at now: Int64) {
        (jobs[index].state, jobs[index].outcome, jobs[index].closedAt) = ("closed", outcome, now)
        jobs[index].heldAt = nil
        if outcome == "removed" { jobs[index].openReports = 0 }
    }

    private mutating func renew(_ index: Int, at now: Int64) { jobs[index].expiresAt = now + 30 * Self.day }

    private mutating func note(_ kind: String) { effects[kind, default: 0] += 1 }

    private func known(_ number: Int) -> Int? { jobs.indices.contains(number - 1) ? number - 1 : nil }

    private func open(_ number: Int) -> Int? { known(number).flatMap { jobs[$0].state == "open" ? $0 : nil } }

    /// Each job with its responses, as a line, but for the first of them.
    func lines(from first: Int) -> [String] {
        jobs.enumerated().dropFirst(first).map { index, job in
            let responses = job.responses.sorted { $0.key < $1.key }.map { " \($0.key):\($0.value.state)" }.joined()
            let count = job.responses.values.count { $0.state != "withdrawn" }
            return "\(index + 1) \(job.client) \(job.state) \(job.outcome ?? "-") \(count)\(responses)"
        }
    }
}
