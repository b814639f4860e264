/// A skill, by the name under which it is searched: `swift`, `c++`, `c#`, `.net`, `node.js`.
///
/// In small letters, every blank one space, at most 40 bytes.
package struct Skill: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    package static let mostBytes = 40

    /// Reads one skill as it is typed.
    package init(parsing typed: some StringProtocol) throws(SkillError) {
        guard typed.utf8.count <= 8 * Self.mostBytes else { throw .tooLong }
        let text = typed.collapsingBlanks.lowercased()
        guard text.utf8.count <= Self.mostBytes else { throw .tooLong }
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            let isLetter = scalar.properties.isAlphabetic || category == .decimalNumber
            let isMark = category == .nonspacingMark || category == .spacingMark
            // A comma parts skills, a colon ends a label, `@` begins a person.
            guard !scalar.properties.isDefaultIgnorableCodePoint,
                isLetter || isMark || " +#.-/&'’_*!()".unicodeScalars.contains(scalar)
            else { throw .otherCharacter }
        }
        guard let first = text.first else { throw .empty }
        let firstCategory = first.unicodeScalars.first?.properties.generalCategory
        guard text.contains(where: { $0.isLetter || $0.isNumber }), firstCategory != .nonspacingMark else {
            throw .empty
        }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Skill, right: Skill) -> Bool { left.text < right.text }
}

/// Why a text cannot be the name of a skill.
package enum SkillError: Error, Hashable, Sendable {
    /// No letter and no digit.
    case empty
    case tooLong
    /// Something hidden, or a sign that no skill needs.
    case otherCharacter
}
