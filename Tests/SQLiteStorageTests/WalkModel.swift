/// What a walk through the hall should come to, told in as few rules as can be and without the code under test.
struct WalkModel {
    struct Request: Hashable {
        var group: String
        var person: String
        var state = "pending"
        var decidedBy: String?
    }

    enum Command {
        case freelancer(Bool)
        case join(String)
        case withdraw(Int)
        case leave(String)
        case approve([Int])
        case refuse(Int)
        case edit(String, form: String)
        case here(String, isOn: Bool)
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
    /// Group and person.
    var members: Set<[String]> = []
    var refusedAt: [[String]: Int64] = [:]
    var adminRooms: [String: String] = [:]
    /// How often each kind of command had an effect: a walk that is always refused proves nothing.
    var effects: [String: Int] = [:]

    /// Takes over what a command should change.
    ///
    /// It was said in `room`, or where that is nil in a direct room.
    mutating func obey(_ command: Command, by person: String, in room: String?, at now: Int64) {
        switch command {
        case .freelancer(let isOn):
            if isOn { freelancers.insert(person) } else { freelancers.remove(person) }
        case .join(let group):
            guard mayJoin(group, person, at: now) else { return }
            requests.append(Request(group: group, person: person))
            effects["join", default: 0] += 1
        case .withdraw(let number):
            guard isPending(number), requests[number - 1].person == person else { return }
            requests[number - 1].state = "withdrawn"
            effects["withdraw", default: 0] += 1
        case .leave(let group):
            if members.remove([group, person]) != nil { effects["leave", default: 0] += 1 }
        case .approve(let numbers):
            for number in numbers where mayDecide(number, person, in: room) {
                close(number, "approved", by: person)
                members.insert([requests[number - 1].group, requests[number - 1].person])
            }
        case .refuse(let number):
            guard mayDecide(number, person, in: room) else { return }
            close(number, "refused", by: person)
            refusedAt[[requests[number - 1].group, requests[number - 1].person]] = now
        case .edit: break
        case .here(let group, let isOn): take(room, for: group, isOn: isOn, by: person)
        }
    }

    private func isPending(_ number: Int) -> Bool {
        requests.indices.contains(number - 1) && requests[number - 1].state == "pending"
    }

    private func mayJoin(_ group: String, _ person: String, at now: Int64) -> Bool {
        let isWaiting = requests.contains { $0.group == group && $0.person == person && $0.state == "pending" }
        guard freelancers.contains(person), !members.contains([group, person]), !isWaiting else { return false }
        guard let refusedAt = refusedAt[[group, person]] else { return true }
        return now >= refusedAt + (reapplyDays[group] ?? 0) * Self.day
    }

    private func mayDecide(_ number: Int, _ person: String, in room: String?) -> Bool {
        guard isPending(number) else { return false }
        let request = requests[number - 1]
        let isTheirs = administrators[request.group, default: []].contains(person)
        guard isTheirs, request.person != person else { return false }
        return room == nil || room == adminRooms[request.group]
    }

    private mutating func close(_ number: Int, _ state: String, by person: String) {
        requests[number - 1].state = state
        requests[number - 1].decidedBy = person
        effects[state, default: 0] += 1
    }

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
