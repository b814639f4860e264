import Identifiers
import JSON
import Matrix
import Testing

@Suite("When the homeserver does not take keys")
struct KeyErrorTests {
    @Test(
        "A homeserver that wants to see more says so, with or without a session",
        arguments: [
            (
                #"{"session":"s","flows":[{"stages":["m.oauth"]},{"stages":["m.login.password"]}],"params":{}}"#, "s",
                true
            ),
            (#"{"session":"dummy","flows":[{"stages":["m.oauth"]}]}"#, "dummy", false),
            (#"{"flows":[{"stages":["m.login.password","m.login.email.identity"]}]}"#, nil, false),
            (#"{"flows":[],"session":7}"#, nil, false), (#"{"flows":[7,{"stages":7},{"stages":[7]}]}"#, nil, false),
            (#"{"flows":[],"session":""}"#, nil, false),
            (#"{"flows":[],"session":"\#(String(repeating: "s", count: 5000))"}"#, nil, false),
        ] as [(String, String?, Bool)]
    )
    func authentication(body: String, session: String?, takesPassword: Bool) async throws {
        let stage = try await upload(status: 401, body)
        #expect(stage == AuthenticationStage(session: session, takesPassword: takesPassword))
    }

    @Test(
        "Any other refusal is an error, a wrong password among them",
        arguments: [
            (401, #"{"errcode":"M_FORBIDDEN","session":"s","flows":[{"stages":["m.login.password"]}]}"#, .park),
            (401, #"{"errcode":"M_UNKNOWN_TOKEN","flows":[]}"#, .signedOut(soft: false)),
            (401, "<html>", .park), (401, "{}", .park), (401, #"{"flows":{}}"#, .park), (401, "[]", .park),
            (403, #"{"flows":[]}"#, .park), (500, #"{"flows":[]}"#, .retry(after: nil)),
        ] as [(Int, String, MatrixError.Disposition)]
    )
    func refusal(status: Int, body: String, expected: MatrixError.Disposition) async throws {
        let error = await #expect(throws: MatrixError.self) { try await upload(status: status, body) }
        #expect(error?.disposition == expected)
        #expect(error?.status == status)
    }

    private func upload(status: Int, _ body: String) async throws -> AuthenticationStage? {
        try await RecordingTransport(status: status, body).client()
            .uploadCrossSigningKeys(master: [:], selfSigning: [:], userSigning: [:], authentication: nil)
    }

    @Test(
        "Each signature that is refused makes one bounded line",
        arguments: [
            (
                #"{"@ada:x":{"A":{"errcode":"M_INVALID_SIGNATURE","error":"no\n"},"B":7},"@b:x":7,"@c:x":{}}"#,
                ["@ada:x A: M_INVALID_SIGNATURE: no ", "@ada:x B: without errcode: ", "@b:x: without errcode: "]
            ), ("[]", []), ("null", []), ("7", []),
            (#"{"a":{"b":{"errcode":7,"error":{}}}}"#, ["a b: without errcode: "]),
        ]
    )
    func signatures(failures: String, expected: [String]) async throws {
        let client = try RecordingTransport(#"{"failures":\#(failures)}"#).client()
        #expect(try await client.uploadSignatures([:]) == expected)
    }

    @Test("A line on a refused signature has at most 300 bytes")
    func boundsLines() async throws {
        let body = #"{"failures":{"@a:x":{"A":{"error":"\#(String(repeating: "é", count: 1000))"}}}}"#
        let lines = try await RecordingTransport(body).client().uploadSignatures([:])
        #expect(lines.map(\.utf8.count).allSatisfy { (290...300).contains($0) } && lines.count == 1)
    }

    @Test(
        "Counts that are none make an answer unreadable",
        arguments: [
            "{}", "[]", #"{"one_time_key_counts":7}"#, #"{"one_time_key_counts":{"signed_curve25519":"5"}}"#,
            #"{"one_time_key_counts":{"signed_curve25519":-1},"count":-1}"#, #"{"count":"7"}"#, #"{"count":1.5}"#,
        ]
    )
    func counts(body: String) async throws {
        let client = try RecordingTransport(body).client()
        await #expect(throws: MatrixError.self) {
            try await client.uploadKeys(device: nil, oneTime: [:], fallback: [:])
        }
        await #expect(throws: MatrixError.self) { try await client.putBackupKeys([:], version: "1") }
    }

    @Test("Only where the homeserver says that there is no backup, there is none")
    func noBackup() async throws {
        let missing = RecordingTransport(status: 404, #"{"errcode":"M_NOT_FOUND"}"#)
        #expect(try await missing.client().backupVersion() == nil)
        for transport in [
            RecordingTransport(status: 404, "<html>"),
            RecordingTransport(status: 404, #"{"errcode":"M_UNRECOGNIZED"}"#),
            RecordingTransport("{}"), RecordingTransport(#"{"version":"1","algorithm":"a","auth_data":[],"count":1}"#),
            RecordingTransport(#"{"version":1,"algorithm":"a","auth_data":{},"count":1}"#),
            RecordingTransport(#"{"version":"1","auth_data":{},"count":1}"#),
            RecordingTransport(#"{"version":"1","algorithm":"a","auth_data":{},"count":-1}"#),
        ] {
            await #expect(throws: MatrixError.self) { try await transport.client().backupVersion() }
        }
        let wrong = RecordingTransport(status: 403, #"{"errcode":"M_WRONG_ROOM_KEYS_VERSION","current_version":"2"}"#)
        let error = await #expect(throws: MatrixError.self) {
            try await wrong.client().putBackupKeys([:], version: "1")
        }
        #expect(error?.code == .wrongRoomKeysVersion && error?.disposition == .park)
    }
}
