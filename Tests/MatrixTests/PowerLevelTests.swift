import Identifiers
import JSON
import Matrix
import Testing

@Suite("Power levels")
struct PowerLevelTests {
    @Test(
        "A person's level is their own, else the default of the room, else nought",
        arguments: [
            (nil, "1", .level(100), .level(0)), (nil, "11", .level(100), .level(0)), (nil, "12", .creator, .level(0)),
            ("{}", "11", .level(0), .level(0)), ("{}", "12", .creator, .level(0)),
            (#"{"users":{"@ada:example.org":100}}"#, "11", .level(100), .level(0)),
            (#"{"users":{"@bob:example.org":50},"users_default":10}"#, "11", .level(10), .level(50)),
            (#"{"users":{"@bob:example.org":"50"},"users_default":" 10 "}"#, "9", .level(10), .level(50)),
            (#"{"users":{"@bob:example.org":"50"},"users_default":"10"}"#, "10", .level(0), .level(0)),
            (#"{"users":{"@bob:example.org":"100"}}"#, "12", .creator, .level(0)),
            (#"{"users":{"@bob:example.org":50.0}}"#, "5", .level(0), .level(50)),
            (#"{"users":{"@bob:example.org":-5}}"#, "11", .level(0), .level(-5)),
            (#"{"users":{"@Bob:example.org":100,"@bob:example.org ":100}}"#, "11", .level(0), .level(0)),
            (#"{"users":[],"users_default":{}}"#, "11", .level(0), .level(0)),
            (#"{"users":{"@bob:example.org":[100]},"users_default":true}"#, "11", .level(0), .level(0)),
            (#"{"users":{"@bob:example.org":9223372036854775808}}"#, "11", .level(0), .level(0)),
            (#"{"users":{"@bob:example.org":"1e2"}}"#, "1", .level(0), .level(0)),
            (#"{"users":{"@ada:example.org":0}}"#, "12", .creator, .level(0)), ("[]", "11", .level(100), .level(0)),
            ("{}", "org.example.unstable", .level(0), .level(0)),
        ] as [(String?, String, PowerLevels.Power, PowerLevels.Power)]
    )
    func levels(content: String?, version: String, creator: PowerLevels.Power, other: PowerLevels.Power) throws {
        let levels = PowerLevels(
            content: try content.map { try JSONValue(parsing: $0) },
            create: (ada, ["room_version": .string(version)])
        )
        #expect(levels.power(of: ada) == creator)
        #expect(levels.power(of: bob) == other)
    }

    @Test("Creators beside the first count from version 12 on only")
    func additionalCreators() {
        for (version, expected) in [("11", PowerLevels.Power.level(0)), ("12", .creator), ("13", .creator)] {
            let create: JSONValue = [
                "room_version": .string(version), "additional_creators": [7, "@bob:example.org", "x"],
            ]
            let levels = PowerLevels(content: [:], create: (ada, create))
            #expect(levels.power(of: bob) == expected)
        }
    }

    @Test("Without a create event nobody is a creator")
    func noCreate() {
        #expect(PowerLevels(content: nil, create: nil).power(of: ada) == .level(0))
    }

    @Test("A room without a version is of version 1")
    func noVersion() {
        let levels = PowerLevels(content: ["users": ["@bob:example.org": "7"]], create: (ada, [:]))
        #expect(levels.power(of: bob) == .level(7))
    }

    @Test(
        "What an act needs is what the room says, else the specification's default",
        arguments: [
            ("{}", .invite, 0), ("{}", .kick, 50), ("{}", .ban, 50), ("{}", .redact, 50),
            ("{}", .send("m.room.message"), 0),
            ("{}", .setState("m.room.name"), 50), ("{}", .notifyRoom, 50), (#"{"invite":30,"kick":31}"#, .invite, 30),
            (#"{"invite":30,"kick":31}"#, .kick, 31), (#"{"events_default":20}"#, .send("x"), 20),
            (#"{"state_default":20}"#, .setState("x"), 20),
            (#"{"events":{"x":70},"events_default":20}"#, .send("x"), 70),
            (#"{"events":{"x":70}}"#, .setState("x"), 70),
            (#"{"events":{"x":[]},"events_default":20}"#, .send("x"), 20),
            (#"{"events":[]}"#, .setState("x"), 50), (#"{"notifications":{"room":20}}"#, .notifyRoom, 20),
            (#"{"ban":"60"}"#, .ban, 50),
        ] as [(String, PowerLevels.Act, Int64)]
    )
    func needs(content: String, act: PowerLevels.Act, expected: Int64) throws {
        let levels = PowerLevels(content: try JSONValue(parsing: content), create: (ada, ["room_version": "11"]))
        #expect(levels.needed(for: act) == expected)
    }

    @Test("To remove somebody one needs the level, and more than the other has; creators are above all")
    func removes() throws {
        let content = try JSONValue(parsing: #"{"users":{"@bob:example.org":50,"@eve:example.org":50,"@x:y":9000}}"#)
        let eve = UserID(rawValue: "@eve:example.org")
        let levels = PowerLevels(content: content, create: (ada, ["room_version": "12"]))
        #expect(levels.may(bob, .kick))
        #expect(!levels.may(bob, .kick, to: eve))
        #expect(levels.may(bob, .kick, to: UserID(rawValue: "@new:x")))
        #expect(levels.may(ada, .kick, to: UserID(rawValue: "@x:y")))
        #expect(!levels.may(UserID(rawValue: "@x:y"), .kick, to: ada))
        #expect(!levels.may(UserID(rawValue: "@new:x"), .kick, to: UserID(rawValue: "@newer:x")))
    }
}
