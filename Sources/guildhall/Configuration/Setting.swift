/// One thing that can be set.
struct Setting: Hashable {
    var section: String
    var key: String
    var kind = Kind.text
    var isRequired = false

    /// What kind of value it has.
    enum Kind {
        case text
        case list

        var name: String {
            switch self {
            case .text: "text in quotes"
            case .list: "a list of texts in quotes"
            }
        }

        var example: String {
            switch self {
            case .text: #""…""#
            case .list: #"["…", "…"]"#
            }
        }
    }

    /// Such as `matrix.homeserver`.
    var name: String { "\(section).\(key)" }

    /// Such as `GUILDHALL_MATRIX_HOMESERVER`.
    var variable: String { "GUILDHALL_\(section)_\(key)".uppercased() }

    static let all = [
        Setting(section: "matrix", key: "homeserver", isRequired: true),
        Setting(section: "matrix", key: "user", isRequired: true),
        Setting(section: "matrix", key: "password"),
        Setting(section: "matrix", key: "password_file"),
        Setting(section: "matrix", key: "access_token"),
        Setting(section: "matrix", key: "access_token_file"),
        Setting(section: "matrix", key: "device_id"),
        Setting(section: "chat", key: "prefix"),
        Setting(section: "chat", key: "display_name"),
        Setting(section: "invites", key: "allow", kind: .list),
        Setting(section: "storage", key: "path"),
        Setting(section: "encryption", key: "mode"),
        Setting(section: "encryption", key: "share_with"),
        Setting(section: "encryption", key: "commands_require"),
        Setting(section: "encryption", key: "pickle_key"),
        Setting(section: "encryption", key: "pickle_key_file"),
        Setting(section: "hall", key: "name"),
        Setting(section: "hall", key: "operators", kind: .list, isRequired: true),
        Setting(section: "hall", key: "time_zone"),
        Setting(section: "hall", key: "business_days", kind: .list),
    ]

    /// No setting but a variable for trials: the file that puts the clock ahead (see ``TrialClock``).
    static let clockFile = "GUILDHALL_CLOCK_FILE"

    static let credentials = ["password", "password_file", "access_token", "access_token_file"]
}

/// Something wrong in the configuration, and what to do about it.
struct ConfigurationProblem: Hashable, CustomStringConvertible {
    /// In the file; nil for what is missing or comes from elsewhere.
    var line: Int?
    /// Such as `matrix.homeserver`, or the name of an environment variable.
    var key: String
    var complaint: String
    var cure: String

    var description: String {
        "\(line.map { "line \($0): " } ?? "")\(key): \(complaint) — \(cure)"
    }
}

/// All that is wrong in the configuration.
struct ConfigurationError: Error, CustomStringConvertible {
    var path: String
    var problems: [ConfigurationProblem]

    var description: String {
        (["\(path) cannot be used:"] + problems.map { "  \($0)" }).joined(separator: "\n")
    }
}
