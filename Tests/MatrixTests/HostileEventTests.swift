import Identifiers
import Matrix
import Testing

/// An event that no well-behaved homeserver sends, as bytes.
struct Hostile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]

    init(_ description: String, _ text: String) {
        testDescription = description
        bytes = Array(text.utf8)
    }

    init(_ description: String, bytes: [UInt8]) {
        testDescription = description
        self.bytes = bytes
    }

    /// Members of an event that is otherwise in order, with these in the place of its own.
    static func event(_ description: String, _ members: String, without: Set<String> = []) -> Hostile {
        let rest = [
            ("type", #""type":"m.room.message""#), ("event_id", #""event_id":"$bad""#),
            ("sender", #""sender":"@eve:example.org""#), ("content", #""content":{}"#),
        ].filter { !without.contains($0.0) }.map(\.1)
        return Hostile(description, "{" + ([members] + rest).filter { !$0.isEmpty }.joined(separator: ",") + "}")
    }

    /// Cannot be used: must come out as malformed.
    static let malformed: [Hostile] =
        [
            ("null", "null"), ("true", "true"), ("a number", "7"), ("a string", #""event""#), ("a list", "[]"),
            ("an empty object", "{}"),
            ("nested lists", String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)),
            ("a bad word", "nul"), ("not a number", "NaN"), ("infinity", "-Infinity"),
            ("a number with leading nought", "012"),
            ("two minus signs", "--1"), ("an open exponent", "1e"), ("a point without digits", "1."),
            ("a bare word", "undefined"),
            ("single quotes", "{'a':1}"), ("a comma at the end", #"{"type":"t",}"#),
            ("a missing comma", #"{"a":1 "b":2}"#),
            ("a missing colon", #"{"a" 1}"#), ("a key that is a number", "{1:2}"), ("a bad escape", #"{"a":"\x41"}"#),
            ("a short unicode escape", #"{"a":"\u12"}"#), ("an escaped key that is bad", #"{"\q":1}"#),
            ("a comment", "{/* a */}"), ("a list with a hole", "[1,,2]"),
        ].map { Hostile($0.0, $0.1) }
        + [
            .event("type is a number", #""type":7"#, without: ["type"]),
            .event("type is missing", "", without: ["type"]),
            .event("type is empty", #""type":"""#, without: ["type"]),
            .event("type of 256 bytes", #""type":"\#(String(repeating: "t", count: 256))""#, without: ["type"]),
            .event("event_id is missing", "", without: ["event_id"]),
            .event("event_id is null", #""event_id":null"#, without: ["event_id"]),
            .event("event_id is an object", #""event_id":{"a":1}"#, without: ["event_id"]),
            .event("event_id without dollar", #""event_id":"bad""#, without: ["event_id"]),
            .event(
                "event_id of 300 bytes",
                #""event_id":"$\#(String(repeating: "e", count: 300))""#,
                without: ["event_id"]
            ),
            .event("sender is missing", "", without: ["sender"]),
            .event("sender is a list", #""sender":["@eve:example.org"]"#, without: ["sender"]),
            .event("sender without server", #""sender":"@eve""#, without: ["sender"]),
            .event("sender with a line break", #""sender":"@e\nve:example.org""#, without: ["sender"]),
            .event(
                "sender of 300 bytes",
                #""sender":"@\#(String(repeating: "e", count: 300)):x""#,
                without: ["sender"]
            ),
            .event("content is missing", "", without: ["content"]),
            .event("content is a list", #""content":[]"#, without: ["content"]),
            .event("content is a string", #""content":"{}""#, without: ["content"]),
            .event("content is null", #""content":null"#, without: ["content"]),
            .event("state_key is a number", #""state_key":7"#),
            .event("state_key of 300 bytes", #""state_key":"\#(String(repeating: "k", count: 300))""#),
            .event("another room's", #""room_id":"!other:example.org""#),
            .event(
                "content nested 65 deep",
                #""x":\#(String(repeating: #"{"a":"#, count: 65))1\#(String(repeating: "}", count: 65))"#
            ),
            .event(
                "content nested 100,000 deep",
                #""x":\#(String(repeating: "[", count: 100_000))\#(String(repeating: "]", count: 100_000))"#
            ),
            .event("a number 1e", #""x":1e"#), .event("a number +1", #""x":+1"#), .event("a number .5", #""x":.5"#),
            .event("a number 0x10", #""x":0x10"#),
        ]

    /// Odd, but usable: must come out as an event.
    static let odd: [Hostile] = [
        .event("a lone high surrogate", #""x":"\ud800""#), .event("a lone low surrogate", #""x":"\udc00""#),
        .event("surrogates in the wrong order", #""x":"\udc00\ud800""#),
        .event("two high surrogates", #""x":"\ud800\ud800""#),
        .event("half an escape after a surrogate", #""x":"\ud800\n""#), .event("2^63", #""x":9223372036854775808"#),
        .event("-2^63 - 1", #""x":-9223372036854775809"#), .event("1e400", #""x":1e400"#),
        .event("-1e400", #""x":-1E+400"#),
        .event("a number of 10,000 digits", #""x":\#(String(repeating: "9", count: 10_000))"#),
        .event("1e-400", #""x":1e-400"#), .event("NUL in a string", #""x":"\u0000""#),
        .event("raw control characters", "\"x\":\"a\u{1}\u{1F}\n\t\""),
        .event("a name twice", #""type":"m.room.message","content":{}"#),
        .event("an empty name", #""":1"#), .event("time is a string", #""origin_server_ts":"now""#),
        .event("time is huge", #""origin_server_ts":99999999999999999999"#),
        .event("unsigned is a list", #""unsigned":[]"#),
        .event("unsigned is null", #""unsigned":null"#), .event("redacts is a number", #""redacts":7"#),
        .event("prev_content is a list", #""unsigned":{"prev_content":[]}"#),
        .event("transaction_id is a number", #""unsigned":{"transaction_id":7}"#),
        .event("nested 63 deep", #""x":\#(String(repeating: "[", count: 63))\#(String(repeating: "]", count: 63))"#),
        .event("10,000 members", (0..<10_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")),
        .event("a body of 1 MiB", #""x":"\#(String(repeating: "é", count: 1 << 19))""#),
        .event("brackets and quotes in a string", #""x":"}]}\",{[\\""#),
        .event("space everywhere", " \t\r\n \"x\" : [ 1 , 2 ] "),
        .event(
            "content of a strange type",
            #""content":{"m.relates_to":[],"body":{},"m.mentions":7}"#,
            without: ["content"]
        ),
        .event("state_key is null", #""state_key":null"#),
        Hostile(
            "bytes that are not UTF-8",
            bytes: Array(#"{"type":"t","event_id":"$bad","sender":"@e:x","content":{},"x":""#.utf8) + [
                0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5,
            ] + Array(#""}"#.utf8)
        ),
    ]
}

@Suite("A hostile event costs nothing but itself")
struct HostileEventTests {
    @Test("There are more than sixty kinds of hostile events here")
    func corpusIsLarge() {
        #expect(Hostile.malformed.count + Hostile.odd.count >= 80)
    }

    @Test(
        "A malformed event is set aside, wherever it stands, and all others come through",
        arguments: Hostile.malformed
    )
    func malformed(hostile: Hostile) throws {
        for position in 0...3 {
            for place in Place.allCases {
                let answer = try SyncAnswer(parsing: place.batch(with: hostile.bytes, at: position))
                #expect(answer.goodEvents == ["$1", "$2", "$3", "$4", "$5", "$6"], "\(place) \(position)")
                #expect(answer.nextBatch == "s2")
                // `null` in a list is an event too.
                #expect(answer.malformed.count == 1, "\(place) \(position)")
                #expect(answer.malformed.first?.roomID == RoomID(rawValue: "!a:x"))
                #expect(answer.malformed.first?.raw == Array(hostile.bytes.prefix(64 << 10)))
            }
        }
    }

    @Test("An odd but usable event comes through, wherever it stands", arguments: Hostile.odd)
    func odd(hostile: Hostile) throws {
        for position in 0...3 {
            for place in Place.allCases {
                let answer = try SyncAnswer(parsing: place.batch(with: hostile.bytes, at: position))
                #expect(answer.malformed == [], "\(place) \(position)")
                #expect(answer.goodEvents == ["$1", "$2", "$3", "$4", "$5", "$6", "$bad"], "\(place) \(position)")
            }
        }
    }

    @Test("What can be told of a malformed event is told")
    func salvages() throws {
        let bad = Hostile.event("", #""content":7"#, without: ["content"]).bytes
        let answer = try SyncAnswer(parsing: Place.timeline.batch(with: bad, at: 1))
        let malformed = try #require(answer.malformed.first)
        #expect(malformed.eventID == EventID(rawValue: "$bad"))
        #expect(malformed.type == "m.room.message")
        #expect(malformed.reason == "content is not an object")
    }

    @Test("A batch cut short at any byte is refused as a whole and asked for again")
    func truncated() throws {
        let whole = Place.timeline.batch(with: Hostile.odd[0].bytes, at: 2)
        for length in 0..<whole.count {
            let error = #expect(throws: MatrixError.self) { try SyncAnswer(parsing: Array(whole.prefix(length))) }
            #expect(error?.disposition == .retry(after: nil))
        }
        #expect(throws: MatrixError.self) { try SyncAnswer(parsing: whole + [0x7D]) }
    }

    @Test("No byte changed anywhere makes the reader crash, and none makes an event out of nothing")
    func changedBytes() {
        let whole = Place.timeline.batch(with: Hostile.odd[5].bytes, at: 2)
        for index in whole.indices {
            for byte in [0x00, 0x22, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x2C, 0x3A, 0x75, 0xFF] as [UInt8] {
                var changed = whole
                changed[index] = byte
                let answer = try? SyncAnswer(parsing: changed)
                #expect((answer?.goodEvents.count ?? 0) <= 7)
            }
        }
    }
}

/// Where in a sync an event may stand.
enum Place: CaseIterable {
    case timeline
    case state
    case leftTimeline

    /// A batch of two rooms with six good events, three of them around the given one.
    func batch(with event: [UInt8], at position: Int) -> [UInt8] {
        var events = (1...3).map { Array(good($0).utf8) }
        events.insert(event, at: position)
        let list = Array(events.joined(separator: Array(",".utf8)))
        let section = self == .leftTimeline ? "leave" : "join"
        let part = self == .state ? "state" : "timeline"
        let head = #"{"rooms":{"\#(section)":{"!a:x":{"\#(part)":{"events":["#
        let others = (4...6).map(good).joined(separator: ",")
        let tail = #"]}},"!b:x":{"timeline":{"events":[\#(others)]}}}},"next_batch":"s2"}"#
        return Array(head.utf8) + list + Array(tail.utf8)
    }

    private func good(_ number: Int) -> String {
        #"{"type":"m.room.message","event_id":"$\#(number)","sender":"@ada:example.org","content":{"body":"x"}}"#
    }
}

extension SyncAnswer {
    /// The ids of all events of all rooms, sorted.
    var goodEvents: [String] {
        var events: [RoomEvent] = []
        for room in joined { events += room.state + room.timeline }
        for room in left { events += room.state + room.timeline }
        return events.map(\.eventID.rawValue).sorted()
    }
}
