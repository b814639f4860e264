package import Identifiers

/// The number of an import of questions.
///
/// Never shown.
package struct TestImportID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// A GIFT file on its way into the pool of a test: fetched, shown to whoever sent it, and taken over on their word.
package struct TestImport: Hashable, Sendable {
    package var id: TestImportID
    package var test: SkillTestID
    package var person: UserID
    package var name: String
    /// Where it lies, such as `mxc://example.org/abc`; nil for a text that was pasted.
    package var uri: String?
    package var askedAt: Timestamp
    package var content: CalendarImport.Content

    package init(
        id: TestImportID,
        test: SkillTestID,
        person: UserID,
        name: String,
        uri: String?,
        askedAt: Timestamp,
        content: CalendarImport.Content
    ) {
        self.id = id
        self.test = test
        self.person = person
        self.name = name
        self.uri = uri
        self.askedAt = askedAt
        self.content = content
    }
}
