import Groups
import Identifiers

@testable import BotTesting

/// Random people who give random commands, and the model that follows them.
struct Walk {
    let stage: Stage
    var model = WalkModel()
    /// The last command, for who has to find out what went wrong.
    var last = ""
    /// The last row of the log that the model has followed.
    private var logged: Int64 = 0
    private var state: UInt64

    private static let groups = ["swift-guild", "linux-crew", "makers"]
    private static let rooms = ["admins", "others", "third"]

    init(seed: UInt64) async throws {
        state = seed
        stage = try Stage()
        for (person, words) in [
            ("olga", "!sponsor add Acme @ada:example.org"),
            ("ada", "!groups create Swift Guild\nskills: swift\nreapply: 0"),
            ("ada", "!groups create Linux Crew\nskills: linux\nreapply: 1"),
            ("ada", "!groups create Makers\nreapply: 30\ncapacity: \(WalkModel.capacity)"),
            ("ada", "!admins linux-crew add @abel:example.org"), ("ada", "!admins makers add @abel:example.org"),
            ("ada", "!admins makers add @fay:example.org"),
        ] {
            _ = try await stage.hear(.init(person: person, place: .room("lobby"), act: .says(words)))
        }
    }

    /// One more command, or now and then some days in which nobody says anything.
    mutating func step() async throws {
        if number(below: 25) == 0 {
            let (hours, isAwake) = (Int64(1 + number(below: number(below: 2) > 0 ? 48 : 480)), number(below: 2) == 0)
            model.pass(hours * 3_600_000, from: stage.now.rawValue, awake: isAwake)
            _ = try await stage.pass(hours * 3_600_000, awake: isAwake)
            last = "\(hours) hours, \(isAwake ? "awake" : "away")"
            try follow()
            return
        }
        var command = command()
        // Mostly somebody who may: a walk that is always refused gets nowhere.
        let apt = model.apt(for: command)
        var person = apt.isEmpty || number(below: 4) == 0 ? somebody() : apt[number(below: apt.count)]
        // Somebody who has moved is one less, so those who have are the ones who move on.
        if case .link = command, !apt.isEmpty { person = apt[number(below: apt.count)] }
        // Nobody is in the middle of questions here: what could be asked is given before.
        if case .join(let group) = command, model.lacksTerms(person, in: group), !model.isWaiting(group, person) {
            command = .meet(group, 1)
        }
        if case .meet(let group, _) = command { command = .meet(group, model.termsAsked(of: person, in: group) ?? 1) }
        var room = number(below: 3) > 0 ? nil : Self.rooms[number(below: Self.rooms.count)]
        if case .here = command { room = room ?? Self.rooms[number(below: Self.rooms.count)] }
        let words = words(of: command)
        last = "\(person) in \(room ?? "direct"): \(words)"
        let now = stage.now.rawValue
        // That an event which comes twice is acted on once, the conversations show at each step.
        stage.deliveries = number(below: 10) == 0 ? 2 : 1
        let place = room.map { ConversationLine.Place.room($0) } ?? .direct
        _ = try await stage.hear(.init(person: person, place: place, act: .says("!" + words)))
        model.obey(command, by: person, in: room, at: now)
        // What is due at once is not waited for.
        model.pass(0, from: now, awake: true)
        try follow()
    }

    /// Takes over which memberships have ended by themselves since the last time.
    private mutating func follow() throws {
        let ended = try ended(after: &logged)
        if !ended.isEmpty { model.end(ended) }
    }

    private mutating func command() -> WalkModel.Command {
        let group = Self.groups[number(below: Self.groups.count)]
        switch number(below: 60) {
        case 0: return .freelancer(number(below: 5) > 0)
        case 1...8: return .join(group)
        case 9, 10: return .withdraw(request())
        case 11...13: return .leave(group)
        case 14...17:
            let numbers = (0..<(1 + number(below: 3))).map { _ in request() }
            return .approve(numbers, anyway: number(below: 2) == 0)
        case 18...20: return .refuse(request(), againDays: number(below: 2) == 0 ? nil : number(below: 3))
        case 21...24: return .ask(request())
        case 25, 26: return .answer(request { $0.heldAt != nil })
        case 27, 28: return .claim(request(), by: nil)
        case 29: return .release(request { $0.claimer != nil })
        case 30, 31: return .claim(request { $0.claimer != nil }, by: ["ada", "abel", "fay"][number(below: 3)])
        case 32, 33: return .invite(group, somebody())
        case 34: return number(below: 2) == 0 ? .decline(group) : .uninvite(group, invited(to: group))
        case 35: return .remove(group, member(of: group))
        case 36: return .ban(group, somebody())
        case 37: return banned().map { .unban($0[0], $0[1]) } ?? .unban(group, somebody())
        case 38: return .edit(group, form: form())
        // Mostly the word that is still missing.
        case 39, 40:
            let askers = Set(model.links.keys.map { $0[0] }).sorted()
            return .link(askers.isEmpty || number(below: 3) == 0 ? somebody() : askers[number(below: askers.count)])
        case 41: return .here(group, isOn: number(below: 3) > 0)
        case 42...44: return .criteria(group, criteria(of: group))
        case 45...48: return .meet(group, 1)
        case 49, 50: return .judge(request(), isMet: number(below: 3) > 0)
        case 51: return .recheck(group, days: number(below: 4) == 0 ? nil : number(below: 2) * (1 + number(below: 30)))
        case 52: return .keep(group, member(of: group))
        default: return .join(group)
        }
    }

    /// Other criteria than before: one is asked for, one is not any more, or one in other words.
    ///
    /// No group asks for another that asks for it.
    private mutating func criteria(of group: String) -> WalkModel.Criteria {
        var criteria = model.asked(by: group)
        let others = ["swift-guild": ["linux-crew"], "makers": ["linux-crew", "swift-guild"]][group] ?? []
        // Where there is a waiting list, most are let in.
        let own = group == "makers" ? ["statement"] : ["server", "terms", "statement"]
        let kinds = own + others.map { _ in "group" }
        let kind = kinds[number(below: kinds.count)]
        let old = WalkModel.number(of: kind, in: criteria)
        guard number(below: 3) > 0 else {
            if let old { criteria[old] = nil }
            return criteria
        }
        criteria[old ?? model.freeNumber(in: group)] =
            switch kind {
            case "server": number(below: 8) > 0 ? WalkModel.ownServer : "server acme.example"
            case "terms": "terms \(1 + number(below: 2)) I will be kind"
            case "statement": "statement Has shown an ID in a call"
            default: "group \(others[number(below: others.count)])"
            }
        return criteria
    }

    private mutating func invited(to group: String) -> String {
        let invited = model.invitations.keys.filter { $0[0] == group }.map { $0[1] }.sorted()
        return invited.isEmpty ? somebody() : invited[number(below: invited.count)]
    }

    private mutating func member(of group: String) -> String {
        let members = model.members.filter { $0[0] == group }.map { $0[1] }.sorted()
        return members.isEmpty ? somebody() : members[number(below: members.count)]
    }

    private mutating func banned() -> [String]? {
        let bans = model.bans.sorted { $0.joined() < $1.joined() }
        return bans.isEmpty ? nil : bans[number(below: bans.count)]
    }

    private mutating func somebody() -> String { Stage.people[number(below: Stage.people.count)] }

    private func words(of command: WalkModel.Command) -> String {
        func user(_ person: String) -> String { Stage.user(person).rawValue }
        return switch command {
        case .freelancer(let isOn): "freelancer \(isOn ? "on" : "off")"
        case .join(let group): "join \(group) I would like to"
        case .withdraw(let number): "withdraw \(number)"
        case .leave(let group): "leave \(group)"
        case .approve(let numbers, let isAnyway):
            "approve \(numbers.map { "#\($0)" }.joined(separator: " ")) Welcome\(isAnyway ? " --anyway We know them" : "")"
        case .refuse(let number, let days): "refuse \(number) \(days.map { "--again \($0) " } ?? "")Not now"
        case .ask(let number): "ask \(number) Since when?"
        case .answer(let number): "answer \(number) Since 2016"
        case .claim(let number, let person): "claim \(number) \(person.map(user) ?? "")"
        case .release(let number): "claim \(number) release"
        case .invite(let group, let person): "invite \(group) \(user(person)) Please"
        case .uninvite(let group, let person): "invite \(group) \(user(person)) --cancel"
        case .decline(let group): "invitation decline \(group)"
        case .remove(let group, let person): "remove \(group) \(user(person)) Not now"
        case .ban(let group, let person): "ban \(group) \(user(person)) Not ever"
        case .unban(let group, let person): "unban \(group) \(user(person))"
        case .edit(let group, let form): "groups edit \(group)\n\(form)"
        case .here(let group, let isOn): "here \(group) admin\(isOn ? "" : " off")"
        case .link(let other): "link \(user(other))"
        case .criteria(let group, let criteria): words(of: criteria, in: group)
        case .meet(let group, let number): "meet \(group) \(number) accept"
        case .judge(let number, let isMet):
            "verdict \(number) \(model.statement(of: number) ?? 1) \(isMet ? "met" : "not met It was somebody else")"
        case .recheck(let group, nil): "criteria \(group) recheck off"
        case .recheck(let group, 0): "criteria \(group) recheck"
        case .recheck(let group, let days?):
            "criteria \(group) recheck \(WalkModel.date(days, after: stage.now.rawValue))"
        case .keep(let group, let person): "keep \(group) \(user(person)) We know them"
        }
    }

    /// The whole set, or where nothing is left of it that the last criterion goes.
    private func words(of criteria: WalkModel.Criteria, in group: String) -> String {
        guard let last = model.asked(by: group).keys.first, criteria.isEmpty else {
            let lines = criteria.sorted { $0.key < $1.key }.map { "\n  \($0.key) \($0.value)" }
            return "criteria \(group)\(criteria.isEmpty ? "" : "\ncriteria:")\(lines.joined())"
        }
        return "criteria \(group) remove \(last)"
    }

    /// Mostly one that waits, and now and then one that is decided or was never asked.
    private mutating func request(where isMeant: (WalkModel.Request) -> Bool = { _ in true }) -> Int {
        let waiting = model.open.values.filter { isMeant(model.requests[$0 - 1]) }.sorted()
        guard number(below: 8) > 0, !waiting.isEmpty else { return 1 + number(below: model.requests.count + 1) }
        return waiting[number(below: waiting.count)]
    }

    private mutating func form() -> String {
        let words = ["swift", "linux", "sqlite", "design", "matrix"]
        let skills = (0..<number(below: 4)).map { _ in words[number(below: words.count)] }
        return "skills: \(skills.joined(separator: ", "))\nabout: \(words[number(below: words.count)]) people"
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
    private mutating func number(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
