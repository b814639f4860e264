package import Identifiers
import JSON

/// How somebody presents themselves: from outside, any text at all.
package struct Profile: Sendable, Equatable {
    /// The name they chose.
    package var displayName: String?
    /// The picture they chose, an `mxc:` URI.
    package var avatarURL: String?

    package init(displayName: String? = nil, avatarURL: String? = nil) {
        self.displayName = displayName
        self.avatarURL = avatarURL
    }
}

extension MatrixClient {
    /// Reads a profile: `GET /_matrix/client/v3/profile/{userId}`
    /// ([Matrix v1.19, "Profiles"](https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3profileuserid)).
    ///
    /// A person without one, or unknown to the homeserver, throws an answer with ``ErrorCode/notFound``.
    package func profile(of user: UserID) async throws(MatrixError) -> Profile {
        let path = RequestPath("/_matrix/client/v3/profile").segments(user.rawValue)
        let answer = try await object(.get, path)
        return Profile(
            displayName: answer["displayname"]?.stringValue,
            avatarURL: answer["avatar_url"]?.stringValue
        )
    }
}
