import Commands
import Groups
import Identifiers
import SQLiteStorage
import Testing

/// To whoever may not know of a draft it is not there, whatever they say.
///
/// Method: two halls that differ in nothing but a draft, with criteria, rooms, a badge and a skill of its own. Everything that
/// can name a group is said in both, and must come to the same, word by word.
@Suite("Drafts are not there for others", .timeLimit(.minutes(5)))
struct DraftSecrecyTests {
    /// Each command that can lead to a group, with what might find the draft.
    static let lines: [String: [String]] = [
        "groups": ["groups", "groups after admin", "groups after draft-guild"],
        "groups search": [
            "groups search draft", "groups search drafft guild", "groups search otters", "groups search zig",
            "groups search skill:zig", "groups search sponsor:Acme", "groups search otter sponsor:Acme",
        ],
        "groups show": [
            "groups show draft-guild", "groups show DRAFT-GUILD", "groups show draft-guild, please",
            "groups show Draft Guild", "groups show \"Draft Guild\"", "groups show dräft gui1d", "groups show draft",
            "groups show draft-gild",
        ],
        "groups members": ["groups members draft-guild", "groups members Draft Guild after @finn:example.org"],
        "sponsor": ["sponsor Acme"],
        "join": ["join draft-guild", "join Draft Guild I would like to"],
        "requests": ["requests draft-guild", "requests draft-guild after 1"],
        "leave": ["leave draft-guild"],
        "meet": ["meet draft-guild 1", "meet draft-guild 1 Mine", "meet draft-guild x"],
        "invitation decline": ["invitation decline draft-guild"],
        "profile": ["profile", "profile @ada:example.org"],
        "tests": ["tests", "tests draft-guild"],
        "test": ["test swift-basics"],
        "tests show": ["tests show swift-basics"],
        "tests close": ["tests close swift-basics"],
        "postjob": [
            "postjob draft-guild", "postjob Draft Guild\ntitle: Mine\nabout: Something to do that takes a while",
            "postjob\ntitle: Mine\nRequest specific skills or groups: draft-guild\nabout: Something that takes a while",
            "postjob\ntitle: Mine\nRequest specific skills or groups: group:draft-guild, Draft Guild\nabout: Something",
            "postjob\ntitle: Mine\nRequest specific skills or groups: zig, draft-gild\nabout: Something to do here",
        ],
        "find": ["find draft-guild", "find swift group:draft-guild"],
        "jobs search": ["jobs search group:draft-guild", "jobs search timetable group:draft-guild"],
        "jobs watch": ["jobs watch group:draft-guild", "jobs watch group:\"Draft Guild\" daily", "jobs watch"],
        "invite": ["invite draft-guild @cleo:example.org", "invite draft-guild"],
        "remove": ["remove draft-guild @fay:example.org No"],
        "keep": ["keep draft-guild @fay:example.org Fine"],
        "ban": ["ban draft-guild @finn:example.org No", "ban draft-guild"],
        "unban": ["unban draft-guild @hal:example.org"],
        "log": ["log draft-guild", "log draft-guild before 9"],
        "groups create": ["groups create Another Guild --check\nsponsor: Beta"],
        "groups edit": ["groups edit draft-guild\nabout: Mine now", "groups edit draft-guild --check\nname: X"],
        "criteria": [
            "criteria draft-guild", "criteria draft-guild add statement Mine", "criteria draft-guild recheck",
            "criteria swift-guild add group draft-guild", "criteria swift-guild add group Draft Guild",
            "criteria go-guild add group draft-guild", "criteria go-guild\ncriteria: 1 group draft-gild",
        ],
        "admins": [
            "admins draft-guild", "admins draft-guild add @cleo:example.org",
            "admins draft-guild hand over @cleo:example.org",
        ],
        "here": [
            "here draft-guild admin", "here draft-guild members off", "here draft-guild jobs",
            "here draft-guild admin !nest:example.org",
        ],
        "holidays": ["holidays draft-guild", "holidays draft-guild add 2026-12-24", "holidays draft-guild confirm"],
        "groups open": ["groups open draft-guild", "groups open Draft Guild"],
        "groups pause": ["groups pause draft-guild Moving"],
        "groups reopen": ["groups reopen draft-guild"],
        "groups archive": ["groups archive draft-guild", "groups archive draft-guild for good"],
        "suspend": ["suspend draft-guild Because", "suspend draft-guild off"],
        "help": ["help"],
    ]

    /// Abel decides for another group of the same sponsor.
    private static let strangers =
        [Role.abel, Role.finn, Role.fay, Role.cleo, Role.zoe, Role.zoeWithAccent] + Role.lookAlikes.prefix(3)

    @Test("Whatever others say that may lead to a draft is answered as if there were none", arguments: [false, true])
    func sameAnswers(isGivenUp: Bool) async throws {
        let naming = allCommands.map { $0.usage }.filter { $0.parameters.contains("group") }.map(\.name)
        #expect(Set(naming).isSubset(of: Self.lines.keys), "a command that names a group is not tried here")
        let (hall, twin) = try await Self.halls(isGivenUp: isGivenUp)
        for person in Self.strangers {
            for room in [TrialHall.room("lobby"), TrialHall.room("nest"), TrialHall.direct(person)] {
                for line in Self.lines.values.joined() {
                    let found = try await hall.say("!" + line, by: person, in: room)
                    let expected = try await twin.say("!" + line, by: person, in: room)
                    #expect(found.drafts == expected.drafts, "\(person) in \(room): \(line)")
                    #expect(found.changes == expected.changes, "\(person) in \(room): \(line)")
                }
            }
        }
    }

    @Test("Those who run it and the operator find it by its name and on its sponsor’s page, and on no other list")
    func ownPeople() async throws {
        let (hall, twin) = try await Self.halls(isGivenUp: false)
        for person in [Role.ada, Role.kim, Role.olga] {
            for line in Self.lines.values.joined() {
                let found = try await hall.say("!" + line, by: person, in: TrialHall.direct(person))
                let expected = try await twin.say("!" + line, by: person, in: TrialHall.direct(person))
                if Self.leading.contains(line) {
                    #expect(found.drafts.contains { $0.text.contains("Draft Guild") }, "\(person): \(line)")
                }
                guard Self.lists.contains(where: { line.hasPrefix($0) }) else { continue }
                #expect(found.drafts == expected.drafts, "\(person): \(line)")
            }
        }
    }

    private static let leading = [
        "groups show draft-guild", "groups show Draft Guild", "criteria draft-guild", "sponsor Acme",
    ]
    private static let lists = ["groups after", "groups search", "groups show draft-gild"]

    @Test("A knock on the members’ room of a draft is a knock on a door that is nobody’s")
    func knocks() async throws {
        let (hall, _) = try await Self.halls(isGivenUp: false)
        for person in Self.strangers {
            for takenBack in [false, true] {
                let trial = try await hall.knock(by: person, on: TrialHall.room("den"), takenBack: takenBack)
                #expect(trial.changes.isEmpty && trial.drafts.isEmpty, "\(person)")
            }
        }
    }

    /// A hall with a draft, and the same without.
    private static func halls(isGivenUp: Bool) async throws -> (TrialHall, TrialHall) {
        let rooms = TrialHall.withoutDraft + "\nada in #nest: !groups\nada in #den: !groups\nkim: !help\n"
        let draft = """
            ada: !groups create Draft Guild --draft
              skills: zig
              badge: 🐙
              about: Otters who juggle
            ada: !admins draft-guild add @kim:example.org
            ada in #nest: !here draft-guild admin
            ada in #den: !here draft-guild members
            ada in #lobby: !here draft-guild jobs
            ada in #nest: !criteria draft-guild add test swift-basics
            ada in #nest: !criteria draft-guild add group swift-guild
            \(isGivenUp ? "ada: !groups archive draft-guild for good\n(1 minute later)" : "")
            """
        let halls = (try await TrialHall(rooms + draft), try await TrialHall(rooms))
        for hall in [halls.0, halls.1] {
            let direct = TrialHall.direct(Role.kim)
            let people = strangers + [Role.ada, Role.kim, Role.olga]
            try await hall.note(
                people.map { .occupant(TrialHall.room("nest"), $0, .joined) } + [
                    .created(direct, by: [Role.kim], version: "11", predecessor: nil), .membership(direct, .joined),
                    .direct(direct, with: Role.kim), .occupant(direct, Role.kim, .joined),
                ]
            )
        }
        return halls
    }
}

extension Role {
    /// An administrator of the draft, and of nothing else.
    fileprivate static let kim = UserID(rawValue: "@kim:example.org")
}
