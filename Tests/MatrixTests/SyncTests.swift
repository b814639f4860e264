import Identifiers
import JSON
import Matrix
import Testing

@Suite("Reading a sync")
struct SyncTests {
    @Test("Every part that the bot uses is read")
    func everything() throws {
        let text = #"""
            {"next_batch":"s2","presence":{"events":[{}]},"to_device":{"events":[]},
             "account_data":{"events":[{"type":"m.direct","content":{"@ada:example.org":["!a"]}}]},
             "device_one_time_keys_count":{"x":1},
             "rooms":{
              "join":{"!a:x":{
                "summary":{"m.joined_member_count":3,"m.heroes":[]},
                "state":{"events":[{"type":"m.room.member","event_id":"$1","sender":"@ada:example.org",
                  "state_key":"@ada:example.org","content":{"membership":"join"},"origin_server_ts":5,
                  "unsigned":{"prev_content":{"membership":"invite"}}}]},
                "timeline":{"limited":true,"prev_batch":"p","events":[
                  {"type":"m.room.message","event_id":"$2","sender":"@bob:example.org","content":{"body":"hi"},
                   "origin_server_ts":1700000000000,"unsigned":{"transaction_id":"t1","age":4}},
                  {"type":"m.room.redaction","event_id":"$3","sender":"@bob:example.org","content":{"redacts":"$2"}},
                  {"type":"m.room.redaction","event_id":"$4","sender":"@bob:example.org","content":{},"redacts":"$1"},
                  {"type":"m.room.message","event_id":"$5","sender":"@bob:example.org","content":{},
                   "unsigned":{"redacted_because":{"type":"m.room.redaction"}}}]},
                "ephemeral":{"events":[]},"unread_notifications":{}}},
              "invite":{"!i:x":{"invite_state":{"events":[
                {"type":"m.room.create","sender":"@bob:example.org","state_key":"","content":{}},
                {"type":"m.room.member","sender":"@bob:example.org","state_key":"@ada:example.org",
                 "content":{"membership":"invite","is_direct":true}}]}}},
              "knock":{"!k:x":{"knock_state":{"events":[]}}},
              "leave":{"!l:x":{"timeline":{"events":[]}}}}}
            """#
        let answer = try SyncAnswer(parsing: Array(text.utf8))
        #expect(answer.malformed == [])
        #expect(answer.nextBatch == "s2")
        #expect(answer.accountData == [.init(type: "m.direct", content: ["@ada:example.org": ["!a"]])])
        let joined = try #require(answer.joined.first)
        #expect(joined.roomID == RoomID(rawValue: "!a:x"))
        #expect(joined.joinedMemberCount == 3 && joined.isLimited && joined.previousBatch == "p")
        #expect(
            joined.state == [
                RoomEvent(
                    eventID: EventID(rawValue: "$1"),
                    type: "m.room.member",
                    sender: ada,
                    stateKey: "@ada:example.org",
                    originServerTimestamp: 5,
                    content: ["membership": "join"],
                    previousContent: ["membership": "invite"]
                )
            ]
        )
        #expect(joined.timeline.map(\.eventID.rawValue) == ["$2", "$3", "$4", "$5"])
        #expect(joined.timeline[0].transactionID == "t1")
        #expect(joined.timeline[0].originServerTimestamp == 1_700_000_000_000)
        #expect(joined.timeline.map { $0.redacts?.rawValue } == [nil, "$2", "$1", nil])
        #expect(joined.timeline.map(\.isRedacted) == [false, false, false, true])
        let invitation = try #require(answer.invited.first?.invitation(of: ada))
        #expect(invitation.inviter == bob && invitation.isDirect)
        #expect(answer.invited.first?.invitation(of: bob) == nil)
        #expect(answer.knocked.map(\.roomID.rawValue) == ["!k:x"])
        #expect(answer.left.map(\.roomID.rawValue) == ["!l:x"])
    }

    @Test(
        "A part of the wrong type costs that part only",
        arguments: [
            #""rooms":7"#, #""rooms":[]"#, #""rooms":{"join":[]}"#, #""rooms":{"join":{"!a:x":7}}"#,
            #""rooms":{"join":{"!a:x":[]}}"#, #""rooms":{"join":{"not a room":{}}}"#,
            #""rooms":{"join":{"!a:x":{},"!a:x":{}}}"#, #""rooms":{"join":{"!a:x":{"timeline":[]}}}"#,
            #""rooms":{"join":{"!a:x":{"timeline":{"events":{}}}}}"#, #""rooms":{"join":{"!a:x":{"state":"x"}}}"#,
            #""rooms":{"join":{"!a:x":{"summary":[]}}}"#, #""rooms":{"invite":{"!a:x":{"invite_state":[]}}}"#,
            #""rooms":{"invite":{"!a:x":{"invite_state":{"events":[{"type":"m.room.member"}]}}}}"#,
            #""rooms":{"knock":7}"#, #""rooms":{"leave":"x"}"#, #""account_data":[]"#,
            #""account_data":{"events":[{"type":"m.direct"}]}"#,
            #""account_data":{"events":[{"type":"m.direct","content":[]}]}"#,
            #""rooms":{"join":{"!\#(String(repeating: "a", count: 255))":{}}}"#,
        ]
    )
    func wrongPart(part: String) throws {
        let good = #""x":1,"device_lists":{"changed":["\u12"]},"next_batch":"s2""#
        for text in ["{\(part),\(good)}", "{\(good),\(part)}"] {
            let answer = try SyncAnswer(parsing: Array(text.utf8))
            #expect(answer.nextBatch == "s2")
            #expect(answer.malformed.count == 1, "\(answer.malformed)")
        }
    }

    @Test(
        "What is missing or null is nothing to complain of",
        arguments: [
            "", #""rooms":null,"#, #""rooms":{},"#, #""rooms":{"join":null},"#, #""rooms":{"join":{"!a:x":null}},"#,
            #""rooms":{"join":{"!a:x":{}}},"#, #""rooms":{"join":{"!a:x":{"timeline":null}}},"#,
            #""rooms":{"join":{"!a:x":{"timeline":{}}}},"#, #""rooms":{"join":{"!a:x":{"state":{"events":null}}}},"#,
            #""account_data":null,"#, #""account_data":{"events":[]},"#, #""rooms":{"invite":{"!a:x":{}}},"#,
        ]
    )
    func missingPart(part: String) throws {
        let answer = try SyncAnswer(parsing: Array("{\(part)\"next_batch\":\"s2\"}".utf8))
        #expect(answer.malformed == [])
    }

    @Test(
        "Without an object or a position the answer is refused",
        arguments: [
            "", "{}", "[]", "null", #"{"next_batch":7}"#, #"{"next_batch":""}"#, #"{"next_batch":null}"#,
            #"{"next_batch":"\#(String(repeating: "s", count: 5000))"}"#, #"{"next_batch":"s"}x"#, "<html>",
        ]
    )
    func refused(text: String) {
        #expect(throws: MatrixError.self) { try SyncAnswer(parsing: Array(text.utf8)) }
    }

    @Test("A page of history sets malformed events aside too")
    func messages() async throws {
        let good = #"{"type":"t","event_id":"$1","sender":"@ada:example.org","content":{}}"#
        let body = #"{"chunk":[\#(good),7,{"type":1e},\#(good)],"state":[\#(good),[]],"end":"e","start":"s"}"#
        let page = try await RecordingTransport(body).client().messages(in: room, from: nil, .forwards)
        #expect(page.events.count == 2 && page.state.count == 1 && page.malformed.count == 3 && page.end == "e")
        let list = try await RecordingTransport("[\(good),null,\(good)]").client().fullState(of: room)
        #expect(list.events.count == 2 && list.malformed.count == 1)
        let members = try await RecordingTransport(#"{"chunk":[7,\#(good)]}"#).client().members(of: room)
        #expect(members.events.count == 1 && members.malformed.count == 1)
    }
}
