import GRDB
import Groups
import Identifiers
import SQLiteStorage

@testable import BotTesting

/// Random people who give random commands, and the model that follows them.
struct Walk {
    let stage: Stage
    var model = WalkModel()
    /// The last command, for who has to find out what went wrong.
    var last = ""
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
            return
        }
        let command = command()
        // Mostly somebody who may: a walk that is always refused gets nowhere.
        let apt = model.apt(for: command)
        var person = apt.isEmpty || number(below: 4) == 0 ? somebody() : apt[number(below: apt.count)]
        // Somebody who has moved is one less, so those who have are the ones who move on.
        if case .link = command, !apt.isEmpty { person = apt[number(below: apt.count)] }
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
    }

    private mutating func command() -> WalkModel.Command {
        let group = Self.groups[number(below: Self.groups.count)]
        switch number(below: 42) {
        case 0: return .freelancer(number(below: 5) > 0)
        case 1...8: return .join(group)
        case 9, 10: return .withdraw(request())
        case 11...13: return .leave(group)
        case 14...17: return .approve((0..<(1 + number(below: 3))).map { _ in request() })
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
        default: return .here(group, isOn: number(below: 3) > 0)
        }
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
        case .approve(let numbers): "approve \(numbers.map { "#\($0)" }.joined(separator: " ")) Welcome"
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
        }
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

// MARK: - What is so

extension Walk {
    /// What waits and who is in, one line each.
    var expected: Set<String> {
        let lines = model.open.map { "#\($0.value) \($0.key[0]) \($0.key[1])" }
        let queue = model.queue.enumerated().map { "makers \($0.element.person) waits as \($0.offset + 1)" }
        return Set(lines + queue + model.members.map { $0.joined(separator: " ") })
    }

    /// The same as it is stored.
    ///
    /// Looked at after each step, so it is not `read`, which has SQLite prepare all statements again (`Storage.look`).
    func found() throws -> Set<String> {
        try stage.storage.database.unsafeRead { db in
            let sql = """
                SELECT '#' || r.id || ' ' || g.handle || ' ' || r.person
                FROM request r JOIN "group" g ON g.id = r."group" WHERE r.state = 'pending'
                UNION ALL
                SELECT g.handle || ' ' || m.person FROM membership m JOIN "group" g ON g.id = m."group"
                UNION ALL
                SELECT g.handle || ' ' || q.person || ' waits as ' || (
                    SELECT count(*) FROM queuePlace p WHERE p."group" = q."group" AND p.id <= q.id)
                FROM queuePlace q JOIN "group" g ON g.id = q."group"
                """
            return Set(try String.fetchAll(db.cachedStatement(sql: sql)).map(Self.plain))
        }
    }

    /// All requests there ever were, in order.
    func states() throws -> [WalkModel.Request] {
        try stage.storage.database.read { db in
            let sql = """
                SELECT g.handle, r.person, r.state, r.decidedBy, r.claimedBy, r.heldAtMs FROM request r JOIN "group" g ON g.id = r."group"
                ORDER BY r.id
                """
            return try Row.fetchAll(db, sql: sql).map { row in
                WalkModel.Request(
                    group: row[0],
                    person: Self.plain(row[1]),
                    state: row[2],
                    decidedBy: (row[3] as String?).map(Self.plain),
                    claimer: (row[4] as String?).map(Self.plain),
                    heldAt: row[5]
                )
            }
        }
    }

    /// What a query gives.
    func rows(_ sql: String) throws -> [Row] {
        try stage.storage.database.read { db in try Row.fetchAll(db, sql: sql) }
    }

    private static func plain(_ line: String) -> String {
        line.replacing("@", with: "").replacing(":example.org", with: "")
    }
}
