import Identifiers
import JSON
import Matrix
import Testing

@Suite("Building and reading contents")
struct ContentTests {
    @Test("A message always says whom it mentions, even if nobody")
    func plain() {
        #expect(
            OutgoingMessage(body: "hi").content == ["msgtype": "m.notice", "body": "hi", "m.mentions": [:]]
        )
    }

    @Test("A message with everything has it where the specification wants it")
    func everything() {
        let message = OutgoingMessage(
            .text,
            body: "hi",
            html: "<b>hi</b>",
            mentions: [ada, bob, ada],
            replyTo: event,
            extra: ["org.example.notice": "k"]
        )
        #expect(
            message.content == [
                "msgtype": "m.text", "body": "hi", "format": "org.matrix.custom.html", "formatted_body": "<b>hi</b>",
                "m.mentions": ["user_ids": ["@ada:example.org", "@bob:example.org"]],
                "m.relates_to": ["m.in_reply_to": ["event_id": "$event"]], "org.example.notice": "k",
            ]
        )
    }

    @Test("In a thread, a message that replies to nothing falls back to a reply to the thread's first event")
    func thread() {
        let root = EventID(rawValue: "$root")
        #expect(
            OutgoingMessage(body: "hi", thread: root).content["m.relates_to"] == [
                "rel_type": "m.thread", "event_id": "$root", "is_falling_back": true,
                "m.in_reply_to": ["event_id": "$root"],
            ]
        )
        #expect(
            OutgoingMessage(body: "hi", replyTo: event, thread: root).content["m.relates_to"] == [
                "rel_type": "m.thread", "event_id": "$root", "is_falling_back": false,
                "m.in_reply_to": ["event_id": "$event"],
            ]
        )
    }

    @Test("An edit notifies only those whom the original had not, and repeats no relation")
    func edit() {
        let message = OutgoingMessage(body: "hi", html: "<b>hi</b>", mentions: [ada, bob], replyTo: event)
        #expect(
            message.edit(of: EventID(rawValue: "$old"), alreadyMentioned: [ada]) == [
                "msgtype": "m.notice", "body": "* hi", "format": "org.matrix.custom.html",
                "formatted_body": "* <b>hi</b>", "m.mentions": ["user_ids": ["@bob:example.org"]],
                "m.new_content": [
                    "msgtype": "m.notice", "body": "hi", "format": "org.matrix.custom.html",
                    "formatted_body": "<b>hi</b>",
                    "m.mentions": ["user_ids": ["@ada:example.org", "@bob:example.org"]],
                ],
                "m.relates_to": ["rel_type": "m.replace", "event_id": "$old"],
            ]
        )
    }

    @Test(
        "Relations are read, whatever else stands there",
        arguments: [
            ("{}", Relation()), (#"{"m.relates_to":7}"#, Relation()), (#"{"m.relates_to":{}}"#, Relation()),
            (#"{"m.relates_to":{"m.in_reply_to":{"event_id":"$a"}}}"#, Relation(replyTo: EventID(rawValue: "$a"))),
            (#"{"m.relates_to":{"m.in_reply_to":{"event_id":7}}}"#, Relation()),
            (#"{"m.relates_to":{"m.in_reply_to":"$a"}}"#, Relation()),
            (
                #"{"m.relates_to":{"rel_type":"m.replace","event_id":"$a"}}"#,
                Relation(replaces: EventID(rawValue: "$a"))
            ),
            (
                #"{"m.relates_to":{"rel_type":"m.thread","event_id":"$a","is_falling_back":true,"#
                    + #""m.in_reply_to":{"event_id":"$b"}}}"#,
                Relation(thread: EventID(rawValue: "$a"))
            ),
            (
                #"{"m.relates_to":{"rel_type":"m.thread","event_id":"$a","m.in_reply_to":{"event_id":"$b"}}}"#,
                Relation(replyTo: EventID(rawValue: "$b"), thread: EventID(rawValue: "$a"))
            ),
        ]
    )
    func relations(text: String, expected: Relation) throws {
        #expect(Relation(of: try JSONValue(parsing: text)) == expected)
    }

    @Test(
        "Whatever claims to be an edit is one",
        arguments: [
            (#"{"m.relates_to":{"rel_type":"m.replace"}}"#, true), (#"{"m.new_content":7}"#, true), ("{}", false),
            (#"{"m.relates_to":{"rel_type":"m.thread"}}"#, false),
        ]
    )
    func edits(text: String, expected: Bool) throws {
        #expect(try JSONValue(parsing: text).isEdit == expected)
    }

    @Test("A reaction is read as it is written, and only when it is one")
    func reactions() throws {
        let reaction = Reaction(to: event, key: "👍🏽\u{FE0F}")
        #expect(Reaction(content: reaction.content) == reaction)
        #expect(reaction.plainKey == "👍")
        #expect(Reaction(to: event, key: "✔\u{FE0F}").plainKey == "✔")
        let tooLong = String(repeating: "x", count: 256)
        for text in [
            "{}", #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$a","key":{}}}"#,
            #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$a"}}"#,
            #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$a","key":""}}"#,
            #"{"m.relates_to":{"rel_type":"m.annotation","key":"x"}}"#,
            #"{"m.relates_to":{"rel_type":"m.thread","event_id":"$a","key":"x"}}"#,
            #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$a","key":"\#(tooLong)"}}"#,
        ] {
            #expect(Reaction(content: try JSONValue(parsing: text)) == nil, "\(text)")
        }
    }

    @Test("Mentions are people, each once, at most a hundred, and perhaps the room")
    func mentions() throws {
        let text =
            #"{"m.mentions":{"user_ids":["@ada:example.org",7,"x","@ada:example.org","@bob:example.org"],"room":true}}"#
        let mentions = Mentions(of: try JSONValue(parsing: text))
        #expect(mentions.users == [ada, bob] && mentions.isForRoom)
        let many = (0..<500).map { "\"@u\($0):x\"" }.joined(separator: ",")
        #expect(Mentions(of: try JSONValue(parsing: "{\"m.mentions\":{\"user_ids\":[\(many)]}}")).users.count == 100)
        for text in ["{}", #"{"m.mentions":[]}"#, #"{"m.mentions":{"user_ids":{},"room":"true"}}"#] {
            let none = Mentions(of: try JSONValue(parsing: text))
            #expect(none.users == [] && !none.isForRoom)
        }
    }

    @Test("The list of direct chats keeps what it does not understand")
    func directChats() throws {
        let text = #"{"@ada:example.org":["!a",7,"!b"],"x":7,"@bob:example.org":["!b"]}"#
        var chats = DirectChats(content: try JSONValue(parsing: text))
        #expect(chats.rooms(with: ada).map(\.rawValue) == ["!a", "!b"])
        let changes = [
            chats.add(RoomID(rawValue: "!a"), with: ada), chats.add(RoomID(rawValue: "!c"), with: ada),
            chats.add(RoomID(rawValue: "!d"), with: UserID(rawValue: "@new:x")), chats.remove(RoomID(rawValue: "!b")),
            chats.remove(RoomID(rawValue: "!b")),
        ]
        #expect(changes == [false, true, true, true, false])
        #expect(chats.content.encodedText == #"{"@ada:example.org":["!a",7,"!c"],"x":7,"@new:x":["!d"]}"#)
        #expect(DirectChats(content: nil).content == [:])
        #expect(DirectChats(content: [1]).content == [:])
    }
}
