import Groups
import Identifiers
import Testing

/// Verdicts state by state: every command about the criteria of a request by everybody, against a table written by hand.
///
/// Read it as the table in ``RequestLifeTests``, of the same states and people.
@Suite("Verdicts on a request, state by state", .timeLimit(.minutes(5)))
struct VerdictLifeTests {
    private static let all = [
        "pending": ".++...", "claimed": ".++...", "awaiting": ".++...", "claimed, awaiting": ".++...",
    ]
    private static let running = ["pending": ".++...", "claimed": ".++..."]

    /// Each command, what it brings about where nothing is marked, and by whom in which state.
    static let unmarked: [(command: String, effect: [String], open: [String: String])] = [
        ("verdict 1 1 met", ["judged"], all),
        ("verdict 1 1 not met Was not there", ["judged"], all),
        ("verdict 1 1 ask Who are you?", ["questioned"], running),
        ("verdict 1 2 met", [], all),
        ("verdict 1 --current", ["rejudged"], all),
        ("verdict 1", [], all),
        ("refuse 1", [], all),
        ("approve 1", ["judged", "approved"], all),
        ("approve 1 --current", [], all),
        ("approve 1 --current --anyway Known to us", ["rejudged", "waived", "approved"], all),
        ("meet swift-guild 1 Hello", [], all),
    ]

    /// The same where criterion 1 is marked as not met.
    static let marked: [(command: String, effect: [String], open: [String: String])] = [
        ("verdict 1 1 met", ["judged"], all),
        ("verdict 1 1 ask Who are you?", ["taken back", "questioned"], running),
        ("refuse 1", ["refused"], all),
        ("approve 1", [], all),
        ("approve 1 --anyway Known to us", ["waived", "approved"], all),
    ]

    @Test("Each command by each person does in each state what the table says", arguments: stories, [false, true])
    func everything(in state: String, isMarked: Bool) async throws {
        let mark = isMarked ? "abel to bot: verdict 1 1 not met No" : ""
        let hall = try await Self.hall(in: state, mark)
        for (command, effect, open) in isMarked ? Self.marked : Self.unmarked {
            let row = open[state] ?? "......"
            for (person, expected) in zip(RequestLifeTests.people, row) {
                let trial = try await hall.say("!" + command, by: person, in: TrialHall.direct(person))
                let found = trial.changes.compactMap(Self.name)
                #expect(found == (expected == "+" ? effect : []), "\(state): \(person) says \(command)")
                #expect(!trial.drafts.isEmpty, "\(state): \(person) says \(command), and hears nothing")
            }
        }
    }

    @Test("Whoever does not decide hears the same about a request that is there and one that is not")
    func silence() async throws {
        let hall = try await Self.hall(in: "claimed", "")
        for words in ["", " 1 met", " 1 ask Why?", " --current"] {
            for person in [Role.ada, Role.olga, Role.cleo] {
                let real = try await hall.say("!verdict 1\(words)", by: person, in: TrialHall.direct(person))
                let none = try await hall.say("!verdict 99\(words)", by: person, in: TrialHall.direct(person))
                #expect(real.drafts.map(\.text) == none.drafts.map { $0.text.replacing("#99", with: "#1") })
            }
        }
    }

    /// All but those of a request that lacks something: here it lacks nothing that the bot checks.
    static let stories = RequestLifeTests.stories.keys.filter { !["incomplete", "completed"].contains($0) }.sorted()

    private static func hall(in state: String, _ mark: String) async throws -> TrialHall {
        try await TrialHall(
            """
            A request in a state.

            (the sample hall)
            ada: !admins swift-guild add @abel:example.org
            ada: !admins swift-guild add @fay:example.org
            ada: !criteria swift-guild add statement Has shown an ID
            ada: !admins swift-guild remove @ada:example.org
            finn: !join swift-guild Please
            ada: !criteria swift-guild add server *.example.com
            \(mark)
            \((RequestLifeTests.stories[state] ?? "").replacing("approve 1", with: "approve 1 --anyway Known to us"))
            """
        )
    }

    /// What a change does to request #1, where it does something to a request at all.
    private static func name(_ change: Change) -> String? {
        switch change {
        case .request(.approved): "approved"
        case .request(.refused): "refused"
        case .request(.questioned): "questioned"
        case .request: "something else"
        case .criteria(.judged): "judged"
        case .criteria(.verdictTakenBack): "taken back"
        case .criteria(.verdictOutdated): "outdated"
        case .criteria(.requestRejudged): "rejudged"
        case .criteria(.waived): "waived"
        default: nil
        }
    }
}
