package import Groups
package import Identifiers
import JSON
package import Matrix
import MatrixCrypto
package import SQLiteStorage

/// What became of an encrypted event of a room.
package enum Decryption: Sendable {
    /// What it says, in the place of the event that came.
    case read(RoomEvent)
    /// Its key, or the list of its sender's devices, has not come yet.
    case waits(session: String)
    /// It must not be read: replayed, forged, or malformed.
    case refused(String)
    /// It can be read, but its device is not one that the bot takes commands from.
    case untrusted
}

// MARK: - Keys

extension OwnDevice {
    /// Stores a room key that a device has brought, unless it reads less than one that is there, or is another device's.
    func takeRoomKey(_ message: OlmPlaintext, in rows: EncryptionRows, at now: Timestamp) throws -> RoomSession? {
        let content = message.content
        guard content["algorithm"]?.stringValue == Self.megolm,
            let room = content["room_id"]?.stringValue.flatMap({ RoomID(untrusted: $0) }),
            let id = content["session_id"]?.stringValue, let text = content["session_key"]?.stringValue,
            let key = try? MegolmSessionKey(shared: text), key.sessionID == id
        else { return nil }
        if let known = try rows.inboundKey(of: room, session: id) {
            guard known.sender == message.sender, known.identityKey == message.identityKey else {
                try rows.count(.refused)
                return nil
            }
            let session = try InboundGroupSession(pickle: seal.open(known.pickle))
            // One that came out of a backup is vouched for only now.
            let isVouched = known.fingerprint != nil
            switch session.compare(with: key) {
            case .otherReadsMore: break
            case .same where !isVouched: break
            default: return nil
            }
        }
        let row = InboundRoomKeyRow(
            room: room,
            session: id,
            sender: message.sender,
            identityKey: message.identityKey,
            fingerprint: message.fingerprint,
            pickle: try seal.close(InboundGroupSession(key).pickle)
        )
        try rows.store(row, at: now)
        return RoomSession(room: room, session: id)
    }
}

// MARK: - Events

extension OwnDevice {
    /// Decrypts an event of a room, and checks that it is its sender's and was not read before under another name.
    package func decrypt(
        _ event: RoomEvent,
        in room: RoomID,
        _ rows: EncryptionRows,
        at now: Timestamp
    ) throws -> Decryption {
        let content = event.content
        guard content["algorithm"]?.stringValue == Self.megolm, let id = content["session_id"]?.stringValue,
            let message = (content["ciphertext"]?.stringValue).flatMap({ try? MegolmMessage(base64: $0) })
        else { return .refused("is of another algorithm, or malformed") }
        guard var key = try rows.inboundKey(of: room, session: id) else { return .waits(session: id) }
        guard key.sender == event.sender else { return .refused("is of a session of \(key.sender)") }
        guard let device = try rows.device(of: event.sender, identityKey: key.identityKey) else {
            guard try rows.isCurrent(event.sender) else {
                try rows.track(event.sender)
                return .waits(session: id)
            }
            return .refused("came from a device that is not its sender’s")
        }
        guard key.fingerprint == nil || key.fingerprint == device.fingerprint else {
            return .refused("came from a device that says it is another")
        }
        var session = try InboundGroupSession(pickle: seal.open(key.pickle))
        let bytes: [UInt8]
        do {
            bytes = try session.decrypt(message)
        } catch CryptoError.beforeFirstKnown {
            return .waits(session: id)
        } catch let error {
            return .refused("does not hold (\(error))")
        }
        guard try rows.noteSeen(message.index, of: id, in: room, by: event.eventID) else {
            return .refused("repeats another one")
        }
        key.pickle = try seal.close(session.pickle)
        try rows.store(key, at: now, isNews: false)
        guard let read = Self.plaintext(bytes, of: event, in: room) else {
            return .refused("says it is of another room")
        }
        if policy.commandsRequire == .crossSigned, !device.isCrossSigned { return .untrusted }
        return .read(read)
    }

    /// The event with what it says in place of what came.
    ///
    /// What it relates to stands in the clear, and is believed there alone.
    private static func plaintext(_ bytes: [UInt8], of event: RoomEvent, in room: RoomID) -> RoomEvent? {
        guard let json = try? JSONValue(parsing: bytes), let type = json["type"]?.stringValue,
            var content = json["content"], content.objectValue != nil,
            json["room_id"]?.stringValue.map(RoomID.init(rawValue:)) == room
        else { return nil }
        content["m.relates_to"] = event.content["m.relates_to"]
        var read = event
        read.type = type
        read.content = content
        // Nobody changes a room's state by what only some can read, and no homeserver checks who may redact by it.
        read.stateKey = nil
        read.redacts = nil
        return read
    }
}
