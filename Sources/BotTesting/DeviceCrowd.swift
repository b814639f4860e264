import Identifiers
import JSON
import MatrixCrypto

/// People with devices, and all that a homeserver knows of those: real keys, made beforehand.
struct DeviceCrowd: Sendable {
    /// A device, and its one one-time key.
    struct Device: Sendable {
        let user: UserID
        let id: String
        let keys: JSONObject
        let oneTimeKeys: JSONObject
    }

    /// Somebody with an identity that has signed each of their devices.
    struct Member: Sendable {
        let user: UserID
        let master: JSONObject
        let selfSigning: JSONObject
        let devices: [Device]
    }

    let members: [Member]

    var devices: [Device] { members.flatMap(\.devices) }

    /// So many people with so many devices each.
    init(people: Int, devices: Int) throws {
        var generator = SystemRandomNumberGenerator()
        members = try (1...max(1, people)).map { number in
            let user = Homeserver.user("p\(number)")
            let identity = try CrossSigningKeys(using: &generator)
            return Member(
                user: user,
                master: try identity.published(.master, of: user),
                selfSigning: try identity.published(.selfSigning, of: user),
                devices: try (1...max(1, devices)).map { device in
                    try Self.device("DEVICE\(device)", of: user, identity, &generator)
                }
            )
        }
    }

    private static func device(
        _ name: String,
        of user: UserID,
        _ identity: CrossSigningKeys,
        _ generator: inout SystemRandomNumberGenerator
    ) throws -> Device {
        let id = DeviceID(rawValue: name)
        var account = try OlmAccount(using: &generator)
        try account.makeOneTimeKeys(1, using: &generator)
        var keys = try account.deviceKeys(of: user, id)
        try identity.sign(&keys)
        return Device(
            user: user,
            id: name,
            keys: keys.json,
            oneTimeKeys: try account.signedOneTimeKeys(of: user, id)
        )
    }
}
