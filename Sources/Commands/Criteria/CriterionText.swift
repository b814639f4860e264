import Groups
import Identifiers

/// One criterion as people type it, such as `question short Which of your servers is still up?`.
///
/// The same words read it and write it, so that a set that was shown can be sent again.
enum CriterionText {
    /// What each kind is called, in the order in which help names them.
    static let kinds = [
        "question", "evidence", "server", "group", "room", "freelancer", "terms", "statement", "code", "test",
    ]

    /// A criterion that was read, where need be with names that are still to be looked up.
    enum Spelled: Hashable, Sendable {
        case ready(Criterion.Kind)
        case group(String)
        case room(String)
        /// A code to be hashed; nil keeps the one that there is.
        case code(String?)
        case test(String, minimumPercent: Int?, daysAtMost: Int?)
    }

    /// Reads what stands after the number.
    static func read(_ line: some StringProtocol) throws(CriteriaMistake) -> Spelled {
        let (word, rest) = firstWord(Cleaned(line).text[...])
        switch word.lowercased() {
        case "question": return .ready(try question(rest))
        case "evidence": return .ready(try evidence(rest))
        case "server", "domain", "homeserver":
            guard let pattern = ServerPattern(parsing: rest) else { throw .server(rest) }
            return .ready(.server(pattern: pattern))
        case "group", "member": return .group(try text(rest, of: "group"))
        case "room", "space": return .room(try text(rest, of: "room"))
        case "freelancer": return .ready(.freelancer(days: try days(rest)))
        case "terms":
            let (version, words) = firstWord(rest[...])
            return .ready(.terms(version: try text(version, of: "terms"), text: try text(words, of: "terms")))
        case "statement": return .ready(.statement(text: try text(rest, of: "statement")))
        case "code": return .code(rest.isEmpty ? nil : rest)
        case "test": return try test(rest)
        case "": throw .kindMissing
        case let other: throw .unknownKind(other.capped(bytes: 60), near: closest(to: other, among: kinds))
        }
    }

    /// The words that ``read(_:)`` makes the same criterion of.
    ///
    /// A code is not told: the word alone keeps it.
    static func written(_ kind: Criterion.Kind) -> String {
        switch kind {
        case .test(let name, let percent, let days):
            "test \(name)" + (percent.map { " min:\($0)" } ?? "") + (days.map { " days:\($0)" } ?? "")
        case .question(let form, let text):
            switch form {
            case .short: "question short \(text)"
            case .long: "question long \(text)"
            case .number: "question number \(text)"
            case .yesNo: "question yes/no \(text)"
            case .choice(let options): "question choice (\(options.joined(separator: ", "))) \(text)"
            }
        case .evidence(let about, let mustExpire): mustExpire ? "evidence dated \(about)" : "evidence \(about)"
        case .server(let pattern): "server \(pattern.text)"
        case .group(_, let handle): "group \(handle)"
        case .room(let id): "room \(id.rawValue)"
        case .freelancer(let days): "freelancer \(days) days"
        case .terms(let version, let text): "terms \(version) \(text)"
        case .statement(let text): "statement \(text)"
        case .code: "code"
        }
    }

    private static func question(_ text: String) throws(CriteriaMistake) -> Criterion.Kind {
        let (word, rest) = firstWord(text[...])
        switch word.lowercased() {
        case "short": return .question(form: .short, text: try self.text(rest, of: "question"))
        case "long": return .question(form: .long, text: try self.text(rest, of: "question"))
        case "number": return .question(form: .number, text: try self.text(rest, of: "question"))
        case "yes/no", "yesno": return .question(form: .yesNo, text: try self.text(rest, of: "question"))
        case "choice":
            guard rest.utf8.first == UInt8(ascii: "("), let end = rest.firstIndex(of: ")") else {
                throw .optionsMissing
            }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            let options = inside.split(separator: ",").map { $0.trimmingSpace() }.filter { !$0.isEmpty }
            let words = rest[rest.index(after: end)...].trimmingSpace()
            return .question(form: .choice(options: options), text: try self.text(words, of: "question"))
        default: throw .questionForm(word.capped(bytes: 60))
        }
    }

    private static func evidence(_ text: String) throws(CriteriaMistake) -> Criterion.Kind {
        let (word, rest) = firstWord(text[...])
        let mustExpire = word.lowercased() == "dated"
        return .evidence(about: try self.text(mustExpire ? rest : text, of: "evidence"), mustExpire: mustExpire)
    }

    private static func test(_ text: String) throws(CriteriaMistake) -> Spelled {
        var name: [Substring] = []
        var percent: Int?
        var days: Int?
        for word in text.split(separator: " ") {
            let lower = word.lowercased()
            if lower.hasPrefix("min:") {
                percent = try number(lower.dropFirst(4).drop { $0 == "%" }, in: 1...100)
            } else if lower.hasPrefix("days:") {
                days = try number(lower.dropFirst(5), in: 1...daysAtMost)
            } else {
                name.append(word)
            }
        }
        let joined = name.joined(separator: " ")
        return .test(try self.text(joined, of: "test"), minimumPercent: percent, daysAtMost: days)
    }

    private static func days(_ text: String) throws(CriteriaMistake) -> Int {
        let (word, rest) = firstWord(text[...])
        guard rest.isEmpty || ["day", "days"].contains(rest.lowercased()) else { throw .days(text, daysAtMost) }
        guard let days = Int(word), (1...daysAtMost).contains(days) else { throw .days(text, daysAtMost) }
        return days
    }

    static let daysAtMost = 3650

    private static func number(
        _ digits: some StringProtocol,
        in range: ClosedRange<Int>
    ) throws(CriteriaMistake) -> Int {
        let digits = digits.hasSuffix("%") ? String(digits.dropLast()) : String(digits)
        guard let number = Int(digits), range.contains(number) else { throw .number(digits.capped(bytes: 60), range) }
        return number
    }

    private static func text(_ text: String, of kind: String) throws(CriteriaMistake) -> String {
        if text.isEmpty { throw .incomplete(kind) }
        return text
    }

    /// The first word and what follows it, of a text that was cleaned.
    static func firstWord(_ text: Substring) -> (word: String, rest: String) {
        let end = text.firstIndex(of: " ") ?? text.endIndex
        return (String(text[..<end]), text[end...].trimmingSpace())
    }
}
