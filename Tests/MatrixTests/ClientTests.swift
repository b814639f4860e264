import HTTP
import Identifiers
import JSON
import Matrix
import Testing

@Suite("The client")
struct ClientTests {
    @Test(
        "Whatever an id holds stays one segment of the path",
        arguments: [
            ("!opaque43charactersofurlsafebase64", "%21opaque43charactersofurlsafebase64"),
            ("!a/b?c#d%e+f g:h", "%21a%2Fb%3Fc%23d%25e%2Bf%20g%3Ah"),
            ("../../admin", "..%2F..%2Fadmin"), ("..", "%2E%2E"), (".", "%2E"), ("", ""),
            ("!é\u{0}\r\n", "%21%C3%A9%00%0D%0A"), ("e\u{301}", "e%CC%81"), ("a-b.c_d~e", "a-b.c_d~e"),
        ]
    )
    func encodes(id: String, encoded: String) async throws {
        let transport = RecordingTransport("{}")
        try await transport.client().forget(RoomID(rawValue: id))
        #expect(transport.sent.map(\.line) == ["POST /_matrix/client/v3/rooms/\(encoded)/forget {}"])
    }

    @Test("A refreshed token is used by the next exchange")
    func usesNewToken() async throws {
        let transport = RecordingTransport(#"{"joined_rooms":[]}"#)
        let client = try transport.client()
        _ = try await client.joinedRooms()
        client.accessToken.replace(with: "second")
        _ = try await client.joinedRooms()
        #expect(transport.sent.map { $0.headers["Authorization"] } == ["Bearer sesame", "Bearer second"])
        #expect(client.accessToken.isCurrent("second") && !client.accessToken.isCurrent("sesame"))
    }

    @Test("A long poll may take as long as it asked for, and half a minute more")
    func longPollTimeout() async throws {
        let transport = RecordingTransport(#"{"next_batch":"s"}"#)
        _ = try await transport.client().sync(since: nil, filter: nil, timeout: .seconds(30))
        #expect(transport.sent.first?.timeout == .seconds(60))
        #expect((transport.sent.first?.stallTimeout ?? .zero) > .seconds(30))
    }

    @Test("Only a missing thing counts as missing; another 404 is an error")
    func missing() async throws {
        let missing = RecordingTransport(status: 404, #"{"errcode":"M_NOT_FOUND"}"#)
        #expect(try await missing.client().accountData("m.direct", of: ada) == nil)
        #expect(try await missing.client().state("m.x", in: room) == nil)
        #expect(try await missing.client().resolveAlias("#a:b") == nil)
        for transport in [
            RecordingTransport(status: 404, "<html>not found</html>"),
            RecordingTransport(status: 404, #"{"errcode":"M_UNRECOGNIZED"}"#),
            RecordingTransport(status: 500, #"{"errcode":"M_UNKNOWN"}"#),
        ] {
            await #expect(throws: MatrixError.self) { try await transport.client().accountData("m.direct", of: ada) }
        }
    }

    @Test(
        "An answer of success that holds something else is unreadable and asked for again",
        arguments: ["", "[]", "null", #"{"event_id":7}"#, #"{"event_id":""}"#, "{}", #"{"event_id":"$a"#, "\u{0}"]
    )
    func unreadable(body: String) async throws {
        let transport = RecordingTransport(body)
        let error = await #expect(throws: MatrixError.self) {
            try await transport.client().send("t", [:], to: room, transactionID: "1")
        }
        #expect(error?.disposition == .retry(after: nil))
        #expect(error?.serverMayHaveActed == true)
    }

    @Test(
        "Discovery tells where the homeserver is, that there is nothing to tell, or that a person must be asked",
        arguments: [
            (200, #"{"m.homeserver":{"base_url":"https://m.example/"}}"#, "https://m.example"),
            (404, "<html>", "nothing"), (500, "{}", "unusable"), (200, "<html>", "unusable"), (200, "{}", "unusable"),
            (200, #"{"m.homeserver":{"base_url":7}}"#, "unusable"),
            (200, #"{"m.homeserver":{"base_url":"ftp://x"}}"#, "unusable"), (302, "", "unusable"),
        ]
    )
    func discovery(status: Int, body: String, expected: String) async throws {
        let found = try await RecordingTransport(status: status, body).client().discover()
        switch found {
        case .found(let url): #expect(url.text == expected)
        case .nothing: #expect(expected == "nothing")
        case .unusable: #expect(expected == "unusable")
        }
    }

    @Test(
        "A homeserver's URL is http or https with a host and perhaps a path, and nothing else",
        arguments: [
            ("https://m.example", "https://m.example"), ("HTTPS://m.example//", "https://m.example"),
            ("http://[::1]:8008", "http://[::1]:8008"), ("https://m.example/base/", "https://m.example/base"),
            ("https://u:p@m.example", nil), ("https://m.example?x", nil), ("https://m.example#x", nil),
            ("ftp://m.example", nil), ("m.example", nil), ("https://", nil), ("https:///path", nil),
            ("https://:80", nil), ("https://a b", nil), ("https://a\r\nb", nil), ("https://é", nil), ("", nil),
            ("https://a\\@b", nil),
        ] as [(String, String?)]
    )
    func homeserverURL(text: String, expected: String?) {
        #expect(HomeserverURL(parsing: text)?.text == expected)
    }

    @Test("No token shows when a session, its tokens or an error is printed")
    func printsNoToken() async throws {
        let session = Session(userID: ada, deviceID: "D", accessToken: "sesame", refreshToken: "sesame")
        var dumped = ""
        dump(session, to: &dumped)
        let answer = #"{"access_token":"sesame","refresh_token":"sesame"}"#
        dump(try await RecordingTransport(answer).client().refresh("sesame", nowMs: 0), to: &dumped)
        for text in ["\(session)", String(reflecting: session), dumped] { #expect(!text.contains("sesame")) }
        let error = await #expect(throws: MatrixError.self) {
            try await RecordingTransport(#"{"access_token":"sesame""#).client().refresh("sesame", nowMs: 0)
        }
        #expect(!String(reflecting: error).contains("sesame"))
    }
}
