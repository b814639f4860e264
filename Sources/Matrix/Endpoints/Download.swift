import HTTP

extension MatrixClient {
    /// Reads a file of at most 512 KiB: `GET /_matrix/client/v1/media/download/{serverName}/{mediaId}`
    /// (Matrix v1.11, "Content repository",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediadownloadservernamemediaid>).
    ///
    /// The bot's own homeserver is asked, also for what lies on another one. A larger file throws an error whose
    /// ``MatrixError/isTooLarge`` is true, while it is still being read.
    package func download(_ uri: ContentURI) async throws(MatrixError) -> [UInt8] {
        let path = RequestPath("/_matrix/client/v1/media/download").segments(uri.server, uri.media)
        return try await exchange(.get, path, answer: .file)
    }
}

extension MatrixError {
    /// Whether the answer was larger than it may be.
    package var isTooLarge: Bool {
        if case .exchange(.tooLarge) = self { true } else { false }
    }
}

/// Where a file lies: `mxc://example.org/abc`.
package struct ContentURI: Hashable, Sendable {
    package let server: String
    package let media: String

    /// Reads a URI from a stranger, or gives nil where it can't be one.
    package init?(parsing text: String) {
        guard text.utf8.count <= 500, text.hasPrefix("mxc://") else { return nil }
        let parts = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        let isPlain = { (byte: UInt8) in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        let server = ".:[]".utf8
        guard parts[1].utf8.allSatisfy(isPlain), parts[0].utf8.allSatisfy({ isPlain($0) || server.contains($0) }) else {
            return nil
        }
        self.server = String(parts[0])
        media = String(parts[1])
    }

    package var text: String { "mxc://\(server)/\(media)" }
}
