import Groups
import HTTP
import Identifiers
import JSON
import Matrix

/// What the model homeserver knows.
struct HomeserverState {
    struct Event {
        var position: Int
        var id: String
        var type: String
        var sender: String
        var stateKey: String?
        var content: JSONValue
        var redacts: String?
        var transaction: String?
        var device: String?
        var timestamp: Int64
        var isRedacted = false
    }

    struct Room {
        var events: [Event] = []

        func state(_ type: String, _ key: String) -> Event? {
            events.last { $0.type == type && $0.stateKey == key }
        }

        func membership(of user: String) -> String {
            state("m.room.member", user)?.content["membership"]?.stringValue ?? "leave"
        }

        /// Whether somebody has the power for `act`, which needs `usual` where the room does not say otherwise.
        func lets(_ user: String, _ act: String, usual: Int64) -> Bool {
            let levels = state("m.room.power_levels", "")?.content
            let own = levels?["users"]?[user]?.intValue ?? levels?["users_default"]?.intValue ?? 0
            return own >= levels?[act]?.intValue ?? usual
        }

        /// The last event of each kind of state, as it was before a position.
        func state(before position: Int) -> [Event] {
            var last: [String: Event] = [:]
            var order: [String] = []
            for event in events where event.position < position {
                guard let key = event.stateKey else { continue }
                let name = event.type + "\u{0}" + key
                if last.updateValue(event, forKey: name) == nil { order.append(name) }
            }
            return order.compactMap { last[$0] }
        }
    }

    struct Login {
        var user: String
        var device: String
        var endsAt: Int64?
    }

    let now: @Sendable () -> Timestamp
    /// Files, by their URI.
    var media: [String: [UInt8]] = [:]
    var rules = HomeserverRules()
    var position = 0
    var rooms: [String: Room] = [:]
    var roomOrder: [String] = []
    var aliases: [String: String] = [:]
    var logins: [String: Login] = [:]
    var refreshTokens: [String: Login] = [:]
    var transactions: [String: String] = [:]
    var accountData: [String: JSONValue] = [:]
    var displayNames: [String: String] = [:]
    var filters = 0
    var nextNumber = 0
    var buckets: [String: (level: Double, at: Int64)] = [:]
    /// How often the account was told to come back later.
    var limitRefusals = 0

    var exchangeCount = 0
    var underWay = 0
    var requests: [String] = []
    var faults: [Int: Homeserver.Fault] = [:]
    var mustRestart = false
    var parkedAt: Int?
    /// How long the bot lets the server wait for news, in milliseconds, as it said last.
    var patience = 0
    var syncFailures = 0
    var isSilentlyAdvancing = false

    init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    static let server = "example.org"

    mutating func number() -> Int {
        nextNumber += 1
        return nextNumber
    }

    // MARK: Rooms

    mutating func append(
        _ type: String,
        _ content: JSONValue,
        by sender: String,
        in room: String,
        stateKey: String? = nil,
        redacts: String? = nil,
        transaction: String? = nil,
        device: String? = nil
    ) -> String {
        position += 1
        let id = "$\(number())"
        rooms[room]?.events.append(
            Event(
                position: position,
                id: id,
                type: type,
                sender: sender,
                stateKey: stateKey,
                content: content,
                redacts: redacts,
                transaction: transaction,
                device: device,
                timestamp: now().rawValue
            )
        )
        if let redacts, let index = rooms[room]?.events.firstIndex(where: { $0.id == redacts }) {
            rooms[room]?.events[index].isRedacted = true
            rooms[room]?.events[index].content = [:]
        }
        return id
    }

    mutating func makeRoom(by creator: String, name: String?) -> String {
        let room = "!room\(number()):\(Self.server)"
        rooms[room] = Room()
        roomOrder.append(room)
        _ = append("m.room.create", ["room_version": "11"], by: creator, in: room, stateKey: "")
        join(creator, room)
        let levels: JSONValue = ["users": .object(JSONObject([(creator, .int(100))]))]
        _ = append("m.room.power_levels", levels, by: creator, in: room, stateKey: "")
        if let name { _ = append("m.room.name", ["name": .string(name)], by: creator, in: room, stateKey: "") }
        if rules.encryptsRooms {
            let content: JSONValue = ["algorithm": "m.megolm.v1.aes-sha2"]
            _ = append("m.room.encryption", content, by: creator, in: room, stateKey: "")
        }
        return room
    }

    mutating func join(_ user: String, _ room: String) {
        guard rooms[room]?.membership(of: user) != "join" else { return }
        _ = append("m.room.member", ["membership": "join"], by: user, in: room, stateKey: user)
    }

    mutating func leave(_ user: String, _ room: String, by sender: String? = nil, because reason: String? = nil) {
        var content: JSONValue = ["membership": "leave"]
        if let reason { content["reason"] = .string(reason) }
        _ = append("m.room.member", content, by: sender ?? user, in: room, stateKey: user)
    }

    /// Only who is outside can knock.
    mutating func knock(_ user: String, _ room: String, saying reason: String) {
        guard rooms[room]?.membership(of: user) == "leave" else { return }
        let content: JSONValue = ["membership": "knock", "reason": .string(reason)]
        _ = append("m.room.member", content, by: user, in: room, stateKey: user)
    }

    mutating func invite(_ user: String, _ room: String, by sender: String, isDirect: Bool = false) {
        var content: JSONValue = ["membership": "invite"]
        if isDirect { content["is_direct"] = true }
        // The same again is no event.
        if let present = rooms[room]?.state("m.room.member", user), present.content == content,
            present.sender == sender
        {
            return
        }
        _ = append("m.room.member", content, by: sender, in: room, stateKey: user)
    }

    // MARK: Answers

    static func ok(_ body: JSONValue) -> HTTPResponse { HTTPResponse(status: 200, body: body.encoded) }

    static func error(_ status: Int, _ code: String, _ extra: JSONValue = [:]) -> HTTPResponse {
        var body: JSONValue = ["errcode": .string(code), "error": "No."]
        for member in extra.objectValue?.members ?? [] { body[member.key] = member.value }
        return HTTPResponse(status: status, body: body.encoded)
    }

    /// Why a call is not answered at all, or nil.
    func refusal(_ call: HomeserverCall) -> HTTPResponse? {
        guard let token = call.token, let login = logins[token] else {
            return Self.error(401, "M_UNKNOWN_TOKEN", ["soft_logout": false])
        }
        if let end = login.endsAt, end <= now().rawValue {
            return Self.error(401, "M_UNKNOWN_TOKEN", ["soft_logout": true])
        }
        return nil
    }

    /// Takes one from the bucket of the account, or says when to come back.
    mutating func limited() -> HTTPResponse? { limited("messages", rules.messages) }

    /// Takes one from the bucket of who is invited and one from that of the account, in this order.
    mutating func limitedInvitation(of person: String) -> HTTPResponse? {
        limited("invitations of \(person)", rules.invitations) ?? limited()
    }

    private mutating func limited(_ name: String, _ limit: (perSecond: Double, burst: Double)?) -> HTTPResponse? {
        guard let (rate, burst) = limit else { return nil }
        let moment = now().rawValue
        let before = buckets[name] ?? (burst, moment)
        let level = min(burst, before.level + Double(moment - before.at) / 1000 * rate)
        guard level >= 1 else {
            buckets[name] = (level, moment)
            limitRefusals += 1
            let wait = Int64(((1 - level) / rate * 1000).rounded(.up))
            return Self.error(429, "M_LIMIT_EXCEEDED", ["retry_after_ms": .int(wait)])
        }
        buckets[name] = (level - 1, moment)
        return nil
    }
}
