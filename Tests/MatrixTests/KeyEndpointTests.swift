import Identifiers
import JSON
import Matrix
import Testing

extension EndpointTests {
    static let keys: [Exchange] = [
        .init(
            sent: #"POST /_matrix/client/v3/keys/upload {"device_keys":{"user_id":"@bot:x"},"#
                + #""one_time_keys":{"signed_curve25519:A":{}},"fallback_keys":{"signed_curve25519:B":{}}}"#,
            answer: #"{"one_time_key_counts":{"signed_curve25519":50,"x":7}}"#
        ) {
            let count = try await $0.uploadKeys(
                device: ["user_id": "@bot:x"],
                oneTime: ["signed_curve25519:A": [:]],
                fallback: ["signed_curve25519:B": [:]]
            )
            #expect(count == 50)
        },
        .init(sent: "POST /_matrix/client/v3/keys/upload {}", answer: #"{"one_time_key_counts":{}}"#) {
            same(try await $0.uploadKeys(device: nil, oneTime: [:], fallback: [:]), 0)
        },
        .init(
            sent: "POST /_matrix/client/v3/keys/query "
                + #"{"device_keys":{"@ada:example.org":[],"@bob:example.org":[]},"timeout":10000}"#,
            answer: "{}"
        ) { same(try await $0.queryKeys(of: [ada, bob, ada]), QueriedKeys()) },
        .init(
            sent: #"POST /_matrix/client/v3/keys/claim {"one_time_keys":{"@ada:example.org":{"#
                + #""A":"signed_curve25519","B":"signed_curve25519"},"@bob:example.org":{"A":"signed_curve25519"}},"#
                + #""timeout":10000}"#,
            answer: "{}"
        ) {
            let devices = [(ada, "A"), (bob, "A"), (ada, "B"), (ada, "A")]
            same(try await $0.claimKeys(of: devices.map(DeviceAddress.init)), ClaimedKeys())
        },
        .init(
            sent: "PUT /_matrix/client/v3/sendToDevice/m.room.encrypted/t%2F1 "
                + #"{"messages":{"@ada:example.org":{"A/\"":{"n":1},"é":{"n":2},"e\#u{301}":{"n":3}}}}"#,
            answer: "{}"
        ) {
            let messages: JSONValue = [ada.rawValue: ["A/\"": ["n": 1], "é": ["n": 2], "e\u{301}": ["n": 3]]]
            try await $0.sendToDevice("m.room.encrypted", messages, transactionID: "t/1")
        },
        .init(
            sent: #"POST /_matrix/client/v3/keys/device_signing/upload {"master_key":{"a":1},"#
                + #""self_signing_key":{"b":2},"user_signing_key":{"c":3},"auth":{"type":"m.login.password"}}"#,
            answer: "{}"
        ) {
            let stage = try await $0.uploadCrossSigningKeys(
                master: ["a": 1],
                selfSigning: ["b": 2],
                userSigning: ["c": 3],
                authentication: ["type": "m.login.password"]
            )
            #expect(stage == nil)
        },
        .init(
            sent: #"POST /_matrix/client/v3/keys/signatures/upload {"@bot:x":{"DEV":{}}}"#,
            answer: #"{"failures":{}}"#
        ) { same(try await $0.uploadSignatures(["@bot:x": ["DEV": [:]]]), []) },
        .init(
            sent: "GET /_matrix/client/v3/keys/changes?from=s1%2F2&to=s3",
            answer: #"{"changed":["@ada:example.org"],"left":["@bob:example.org"]}"#
        ) { same(try await $0.keyChanges(from: "s1/2", to: "s3"), DeviceLists(changed: [ada], left: [bob])) },
    ]

    static let backups: [Exchange] = [
        .init(
            sent: "GET /_matrix/client/v3/room_keys/version",
            answer: #"{"version":"7","algorithm":"a","auth_data":{"public_key":"p"},"count":42,"etag":"e"}"#
        ) {
            let expected = BackupVersion(version: "7", algorithm: "a", authData: ["public_key": "p"], count: 42)
            same(try await $0.backupVersion(), expected)
        },
        .init(
            sent: #"POST /_matrix/client/v3/room_keys/version {"algorithm":"a","auth_data":{"public_key":"p"}}"#,
            answer: #"{"version":"8"}"#
        ) { same(try await $0.createBackupVersion(algorithm: "a", authData: ["public_key": "p"]), "8") },
        .init(
            sent: #"PUT /_matrix/client/v3/room_keys/keys?version=7%267 {"rooms":{"!a":{"sessions":{}}}}"#,
            answer: #"{"count":43,"etag":"f"}"#
        ) { same(try await $0.putBackupKeys(["!a": ["sessions": [:]]], version: "7&7"), 43) },
        .init(sent: "GET /_matrix/client/v3/room_keys/keys?version=7", answer: #"{"rooms":{}}"#) {
            same(try await $0.backupKeys(version: "7"), [])
        },
    ]
}
