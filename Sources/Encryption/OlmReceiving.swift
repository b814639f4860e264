package import Groups
package import Identifiers
import JSON
package import Matrix
import MatrixCrypto
package import SQLiteStorage

/// A session of a room, of which the key has come.
package struct RoomSession: Hashable, Sendable {
    package var room: RoomID
    package var session: String
}

/// What was in an encrypted message to this device.
struct OlmPlaintext {
    var type: String
    var content: JSONValue
    var sender: UserID
    /// The Curve25519 key that the session was begun with.
    var identityKey: String
    /// What the sender says is the Ed25519 key of the same device.
    var fingerprint: String
}

extension OwnDevice {
    /// Takes a message to this device.
    ///
    /// - Returns: the session whose key it brought, where it did.
    package func receive(_ event: ToDeviceEvent, in rows: EncryptionRows, at now: Timestamp) throws -> RoomSession? {
        // Whatever else comes in plain text tells nothing that the bot would act on.
        guard event.type == "m.room.encrypted" else { return nil }
        guard let plaintext = try open(event, in: rows, at: now) else { return nil }
        switch plaintext.type {
        case "m.room_key": return try takeRoomKey(plaintext, in: rows, at: now)
        // A dummy has done what it was for by being decrypted. Keys that somebody hands on are not theirs to vouch for.
        default: return nil
        }
    }

    /// Decrypts a message to this device and checks that it is its sender's and for us; nil where it is not.
    private func open(_ event: ToDeviceEvent, in rows: EncryptionRows, at now: Timestamp) throws -> OlmPlaintext? {
        let account = try account(in: rows)
        guard event.content["algorithm"]?.stringValue == Self.olm,
            let identityKey = event.content["sender_key"]?.stringValue,
            let sealed = event.content["ciphertext"]?[account.curve25519.base64],
            let type = sealed["type"]?.intValue, let body = sealed["body"]?.stringValue,
            let message = try? OlmMessage(type: type, body: body)
        else { return nil }
        // It may be the first thing that is heard of that person.
        try rows.track(event.sender)
        let device = try rows.device(of: event.sender, identityKey: identityKey)
        do {
            guard let bytes = try decrypt(message, from: identityKey, account, in: rows, at: now) else { return nil }
            if let device { try rows.forgetWithheld(device) }
            guard let plaintext = try check(bytes, event.sender, identityKey, account, against: device) else {
                try rows.count(.refused)
                return nil
            }
            return plaintext
        } catch is CryptoError {
            try rows.count(.brokenSession)
            if let device { try rows.noteAiling(device, at: now) }
            return nil
        }
    }

    /// Decrypts in the session that the message is of, or begins one by it; nil for what was decrypted before.
    private func decrypt(
        _ message: OlmMessage,
        from identityKey: String,
        _ account: OlmAccount,
        in rows: EncryptionRows,
        at now: Timestamp
    ) throws -> [UInt8]? {
        var failure = CryptoError.wrongSession
        for stored in try rows.sessions(with: identityKey) {
            var session = try OlmSession(pickle: seal.open(stored.pickle))
            if case .preKey(let first) = message, !session.matches(first) { continue }
            do {
                let bytes = try session.decrypt(message)
                try rows.storeSession(session.id, with: identityKey, seal.close(session.pickle), usedAt: now)
                return bytes
            } catch CryptoError.keyIsGone {
                return nil
            } catch let error as CryptoError {
                failure = error
            }
            if case .preKey = message { throw failure }
        }
        guard case .preKey(let first) = message else { throw failure }
        var account = account
        let begun = try account.inboundSession(from: Curve25519PublicKey(base64: identityKey), first)
        // The one-time key goes with the session that it began, or not at all.
        try rows.storeAccount(seal.close(account.pickle))
        try rows.storeSession(begun.session.id, with: identityKey, seal.close(begun.session.pickle), usedAt: now)
        return begun.plaintext
    }

    /// What a message to this device says, where it names its sender and us as it must; nil otherwise
    /// ([Matrix v1.19, "m.olm.v1.curve25519-aes-sha2"](https://spec.matrix.org/v1.19/client-server-api/#molmv1curve25519-aes-sha2)).
    private func check(
        _ bytes: [UInt8],
        _ sender: UserID,
        _ identityKey: String,
        _ account: OlmAccount,
        against device: DeviceRow?
    ) throws -> OlmPlaintext? {
        guard let json = try? JSONValue(parsing: bytes), let type = json["type"]?.stringValue,
            let content = json["content"], content.objectValue != nil,
            json["sender"]?.stringValue.map(UserID.init(rawValue:)) == sender,
            json["recipient"]?.stringValue.map(UserID.init(rawValue:)) == user,
            json["recipient_keys"]?["ed25519"]?.stringValue == account.ed25519.base64,
            let fingerprint = json["keys"]?["ed25519"]?.stringValue
        else { return nil }
        // The session shows who holds the Curve25519 key; that the other key is the same device's is only said.
        if let device, device.fingerprint != fingerprint { return nil }
        if let enclosed = json["sender_device_keys"] {
            guard let object = enclosed.objectValue, let id = enclosed["device_id"]?.stringValue,
                let keys = try? DeviceKeys(object, of: sender, DeviceID(rawValue: id)),
                keys.curve25519.base64 == identityKey, keys.ed25519.base64 == fingerprint
            else { return nil }
        }
        return OlmPlaintext(
            type: type,
            content: content,
            sender: sender,
            identityKey: identityKey,
            fingerprint: fingerprint
        )
    }
}
