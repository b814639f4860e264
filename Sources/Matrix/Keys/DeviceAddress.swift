package import Identifiers
import JSON

/// One device of one person; compared byte by byte, as its parts are.
package struct DeviceAddress: Hashable, Sendable {
    /// Whose it is.
    package var user: UserID
    /// What the homeserver calls it: opaque.
    package var device: String

    package init(user: UserID, device: String) {
        self.user = user
        self.device = device
    }

    package static func == (left: DeviceAddress, right: DeviceAddress) -> Bool {
        left.user == right.user && left.device.hasSameBytes(as: right.device)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(user)
        for byte in device.utf8 { hasher.combine(byte) }
    }
}

extension DeviceAddress {
    /// Takes a device from an answer: 1 to 512 bytes; `*` would mean all of the person's devices.
    init?(user: UserID, untrusted device: String) {
        guard (1...512).contains(device.utf8.count), !device.hasSameBytes(as: "*") else { return nil }
        self.init(user: user, device: device)
    }
}

extension JSONValue {
    /// An object of users, each an object of their devices; of two values for one device, the first counts.
    static func byDevice(_ values: [(to: DeviceAddress, content: JSONValue)]) -> JSONValue {
        var users: [UserID] = []
        var devices: [UserID: [(String, JSONValue)]] = [:]
        for (address, content) in values {
            if devices[address.user] == nil { users.append(address.user) }
            devices[address.user, default: []].append((address.device, content))
        }
        return .object(JSONObject(users.map { ($0.rawValue, .object(JSONObject(devices[$0] ?? []))) }))
    }
}
