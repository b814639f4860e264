import Groups

/// One field that a form knows.
package struct FormField: Hashable, Sendable {
    package var name: String
    /// Other names for it.
    package var aliases: [String]
    /// How long its value may be, in UTF-8 bytes.
    package var limitBytes: Int
    /// Whether its value is running text, in which a word with a colon means little.
    package var isProse: Bool
    /// Words that may stand with a colon within its value, in small letters.
    package var labels: [String]

    package init(
        _ name: String,
        aliases: [String] = [],
        limitBytes: Int,
        isProse: Bool = false,
        labels: [String] = []
    ) {
        self.name = name
        self.aliases = aliases
        self.limitBytes = limitBytes
        self.isProse = isProse
        self.labels = labels
    }
}

/// The lines after a command: `field: value`, a value running on until the next field that is known.
package struct Form: Hashable, Sendable {
    private var values: [String: String] = [:]
    /// All that is wrong with it, in the order of its lines.
    package private(set) var problems: [FormProblem] = []
    /// Fields in the order in which they were given.
    package private(set) var given: [String] = []

    package var isEmpty: Bool { given.isEmpty && problems.isEmpty }

    /// The value of a field, or nil where it was not given.
    ///
    /// A field that was left empty has the value "".
    package subscript(_ field: String) -> String? { values[field] }

    /// Reads the lines of a form that may have these fields.
    ///
    /// `others` are the names of fields that other forms have. In a fenced block of code nothing is a field.
    package init(lines: [Substring] = [], fields: [FormField] = [], others: Set<String> = []) {
        var current: FormField?
        var value: [Substring] = []
        // Lines that belong to no field are reported once, not one by one.
        var isAstray = false
        let isCode = Self.code(in: lines.prefix(Self.linesAtMost))
        for (line, isCode) in zip(lines, isCode) {
            guard !isCode, let label = Label(line), let found = label.reading(fields, within: current, others: others)
            else {
                if current == nil, !isAstray, !Cleaned(line).isEmpty {
                    problems.append(.lineWithoutField(Self.excerpt(line)))
                    isAstray = true
                }
                value.append(line)
                continue
            }
            switch found {
            case .field(let field):
                close(current, value)
                current = field
                value = [label.rest]
            case .unknown(let near):
                // Taken as part of the field before as well, one slip would be told twice.
                problems.append(.unknownField(Self.excerpt(label.name), near: near))
                isAstray = true
            }
        }
        close(current, value)
        if lines.count > Self.linesAtMost { problems.append(.tooManyLines(Self.linesAtMost)) }
    }

    /// A form with one field, which was asked for by itself: none of its lines is another field.
    init(_ field: FormField, saying text: String) {
        close(field, text.split(separator: "\n", omittingEmptySubsequences: false))
    }

    /// Adds what was found wrong before the lines were read.
    mutating func refuse(_ problem: FormProblem) {
        problems.append(problem)
    }

    private static let linesAtMost = 400

    /// Which lines stand in fenced blocks of code.
    ///
    /// A fence that is never closed is none.
    private static func code(in lines: ArraySlice<Substring>) -> [Bool] {
        var isCode = [Bool](repeating: false, count: lines.count)
        var opening: Int?
        for index in lines.indices {
            let isFence = startsFence(lines[index])
            if let start = opening, isFence {
                for line in start + 1...index { isCode[line] = true }
                opening = nil
            } else if opening == nil, isFence || Label(lines[index]).map({ startsFence($0.rest) }) ?? false {
                opening = index
            }
        }
        return isCode
    }

    private static func startsFence(_ line: Substring) -> Bool {
        line.unicodeScalars.drop(while: \.isBlank).starts(with: "```".unicodeScalars)
    }

    private mutating func close(_ field: FormField?, _ lines: [Substring]) {
        guard let field else { return }
        guard values[field.name] == nil else { return problems.append(.twice(field.name)) }
        let value = lines.joined(separator: "\n").trimmingSpace()
        let isTooLong = value.utf8.count > field.limitBytes
        if isTooLong {
            problems.append(.tooLong(field.name, bytes: value.utf8.count, limitBytes: field.limitBytes))
        }
        given.append(field.name)
        values[field.name] = isTooLong ? "" : value
    }

    private static func excerpt(_ text: some StringProtocol) -> String {
        Cleaned(Tidying.bounded(Substring(text), 400)).text.capped(bytes: 60)
    }
}

/// What stands before the first colon of a line, where that could be a field's name.
private struct Label {
    /// Without what hides, each gap one plain space.
    var written: String
    /// The same in lower case.
    var name: String
    var rest: Substring
    /// Whether white space, or nothing more, follows the colon.
    ///
    /// It doesn't in `https://` and `10:30`.
    private var isApart: Bool

    enum Reading {
        case field(FormField)
        /// No field is called so; one that may have been meant.
        case unknown(near: String?)
    }

    init?(_ line: Substring) {
        let scalars = line.unicodeScalars.drop(while: \.isUnseenAtStart)
        guard scalars.first?.properties.isAlphabetic == true else { return nil }
        guard let colon = scalars.prefix(60).firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let rest = scalars[scalars.index(after: colon)...]
        guard !rest.starts(with: "//".unicodeScalars) else { return nil }
        written = Cleaned(Substring(scalars[..<colon])).text
        name = written.lowercased()
        self.rest = Substring(rest)
        isApart = scalars[colon] == "：" || rest.first?.properties.isWhitespace ?? true
    }

    /// How the label is meant, or nil where the line belongs to the value of the field above it.
    ///
    /// What is refused has to be sent again, and what is swallowed may be stored unseen. So in a list or a text of one
    /// line every label is a field. Running text is full of labels (“Note: we ship weekly”): there only a slip away from
    /// a field counts, or the very name of another form's field, in small letters as forms are typed.
    func reading(_ fields: [FormField], within current: FormField?, others: Set<String>) -> Reading? {
        if let field = fields.first(where: { $0.names.contains(name) }) { return .field(field) }
        let near = closest(to: name, among: fields.flatMap(\.names))
        let field = fields.first { field in near.map(field.names.contains) ?? false }?.name
        guard let current else { return isApart || near != nil ? .unknown(near: field) : nil }
        guard isApart, !current.labels.contains(name) else { return nil }
        // “note” is not “name”.
        let slips = name.unicodeScalars.count > 5 ? 2 : 1
        if let near, !name.contains(" "), editDistance(name, near) <= slips { return .unknown(near: field) }
        let isOfAnotherForm = others.contains(name) && written == name
        return !current.isProse || isOfAnotherForm ? .unknown(near: nil) : nil
    }
}

/// One thing that is wrong with the grammar of a form.
package enum FormProblem: Hashable, Sendable {
    case unknownField(String, near: String?)
    case twice(String)
    case tooLong(String, bytes: Int, limitBytes: Int)
    case lineWithoutField(String)
    case tooManyLines(Int)
}

extension FormField {
    /// All that it answers to, as labels are compared.
    var names: [String] { ([name] + aliases).map { $0.lowercased() } }
}
