import HTTP
import Identifiers
import Matrix
import Testing

@Suite("What to do about errors")
struct ErrorTests {
    @Test(
        "The error code decides, and the status where it says nothing",
        arguments: [
            (429, #"{"errcode":"M_LIMIT_EXCEEDED"}"#, .retry(after: nil)),
            (429, "<html>", .retry(after: nil)),
            (400, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":5}"#, .retry(after: .milliseconds(5))),
            (401, #"{"errcode":"M_UNKNOWN_TOKEN"}"#, .signedOut(soft: false)),
            (401, #"{"errcode":"M_UNKNOWN_TOKEN","soft_logout":true}"#, .signedOut(soft: true)),
            (401, #"{"errcode":"M_UNKNOWN_TOKEN","soft_logout":"true"}"#, .signedOut(soft: false)),
            (401, #"{"errcode":"M_MISSING_TOKEN"}"#, .signedOut(soft: false)),
            (401, #"{"errcode":"M_USER_LOCKED","soft_logout":true}"#, .locked),
            (403, #"{"errcode":"M_USER_SUSPENDED"}"#, .suspended),
            (403, #"{"errcode":"M_USER_DEACTIVATED"}"#, .signedOut(soft: false)),
            (403, #"{"errcode":"M_FORBIDDEN"}"#, .park), (404, #"{"errcode":"M_NOT_FOUND"}"#, .park),
            (404, "", .park), (405, #"{"errcode":"M_UNRECOGNIZED"}"#, .park),
            (413, #"{"errcode":"M_TOO_LARGE"}"#, .park), (413, "nginx", .park),
            (400, #"{"errcode":"M_DUPLICATE_ANNOTATION"}"#, .alreadyDone),
            (403, #"{"errcode":"M_INVITE_BLOCKED"}"#, .park), (400, #"{"errcode":"M_ROOM_IN_USE"}"#, .park),
            (400, #"{"errcode":"M_INCOMPATIBLE_ROOM_VERSION"}"#, .park), (400, #"{"errcode":7}"#, .park),
            (401, "<html>", .park), (302, "", .park), (500, #"{"errcode":"M_UNKNOWN"}"#, .retry(after: nil)),
            (502, "<html>", .retry(after: nil)), (503, "", .retry(after: nil)), (504, "", .retry(after: nil)),
            (408, "", .retry(after: nil)), (520, "", .retry(after: nil)),
        ] as [(Int, String, MatrixError.Disposition)]
    )
    func disposition(status: Int, body: String, expected: MatrixError.Disposition) async throws {
        let error = await #expect(throws: MatrixError.self) {
            try await RecordingTransport(status: status, body).client().joinedRooms()
        }
        #expect(error?.disposition == expected)
        #expect(error?.status == status)
    }

    @Test(
        "Without an answer the same is tried again, but not when the program stops or the answer is too large",
        arguments: [
            (.timedOut, .retry(after: nil)), (.failed(code: 7, message: "no"), .retry(after: nil)),
            (.cancelled, .cancelled), (.tooLarge, .park),
        ] as [(HTTPError, MatrixError.Disposition)]
    )
    func withoutAnswer(error: HTTPError, expected: MatrixError.Disposition) async throws {
        let error = await #expect(throws: MatrixError.self) {
            try await RecordingTransport(.failure(error)).client().joinedRooms()
        }
        #expect(error?.disposition == expected)
    }

    @Test(
        "How long to wait is read from the header, else from the body, and never exceeds an hour",
        arguments: [
            ("2", nil, "", .seconds(2)), ("0", nil, "", .zero), ("2", nil, #","retry_after_ms":9"#, .seconds(2)),
            (nil, nil, #","retry_after_ms":1500"#, .milliseconds(1500)),
            (nil, nil, #","retry_after_ms":"1500""#, .milliseconds(1500)),
            (nil, nil, #","retry_after_ms":1500.2"#, .milliseconds(1501)),
            (nil, nil, #","retry_after_ms":-5"#, nil), (nil, nil, #","retry_after_ms":"-5""#, nil),
            (nil, nil, #","retry_after_ms":null"#, nil), (nil, nil, #","retry_after_ms":[]"#, nil),
            (nil, nil, #","retry_after_ms":99999999999999999999"#, .seconds(3600)),
            (nil, nil, #","retry_after_ms":1e300"#, .seconds(3600)),
            (nil, nil, #","retry_after_ms":9223372036854775807"#, .seconds(3600)),
            (nil, nil, "", nil), ("-1", nil, "", nil), ("soon", nil, #","retry_after_ms":7"#, .milliseconds(7)),
            ("99999999999999999999999", nil, "", .seconds(3600)), ("", nil, "", nil), ("1.5", nil, "", nil),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", "", .seconds(30)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 09:00:00 GMT", "", .zero),
            ("Sun, 01 Jan 2040 00:00:00 GMT", "Sun, 06 Nov 1994 09:00:00 GMT", "", .seconds(3600)),
            ("Thu, 29 Feb 2024 23:59:59 GMT", "Fri, 01 Mar 2024 00:00:00 GMT", "", .zero),
            ("Fri, 01 Mar 2024 00:00:00 GMT", "Thu, 29 Feb 2024 23:59:59 GMT", "", .seconds(1)),
            ("Wed, 01 Mar 2023 00:00:00 GMT", "Tue, 28 Feb 2023 23:59:59 GMT", "", .seconds(1)),
            ("Thu, 01 Jan 2026 00:00:01 GMT", "Wed, 31 Dec 2025 23:59:59 GMT", "", .seconds(2)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", nil, "", nil), ("Sun, 06 Nov 1994 25:49:37 GMT", "x", "", nil),
        ] as [(String?, String?, String, Duration?)]
    )
    func retryAfter(header: String?, date: String?, body: String, expected: Duration?) async throws {
        var headers: HTTPFields = [:]
        if let header { headers.append(name: "retry-after", value: header) }
        if let date { headers.append(name: "date", value: date) }
        let transport = RecordingTransport(status: 429, headers: headers, #"{"errcode":"M_LIMIT_EXCEEDED"\#(body)}"#)
        let error = await #expect(throws: MatrixError.self) { try await transport.client().joinedRooms() }
        #expect(error?.disposition == .retry(after: expected))
        #expect(error?.isRateLimit == true)
    }

    @Test("A server's words are one bounded line")
    func boundsMessages() async throws {
        let body = #"{"errcode":"M_FORBIDDEN","error":"a\n\u001b[31mb\u202ec\#(String(repeating: "é", count: 1000))"}"#
        let error = await #expect(throws: MatrixError.self) {
            try await RecordingTransport(status: 403, body).client().joinedRooms()
        }
        guard case .answer(let answer)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(answer.message.hasPrefix("a  [31mb cé"))
        #expect((290...300).contains(answer.message.utf8.count))
        #expect(answer.code == .forbidden)
    }

    @Test("A refusal is no act; an error of the server may be one")
    func acted() {
        #expect(!MatrixError.answer(.init(status: 403, code: .forbidden)).serverMayHaveActed)
        #expect(!MatrixError.answer(.init(status: 429, code: .limitExceeded)).serverMayHaveActed)
        #expect(MatrixError.answer(.init(status: 502, code: nil)).serverMayHaveActed)
        #expect(MatrixError.exchange(.timedOut).serverMayHaveActed)
        #expect(!MatrixError.exchange(.failed(code: 6, message: "")).serverMayHaveActed)
    }
}
