import JSON

extension MatrixClient {
    /// What the homeserver speaks.
    package struct Versions: Sendable, Equatable {
        /// Versions of the specification, such as `v1.11`.
        package var versions: [String]
        /// Names of unstable features that are switched on.
        package var unstableFeatures: [String]
    }

    /// Asks which versions of the specification the homeserver speaks: `GET /_matrix/client/versions`, without a token
    /// ([Matrix v1.19, "API versions"](https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientversions)).
    package func versions() async throws(MatrixError) -> Versions {
        let answer = try await object(.get, RequestPath("/_matrix/client/versions"), isAnonymous: true)
        guard let versions = answer["versions"]?.arrayValue else { throw .unreadable("no versions") }
        let features = answer["unstable_features"]?.objectValue?.members.filter { $0.value.boolValue == true }
        return Versions(
            versions: versions.compactMap(\.stringValue),
            unstableFeatures: features?.map(\.key) ?? []
        )
    }
}
