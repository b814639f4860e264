import HTTP
import Identifiers
import JSON
import Matrix
import Testing

/// One endpoint: what is called, what it is answered, and what must have been sent.
struct Exchange: CustomTestStringConvertible, Sendable {
    let sent: String
    var answer = #"{"event_id":"$new","room_id":"!new:x"}"#
    var isAnonymous = false
    let call: @Sendable (MatrixClient) async throws -> Void

    var testDescription: String { sent }
}

func same<Value: Equatable>(_ value: Value, _ expected: Value) {
    #expect(value == expected)
}

@Suite("Endpoints send what the specification says")
struct EndpointTests {
    @Test("Method, path, query and body are as specified, and the token goes along only where it must", arguments: all)
    func sends(exchange: Exchange) async throws {
        let transport = RecordingTransport(exchange.answer)
        try await exchange.call(try transport.client())
        #expect(transport.sent.map(\.line) == [exchange.sent])
        #expect(transport.sent.first?.headers["Authorization"] == (exchange.isAnonymous ? nil : "Bearer sesame"))
        #expect(transport.sent.first?.headers["Content-Type"] == "application/json")
    }

    static let all = session + reading + sending + rooms + keys + backups

    static let session: [Exchange] = [
        .init(sent: "GET /.well-known/matrix/client", answer: "{}", isAnonymous: true) { _ = try await $0.discover() },
        .init(sent: "GET /_matrix/client/versions", answer: #"{"versions":[]}"#, isAnonymous: true) {
            _ = try await $0.versions()
        },
        .init(sent: "GET /_matrix/client/v3/login", answer: "{}", isAnonymous: true) { _ = try await $0.loginFlows() },
        .init(
            sent: #"POST /_matrix/client/v3/login {"type":"m.login.password","identifier":{"type":"m.id.user","#
                + #""user":"bot"},"password":"p","device_id":"D","initial_device_display_name":"Guildhall","#
                + #""refresh_token":true}"#,
            answer: #"{"user_id":"@bot:x","device_id":"D","access_token":"t","refresh_token":"r","expires_in_ms":9}"#,
            isAnonymous: true
        ) {
            let session = try await $0.login(
                user: "bot",
                password: "p",
                deviceID: "D",
                displayName: "Guildhall",
                nowMs: 1000
            )
            let expected = Session(
                userID: UserID(rawValue: "@bot:x"),
                deviceID: "D",
                accessToken: "t",
                refreshToken: "r",
                expiresAtMs: 1009
            )
            #expect(session == expected)
        },
        .init(
            sent: #"POST /_matrix/client/v3/refresh {"refresh_token":"r"}"#,
            answer: #"{"access_token":"t2"}"#,
            isAnonymous: true
        ) {
            let tokens = try await $0.refresh("r", nowMs: 0)
            #expect(tokens.accessToken == "t2" && tokens.refreshToken == nil && tokens.expiresAtMs == nil)
        },
        .init(
            sent: "GET /_matrix/client/v3/account/whoami",
            answer: #"{"user_id":"@ada:example.org","device_id":"D"}"#
        ) {
            let own = try await $0.whoAmI()
            #expect(own.userID == ada && own.deviceID == "D")
        },
        .init(sent: "POST /_matrix/client/v3/logout {}") { try await $0.logout() },
        .init(sent: "GET /_matrix/client/v3/capabilities", answer: #"{"capabilities":{"a":{}}}"#) {
            same(try await $0.capabilities(), ["a": [:]])
        },
    ]

    static let reading: [Exchange] = [
        .init(
            sent: #"POST /_matrix/client/v3/user/%40ada%3Aexample.org/filter {"room":{}}"#,
            answer: #"{"filter_id":"7"}"#
        ) { same(try await $0.createFilter(["room": [:]], for: ada), "7") },
        .init(
            sent: "GET /_matrix/client/v3/sync?since=s1%2F2&filter=7&set_presence=offline&timeout=30000",
            answer: #"{"next_batch":"s2"}"#
        ) { same(try await $0.sync(since: "s1/2", filter: "7", timeout: .seconds(30)).nextBatch, "s2") },
        .init(sent: "GET /_matrix/client/v3/sync?set_presence=offline&timeout=0", answer: #"{"next_batch":"s"}"#) {
            _ = try await $0.sync(since: nil, filter: nil, timeout: .zero)
        },
        .init(
            sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/messages?dir=f&from=s1&to=t1&limit=100",
            answer: #"{"chunk":[],"end":"t0"}"#
        ) {
            same(try await $0.messages(in: room, from: "s1", to: "t1", .forwards), .init(events: [], end: "t0"))
        },
        .init(
            sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/messages?dir=b&limit=5"
                + "&filter=%7B%22types%22%3A%5B%22m.x%22%5D%7D",
            answer: "{}"
        ) { _ = try await $0.messages(in: room, from: nil, .backwards, limit: 5, filter: ["types": ["m.x"]]) },
        .init(
            sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/event/%24event",
            answer: #"{"event_id":"$event","type":"t","sender":"@ada:example.org","content":{}}"#
        ) { same(try await $0.event(event, in: room).sender, ada) },
        .init(sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/state/m.room.name/", answer: #"{"name":"x"}"#) {
            same(try await $0.state("m.room.name", in: room), ["name": "x"])
        },
        .init(sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/state", answer: "[]") {
            same(try await $0.fullState(of: room), EventList(events: []))
        },
        .init(sent: "GET /_matrix/client/v3/joined_rooms", answer: #"{"joined_rooms":["!a","b",7]}"#) {
            same(try await $0.joinedRooms(), [RoomID(rawValue: "!a")])
        },
        .init(
            sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/joined_members",
            answer: #"{"joined":{"@ada:example.org":{"display_name":"Ada"},"nobody":{},"@bob:example.org":7}}"#
        ) {
            let expected = [Occupant(userID: ada, displayName: "Ada"), Occupant(userID: bob)]
            same(try await $0.joinedMembers(of: room), expected)
        },
        .init(
            sent: "GET /_matrix/client/v3/rooms/%21room%3Aexample.org/members?membership=knock",
            answer: #"{"chunk":[]}"#
        ) { _ = try await $0.members(of: room, membership: "knock") },
        .init(sent: "GET /_matrix/client/v3/user/%40ada%3Aexample.org/account_data/m.direct", answer: "{}") {
            same(try await $0.accountData("m.direct", of: ada), [:])
        },
        .init(sent: "GET /_matrix/client/v3/profile/%40ada%3Aexample.org", answer: #"{"displayname":"Ada"}"#) {
            same(try await $0.profile(of: ada), Profile(displayName: "Ada"))
        },
        .init(
            sent: "GET /_matrix/client/v3/directory/room/%23a%2Fb%3Aexample.org",
            answer: #"{"room_id":"!r","servers":["s"]}"#
        ) {
            let found = try await $0.resolveAlias("#a/b:example.org")
            #expect(found?.room == RoomID(rawValue: "!r") && found?.servers == ["s"])
        },
    ]

    static let sending: [Exchange] = [
        .init(
            sent: #"PUT /_matrix/client/v3/rooms/%21room%3Aexample.org/send/m.room.message/t%2F1 {"body":"a\"\n"}"#
        ) {
            let id = try await $0.send("m.room.message", ["body": "a\"\n"], to: room, transactionID: "t/1")
            #expect(id == EventID(rawValue: "$new"))
        },
        .init(sent: #"PUT /_matrix/client/v3/rooms/%21room%3Aexample.org/state/m.x/%40ada%3Aexample.org {}"#) {
            _ = try await $0.setState("m.x", key: "@ada:example.org", [:], in: room)
        },
        .init(
            sent: #"PUT /_matrix/client/v3/rooms/%21room%3Aexample.org/redact/%24event/t {"reason":"why"}"#
        ) { _ = try await $0.redact(event, in: room, reason: "why", transactionID: "t") },
        .init(sent: "PUT /_matrix/client/v3/rooms/%21room%3Aexample.org/redact/%24event/t {}") {
            _ = try await $0.redact(event, in: room, transactionID: "t")
        },
        .init(sent: #"PUT /_matrix/client/v3/user/%40ada%3Aexample.org/account_data/m.direct {"a":[]}"#) {
            try await $0.setAccountData("m.direct", ["a": []], of: ada)
        },
        .init(sent: #"PUT /_matrix/client/v3/profile/%40ada%3Aexample.org/displayname {"displayname":"A"}"#) {
            try await $0.setDisplayName("A", of: ada)
        },
        .init(sent: #"PUT /_matrix/client/v3/profile/%40ada%3Aexample.org/avatar_url {"avatar_url":"mxc://a/b"}"#) {
            try await $0.setAvatarURL("mxc://a/b", of: ada)
        },
        .init(sent: "POST /_matrix/client/v3/rooms/%21room%3Aexample.org/receipt/m.read/%24event {}") {
            try await $0.sendReadReceipt(upTo: event, in: room)
        },
        .init(
            sent: "PUT /_matrix/client/v3/rooms/%21room%3Aexample.org/typing/%40ada%3Aexample.org "
                + #"{"typing":true,"timeout":5000}"#
        ) { try await $0.setTyping(forMilliseconds: 5000, in: room, as: ada) },
        .init(
            sent: #"PUT /_matrix/client/v3/rooms/%21room%3Aexample.org/typing/%40ada%3Aexample.org {"typing":false}"#
        ) { try await $0.setTyping(forMilliseconds: nil, in: room, as: ada) },
    ]

    static let rooms: [Exchange] = [
        .init(sent: #"POST /_matrix/client/v3/createRoom {"preset":"private_chat","is_direct":false}"#) {
            same(try await $0.createRoom(NewRoom()), RoomID(rawValue: "!new:x"))
        },
        .init(
            sent: #"POST /_matrix/client/v3/createRoom {"preset":"private_chat","is_direct":true,"#
                + #""invite":["@ada:example.org"],"room_alias_name":"a","name":"n","topic":"t","#
                + #""initial_state":[{"type":"x"}],"creation_content":{"k":"v"}}"#
        ) {
            var new = NewRoom()
            new.isDirect = true
            new.invite = [ada]
            new.aliasLocalpart = "a"
            new.name = "n"
            new.topic = "t"
            new.initialState = [["type": "x"]]
            new.creationContent = ["k": "v"]
            _ = try await $0.createRoom(new)
        },
        .init(
            sent: #"POST /_matrix/client/v3/rooms/%21room%3Aexample.org/invite {"user_id":"@ada:example.org"}"#
        ) { try await $0.invite(ada, to: room) },
        .init(
            sent: "POST /_matrix/client/v3/rooms/%21room%3Aexample.org/kick "
                + #"{"reason":"why","user_id":"@ada:example.org"}"#
        ) { try await $0.kick(ada, from: room, reason: "why") },
        .init(sent: "POST /_matrix/client/v3/join/%21room%3Aexample.org?via=a.example&via=b.example {}") {
            _ = try await $0.join(room, via: ["a.example", "b.example"])
        },
        .init(sent: #"POST /_matrix/client/v3/rooms/%21room%3Aexample.org/leave {"reason":"bye"}"#) {
            try await $0.leave(room, reason: "bye")
        },
        .init(sent: "POST /_matrix/client/v3/rooms/%21room%3Aexample.org/forget {}") { try await $0.forget(room) },
    ]
}
