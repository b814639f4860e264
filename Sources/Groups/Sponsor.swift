/// A company that opens groups.
///
/// It belongs to its owners; a group belongs to it.
package struct Sponsor: Hashable, Sendable {
    package var id: SponsorID
    /// As written by the operator who added it, such as `Acme`.
    package var name: String

    package init(id: SponsorID, name: String) {
        self.id = id
        self.name = name
    }

    /// How many owners a sponsor may have.
    package static let ownersAtMost = 20
    /// How many groups a sponsor may have.
    package static let groupsAtMost = 1000
}
