package import Groups
package import Identifiers
package import JSON
import MatrixCrypto
package import SQLiteStorage

/// What is to be done next so that everybody in a room can read what the bot is about to say.
package enum SharingStep: Sendable {
    /// Ask for lists of devices.
    case query([OutdatedList])
    /// Claim keys of devices, to begin sessions with them.
    case claim([DeviceRow])
    /// Send messages to devices, which are stored already.
    case send(ToDeviceRow)
    /// Nothing with others: there is more to do here.
    case goOn
    /// Nothing: all have it that shall.
    case done
}

extension OwnDevice {
    /// How many people's lists are asked for, and devices are given a key, in one step.
    ///
    /// Between two steps everything else goes on.
    static let peopleAtOnce = 200
    static let devicesAtOnce = 100

    /// The next step towards a key that everybody in a room has.
    ///
    /// Each step is bounded; it is asked for the next until it says ``SharingStep/done``.
    package func nextStep(for room: RoomID, in rows: EncryptionRows, at now: Timestamp) throws -> SharingStep {
        let key = try freshKey(for: room, in: rows, at: now)
        if let waiting = try rows.toDevice(for: room) { return .send(waiting) }
        guard key.isIncomplete else { return .done }
        let lists = try rows.outdatedLists(in: room, at: now, limit: Self.peopleAtOnce)
        if !lists.isEmpty { return .query(lists) }
        let lacking = try rows.devicesWithoutKey(
            key.session,
            in: room,
            besides: (user, device.rawValue),
            withInvited: try rows.encryption(of: room)?.sharesWithInvited ?? true,
            limit: Self.devicesAtOnce
        )
        guard !lacking.isEmpty else {
            try rows.noteComplete(room)
            return .done
        }
        let unclaimed = try share(key, with: lacking, in: rows, at: now)
        if let waiting = try rows.toDevice(for: room) { return .send(waiting) }
        return unclaimed.isEmpty ? .goOn : .claim(unclaimed)
    }

    /// The key of a room, or a new one where that is used up, too old, or in the hands of somebody who has left.
    private func freshKey(for room: RoomID, in rows: EncryptionRows, at now: Timestamp) throws -> OutboundRoomKeyRow {
        if let key = try rows.outboundKey(of: room), try isFresh(key, in: rows, at: now) { return key }
        var generator = SystemRandomNumberGenerator()
        let session = try OutboundGroupSession(using: &generator)
        try rows.beginKey(of: room, session: session.id, pickle: seal.close(session.pickle), at: now)
        guard let key = try rows.outboundKey(of: room) else { throw CryptoError.malformed }
        return key
    }

    private func isFresh(_ key: OutboundRoomKeyRow, in rows: EncryptionRows, at now: Timestamp) throws -> Bool {
        let room = try rows.encryption(of: key.room)
        // What a room says is bounded: it could ask for a new key with every message, or for one for ever.
        let most = min(max(room?.rotationMessages ?? 100, 1), 10_000)
        let age = min(max(room?.rotationMs ?? 604_800_000, 3_600_000), 604_800_000 * 5)
        return !key.isSpent && key.used < most && now.rawValue - key.madeAt.rawValue < age
    }

    /// Whether a device may read what the bot says.
    private func trusts(_ device: DeviceRow, in rows: EncryptionRows) throws -> Bool {
        switch policy.shareWith {
        case .all: true
        case .crossSigned: device.isCrossSigned
        case .crossSignedIfAny: try device.isCrossSigned || !rows.hasIdentity(device.user)
        }
    }

    /// Gives the key to those devices with which there is a session, and tells the others why they don't get it.
    ///
    /// - Returns: those of which a key is to be claimed first.
    private func share(
        _ key: OutboundRoomKeyRow,
        with devices: [DeviceRow],
        in rows: EncryptionRows,
        at now: Timestamp
    ) throws -> [DeviceRow] {
        let own = (account: try account(in: rows), keys: try keys(in: rows))
        let session = try OutboundGroupSession(pickle: seal.open(key.pickle))
        let content: JSONValue = [
            "algorithm": .string(Self.megolm), "room_id": .string(key.room.rawValue),
            "session_id": .string(session.id), "session_key": .string(try session.sessionKey().base64),
        ]
        var unclaimed: [DeviceRow] = []
        var (given, withheld) = (ToDeviceMessages(), ToDeviceMessages())
        for device in devices {
            guard try trusts(device, in: rows) else {
                try rows.note(.untrusted, of: key.session, in: key.room, for: device)
                withheld.add(Self.withheld("m.unverified", key, own.account), for: device)
                continue
            }
            if let message = try encrypt("m.room_key", content, for: device, own, in: rows) {
                try rows.note(.has, of: key.session, in: key.room, for: device)
                given.add(message, for: device)
            } else if device.claimAfter <= now {
                unclaimed.append(device)
            } else {
                try rows.note(.unreachable, of: key.session, in: key.room, for: device)
                withheld.add(Self.withheld("m.no_olm", key, own.account), for: device)
            }
        }
        try queue("m.room.encrypted", given, for: key.room, in: rows)
        try queue("m.room_key.withheld", withheld, for: nil, in: rows)
        return unclaimed
    }

    /// Why a device does not get a key
    /// ([Matrix v1.19, "m.room_key.withheld"](https://spec.matrix.org/v1.19/client-server-api/#mroom_keywithheld)).
    private static func withheld(_ code: String, _ key: OutboundRoomKeyRow, _ account: OlmAccount) -> JSONValue {
        var content: JSONValue = [
            "algorithm": .string(megolm), "code": .string(code), "sender_key": .string(account.curve25519.base64),
            "reason": code == "m.no_olm"
                ? "There are no keys left to begin a session with this device"
                : "This device is not verified by its owner",
        ]
        // What has no session in it is about all sessions.
        if code != "m.no_olm" {
            content["room_id"] = .string(key.room.rawValue)
            content["session_id"] = .string(key.session)
        }
        return content
    }
}

// MARK: - Encrypting

extension OwnDevice {
    /// Encrypts what a row of the outbox says, once: asked again, it gives the same.
    ///
    /// - `clear`: The members that stand beside it for everybody to see, as servers and other clients go by them.
    /// - Returns: the content of `m.room.encrypted`, or nil where there is no key yet that all have who shall.
    package func encrypt(
        _ type: String,
        _ content: JSONValue,
        row: Int64,
        in room: RoomID,
        clear: [String],
        _ rows: EncryptionRows,
        at now: Timestamp
    ) throws -> JSONValue? {
        if let stored = try rows.ciphertext(of: row) { return try JSONValue(parsing: Array(stored.utf8)) }
        guard let key = try rows.outboundKey(of: room), try isFresh(key, in: rows, at: now), !key.isIncomplete,
            try rows.toDevice(for: room) == nil
        else { return nil }
        var session = try OutboundGroupSession(pickle: seal.open(key.pickle))
        let plaintext: JSONValue = ["type": .string(type), "content": content, "room_id": .string(room.rawValue)]
        let message = try session.encrypt(plaintext.encoded)
        try rows.noteUsed(room, pickle: seal.close(session.pickle))
        var sealed: JSONValue = [
            "algorithm": .string(Self.megolm), "ciphertext": .string(message.base64),
            "session_id": .string(session.id), "device_id": .string(device.rawValue),
            "sender_key": .string(try account(in: rows).curve25519.base64),
        ]
        for name in clear { sealed[name] = content[name] }
        try rows.storeCiphertext(sealed.encodedText, of: row)
        return sealed
    }
}
