/// An `errcode` of the homeserver
/// ([Matrix v1.19, "Common error codes"](https://spec.matrix.org/v1.19/client-server-api/#common-error-codes)).
package struct ErrorCode: RawRepresentable, Hashable, Sendable {
    /// As it was sent, at most 255 bytes.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Too many exchanges: wait.
    package static let limitExceeded = ErrorCode(rawValue: "M_LIMIT_EXCEEDED")
    /// The access token is not, or no longer, known.
    package static let unknownToken = ErrorCode(rawValue: "M_UNKNOWN_TOKEN")
    /// No access token was sent.
    package static let missingToken = ErrorCode(rawValue: "M_MISSING_TOKEN")
    /// The account is locked for now.
    package static let userLocked = ErrorCode(rawValue: "M_USER_LOCKED")
    /// The account may read only.
    package static let userSuspended = ErrorCode(rawValue: "M_USER_SUSPENDED")
    /// The account is gone.
    package static let userDeactivated = ErrorCode(rawValue: "M_USER_DEACTIVATED")
    /// Not permitted here; never a sign-out.
    package static let forbidden = ErrorCode(rawValue: "M_FORBIDDEN")
    /// No such thing.
    package static let notFound = ErrorCode(rawValue: "M_NOT_FOUND")
    /// No such endpoint.
    package static let unrecognized = ErrorCode(rawValue: "M_UNRECOGNIZED")
    /// The event is too large.
    package static let tooLarge = ErrorCode(rawValue: "M_TOO_LARGE")
    /// The same reaction is already there.
    package static let duplicateAnnotation = ErrorCode(rawValue: "M_DUPLICATE_ANNOTATION")
    /// The person takes no invitations from us.
    package static let inviteBlocked = ErrorCode(rawValue: "M_INVITE_BLOCKED")
    /// The alias is taken.
    package static let roomInUse = ErrorCode(rawValue: "M_ROOM_IN_USE")
    /// The homeserver cannot join rooms of that version.
    package static let incompatibleRoomVersion = ErrorCode(rawValue: "M_INCOMPATIBLE_ROOM_VERSION")
    /// The homeserver is over a quota.
    package static let resourceLimitExceeded = ErrorCode(rawValue: "M_RESOURCE_LIMIT_EXCEEDED")
    /// The account is over a quota.
    package static let userLimitExceeded = ErrorCode(rawValue: "M_USER_LIMIT_EXCEEDED")
    /// Another version of the key backup is the current one.
    package static let wrongRoomKeysVersion = ErrorCode(rawValue: "M_WRONG_ROOM_KEYS_VERSION")
    /// A value in the request is not acceptable.
    package static let invalidParam = ErrorCode(rawValue: "M_INVALID_PARAM")
    /// Everything without a code of its own.
    package static let unknown = ErrorCode(rawValue: "M_UNKNOWN")
}
