import Foundation

/// What a walk through the hall should come to, told in as few rules as can be and without the code under test.
struct WalkModel {
    struct Request: Hashable {
        var group: String
        var person: String
        var state = "pending"
        var decidedBy: String?
        var claimer: String?
        var heldAt: Int64?
        /// Whether it waits for what only another group can bring.
        var isIncomplete = false
        /// What it is held against: which version of what its group asks for, from 1.
        var version: Int?
    }

    /// Terms that somebody has accepted.
    struct Submission {
        var words: String
        var at: Int64
    }

    enum Command {
        case freelancer(Bool)
        case join(String)
        case withdraw(Int)
        case leave(String)
        /// With a reason for whoever lacks something, or without.
        case approve([Int], anyway: Bool)
        case refuse(Int, againDays: Int?)
        case ask(Int)
        case answer(Int)
        /// By another than who says it, where one is named.
        case claim(Int, by: String?)
        case release(Int)
        case invite(String, String)
        case uninvite(String, String)
        case decline(String)
        case remove(String, String)
        case ban(String, String)
        case unban(String, String)
        case edit(String, form: String)
        case here(String, isOn: Bool)
        /// That another account is one's own, too.
        case link(String)
        case criteria(String, Criteria)
        /// Accepts the terms of that number.
        case meet(String, Int)
        case judge(Int, isMet: Bool)
        /// Now, on a day so many days later, or for nil it is called off.
        case recheck(String, days: Int?)
        case keep(String, String)
    }

    static let day: Int64 = 86_400_000

    /// Who decides in each group; the first of them owns the sponsor too.
    let administrators = [
        "swift-guild": ["ada"], "linux-crew": ["ada", "abel"], "makers": ["ada", "abel", "fay"],
    ]
    let reapplyDays: [String: Int64] = ["swift-guild": 0, "linux-crew": 1, "makers": 30]
    /// Who may change the settings of rooms.
    let moderators: Set<String> = ["olga", "ada", "abel"]

    var freelancers: Set<String> = []
    /// The first has the number 1.
    var requests: [Request] = []
    /// The numbers of those that wait, by group and person.
    var open: [[String]: Int] = [:]
    /// What the bot does next about a question, and whether that is the end: by the number of the request.
    var silences: [Int: (at: Int64, isEnd: Bool)] = [:]
    var questions: [Int: Int] = [:]
    /// Group and person.
    var members: Set<[String]> = []
    /// How many members makers takes; the others take everybody.
    static let capacity = 1
    /// Who was let in to makers while it was full, in that order.
    var queue: [Place] = []
    /// When a group refused somebody last, and from when they may ask again.
    var refusals: [[String]: (at: Int64, mayAskAt: Int64)] = [:]
    /// When somebody accepted an invitation last, which makes up for what was refused before.
    var acceptedAt: [[String]: Int64] = [:]
    /// When an account was said to be another one's, too: by who said so, and of whom.
    var links: [[String]: Int64] = [:]
    /// Where accounts are now.
    var successors: [String: String] = [:]
    var bans: Set<[String]> = []
    /// When each invitation that was not answered was sent.
    var invitations: [[String]: Int64] = [:]
    var adminRooms: [String: String] = [:]
    /// What each group has asked for, the present criteria last.
    var versions: [String: [Criteria]] = [:]
    /// The terms that somebody has accepted, by group and person, and by their numbers.
    var submissions: [[String]: [Int: Submission]] = [:]
    /// What was said of the statement, by the number of the request.
    var verdicts: [Int: Bool] = [:]
    /// How often each kind of command had an effect: a walk that is always refused proves nothing.
    var effects: [String: Int] = [:]

    /// Takes over what a command should change.
    ///
    /// It was said in `room`, or where that is nil in a direct room.
    mutating func obey(_ command: Command, by person: String, in room: String?, at now: Int64) {
        switch command {
        case .freelancer(let isOn):
            if isOn {
                if successors[person] == nil { freelancers.insert(person) }
            } else if freelancers.remove(person) != nil {
                void { $0.person == person }
                queue.removeAll { $0.person == person }
            }
        case .join(let group): join(group, person, at: now)
        case .withdraw(let number):
            guard requests.indices.contains(number - 1), requests[number - 1].person == person else { return }
            if queue.contains(where: { $0.request == number }) { giveUp("makers", person) }
            guard isPending(number) else { return }
            close(number, "withdrawn")
            note("withdraw")
        case .leave(let group):
            giveUp(group, person)
            if members.remove([group, person]) != nil { note("leave") }
        case .approve(let numbers, let isAnyway):
            // Who came in by the first of them is not in yet when the next is looked at.
            let approvable = Set(
                numbers.filter { mayDecide($0, person, in: room) && isApprovable($0, anyway: isAnyway) }
            )
            for number in numbers where approvable.contains(number) && isPending(number) {
                if !shortfall(number).isEmpty { note("waive") }
                close(number, "approved", by: person)
                letIn(requests[number - 1].person, to: requests[number - 1].group, by: number)
            }
        case .refuse(let number, let againDays):
            guard mayDecide(number, person, in: room) else { return }
            close(number, "refused", by: person)
            let request = requests[number - 1]
            let days = againDays.map { Int64($0) } ?? reapplyDays[request.group] ?? 0
            let mayAskAt = days == 0 ? now : Self.midnight(days, after: now)
            refusals[[request.group, request.person]] = (now, mayAskAt)
        case .ask, .answer: clock(command, person, in: room, at: now)
        case .claim, .release: claim(command, person, in: room)
        case .invite, .uninvite, .decline, .remove, .ban, .unban: people(command, person, in: room, at: now)
        case .edit: break
        case .here(let group, let isOn): take(room, for: group, isOn: isOn, by: person)
        case .link(let other): link(other, person, in: room, at: now)
        case .criteria(let group, let criteria): change(group, to: criteria, by: person)
        case .meet(let group, let number): meet(group, number, person, in: room, at: now)
        case .judge(let number, let isMet): judge(number, isMet: isMet, by: person, in: room)
        // What comes of these is read from the log.
        case .recheck, .keep: break
        }
        admit()
        complete()
    }

    /// Takes over what becomes of questions that nobody answers.
    mutating func pass(_ milliseconds: Int64, from start: Int64, awake isAwake: Bool) {
        var now = start
        while let due = silences.values.map(\.at).min(), due <= start + milliseconds {
            now = isAwake ? max(now, due) : start + milliseconds
            for (number, silence) in silences where silence.at <= now {
                if silence.isEnd {
                    close(number, "lapsed")
                } else {
                    let askedAt = requests[number - 1].heldAt ?? 0
                    silences[number] = (max(Self.midnight(15, after: askedAt), Self.midnight(8, after: now)), true)
                }
            }
        }
    }

    /// Who may give a command, as far as that hangs on who they are.
    func apt(for command: Command) -> [String] {
        func deciders(_ number: Int) -> [String] {
            requests.indices.contains(number - 1) ? administrators[requests[number - 1].group] ?? [] : []
        }
        switch command {
        case .withdraw(let number), .answer(let number):
            return requests.indices.contains(number - 1) ? [requests[number - 1].person] : []
        case .approve(let numbers, _): return numbers.first.map(deciders) ?? []
        case .refuse(let number, _), .ask(let number), .judge(let number, _): return deciders(number)
        case .claim(let number, _), .release(let number):
            guard requests.indices.contains(number - 1) else { return [] }
            return requests[number - 1].claimer.map { [$0] } ?? deciders(number)
        case .invite(let group, _), .uninvite(let group, _), .remove(let group, _), .ban(let group, _),
            .unban(let group, _), .criteria(let group, _), .recheck(let group, _), .keep(let group, _):
            return administrators[group] ?? []
        case .decline(let group): return invitations.keys.filter { $0[0] == group }.map { $0[1] }.sorted()
        case .leave(let group):
            return members.filter { $0[0] == group }.map { $0[1] }.sorted()
                + (group == "makers" ? queue.map(\.person) : [])
        // Whoever is asked, or else accounts that somebody can come back to.
        case .link(let other):
            let asked = links.keys.filter { $0[0] == other }.map { $0[1] }.sorted()
            let isBack = successors.isEmpty || successors[other] != nil
            return asked.isEmpty || !isBack ? successors.keys.sorted() : asked
        case .meet(let group, _): return freelancers.filter { lacksTerms($0, in: group) }.sorted()
        // Whoever waits for what was asked before may have it judged by what is asked now.
        case .join(let group): return waitingByOld(group)
        case .freelancer, .edit, .here: return []
        }
    }

    private mutating func join(_ group: String, _ person: String, at now: Int64) {
        if isInvited(group, person, at: now) {
            guard freelancers.contains(person) else { return }
            invitations[[group, person]] = nil
            acceptedAt[[group, person]] = now
            if let number = open[[group, person]] { close(number, "void") }
            letIn(person, to: group)
            return note("accept")
        }
        fileAgain(group, person)
        guard freelancers.contains(person), !members.contains([group, person]), !isWaiting(group, person),
            !isQueued(group, person),
            !bans.contains([group, person]), !isRefused(group, person, at: now)
        else { return }
        file(group, person)
    }

    func isPending(_ number: Int) -> Bool {
        requests.indices.contains(number - 1) && requests[number - 1].state == "pending"
    }

    func isWaiting(_ group: String, _ person: String) -> Bool {
        open[[group, person]] != nil
    }

    /// The first moment of the day that is so many days later, where the groups are.
    static func midnight(_ days: Int64, after moment: Int64) -> Int64 {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
        let today = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(moment) / 1000))
        let then = calendar.date(byAdding: .day, value: Int(days), to: today) ?? today
        return Int64(then.timeIntervalSince1970 * 1000)
    }

    /// The day so many days later, as it is typed.
    static func date(_ days: Int, after moment: Int64) -> String {
        // Noon there is the same day in UTC.
        let noon = Date(timeIntervalSince1970: Double(midnight(Int64(days), after: moment)) / 1000 + 43_200)
        return noon.formatted(.iso8601.year().month().day().dateSeparator(.dash))
    }

    func isInvited(_ group: String, _ person: String, at now: Int64) -> Bool {
        invitations[[group, person]].map { now < Self.midnight(15, after: $0) } ?? false
    }

    func mayAct(_ group: String, _ person: String, in room: String?) -> Bool {
        administrators[group, default: []].contains(person) && (room == nil || room == adminRooms[group])
    }

    func mayDecide(_ number: Int, _ person: String, in room: String?) -> Bool {
        guard isPending(number), !requests[number - 1].isIncomplete else { return false }
        return mayAct(requests[number - 1].group, person, in: room) && !isSame(requests[number - 1].person, person)
    }

    mutating func void(where isMeant: (Request) -> Bool) {
        for number in open.values where isMeant(requests[number - 1]) {
            close(number, "void")
        }
    }

    private mutating func close(_ number: Int, _ state: String, by person: String? = nil) {
        let pair = [requests[number - 1].group, requests[number - 1].person]
        open[pair] = nil
        // The word of the group about a request is also one about what it offered before.
        if state == "approved" || state == "refused" { invitations[pair] = nil }
        requests[number - 1].state = state
        requests[number - 1].decidedBy = person
        requests[number - 1].claimer = nil
        requests[number - 1].heldAt = nil
        requests[number - 1].isIncomplete = false
        silences[number] = nil
        note(state)
    }

    mutating func note(_ effect: String) { effects[effect, default: 0] += 1 }

    private mutating func take(_ room: String?, for group: String, isOn: Bool, by person: String) {
        guard let room, moderators.contains(person), administrators[group, default: []].contains(person) else { return }
        if isOn {
            guard !adminRooms.contains(where: { $0.value == room && $0.key != group }) else { return }
            adminRooms[group] = room
        } else if adminRooms[group] == room {
            adminRooms[group] = nil
        }
    }
}
