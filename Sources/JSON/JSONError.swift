/// Why bytes are not JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: String, Sendable {
        case unexpectedEnd = "unexpected end"
        case unexpectedByte = "unexpected byte"
        case badNumber = "malformed number"
        case badEscape = "malformed escape"
        case tooDeep = "nested too deeply"
        case notAnObject = "not an object"
        case notAnArray = "not an array"
    }

    /// What is wrong.
    package let reason: Reason
    /// At which byte.
    package let offset: Int

    /// Reason and place; nothing of the text itself, which may be secret.
    package var description: String { "\(reason.rawValue) at byte \(offset)" }
}
