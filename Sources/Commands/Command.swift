package import Groups
package import Identifiers

/// One thing a person can ask the bot to do.
///
/// To add one, write its file in a folder beside this one, and add its type to ``allCommands``.
package protocol Command: Sendable {
    static var usage: Usage { get }

    /// Reads what was typed after the command's name.
    ///
    /// - Throws: A ``UsageError`` that says what is missing or wrong.
    init(_ text: inout CommandText) throws(UsageError)

    /// Decides what to change and what to say, from nothing but its arguments.
    ///
    /// - Throws: A ``Refusal`` where the rules say no; anything else is a fault of the database.
    func decide(_ call: Call, _ board: some Board) throws -> Decision
}

/// How a command is called and what it is for: help, usage errors and the reference are made from this one place.
package struct Usage: Sendable {
    /// Lower case; two words for a command of a family, such as `groups search`.
    package var name: String
    /// What else it is called by, in full.
    package var otherNames: [String]
    package var parameters: String
    package var summary: String
    /// A line that can be typed as it stands, without the prefix.
    package var example: String
    package var section: Section
    package var access: Access
    /// What its form takes, for a command that has one.
    package var fields: [FormField]
    /// What may stand for one of its parameters, where that needs saying.
    package var choices: [Choice]

    package init(
        name: String,
        otherNames: [String] = [],
        parameters: String = "",
        summary: String,
        example: String,
        section: Section,
        access: Access = .everybody,
        fields: [FormField] = [],
        choices: [Choice] = []
    ) {
        self.name = name
        self.otherNames = otherNames
        self.parameters = parameters
        self.summary = summary
        self.example = example
        self.section = section
        self.access = access
        self.fields = fields
        self.choices = choices
    }

    /// Something that may stand for a parameter, and what it means.
    package struct Choice: Hashable, Sendable {
        package var typed: String
        package var meaning: String

        package init(_ typed: String, _ meaning: String) {
            self.typed = typed
            self.meaning = meaning
        }
    }

    /// Where help lists the command.
    package enum Section: Int, Sendable, CaseIterable {
        case directory
        case membership
        case freelancer
        case tests
        case jobs
        case decisions
        case administration
        case operation
        case help

        /// What is typed to see the commands of the section; nil for help itself, which is one of them.
        package var word: String? {
            switch self {
            case .directory: "directory"
            case .membership: "joining"
            case .freelancer: "freelancers"
            case .tests: "tests"
            case .jobs: "jobs"
            case .decisions: "deciding"
            case .administration: "running"
            case .operation: "operating"
            case .help: nil
            }
        }

        /// Whether its commands are for those who run a group.
        var isForRunners: Bool { self == .decisions || self == .administration }
    }

    /// Who may give the command at all; the rules proper are in the domain.
    package enum Access: Sendable {
        case everybody
        /// Those named in `bot.conf`. Hidden from everybody else's help.
        case operators
    }

    /// Whether it is for those who run a group: of the commands about tests, all but those by which one is taken.
    var isForRunners: Bool { section.isForRunners || (section == .tests && name.hasPrefix("tests ")) }

    /// How it is typed, such as `join <group> [message]`.
    package var line: String { parameters.isEmpty ? name : "\(name) \(parameters)" }

    /// Whether what was typed can be looked at with nothing stored.
    package var takesCheck: Bool { parameters.contains("--check") }
}

/// How the bot is spoken to.
package struct Manner: Sendable {
    package var prefix: String
    package var botID: UserID
    package var botName: String
    package var language: Language

    package init(prefix: String, botID: UserID, botName: String, language: Language = .english) {
        self.prefix = prefix
        self.botID = botID
        self.botName = botName
        self.language = language
    }
}
