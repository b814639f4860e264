package import Identifiers

/// What the hall knows about a person.
package struct Person: Hashable, Sendable {
    package var id: UserID
    package var isFreelancer: Bool
    /// One line about themselves, such as `Swift on the server, since 2016`.
    package var headline: String
    package var skills: [String]
    /// Since when they have been a freelancer without a break.
    ///
    /// Nil where they are none, and for those who became one before this was written down.
    package var freelancerSince: Timestamp?
    /// Whether they agreed to be found by clients.
    package var isFindable: Bool
    /// Nil where they have not said.
    package var availability: Availability?

    package init(
        id: UserID,
        isFreelancer: Bool = false,
        headline: String = "",
        skills: [String] = [],
        freelancerSince: Timestamp? = nil,
        isFindable: Bool = false,
        availability: Availability? = nil
    ) {
        self.id = id
        self.isFreelancer = isFreelancer
        self.headline = headline
        self.skills = skills
        self.freelancerSince = freelancerSince
        self.isFindable = isFindable
        self.availability = availability
    }

    package static let skillsAtMost = 20
    package static let openRequestsAtMost = 20
}

/// A badge that a person carries.
package struct Badge: Hashable, Sendable {
    package var emoji: String
    package var groupName: String
    package var groupHandle: String
    package var since: Timestamp

    package init(emoji: String, groupName: String, groupHandle: String, since: Timestamp) {
        self.emoji = emoji
        self.groupName = groupName
        self.groupHandle = groupHandle
        self.since = since
    }
}
