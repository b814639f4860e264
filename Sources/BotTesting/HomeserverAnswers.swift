import Groups
import HTTP
import Identifiers
import JSON
import Matrix

extension HomeserverState {
    /// Acts on a request and answers it.
    mutating func answer(_ call: HomeserverCall) -> HTTPResponse {
        switch (call.method, call.path.first) {
        case ("GET", "versions"): return Self.ok(["versions": ["v1.11"]])
        case ("POST", "login"): return logIn(call)
        case ("POST", "refresh"): return refresh(call)
        default: break
        }
        if let refusal = refusal(call) { return refusal }
        guard let login = call.token.flatMap({ logins[$0] }) else { return Self.error(401, "M_UNKNOWN_TOKEN") }
        switch call.path.first {
        case "account": return Self.ok(["user_id": .string(login.user), "device_id": .string(login.device)])
        case "user": return account(call)
        case "media":
            guard call.path.count == 4, let file = media["mxc://\(call.path[2])/\(call.path[3])"] else {
                return Self.error(404, "M_NOT_FOUND")
            }
            return HTTPResponse(status: 200, body: file)
        case "profile": return profile(call, login)
        case "createRoom": return createRoom(call, login)
        case "directory":
            guard let room = aliases[call.path[2]] else { return Self.error(404, "M_NOT_FOUND") }
            return Self.ok(["room_id": .string(room), "servers": []])
        case "join": return joined(call.path[1], login)
        case "rooms": return room(call, login)
        default: return Self.error(404, "M_UNRECOGNIZED")
        }
    }

    private mutating func logIn(_ call: HomeserverCall) -> HTTPResponse {
        guard call.body["password"]?.stringValue == "secret",
            let user = call.body["identifier"]?["user"]?.stringValue
        else { return Self.error(403, "M_FORBIDDEN") }
        let device = call.body["device_id"]?.stringValue ?? "D\(number())"
        for (token, login) in logins where login.user == user && login.device == device { logins[token] = nil }
        return tokens(user: user, device: device)
    }

    private mutating func refresh(_ call: HomeserverCall) -> HTTPResponse {
        guard let token = call.body["refresh_token"]?.stringValue, let login = refreshTokens[token] else {
            return Self.error(401, "M_UNKNOWN_TOKEN")
        }
        return tokens(user: login.user, device: login.device)
    }

    private mutating func tokens(user: String, device: String) -> HTTPResponse {
        let (access, refresh) = ("access\(number())", "refresh\(number())")
        let end = rules.tokenLifetime.map { now().rawValue + $0 * 1000 }
        logins[access] = Login(user: user, device: device, endsAt: end)
        refreshTokens[refresh] = Login(user: user, device: device)
        var body: JSONValue = [
            "user_id": .string(user), "device_id": .string(device), "access_token": .string(access),
        ]
        if let lifetime = rules.tokenLifetime {
            body["refresh_token"] = .string(refresh)
            body["expires_in_ms"] = .int(lifetime * 1000)
        }
        return Self.ok(body)
    }

    private mutating func account(_ call: HomeserverCall) -> HTTPResponse {
        if call.path[2] == "filter" {
            filters += 1
            return Self.ok(["filter_id": .string("\(filters)")])
        }
        let name = "\(call.path[1]) \(call.path[3])"
        if call.method == "PUT" {
            accountData[name] = call.body
            return Self.ok([:])
        }
        return accountData[name].map { Self.ok($0) } ?? Self.error(404, "M_NOT_FOUND")
    }

    private mutating func profile(_ call: HomeserverCall, _ login: Login) -> HTTPResponse {
        if call.method == "PUT" {
            displayNames[login.user] = call.body["displayname"]?.stringValue
            return Self.ok([:])
        }
        return Self.ok(displayNames[call.path[1]].map { ["displayname": .string($0)] } ?? [:])
    }

    private mutating func createRoom(_ call: HomeserverCall, _ login: Login) -> HTTPResponse {
        if let limited = limited() { return limited }
        let alias = call.body["room_alias_name"]?.stringValue.map { "#\($0):\(Self.server)" }
        if let alias, aliases[alias] != nil { return Self.error(400, "M_ROOM_IN_USE") }
        let room = makeRoom(by: login.user, name: call.body["name"]?.stringValue)
        if let alias {
            aliases[alias] = room
            let content: JSONValue = ["alias": .string(alias)]
            _ = append("m.room.canonical_alias", content, by: login.user, in: room, stateKey: "")
        }
        for event in call.body["initial_state"]?.arrayValue ?? [] {
            let type = event["type"]?.stringValue ?? ""
            let key = event["state_key"]?.stringValue ?? ""
            _ = append(type, event["content"] ?? [:], by: login.user, in: room, stateKey: key)
        }
        return Self.ok(["room_id": .string(room)])
    }

    private mutating func joined(_ room: String, _ login: Login) -> HTTPResponse {
        guard rooms[room] != nil else { return Self.error(404, "M_NOT_FOUND") }
        let membership = rooms[room]?.membership(of: login.user)
        let isPublic = rules.publicRooms.contains(RoomID(rawValue: room))
        guard membership == "invite" || membership == "join" || isPublic else { return Self.error(403, "M_FORBIDDEN") }
        join(login.user, room)
        return Self.ok(["room_id": .string(room)])
    }

    // MARK: In a room

    private mutating func room(_ call: HomeserverCall, _ login: Login) -> HTTPResponse {
        let (id, verb) = (call.path[1], call.path[2])
        guard let room = rooms[id] else { return Self.error(404, "M_NOT_FOUND") }
        let own = room.membership(of: login.user)
        switch verb {
        case "leave":
            if own == "join" || own == "invite" { leave(login.user, id) }
            return Self.ok([:])
        case "forget": return Self.ok([:])
        default: break
        }
        guard own == "join" else { return Self.error(403, "M_FORBIDDEN") }
        let person = call.body["user_id"]?.stringValue ?? ""
        switch verb {
        case "send": return send(call, login, type: call.path[3], transaction: call.path[4])
        case "redact": return send(call, login, type: "m.room.redaction", transaction: call.path[4])
        case "state": return state(call, login, room)
        case "messages": return messages(call, room)
        case "invite":
            if let limited = limitedInvitation(of: person) { return limited }
            let isThere = room.membership(of: person) == "join"
            guard !isThere, room.lets(login.user, "invite", usual: 0) else { return Self.error(403, "M_FORBIDDEN") }
            invite(person, id, by: login.user)
            return Self.ok([:])
        case "kick":
            if let limited = limited() { return limited }
            // Whoever is invited or knocks can be turned away as well.
            let isThere = ["join", "invite", "knock"].contains(room.membership(of: person))
            guard isThere, room.lets(login.user, "kick", usual: 50) else { return Self.error(403, "M_FORBIDDEN") }
            leave(person, id, by: login.user, because: call.body["reason"]?.stringValue)
            return Self.ok([:])
        default: return Self.error(404, "M_UNRECOGNIZED")
        }
    }

    private mutating func send(
        _ call: HomeserverCall,
        _ login: Login,
        type: String,
        transaction: String
    ) -> HTTPResponse {
        let room = call.path[1]
        let name = [login.device, room, transaction].joined(separator: "\u{0}")
        if let sent = transactions[name] { return Self.ok(["event_id": .string(sent)]) }
        if let limited = limited() { return limited }
        let relation = call.body["m.relates_to"]
        if type == "m.reaction" {
            let isThere = rooms[room]?.events.contains {
                $0.type == type && $0.sender == login.user && !$0.isRedacted && $0.content["m.relates_to"] == relation
            }
            if isThere == true { return Self.error(400, "M_DUPLICATE_ANNOTATION") }
        }
        let event = append(
            type,
            call.body,
            by: login.user,
            in: room,
            redacts: type == "m.room.redaction" ? call.path[3] : nil,
            transaction: transaction,
            device: login.device
        )
        transactions[name] = event
        return Self.ok(["event_id": .string(event)])
    }

    private mutating func state(_ call: HomeserverCall, _ login: Login, _ room: Room) -> HTTPResponse {
        if call.path.count == 3 {
            return HTTPResponse(
                status: 200,
                body: JSONValue.array(room.state(before: .max).map { json($0, for: nil) }).encoded
            )
        }
        let (type, key) = (call.path[3], call.path.count > 4 ? call.path[4] : "")
        let present = room.state(type, key)
        guard call.method == "PUT" else {
            return present.map { Self.ok($0.content) } ?? Self.error(404, "M_NOT_FOUND")
        }
        let isInvitation = type == "m.room.member" && call.body["membership"] == "invite"
        if let limited = isInvitation ? limitedInvitation(of: key) : limited() { return limited }
        if type == "m.room.member" {
            if rules.blocked.contains(key) { return Self.error(403, "M_INVITE_BLOCKED") }
            if room.membership(of: key) == "join" { return Self.error(403, "M_FORBIDDEN") }
        }
        // The same state again is no event.
        if let present, present.content == call.body, present.sender == login.user {
            return Self.ok(["event_id": .string(present.id)])
        }
        let event = append(type, call.body, by: login.user, in: call.path[1], stateKey: key)
        return Self.ok(["event_id": .string(event)])
    }

    private func messages(_ call: HomeserverCall, _ room: Room) -> HTTPResponse {
        let limit = min(call.query["limit"].flatMap { Int($0) } ?? 10, 100)
        let from = call.query["from"].flatMap { Int($0.dropFirst()) }
        if rules.isHistoryEndless {
            let chunk = room.events.suffix(limit).map { json($0, for: nil) }
            return Self.ok(["chunk": .array(chunk), "end": .string("s\((from ?? 0) + 1)")])
        }
        let to = call.query["to"].flatMap { Int($0.dropFirst()) }
        let isForwards = call.query["dir"] == "f"
        let found =
            isForwards
            ? room.events.filter { $0.position > from ?? 0 && $0.position <= to ?? .max }
            : room.events.reversed().filter { $0.position <= from ?? .max && $0.position > to ?? 0 }
        let page = found.prefix(limit)
        var body: JSONValue = ["chunk": .array(page.map { json($0, for: nil) })]
        if found.count > limit, let last = page.last {
            body["end"] = .string("s\(isForwards ? last.position : last.position - 1)")
        }
        return Self.ok(body)
    }

    // MARK: Sync

    func sync(_ call: HomeserverCall, since: Int?) -> HTTPResponse {
        guard let login = call.token.flatMap({ logins[$0] }) else { return Self.error(401, "M_UNKNOWN_TOKEN") }
        if let since, since > position { return Self.error(400, "M_UNKNOWN") }
        var (join, invite, leave) = (JSONObject(), JSONObject(), JSONObject())
        for id in roomOrder {
            guard let room = rooms[id] else { continue }
            switch room.membership(of: login.user) {
            case "join":
                if let news = news(of: room, since: since, login) { join[id] = news }
            case "invite":
                guard let event = room.state("m.room.member", login.user), event.position > since ?? 0 else { continue }
                invite[id] = ["invite_state": ["events": [json(event, for: login)]]]
            default:
                guard let since, let event = room.state("m.room.member", login.user), event.position > since else {
                    continue
                }
                leave[id] = ["timeline": ["events": [json(event, for: login)]]]
            }
        }
        var account: [JSONValue] = []
        if since == nil, let direct = accountData["\(login.user) m.direct"] {
            account = [["type": "m.direct", "content": direct]]
        }
        return Self.ok([
            "next_batch": .string("s\(position)"),
            "rooms": ["join": .object(join), "invite": .object(invite), "leave": .object(leave)],
            "account_data": ["events": .array(account)],
        ])
    }

    private func news(of room: Room, since: Int?, _ login: Login) -> JSONValue? {
        let joinedAt = room.events.last {
            $0.type == "m.room.member" && $0.stateKey == login.user
                && $0.content["membership"]?.stringValue == "join"
        }
        let isNew = since.map { (joinedAt?.position ?? 0) > $0 } ?? true
        let fresh = room.events.filter { $0.position > (isNew ? 0 : since ?? 0) }
        guard !fresh.isEmpty else { return nil }
        let timeline = fresh.suffix(rules.timelineLimit)
        let start = timeline.first?.position ?? 0
        let state = room.state(before: start).filter { isNew || $0.position > since ?? 0 }
        return [
            "state": ["events": .array(state.map { json($0, for: login) })],
            "timeline": [
                "events": .array(timeline.map { json($0, for: login) }),
                "limited": .bool(timeline.count < fresh.count || isNew),
                "prev_batch": .string("s\(start - 1)"),
            ],
        ]
    }

    private func json(_ event: Event, for login: Login?) -> JSONValue {
        var json: JSONValue = [
            "event_id": .string(event.id), "type": .string(event.type), "sender": .string(event.sender),
            "origin_server_ts": .int(event.timestamp), "content": event.content,
        ]
        if let key = event.stateKey { json["state_key"] = .string(key) }
        if let target = event.redacts { json["redacts"] = .string(target) }
        var unsigned: JSONValue = [:]
        if let transaction = event.transaction, event.device == login?.device, event.sender == login?.user {
            unsigned["transaction_id"] = .string(transaction)
        }
        if event.isRedacted { unsigned["redacted_because"] = ["type": "m.room.redaction"] }
        json["unsigned"] = unsigned
        return json
    }
}
