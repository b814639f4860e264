import Groups

/// How criteria go together, as people type it: `1 and (2 or 3) and 2 of (4, 5, 6) and not 7`.
enum RuleText {
    /// What is wrong with a rule as it was typed.
    enum Problem: Error, Hashable, Sendable {
        /// Something else should stand here; nil is the end.
        case unexpected(String?)
        /// `1 and 2 or 3` could be meant in two ways.
        case mixed
        /// More brackets than anybody can read.
        case tooDeep
    }

    static let bytesAtMost = 2000

    /// Reads a rule; `all` alone gives nil, which is all criteria.
    static func read(_ text: String) throws(Problem) -> CriteriaRule? {
        var reading = Reading(tokens: tokens(of: text))
        if reading.tokens == ["all"] { return nil }
        let rule = try reading.expression(depth: 0)
        guard reading.position == reading.tokens.count else { throw .unexpected(reading.next) }
        return rule
    }

    /// The words that ``read(_:)`` makes the same rule of.
    static func written(_ rule: CriteriaRule) -> String {
        switch rule {
        case .criterion(let number): "\(number)"
        case .not(let rule): "not " + bracketed(rule)
        case .all(let rules) where rules.count > 1: rules.map(bracketed).joined(separator: " and ")
        case .any(let rules) where rules.count > 1: rules.map(bracketed).joined(separator: " or ")
        case .all(let rules): "all of (\(rules.map(written).joined(separator: ", ")))"
        case .any(let rules): "any of (\(rules.map(written).joined(separator: ", ")))"
        case .atLeast(let count, let rules): "\(count) of (\(rules.map(written).joined(separator: ", ")))"
        }
    }

    private static func bracketed(_ rule: CriteriaRule) -> String {
        switch rule {
        case .all(let rules) where rules.count > 1, .any(let rules) where rules.count > 1: "(\(written(rule)))"
        default: written(rule)
        }
    }

    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        func close() {
            if !word.isEmpty { tokens.append(word) }
            word = ""
        }
        for character in Cleaned(text).text.lowercased() {
            switch character {
            case "(", ")", ",":
                close()
                tokens.append(String(character))
            case " ", "#": close()
            default: word.append(character)
            }
        }
        close()
        return tokens
    }

    private struct Reading {
        let tokens: [String]
        var position = 0

        var next: String? { position < tokens.count ? tokens[position] : nil }

        /// What may stand in a bracket or alone: parts joined by `and`, or by `or`, never by both.
        mutating func expression(depth: Int) throws(Problem) -> CriteriaRule {
            // Deeper than any rule may be, and shallow enough for the stack.
            guard depth <= 20 else { throw .tooDeep }
            var parts = [try part(depth: depth)]
            var joint: String?
            while let word = next, word == "and" || word == "or" {
                guard joint == nil || joint == word else { throw .mixed }
                joint = word
                position += 1
                parts.append(try part(depth: depth))
            }
            guard parts.count > 1 else { return parts[0] }
            return joint == "and" ? .all(of: parts) : .any(of: parts)
        }

        private mutating func part(depth: Int) throws(Problem) -> CriteriaRule {
            guard depth <= 20 else { throw .tooDeep }
            guard let word = next else { throw .unexpected(nil) }
            position += 1
            switch word {
            case "not": return .not(rule: try part(depth: depth + 1))
            case "(":
                let rule = try expression(depth: depth + 1)
                try take(")")
                return rule
            case "all": return .all(of: try list(depth: depth + 1))
            case "any", "one": return .any(of: try list(depth: depth + 1))
            default:
                guard let number = Int(word), (0...9999).contains(number) else {
                    throw .unexpected(word.capped(bytes: 60))
                }
                guard next == "of" else { return .criterion(number: number) }
                return .atLeast(count: number, of: try list(depth: depth + 1))
            }
        }

        /// `of (1, 2, 3)`; the brackets may hold nothing, which is told apart from a slip of the pen.
        private mutating func list(depth: Int) throws(Problem) -> [CriteriaRule] {
            if next == "of" { position += 1 }
            try take("(")
            if next == ")" {
                position += 1
                return []
            }
            var rules = [try expression(depth: depth)]
            while next == "," {
                position += 1
                rules.append(try expression(depth: depth))
            }
            try take(")")
            return rules
        }

        private mutating func take(_ token: String) throws(Problem) {
            guard next == token else { throw .unexpected(next?.capped(bytes: 60)) }
            position += 1
        }
    }
}
