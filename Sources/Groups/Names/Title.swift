/// The name of a group, a sponsor or a job as people read it.
///
/// 2 to 60 characters and at most 120 bytes, in one script ("highly restrictive" of
/// [UTS #39](https://www.unicode.org/reports/tr39/#Restriction_Level_Detection)), with nothing in it that hides or reorders.
package struct Title: Hashable, Sendable, CustomStringConvertible {
    /// Without blanks at its ends, every blank in it one space.
    package let text: String

    package static let length = 2...60
    package static let mostBytes = 120

    /// Checks what a person typed.
    package init(parsing typed: some StringProtocol) throws(TitleError) {
        // Before anything that takes time.
        guard typed.utf8.count <= 8 * Self.mostBytes else { throw .tooLong }
        let text = typed.collapsingBlanks
        guard text.utf8.count <= Self.mostBytes, text.count <= Self.length.upperBound else { throw .tooLong }
        guard text.count >= Self.length.lowerBound else { throw .tooShort }
        try Self.checkVisible(text)
        try Self.checkScripts(text)
        self.text = text
    }

    package var description: String { text }

    /// What two titles share that can be taken for one another.
    package var skeleton: Skeleton { Skeleton(of: text) }

    private static func checkVisible(_ text: String) throws(TitleError) {
        var last: Unicode.Scalar?
        var marks = 0
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            switch properties.generalCategory {
            case .nonspacingMark where scalar == "\u{FE0F}" && last?.properties.isEmoji == true: break
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                throw .hiddenCharacter
            case _ where properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}": throw .hiddenCharacter
            case .nonspacingMark, .enclosingMark, .spacingMark:
                marks += 1
                guard let last, last != " ", marks <= 4 else { throw .strayMark }
            default: marks = 0
            }
            last = scalar
        }
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { throw .nothingToRead }
    }

    private static func checkScripts(_ text: String) throws(TitleError) {
        var scripts: Set<Script> = []
        var digitZeros: Set<UInt32> = []
        for scalar in text.unicodeScalars {
            if Skeleton.isDecorated(scalar) { throw .decoratedLetters }
            switch scalar.properties.generalCategory {
            case .decimalNumber:
                digitZeros.insert(scalar.value - UInt32(scalar.properties.numericValue ?? 0))
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
                guard let script = Script(scalar) else { throw .unknownScript }
                scripts.insert(script)
            default: break
            }
        }
        guard digitZeros.count <= 1 else { throw .mixedDigits }
        guard Script.mayMix(scripts) else { throw .mixedScripts }
    }
}

/// Why a text cannot be a title.
package enum TitleError: Error, Hashable, Sendable {
    case tooShort
    /// More than 60 characters, or more than 120 bytes.
    case tooLong
    /// Control, direction, zero-width, tag, private or unassigned characters.
    case hiddenCharacter
    /// A combining mark with nothing below it, or many on one letter.
    case strayMark
    /// Neither letter nor digit.
    case nothingToRead
    /// Letters of scripts that look alike, such as Latin and Cyrillic.
    case mixedScripts
    /// A script that this program cannot check.
    case unknownScript
    /// Digits of two number systems.
    case mixedDigits
    /// Letters that are others in disguise: fullwidth, mathematical, circled.
    case decoratedLetters
}

extension StringProtocol {
    /// The text with every run of blanks as one space, and none at its ends.
    var collapsingBlanks: String {
        String(self).unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
    }
}
