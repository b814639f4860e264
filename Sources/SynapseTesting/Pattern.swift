/// A regular expression, read without regard to case, whose dot also stands for a line break.
///
/// A `Regex` may not cross from one task to another; its text may.
package struct Pattern: Sendable {
    /// What it was written as.
    package let text: String

    /// - Throws: What is wrong with the expression.
    package init(_ text: String) throws {
        _ = try Regex(text)
        self.text = text
    }

    /// Whether any part of the other text fits.
    package func matches(_ other: String) -> Bool {
        guard let regex = try? Regex(text).ignoresCase().dotMatchesNewlines() else { return false }
        return other.firstMatch(of: regex) != nil
    }
}
