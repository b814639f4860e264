import Groups
import Identifiers
import Testing

/// The life of a membership, state by state: every command by everybody, against a table written by hand.
///
/// A row is a state of the membership of finn in Swift Guild, a column a person: the member himself (finn), an
/// administrator (abel), another one (fay), the sponsor's owner who is none (ada), the operator (olga), a stranger (cleo).
/// `+` means that what the command is for becomes true, `.` that nothing about the membership changes and that an answer
/// says why.
@Suite("The life of a membership, state by state", .timeLimit(.minutes(5)))
struct MembershipLifeTests {
    static let people = [Role.finn, Role.abel, Role.fay, Role.ada, Role.olga, Role.cleo]

    private static let evidence = "finn to bot: meet swift-guild 1 https://example.org/certificate until 2026-04-20"
    private static let member = """
        \(evidence)
        finn: !join swift-guild
        abel to bot: approve 1
        """

    /// How each state comes about; finn's evidence holds until 20 April.
    static let stories: [String: String] = [
        "stranger": evidence,
        "waiting": evidence + "\nfinn: !join swift-guild",
        "active": member,
        "warned": member + "\n(25 days later)",
        "notice": member + "\n(50 days later)",
        "kept": member + "\n(50 days later)\nabel to bot: keep swift-guild [finn] A week longer",
        "waiting for a place": """
        ada to bot: groups edit swift-guild
          capacity: 1
        jon: !freelancer
        abel to bot: invite swift-guild [jon]
        jon to bot: accept
        \(member)
        """,
        "left": member + "\nfinn: !leave swift-guild",
        "removed": member + "\nabel to bot: remove swift-guild [finn] Spam",
        "expired": member + "\n(70 days later)",
        "banned": member + "\nabel to bot: ban swift-guild [finn] Spam",
        "archived": member + "\nada: !groups archive swift-guild for good\n(1 minute later)",
    ]

    /// The states in which finn is a member.
    static let memberships: Set<String> = ["active", "warned", "notice", "kept"]
    /// Those in which he is one, or was let in and waits for a place.
    static let letIn = memberships.union(["waiting for a place"])

    /// Each command, what it brings about, by whom, and in which states.
    static let table: [(command: String, effect: String, by: String, states: Set<String>)] = [
        ("leave swift-guild", "left", "+.....", letIn),
        ("withdraw 1", "left", "+.....", ["waiting for a place"]),
        ("remove swift-guild @finn:example.org Spam", "removed", ".++...", letIn),
        ("ban swift-guild @finn:example.org Spam", "removed", ".++...", letIn),
        ("keep swift-guild @finn:example.org A week longer", "kept", ".++...", ["notice"]),
        ("join swift-guild", "asked", "+.....", ["stranger", "left", "removed", "expired"]),
        (
            "invite swift-guild @finn:example.org", "invited", ".++...",
            ["stranger", "left", "removed", "expired"]
        ),
    ]

    @Test("Each command by each person does in each state what the table says", arguments: stories.keys.sorted())
    func everything(in state: String) async throws {
        let hall = try await Self.hall(in: state)
        for (command, effect, by, states) in Self.table {
            for (person, allowed) in zip(Self.people, by) {
                // Only somebody who is a freelancer joins: here that is finn.
                let trial = try await hall.say("!" + command, by: person, in: TrialHall.direct(person))
                let isOpen = allowed == "+" && states.contains(state)
                let found = trial.changes.compactMap(Self.name)
                #expect(found == (isOpen ? [effect] : []), "\(state): \(person) says \(command)")
                #expect(!trial.drafts.isEmpty, "\(state): \(person) says \(command), and hears nothing")
            }
        }
    }

    @Test("Nobody but administrators is told who has notice, and nothing is said of it among others")
    func silence() async throws {
        let hall = try await Self.hall(in: "notice")
        for command in ["profile @finn:example.org", "groups show swift-guild", "groups members swift-guild"] {
            for person in [Role.abel, Role.fay, Role.ada, Role.olga, Role.cleo] {
                let trial = try await hall.say("!" + command, by: person, in: TrialHall.direct(person))
                #expect(!trial.drafts.contains { $0.text.contains("notice") }, "\(person) says \(command)")
            }
        }
        for command in ["profile", "groups show swift-guild", "criteria swift-guild"] {
            let trial = try await hall.say("!" + command, by: Role.finn, in: TrialHall.room("lobby"))
            #expect(!trial.drafts.contains { $0.text.contains("notice") }, "finn says \(command) among others")
        }
        let own = try await hall.say("!profile", by: Role.finn, in: TrialHall.direct(Role.finn))
        #expect(own.drafts.contains { $0.text.contains("on notice") })
    }

    private static func hall(in state: String) async throws -> TrialHall {
        try await TrialHall(
            """
            A membership in a state.

            (the sample hall)
            ada: !admins swift-guild add @abel:example.org
            ada: !admins swift-guild add @fay:example.org
            ada: !admins swift-guild remove @ada:example.org
            fay: !freelancer off
            ada: !criteria swift-guild add evidence dated A certificate of your insurance
            \(stories[state] ?? "")
            """
        )
    }

    /// What a change does to the membership of finn, where it does something to a membership at all.
    private static func name(_ change: Change) -> String? {
        switch change {
        case .membership(.left): "left"
        case .queue(.left): "left"
        case .queue(.voided): "removed"
        case .membership(.removed): "removed"
        case .membership(.began): "began"
        case .membership(.ended(_, _, let lapse, _)): lapse.rawValue
        case .membership(.disbanded): "disbanded"
        case .upkeep(.kept): "kept"
        case .request(.asked): "asked"
        case .invitation(.sent): "invited"
        default: nil
        }
    }
}
