/// The number of a sponsor.
///
/// Never shown; people know a sponsor by its name.
package struct SponsorID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// The number of a group.
///
/// Never shown; people know a group by its handle.
package struct GroupID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// The number of a request to join, shown as `#41`.
package struct RequestID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// The number of a job, shown as it is: job `7`.
package struct JobID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// The number of an alert, of which its person knows another: their first is 1.
package struct AlertID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// The number of an invitation to a group.
///
/// Never shown; whoever is invited knows it by the group.
package struct InvitationID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}
