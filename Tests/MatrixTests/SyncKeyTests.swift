import Identifiers
import JSON
import Matrix
import Testing

@Suite("Reading what a sync says of keys and devices")
struct SyncKeyTests {
    @Test("Events to the device, device lists and counts are read")
    func everything() throws {
        let answer = try sync(
            #"""
            "to_device":{"events":[
               {"type":"m.room.encrypted","sender":"@ada:example.org","content":{"algorithm":"m.olm"},"x":1},
               {"type":"m.dummy","sender":"@bob:example.org","content":{}}]},
            "device_lists":{"changed":["@ada:example.org","@bob:example.org"],"left":["@eve:example.org"],"x":[7]},
            "device_one_time_keys_count":{"x":7,"signed_curve25519":49},
            "device_unused_fallback_key_types":["signed_curve25519"]
            """#
        )
        let expected = SyncAnswer(
            nextBatch: "s2",
            toDevice: [
                .init(type: "m.room.encrypted", sender: ada, content: ["algorithm": "m.olm"]),
                .init(type: "m.dummy", sender: bob, content: [:]),
            ],
            deviceLists: .init(changed: [ada, bob], left: [UserID(rawValue: "@eve:example.org")]),
            oneTimeKeyCount: 49,
            unusedFallbackKeyTypes: ["signed_curve25519"]
        )
        #expect(answer == expected)
    }

    @Test(
        "A count that is missing is no count of nought",
        arguments: [
            (#""x":1"#, nil), (#""device_one_time_keys_count":{}"#, 0), (#""device_one_time_keys_count":{"x":7}"#, 0),
            (#""device_one_time_keys_count":null"#, nil),
            (#""device_one_time_keys_count":{"signed_curve25519":5.0}"#, 5),
            (#""device_one_time_keys_count":{"signed_curve25519":5},"device_one_time_keys_count":{}"#, 5),
        ] as [(String, Int?)]
    )
    func count(part: String, expected: Int?) throws {
        let answer = try sync(part)
        #expect(answer.oneTimeKeyCount == expected)
        #expect(answer.malformed == [])
    }

    @Test(
        "A missing list of fallback keys is no empty one",
        arguments: [
            (#""x":1"#, nil), (#""device_unused_fallback_key_types":null"#, nil),
            (#""device_unused_fallback_key_types":{}"#, nil), (#""device_unused_fallback_key_types":[1e]"#, nil),
            (#""device_unused_fallback_key_types":[]"#, []),
            (#""device_unused_fallback_key_types":[7,"a",null]"#, ["a"]),
        ] as [(String, [String]?)]
    )
    func fallbackKeys(part: String, expected: [String]?) throws {
        let answer = try sync(part)
        #expect(answer.unusedFallbackKeyTypes == expected)
        #expect(answer.malformed == [])
    }

    @Test(
        "A part of the wrong type costs that part only, and belongs to no room",
        arguments: [
            #""to_device":7"#, #""to_device":{"events":{}}"#, #""to_device":{"events":[null]}"#, #""device_lists":[]"#,
            #""device_lists":7"#, #""device_one_time_keys_count":7"#, #""device_one_time_keys_count":["x"]"#,
            #""device_one_time_keys_count":{"signed_curve25519":"5"}"#,
            #""device_one_time_keys_count":{"signed_curve25519":-5}"#,
            #""device_one_time_keys_count":{"signed_curve25519":1e}"#,
            #""device_one_time_keys_count":{"signed_curve25519":99999999999999999999}"#,
        ]
    )
    func wrongPart(part: String) throws {
        let good = #""x":1"#
        for text in ["\(part),\(good)", "\(good),\(part)"] {
            let answer = try sync(text)
            #expect(answer.malformed.count == 1)
            #expect(answer.malformed.first?.roomID == nil)
            #expect(answer.oneTimeKeyCount == nil && answer.toDevice == [] && answer.deviceLists == DeviceLists())
        }
    }

    @Test(
        "Whoever cannot be read in a device list is left out alone",
        arguments: ["7", "null", "{}", #""nobody""#, #""@a b:x""#, #""\u12""#, "1e", #"["@ada:example.org"]"#, #""""#]
    )
    func strangers(stranger: String) throws {
        let list = #"["@ada:example.org",\#(stranger),"@bob:example.org"]"#
        let answer = try sync(#""device_lists":{"changed":\#(list),"left":\#(list)}"#)
        #expect(answer.deviceLists == DeviceLists(changed: [ada, bob], left: [ada, bob]))
        #expect(answer.malformed == [])
        let others = try sync(#""device_lists":{"changed":\#(stranger),"left":["@ada:example.org"]}"#)
        #expect(others.deviceLists.left == [ada])
    }

    @Test("A hostile event to the device costs nothing but itself", arguments: Hostile.malformed + Hostile.odd)
    func hostile(hostile: Hostile) throws {
        for position in 0...2 {
            let whole = Self.batch(with: hostile.bytes, at: position)
            let answer = try SyncAnswer(parsing: whole)
            let others = answer.toDevice.filter { ["1", "2"].contains($0.type) }
            #expect(others.map(\.type) == ["1", "2"] && answer.goodEvents == ["$1"])
            #expect(answer.toDevice.count + answer.malformed.count == 3)
            #expect(answer.malformed.allSatisfy { $0.roomID == nil && $0.raw == Array(hostile.bytes.prefix(64 << 10)) })
        }
    }

    @Test(
        "An event to the device has a type, a sender and an object as its content",
        arguments: [
            "{}", #"{"type":"t","sender":"@a:x"}"#, #"{"type":"t","sender":"@a:x","content":[]}"#,
            #"{"type":"t","sender":"a","content":{}}"#, #"{"type":"t","content":{}}"#,
            #"{"type":"","sender":"@a:x","content":{}}"#, #"{"type":7,"sender":"@a:x","content":{}}"#,
        ]
    )
    func incomplete(event: String) throws {
        let answer = try SyncAnswer(parsing: Self.batch(with: Array(event.utf8), at: 1))
        #expect(answer.toDevice.count == 2 && answer.malformed.map(\.raw) == [Array(event.utf8)])
    }

    @Test("No byte changed anywhere makes the reader crash, and a batch cut short is refused as a whole")
    func changedBytes() {
        let whole = Self.batch(with: Array(#"{"type":"3","sender":"@a:x","content":{}}"#.utf8), at: 1)
        for index in whole.indices {
            for byte in [0x00, 0x22, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x2C, 0x3A, 0x75, 0xFF] as [UInt8] {
                var changed = whole
                changed[index] = byte
                let answer = try? SyncAnswer(parsing: changed)
                #expect((answer?.toDevice.count ?? 0) <= 3 && (answer?.deviceLists.changed.count ?? 0) <= 1)
            }
            #expect(throws: MatrixError.self) { try SyncAnswer(parsing: Array(whole.prefix(index))) }
        }
    }

    @Test("Ten thousand events and a hundred thousand people are read in one go", .timeLimit(.minutes(1)))
    func many() throws {
        let events = (0..<10_000).map { #"{"type":"t\#($0)","sender":"@a:x","content":{}}"# }.joined(separator: ",")
        let people = (0..<100_000).map { "\"@\($0):x\"" }.joined(separator: ",")
        let answer = try sync(#""to_device":{"events":[\#(events)]},"device_lists":{"changed":[\#(people)]}"#)
        #expect(answer.toDevice.count == 10_000 && answer.deviceLists.changed.count == 100_000)
        #expect(answer.toDevice.last?.type == "t9999")
    }

    private func sync(_ parts: String) throws -> SyncAnswer {
        try SyncAnswer(parsing: Array("{\(parts),\"next_batch\":\"s2\"}".utf8))
    }

    /// A batch with every part, where the given event stands between two good ones.
    private static func batch(with event: [UInt8], at position: Int) -> [UInt8] {
        var events = [1, 2].map { Array(#"{"type":"\#($0)","sender":"@a:x","content":{}}"#.utf8) }
        events.insert(event, at: position)
        let head = #"{"device_one_time_keys_count":{"signed_curve25519":1},"to_device":{"events":["#
        let tail = #"""
            ]},"device_lists":{"changed":["@b:x"]},"device_unused_fallback_key_types":["a"],"rooms":{"join":{"!a:x":
            {"timeline":{"events":[{"type":"t","event_id":"$1","sender":"@a:x","content":{}}]}}}},"next_batch":"s2"}
            """#
        return Array(head.utf8) + events.joined(separator: Array(",".utf8)) + Array(tail.utf8)
    }
}
