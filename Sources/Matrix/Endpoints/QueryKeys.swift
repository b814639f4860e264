package import Identifiers
package import JSON

/// Which devices people have, and with which keys: all as their homeservers say, nothing of it verified.
package struct QueriedKeys: Sendable, Equatable {
    /// A device.
    package struct Device: Sendable, Equatable {
        /// The id under which it stands; the keys may claim another.
        package var device: String
        /// Its signed keys.
        package var keys: JSONObject

        package init(device: String, keys: JSONObject) {
            self.device = device
            self.keys = keys
        }
    }

    /// All devices of each person, none perhaps; whoever is missing could not be asked for.
    package var devices: [UserID: [Device]] = [:]
    /// The cross-signing keys that stand for a person.
    package var masterKeys: [UserID: JSONObject] = [:]
    /// The cross-signing keys that sign a person's devices.
    package var selfSigningKeys: [UserID: JSONObject] = [:]
    /// The bot's own cross-signing key that signs other people.
    package var userSigningKeys: [UserID: JSONObject] = [:]
    /// Servers that gave no answer: what was known of their people still holds.
    package var failures: [String] = []

    package init() {}
}

extension MatrixClient {
    /// Asks for the keys of at most a few hundred people: `POST /_matrix/client/v3/keys/query`
    /// (Matrix v1.19, "Key management API",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysquery>).
    ///
    /// What cannot be read is left out, down to single devices; the answer may name people who were not asked for.
    package func queryKeys(of users: [UserID]) async throws(MatrixError) -> QueriedKeys {
        let asked = JSONObject(users.map { ($0.rawValue, []) })
        let bytes = try await exchange(
            .post,
            RequestPath("/_matrix/client/v3/keys/query"),
            body: ["device_keys": .object(asked), "timeout": 10_000],
            wait: .seconds(10),
            answer: .large
        )
        return try QueriedKeys(parsing: bytes)
    }
}

extension QueriedKeys {
    /// Reads the answer of `/keys/query`.
    fileprivate init(parsing bytes: [UInt8]) throws(MatrixError) {
        self = try JSONReader.answer("keys/query", bytes) { reader throws(JSONError) in
            var queried = QueriedKeys()
            try reader.eachMember { name, reader throws(JSONError) in
                switch name {
                case "device_keys":
                    try reader.eachUser { user, reader throws(JSONError) in
                        queried.devices[user] = try reader.lenientObject()?.devices(of: user)
                    }
                case "master_keys": queried.masterKeys = try reader.objectsByUser()
                case "self_signing_keys": queried.selfSigningKeys = try reader.objectsByUser()
                case "user_signing_keys": queried.userSigningKeys = try reader.objectsByUser()
                case "failures": queried.failures = try reader.failures()
                default: try reader.skip()
                }
            }
            return queried
        }
    }
}

extension JSONObject {
    fileprivate func devices(of user: UserID) -> [QueriedKeys.Device] {
        members.compactMap { member in
            guard let address = DeviceAddress(user: user, untrusted: member.key) else { return nil }
            return member.value.objectValue.map { QueriedKeys.Device(device: address.device, keys: $0) }
        }
    }
}

extension JSONReader {
    fileprivate mutating func objectsByUser() throws(JSONError) -> [UserID: JSONObject] {
        var objects: [UserID: JSONObject] = [:]
        try eachUser { user, reader throws(JSONError) in
            objects[user] = try reader.lenientValue()?.objectValue
        }
        return objects
    }

    /// Reads which servers failed; why they did is not said in any fixed form.
    mutating func failures() throws(JSONError) -> [String] {
        var servers: [String] = []
        try eachMemberIfAny { name, reader throws(JSONError) in
            try reader.skip()
            if (1...255).contains(name.utf8.count) { servers.append(name) }
        }
        return servers
    }
}
