import Identifiers
import JSON
import Matrix
import Testing

/// What no well-behaved server answers in the place of an object.
private let notObjects = ["7", "[]", "null", #""x""#, "true", "1e", #"["\u12"]"#, "012", "[[7]]"]

@Suite("Reading answers with keys")
struct KeyAnswerTests {
    @Test("Keys of people and of their devices are read")
    func query() async throws {
        let body = #"""
            {"device_keys":{
               "@ada:example.org":{"A":{"user_id":"@ada:example.org"},"B":{"algorithms":[]}},"@bob:example.org":{}},
             "master_keys":{"@ada:example.org":{"usage":["master"]}},
             "self_signing_keys":{"@ada:example.org":{"usage":["self_signing"]}},
             "user_signing_keys":{"@bob:example.org":{"usage":["user_signing"]}},
             "failures":{"down.example":{"status":503},"x":7},"new":[1]}
            """#
        var expected = QueriedKeys()
        expected.devices = [
            ada: [
                .init(device: "A", keys: ["user_id": "@ada:example.org"]), .init(device: "B", keys: ["algorithms": []]),
            ],
            bob: [],
        ]
        expected.masterKeys = [ada: ["usage": ["master"]]]
        expected.selfSigningKeys = [ada: ["usage": ["self_signing"]]]
        expected.userSigningKeys = [bob: ["usage": ["user_signing"]]]
        expected.failures = ["down.example", "x"]
        let queried = try await RecordingTransport(body).client().queryKeys(of: [ada, bob])
        #expect(queried == expected)
    }

    @Test("A device of one person that cannot be read costs nobody else", arguments: Hostile.malformed + strangeDevices)
    func hostileDevice(hostile: Hostile) async throws {
        let head = #"{"device_keys":{"@eve:example.org":{"A":{"n":1},"E":"#
        let tail = #","B":{"n":2}},"@ada:example.org":{"A":{"n":3}}},"failures":{"x":{}}}"#
        let body = String(decoding: Array(head.utf8) + hostile.bytes + Array(tail.utf8), as: UTF8.self)
        let queried = try await RecordingTransport(body).client().queryKeys(of: [ada])
        let eve = queried.devices[UserID(rawValue: "@eve:example.org")] ?? []
        #expect(
            eve.filter { $0.device != "E" } == [.init(device: "A", keys: ["n": 1]), .init(device: "B", keys: ["n": 2])]
        )
        #expect(queried.devices[ada] == [.init(device: "A", keys: ["n": 3])])
        #expect(queried.failures == ["x"])
    }

    static let strangeDevices = [
        Hostile(
            "keys nested too deeply",
            String(repeating: #"{"a":"#, count: 70) + "1" + String(repeating: "}", count: 70)
        ),
        Hostile("an object", "{}"),
    ]

    @Test("A part of the wrong type costs that part only", arguments: notObjects)
    func wrongParts(part: String) async throws {
        for name in ["device_keys", "master_keys", "self_signing_keys", "user_signing_keys", "failures", "x"] {
            let body = #"{"\#(name)":\#(part),"master_keys":{"@ada:example.org":{}}}"#
            let queried = try await RecordingTransport(body).client().queryKeys(of: [ada])
            var expected = QueriedKeys()
            expected.masterKeys = [ada: [:]]
            #expect(queried == expected, "\(name)")
        }
        for body in [
            #"{"one_time_keys":\#(part)}"#, #"{"one_time_keys":{"@ada:example.org":\#(part)}}"#,
            #"{"one_time_keys":{"@ada:example.org":{"A":\#(part)}}}"#,
            #"{"one_time_keys":{"@ada:example.org":{"A":{"signed_curve25519:A":\#(part)}}}}"#,
            #"{"failures":\#(part)}"#,
        ] {
            #expect(try await RecordingTransport(body).client().claimKeys(of: []) == ClaimedKeys(), "\(body)")
        }
        for body in [
            #"{"rooms":\#(part)}"#, #"{"rooms":{"!a":\#(part)}}"#, #"{"rooms":{"!a":{"sessions":\#(part)}}}"#,
            #"{"rooms":{"!a":{"sessions":{"s":\#(part)}}}}"#,
        ] {
            #expect(try await RecordingTransport(body).client().backupKeys(version: "1") == [], "\(body)")
        }
        for body in [#"{"changed":\#(part)}"#, #"{"left":\#(part)}"#, #"{"changed":[\#(part)],"left":[{}]}"#] {
            let lists = try await RecordingTransport(body).client().keyChanges(from: "a", to: "b")
            #expect(lists == DeviceLists(), "\(body)")
        }
    }

    @Test("Names are told apart by their bytes; of two that are the same, the first counts")
    func names() async throws {
        let long = String(repeating: "d", count: 513)
        let body = #"""
            {"device_keys":{"@\#u{E9}:x":{"\#u{E9}":{"n":1},"e\#u{301}":{"n":2},"\#u{E9}":{"n":3},"*":{},"":{},"\#(long)":{}},
               "@e\#u{301}:x":{"\u00e9":{"n":4}},"@\#u{E9}:x":{},"nobody":{"A":{}},"@a b:x":{"A":{}}}}
            """#
        let queried = try await RecordingTransport(body).client().queryKeys(of: [])
        let first = UserID(rawValue: "@\u{E9}:x")
        let second = UserID(rawValue: "@e\u{301}:x")
        #expect(Set(queried.devices.keys) == [first, second])
        #expect(queried.devices[first]?.map { Array($0.device.utf8) } == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
        #expect(queried.devices[first]?.map(\.keys) == [["n": 1], ["n": 2]])
        #expect(queried.devices[second] == [.init(device: "\u{E9}", keys: ["n": 4])])
        let devices = ["\u{E9}", "e\u{301}", "\u{E9}"].map { DeviceAddress(user: ada, device: $0) }
        #expect(Set(devices).count == 2 && devices[0] == devices[2] && devices[0] != devices[1])
        #expect(DeviceAddress(user: ada, device: "A") != DeviceAddress(user: bob, device: "A"))
    }

    @Test("Of the keys of a device that is claimed, the first of the algorithm counts")
    func claim() async throws {
        let body = #"""
            {"one_time_keys":{
               "@bob:example.org":{"B":{"curve25519:A":{"key":"old"},"signed_curve25519:A":7,
                  "signed_curve25519:B":{"key":"k"},"signed_curve25519:C":{"key":"l"}},"C":{},"*":{"signed_curve25519:A":{}}},
               "@ada:example.org":{"A":{"signed_curve25519:A":{"key":"m","fallback":true}},
                  "B":{"signed_curve25519:\#(String(repeating: "A", count: 512))":{"key":"n"}}}},
             "failures":{"down.example":{}}}
            """#
        var expected = ClaimedKeys()
        expected.keys = [
            .init(device: .init(user: bob, device: "B"), keyID: "signed_curve25519:B", key: ["key": "k"]),
            .init(
                device: .init(user: ada, device: "A"),
                keyID: "signed_curve25519:A",
                key: ["key": "m", "fallback": true]
            ),
        ]
        expected.failures = ["down.example"]
        #expect(try await RecordingTransport(body).client().claimKeys(of: []) == expected)
    }

    @Test("The keys of a backup are read one by one")
    func backup() async throws {
        let body = #"""
            {"rooms":{"!a:x":{"sessions":{"s1":{"session_data":{}},"s2":1e,"s3":{},"":{}},"x":7},
               "nowhere":{"sessions":{"s1":{}}},"!b":{"sessions":{"s1":{"first_message_index":1}}}},"etag":1}
            """#
        let keys = try await RecordingTransport(body).client().backupKeys(version: "1")
        let expected = [
            BackedUpKey(room: RoomID(rawValue: "!a:x"), session: "s1", data: ["session_data": [:]]),
            BackedUpKey(room: RoomID(rawValue: "!a:x"), session: "s3", data: [:]),
            BackedUpKey(room: RoomID(rawValue: "!b"), session: "s1", data: ["first_message_index": 1]),
        ]
        #expect(keys == expected)
    }

    @Test(
        "No byte changed anywhere, and no cut, makes the readers crash",
        arguments: [
            #"{"device_keys":{"@a:x":{"A":{"n":[1]}}},"master_keys":{"@a:x":{}},"failures":{"x":{}}}"#,
            #"{"one_time_keys":{"@a:x":{"A":{"signed_curve25519:A":{"key":"k"}}}},"failures":{}}"#,
            #"{"rooms":{"!a":{"sessions":{"s":{"session_data":{}}}}}}"#, #"{"changed":["@a:x"],"left":["@b:x"]}"#,
        ]
    )
    func changedBytes(body: String) async throws {
        for index in body.utf8.indices {
            for byte in [nil, 0x00, 0x22, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x2C, 0x3A, 0x75] as [UInt8?] {
                let rest = byte.map { String(decoding: [$0], as: UTF8.self) + body[index...].dropFirst() } ?? ""
                let transport = RecordingTransport(body[..<index] + rest)
                let client = try transport.client()
                let queried = try? await client.queryKeys(of: [])
                let claimed = try? await client.claimKeys(of: [])
                let stored = try? await client.backupKeys(version: "1")
                let lists = try? await client.keyChanges(from: "a", to: "b")
                #expect((queried?.devices.count ?? 0) + (claimed?.keys.count ?? 0) + (stored?.count ?? 0) <= 2)
                #expect((lists?.changed.count ?? 0) + (lists?.left.count ?? 0) <= 2)
                guard byte == nil else { continue }
                #expect(queried == nil && claimed == nil && stored == nil && lists == nil)
            }
        }
    }
}
