import Identifiers
package import JSON

/// One-time keys that were claimed, each to begin one session with one device; nothing of it is verified.
package struct ClaimedKeys: Sendable, Equatable {
    /// The key of one device.
    package struct Key: Sendable, Equatable {
        /// Whose key it is said to be.
        package var device: DeviceAddress
        /// Algorithm and id, such as `signed_curve25519:AAAAHg`.
        package var keyID: String
        /// The signed key; a fallback key where the device has no other left.
        package var key: JSONObject

        package init(device: DeviceAddress, keyID: String, key: JSONObject) {
            self.device = device
            self.keyID = keyID
            self.key = key
        }
    }

    /// At most one of each device; a device that is missing has none.
    package var keys: [Key] = []
    /// Servers that gave no answer.
    package var failures: [String] = []

    package init() {}
}

extension MatrixClient {
    /// Takes one `signed_curve25519` key of each device: `POST /_matrix/client/v3/keys/claim`
    /// (Matrix v1.19, "Key management API",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysclaim>).
    ///
    /// Not repeatable: each call uses up a key. What cannot be read is left out.
    package func claimKeys(of devices: [DeviceAddress]) async throws(MatrixError) -> ClaimedKeys {
        let asked = JSONValue.byDevice(devices.map { (to: $0, content: .string(.oneTimeKeyAlgorithm)) })
        let bytes = try await exchange(
            .post,
            RequestPath("/_matrix/client/v3/keys/claim"),
            body: ["one_time_keys": asked, "timeout": 10_000],
            wait: .seconds(10),
            answer: .large
        )
        return try ClaimedKeys(parsing: bytes)
    }
}

extension ClaimedKeys {
    /// Reads the answer of `/keys/claim`.
    fileprivate init(parsing bytes: [UInt8]) throws(MatrixError) {
        self = try JSONReader.answer("keys/claim", bytes) { reader throws(JSONError) in
            var claimed = ClaimedKeys()
            try reader.eachMember { name, reader throws(JSONError) in
                switch name {
                case "one_time_keys":
                    try reader.eachUser { user, reader throws(JSONError) in
                        let devices = try reader.lenientObject()?.members ?? []
                        claimed.keys += devices.compactMap { Key(of: user, $0.key, $0.value) }
                    }
                case "failures": claimed.failures = try reader.failures()
                default: try reader.skip()
                }
            }
            return claimed
        }
    }
}

extension ClaimedKeys.Key {
    fileprivate init?(of user: UserID, _ device: String, _ json: JSONValue) {
        guard let device = DeviceAddress(user: user, untrusted: device) else { return nil }
        let found = json.objectValue?.members.first { member in
            member.key.utf8.starts(with: "\(String.oneTimeKeyAlgorithm):".utf8) && member.key.utf8.count <= 512
                && member.value.objectValue != nil
        }
        guard let found, let key = found.value.objectValue else { return nil }
        self.init(device: device, keyID: found.key, key: key)
    }
}
