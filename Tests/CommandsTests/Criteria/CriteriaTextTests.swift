import Groups
import Identifiers
import SeededTesting
import Testing

@testable import Commands

/// Goal: what the bot shows of criteria can be sent again, and whatever else is sent never does harm.
@Suite("Criteria as text")
struct CriteriaTextTests {
    private static let words = [
        "Which", "of", "your", "servers", "is", "still", "up?", "ja", "Grüße", "🦜", "(a)", "1,", "and", "not", "x:y",
        "“quoted”", "short", "2026-03", "C++", "東京",
    ]

    private func text(_ numbers: inout SeededNumbers) -> String {
        // Begins with a word that names no kind of evidence or question.
        (["Any"] + (0..<numbers.number(in: 0...6)).map { _ in numbers.pick(Self.words) }).joined(separator: " ")
    }

    private func kind(_ numbers: inout SeededNumbers) throws -> Criterion.Kind {
        let text = text(&numbers)
        switch numbers.number(in: 0...9) {
        case 0: return .question(form: .short, text: text)
        case 1: return .question(form: .long, text: text)
        case 2: return .question(form: .number, text: text)
        case 3: return .question(form: .yesNo, text: text)
        case 4: return .question(form: .choice(options: ["Linux", "mac OS", "Other one"]), text: text)
        case 5: return .evidence(about: text, mustExpire: numbers.next() % 2 == 0)
        case 6:
            let server = numbers.pick(["example.org", "*.example.org", "example.org:8448", "[::1]:8448", "localhost"])
            return .server(pattern: try #require(ServerPattern(parsing: server)))
        case 7: return .freelancer(days: numbers.number(in: 1...3650))
        case 8: return .terms(version: numbers.pick(["1", "2026-03", "v2"]), text: text)
        default:
            return .test(
                name: "Swift basics",
                minimumPercent: numbers.next() % 2 == 0 ? numbers.number(in: 1...100) : nil,
                daysAtMost: numbers.next() % 2 == 0 ? numbers.number(in: 1...3650) : nil
            )
        }
    }

    private func rule(_ depth: Int, _ numbers: inout SeededNumbers) -> CriteriaRule {
        if depth == 0 || numbers.next() % 4 == 0 { return .criterion(number: numbers.number(in: 1...30)) }
        let parts = (0...numbers.number(in: 0...3)).map { _ in rule(depth - 1, &numbers) }
        switch numbers.next() % 4 {
        case 0: return .all(of: parts)
        case 1: return .any(of: parts)
        case 2: return .atLeast(count: numbers.number(in: 0...9), of: parts)
        default: return .not(rule: parts[0])
        }
    }

    @Test("A criterion that is written is read as the same criterion")
    func criteria() throws {
        var numbers = SeededNumbers(seed: 31)
        for _ in 0..<5000 {
            let kind = try kind(&numbers)
            let written = CriterionText.written(kind)
            var wanted = CriterionText.Spelled.ready(kind)
            // What test it is, is looked up.
            if case .test(let name, let percent, let days) = kind {
                wanted = .test(name, minimumPercent: percent, daysAtMost: days)
            }
            #expect(try CriterionText.read(written) == wanted, "\(written)")
        }
    }

    @Test("What has to be looked up is written so that it can be")
    func names() throws {
        let group = Criterion.Kind.group(id: GroupID(rawValue: 7), handle: "linux-crew")
        #expect(try CriterionText.read(CriterionText.written(group)) == .group("linux-crew"))
        let room = Criterion.Kind.room(id: RoomID(rawValue: "!hall:example.org"))
        #expect(try CriterionText.read(CriterionText.written(room)) == .room("!hall:example.org"))
        let code = Criterion.Kind.code(hashed: InvitationCode("open-sesame", salt: "s"))
        #expect(try CriterionText.read(CriterionText.written(code)) == .code(nil))
        #expect(CriterionText.written(code) == "code")
    }

    @Test("A rule that is written is read as the same rule")
    func rules() throws {
        var numbers = SeededNumbers(seed: 32)
        for _ in 0..<5000 {
            let rule = rule(4, &numbers)
            let written = RuleText.written(rule)
            #expect(try RuleText.read(written) == rule, "\(written)")
        }
    }

    @Test(
        "A rule is read as people mean it",
        arguments: [
            ("1 and 2 and 3", CriteriaRule.all(of: [1, 2, 3].map { .criterion(number: $0) })),
            ("#1 OR #2", .any(of: [.criterion(number: 1), .criterion(number: 2)])),
            ("not 1 and 2", .all(of: [.not(rule: .criterion(number: 1)), .criterion(number: 2)])),
            ("all of (1, 2)", .all(of: [.criterion(number: 1), .criterion(number: 2)])),
            ("one of(1,2)", .any(of: [.criterion(number: 1), .criterion(number: 2)])),
            ("((1))", .criterion(number: 1)),
            (
                "2 of (1, 2 or 3)",
                .atLeast(
                    count: 2,
                    of: [.criterion(number: 1), .any(of: [.criterion(number: 2), .criterion(number: 3)])]
                )
            ),
        ]
    )
    func meanings(_ text: String, _ rule: CriteriaRule) throws {
        #expect(try RuleText.read(text) == rule)
    }

    @Test(
        "A rule that can't be read says where",
        arguments: [
            ("", RuleText.Problem.unexpected(nil)), ("1 and", .unexpected(nil)), ("1 2", .unexpected("2")),
            ("(1", .unexpected(nil)), ("1)", .unexpected(")")), ("1 and 2 or 3", .mixed), ("-1", .unexpected("-1")),
            ("99999999999999999999", .unexpected("99999999999999999999")), ("2 of 1", .unexpected("1")),
            (String(repeating: "(", count: 900), .tooDeep), (String(repeating: "not ", count: 400) + "1", .tooDeep),
            (String(repeating: "1 of (", count: 300), .tooDeep),
        ]
    )
    func problems(_ text: String, _ problem: RuleText.Problem) {
        #expect(throws: problem) { try RuleText.read(text) }
    }

    @Test("Whatever is sent is read or refused, and what is read can be written and read again")
    func hostile() throws {
        var numbers = SeededNumbers(seed: 33)
        let pieces =
            CriterionText.kinds + Self.words + ["(", ")", ",", "min:", "days:5", "choice", "\u{202E}", "\u{0}", " "]
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<numbers.number(in: 0...8)).map { _ in numbers.pick(pieces) }.joined(separator: " ")
            _ = try? RuleText.read(text)
            guard let spelled = try? CriterionText.read(text), case .ready(let kind) = spelled else { continue }
            read += 1
            // An option may hold what would end it: such a choice is told to be wrong, not stored.
            #expect(try CriterionText.read(CriterionText.written(kind)) == spelled, "\(text)")
        }
        #expect(read > 500)
    }

    @Test(
        "A link leads to the web and says where",
        arguments: [
            ("https://example.org", true), ("HTTP://example.org/a?b#c", true), ("https://example.org:8443/a", true),
            ("https://", false), ("https:///a", false), ("https://localhost", false), ("javascript:alert(1)", false),
            ("https://a.org@b.org", false), ("https://a.org\\@b.org", false), ("https://a\u{202E}.org", false),
            ("//example.org", false), ("mxc://example.org/abc", false), ("https://.org", false),
            ("data:text/html,x", false),
        ]
    )
    func links(_ text: String, _ isLink: Bool) {
        #expect(Given.isLink(text) == isLink)
    }
}
