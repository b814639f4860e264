import Commands
import Foundation
import TOMLKit

/// The settings of a file and of the environment, before anybody asks what they mean.
struct SettingsFile {
    private(set) var texts: [Setting: String] = [:]
    private(set) var lists: [Setting: [String]] = [:]
    private(set) var problems: [ConfigurationProblem] = []
    /// Whether the file is TOML at all.
    ///
    /// If not, only the problems of the file itself and of the environment are known.
    private(set) var isReadable = true
    private let lines: [String: Int]

    init(_ text: String, environment: [String: String]) {
        lines = Self.lines(text)
        do {
            take(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            isReadable = false
            complain(
                line: error.source.begin.line,
                "this line",
                "is not TOML: \(error.description)",
                #"write key = "value", and [section] above it"#
            )
        } catch {
            isReadable = false
            complain(line: nil, "the file", "cannot be read as TOML", #"write key = "value", and [section] above it"#)
        }
        take(environment)
    }

    /// The line of a setting in the file.
    func line(_ setting: Setting) -> Int? { lines[setting.name] }

    mutating func complain(line: Int?, _ key: String, _ complaint: String, _ cure: String) {
        problems.append(ConfigurationProblem(line: line, key: key, complaint: complaint, cure: cure))
    }

    mutating func complain(_ setting: Setting, _ complaint: String, _ cure: String) {
        complain(line: line(setting), setting.name, complaint, cure)
    }

    // MARK: The file

    private mutating func take(_ file: TOMLTable) {
        let sections = Array(Set(Setting.all.map { $0.section }))
        for section in file.keys {
            guard sections.contains(section) else {
                let near = closest(to: section, among: sections)
                complain(
                    line: lines[section],
                    "[\(section)]",
                    "there is no such section",
                    near.map { "did you mean [\($0)]?" } ?? "remove it"
                )
                continue
            }
            guard let table = file[section]?.table else {
                complain(line: lines[section], section, "is not a section", "write [\(section)] on a line of its own")
                continue
            }
            for key in table.keys { take(table[key], key: key, section: section) }
        }
    }

    private mutating func take(_ value: (any TOMLValueConvertible)?, key: String, section: String) {
        let name = "\(section).\(key)"
        guard let setting = Setting.all.first(where: { $0.name == name }) else {
            let near = closest(to: key, among: Setting.all.filter { $0.section == section }.map { $0.key })
            return complain(
                line: lines[name],
                name,
                "there is no such key",
                near.map { "did you mean \($0)?" } ?? "remove it"
            )
        }
        switch setting.kind {
        case .text:
            if let text = value?.string {
                texts[setting] = text
                return
            }
        case .list:
            if let items = value?.array {
                let found = items.map { $0.string }
                if found.allSatisfy({ $0 != nil }) {
                    lists[setting] = found.compactMap { $0 }
                    return
                }
            }
        }
        complain(setting, "has the wrong type", "write \(setting.key) = \(setting.kind.example): \(setting.kind.name)")
    }

    // MARK: The environment

    private mutating func take(_ environment: [String: String]) {
        // One credential from outside takes the place of whichever the file names.
        let credentials = Setting.all.filter { Setting.credentials.contains($0.key) }
        if credentials.contains(where: { environment[$0.variable] != nil }) {
            for setting in credentials { texts[setting] = nil }
        }
        for (variable, value) in environment.sorted(by: { $0.key < $1.key })
        where variable.hasPrefix("GUILDHALL_") && variable != Setting.clockFile {
            guard let setting = Setting.all.first(where: { $0.variable == variable }) else {
                let near = closest(to: variable.lowercased(), among: Setting.all.map { $0.variable.lowercased() })
                complain(
                    line: nil,
                    variable,
                    "sets nothing",
                    near.map { "did you mean \($0.uppercased())?" } ?? "remove it from the environment"
                )
                continue
            }
            switch setting.kind {
            case .text: texts[setting] = value
            case .list:
                let items = value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                lists[setting] = items.filter { !$0.isEmpty }
            }
        }
    }

    // MARK: Lines

    /// The line of each section and key: the parser does not say where it found what it gives.
    private static func lines(_ text: String) -> [String: Int] {
        var lines: [String: Int] = [:]
        var section = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.hasPrefix("["), let end = trimmed.firstIndex(of: "]"), !trimmed.contains("=") {
                section = trimmed[trimmed.index(after: trimmed.startIndex)..<end]
                    .trimmingCharacters(in: .whitespaces)
                lines[section] = lines[section] ?? index + 1
            } else if let equals = trimmed.firstIndex(of: "="), !trimmed.hasPrefix("#") {
                let key = trimmed[..<equals].trimmingCharacters(in: .whitespaces)
                let name = section.isEmpty ? key : "\(section).\(key)"
                lines[name] = lines[name] ?? index + 1
            }
        }
        return lines
    }
}
