package import Groups
import Identifiers
import JSON
package import Matrix
import MatrixCrypto
package import SQLiteStorage

extension OwnDevice {
    /// Begins sessions with devices by the keys that were claimed of them.
    ///
    /// A device of which there is none is not asked for again before an hour has passed.
    ///
    /// - Returns: the devices with which a session was begun.
    @discardableResult
    package func take(
        _ claimed: ClaimedKeys,
        of devices: [DeviceRow],
        in rows: EncryptionRows,
        at now: Timestamp
    ) throws -> [DeviceRow] {
        let account = try account(in: rows)
        var begun: [DeviceRow] = []
        var generator = SystemRandomNumberGenerator()
        var keys: [DeviceAddress: JSONObject] = [:]
        for key in claimed.keys { keys[key.device] = key.key }
        for device in devices {
            let address = DeviceAddress(user: device.user, device: device.device)
            guard let identityKey = try? Curve25519PublicKey(base64: device.identityKey),
                let oneTimeKey = try keys[address].flatMap({ try oneTimeKey($0, of: device) }),
                let session = try? account.outboundSession(to: identityKey, oneTimeKey: oneTimeKey, using: &generator)
            else {
                try rows.putOffClaiming(device, until: now.advanced(by: .seconds(3600)))
                continue
            }
            try rows.storeSession(session.id, with: device.identityKey, seal.close(session.pickle), usedAt: now)
            begun.append(device)
        }
        return begun
    }

    /// The claimed key, where the device has signed it.
    private func oneTimeKey(_ json: JSONObject, of device: DeviceRow) throws -> Curve25519PublicKey? {
        guard let fingerprint = try? Ed25519PublicKey(base64: device.fingerprint) else { return nil }
        let id = SigningKeyID(device: DeviceID(rawValue: device.device))
        guard (try? json.verify(by: device.user, id, fingerprint)) != nil else { return nil }
        return json["key"]?.stringValue.flatMap { try? Curve25519PublicKey(base64: $0) }
    }

    /// Encrypts for a device, and stores the session as it is afterwards; nil where there is no session with it.
    func encrypt(
        _ type: String,
        _ content: JSONValue,
        for device: DeviceRow,
        _ own: (account: OlmAccount, keys: DeviceKeys),
        in rows: EncryptionRows
    ) throws -> JSONValue? {
        guard let stored = try rows.sessions(with: device.identityKey).first else { return nil }
        var session = try OlmSession(pickle: seal.open(stored.pickle))
        let plaintext: JSONValue = [
            "type": .string(type), "content": content, "sender": .string(user.rawValue),
            "recipient": .string(device.user.rawValue),
            "recipient_keys": ["ed25519": .string(device.fingerprint)],
            "keys": ["ed25519": .string(own.account.ed25519.base64)],
            "sender_device_keys": .object(own.keys.json),
        ]
        var generator = SystemRandomNumberGenerator()
        let message = try session.encrypt(plaintext.encoded, using: &generator)
        try rows.storeSession(session.id, with: device.identityKey, seal.close(session.pickle), usedAt: nil)
        return [
            "algorithm": .string(Self.olm), "sender_key": .string(own.account.curve25519.base64),
            "ciphertext": .object([
                device.identityKey: ["type": .int(message.type), "body": .string(message.body)]
            ]),
        ]
    }

    /// Greets devices in sessions that were begun anew because the old ones were broken: it tells them to use the new one.
    package func greet(_ devices: [DeviceRow], in rows: EncryptionRows) throws {
        let own = (account: try account(in: rows), keys: try keys(in: rows))
        var messages = ToDeviceMessages()
        for device in devices {
            guard let content = try encrypt("m.dummy", [:], for: device, own, in: rows) else { continue }
            messages.add(content, for: device)
            try rows.count(.healed)
        }
        try queue("m.room.encrypted", messages, for: nil, in: rows)
    }

    /// Stores messages to devices, to be sent.
    func queue(_ type: String, _ messages: ToDeviceMessages, for room: RoomID?, in rows: EncryptionRows) throws {
        guard !messages.isEmpty else { return }
        var generator = SystemRandomNumberGenerator()
        let id = "to-device-" + String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
        try rows.queueToDevice(type, messages: messages.json.encodedText, transactionID: id, for: room)
    }
}

/// Messages to devices, as `/sendToDevice` takes them: one for each.
struct ToDeviceMessages {
    private(set) var json: JSONValue = [:]
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func add(_ content: JSONValue, for device: DeviceRow) {
        var own = json[device.user.rawValue] ?? [:]
        own[device.device] = content
        json[device.user.rawValue] = own
        count += 1
    }
}
