import Groups
import Identifiers
import Testing

/// The life of a request, state by state: every command by everybody, against a table written by hand.
///
/// A row is a state of request #1, a column a person: the applicant (finn), the administrator who asked and claimed
/// (abel), another administrator (fay), the sponsor's owner who is none (ada), the operator (olga), a stranger (cleo).
/// `+` means that what the command is for becomes true, `.` that nothing about the request changes and that an answer
/// says why.
@Suite("The life of a request, state by state", .timeLimit(.minutes(5)))
struct RequestLifeTests {
    static let people = [Role.finn, Role.abel, Role.fay, Role.ada, Role.olga, Role.cleo]

    /// How each state comes about.
    static let stories: [String: String] = [
        "incomplete": "",
        "completed": "finn: !join linux-crew\nada to bot: approve 2",
        "pending": "",
        "claimed": "abel to bot: claim 1",
        "awaiting": "abel to bot: ask 1 Why?",
        "claimed, awaiting": "abel to bot: claim 1\nabel to bot: ask 1 Why?",
        "approved": "abel to bot: approve 1",
        "waiting for a place": full + "\nabel to bot: approve 1",
        "refused": "abel to bot: refuse 1 No",
        "withdrawn": "finn to bot: withdraw 1",
        "lapsed": "abel to bot: ask 1 Why?\n(15 days later)",
        "void": "finn to bot: freelancer off",
    ]

    /// Each command, what it brings about, and by whom in which state.
    static let table: [(command: String, effect: String, open: [String: String])] = [
        (
            "approve 1 Welcome", "approved",
            [
                "incomplete": "......", "completed": ".++...", "pending": ".++...", "claimed": ".++...",
                "awaiting": ".++...", "claimed, awaiting": ".++...",
            ]
        ),
        (
            "refuse 1 Not now", "refused",
            [
                "incomplete": "......", "completed": ".++...", "pending": ".++...", "claimed": ".++...",
                "awaiting": ".++...", "claimed, awaiting": ".++...",
            ]
        ),
        (
            "ask 1 Since when?", "questioned",
            [
                "incomplete": "......", "completed": ".++...", "pending": ".++...", "claimed": ".++...",
                "awaiting": "......", "claimed, awaiting": "......",
            ]
        ),
        (
            "answer 1 Since 2016", "answered",
            [
                "incomplete": "......", "completed": "......", "pending": "......", "claimed": "......",
                "awaiting": "+.....", "claimed, awaiting": "+.....",
            ]
        ),
        (
            "claim 1", "claimed",
            [
                "incomplete": "......", "completed": ".++...", "pending": ".++...", "claimed": "......",
                "awaiting": ".++...", "claimed, awaiting": "......",
            ]
        ),
        (
            "claim 1 release", "released",
            [
                "incomplete": "......", "completed": "......", "pending": "......", "claimed": ".+....",
                "awaiting": "......", "claimed, awaiting": ".+....",
            ]
        ),
        (
            "claim 1 @fay:example.org", "claimed",
            [
                "incomplete": "......", "completed": ".++...", "pending": ".++...", "claimed": ".+....",
                "awaiting": ".++...", "claimed, awaiting": ".+....",
            ]
        ),
        (
            "withdraw 1", "withdrawn",
            [
                "incomplete": "+.....", "completed": "+.....", "pending": "+.....", "claimed": "+.....",
                "awaiting": "+.....", "claimed, awaiting": "+.....",
            ]
        ),
        (
            "ban swift-guild @finn:example.org Spam", "void",
            [
                "incomplete": ".++...", "completed": ".++...", "pending": ".++...", "claimed": ".++...",
                "awaiting": ".++...", "claimed, awaiting": ".++...",
            ]
        ),
        (
            "freelancer off", "void",
            [
                "incomplete": "+.....", "completed": "+.....", "pending": "+.....", "claimed": "+.....",
                "awaiting": "+.....", "claimed, awaiting": "+.....",
            ]
        ),
    ]

    @Test("Each command by each person does in each state what the table says", arguments: stories.keys.sorted())
    func everything(in state: String) async throws {
        let hall = try await Self.hall(in: state)
        for (command, effect, open) in Self.table {
            // What is closed stays as it is, whatever anybody says.
            let row = open[state] ?? "......"
            for (person, expected) in zip(Self.people, row) {
                let trial = try await hall.say("!" + command, by: person, in: TrialHall.direct(person))
                let found = trial.changes.compactMap(Self.name)
                #expect(found == (expected == "+" ? [effect] : []), "\(state): \(person) says \(command)")
                #expect(!trial.drafts.isEmpty, "\(state): \(person) says \(command), and hears nothing")
            }
        }
    }

    @Test(
        "An administrator who is the applicant does nothing to the request but take it back",
        arguments: stories.keys.sorted()
    )
    func applicantInOffice(in state: String) async throws {
        let hall = try await Self.hall(in: state, administrators: "ada: !admins swift-guild add @finn:example.org")
        for (command, effect, open) in Self.table where !command.hasPrefix("ban ") {
            let isAllowed = open[state]?.first == "+"
            let trial = try await hall.say("!" + command, by: Role.finn, in: TrialHall.direct(Role.finn))
            #expect(trial.changes.compactMap(Self.name) == (isAllowed ? [effect] : []), "\(state): \(command)")
        }
    }

    @Test("Whoever does not decide hears the same about a request that is there and one that is not")
    func silence() async throws {
        let hall = try await Self.hall(in: "claimed")
        for command in ["approve", "refuse", "ask", "claim", "answer", "withdraw"] {
            for person in [Role.ada, Role.olga, Role.cleo] {
                let words = command == "claim" ? "" : " Because"
                let real = try await hall.say("!\(command) 1\(words)", by: person, in: TrialHall.direct(person))
                let none = try await hall.say("!\(command) 99\(words)", by: person, in: TrialHall.direct(person))
                #expect(
                    real.drafts.map(\.text) == none.drafts.map { $0.text.replacing("#99", with: "#1") },
                    "\(command)"
                )
            }
        }
    }

    @Test("After each step the tables hold what the state machine says, and whatever belonged to the step is gone")
    func statesOfStories() async throws {
        let expected = [
            "incomplete": "incomplete", "completed": "pending", "pending": "pending", "claimed": "pending",
            "awaiting": "awaiting", "claimed, awaiting": "awaiting",
            "approved": "approved", "waiting for a place": "approved", "refused": "refused", "withdrawn": "withdrawn",
            "lapsed": "lapsed", "void": "void",
        ]
        for (state, name) in expected {
            let hall = try await Self.hall(in: state)
            let request = try #require(try await hall.request(RequestID(rawValue: 1)))
            #expect(Self.name(of: request.state) == name)
            #expect((request.claimer == Role.abel) == state.hasPrefix("claimed"))
        }
    }

    /// Somebody else has the only place.
    private static let full = """
        ada to bot: groups edit swift-guild
          capacity: 1
        jon: !freelancer
        abel to bot: invite swift-guild [jon]
        jon to bot: accept
        """

    private static func hall(in state: String, administrators: String = "") async throws -> TrialHall {
        try await TrialHall(
            """
            A request in a state.

            (the sample hall)
            ada: !admins swift-guild add @abel:example.org
            ada: !admins swift-guild add @fay:example.org
            \(administrators)
            \(["incomplete", "completed"].contains(state) ? asksForMembers : "")
            ada: !admins swift-guild remove @ada:example.org
            finn: !join swift-guild Please
            \(stories[state] ?? "")
            """
        )
    }

    /// A request that lacks a membership is not complete until its applicant has it.
    private static let asksForMembers = """
        ada: !groups create Linux Crew
        ada: !criteria swift-guild add group linux-crew
        """

    /// What a change does to request #1, where it does something to a request at all.
    private static func name(_ change: Change) -> String? {
        guard case .request(let change) = change else { return nil }
        return switch change {
        case .asked: "asked"
        case .lookAgain, .cardsOutdated, .cardsShown: nil
        case .completed: "completed"
        case .admittedByRule: "admittedByRule"
        case .approved: "approved"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        case .questioned: "questioned"
        case .answered: "answered"
        case .applicantReminded: "applicantReminded"
        case .lapsed: "lapsed"
        case .voided: "void"
        case .claimed: "claimed"
        case .released: "released"
        case .reminded: "reminded"
        }
    }

    private static func name(of state: JoinRequest.State) -> String {
        switch state {
        case .incomplete: "incomplete"
        case .pending: "pending"
        case .awaitingApplicant: "awaiting"
        case .approved: "approved"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        case .lapsed: "lapsed"
        case .void: "void"
        }
    }
}
