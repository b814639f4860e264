import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import Testing

/// Somebody who speaks the protocol by hand, and so can say what no honest device says.
struct Stranger {
    let user: UserID
    let device = DeviceID(rawValue: "HAND")
    let server: KeyServer
    private(set) var account: OlmAccount
    /// The key in which they write to rooms.
    var group: OutboundGroupSession
    private var sessions: [DeviceAddress: OlmSession] = [:]
    private var chance = SystemRandomNumberGenerator()

    var address: DeviceAddress { DeviceAddress(user: user, device: device.rawValue) }

    init(_ user: String, at server: KeyServer) throws {
        self.user = UserID(rawValue: "@\(user):example.org")
        self.server = server
        account = try OlmAccount(using: &chance)
        group = try OutboundGroupSession(using: &chance)
        server.replace(address, by: try account.deviceKeys(of: self.user, device).json)
    }

    // MARK: To devices

    /// What an honest device says to another one.
    func plaintext(_ type: String, _ content: JSONValue, to phone: Phone) throws -> JSONValue {
        let theirs = try DeviceKeys(server.keys(of: phone.address), of: phone.user, phone.own.device)
        return [
            "type": .string(type), "content": content, "sender": .string(user.rawValue),
            "recipient": .string(phone.user.rawValue), "recipient_keys": ["ed25519": .string(theirs.ed25519.base64)],
            "keys": ["ed25519": .string(account.ed25519.base64)],
            "sender_device_keys": .object(try account.deviceKeys(of: user, device).json),
        ]
    }

    /// The content of `m.room_key` for the key in which they write.
    func roomKey(in room: RoomID = .hall) throws -> JSONValue {
        [
            "algorithm": "m.megolm.v1.aes-sha2", "room_id": .string(room.rawValue), "session_id": .string(group.id),
            "session_key": .string(try group.sessionKey().base64),
        ]
    }

    /// Encrypts for a device, in a session that is begun by one of its keys where there is none.
    mutating func encrypt(_ bytes: [UInt8], for phone: Phone) throws -> JSONValue {
        let theirs = try DeviceKeys(server.keys(of: phone.address), of: phone.user, phone.own.device)
        if sessions[phone.address] == nil {
            let claimed = try #require(server.claimOne(of: phone.address))
            let key = try theirs.oneTimeKey(claimed.key)
            sessions[phone.address] = try account.outboundSession(
                to: theirs.curve25519,
                oneTimeKey: key,
                using: &chance
            )
        }
        let message = try #require(try sessions[phone.address]?.encrypt(bytes, using: &chance))
        return [
            "algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": .string(account.curve25519.base64),
            "ciphertext": [theirs.curve25519.base64: ["type": .int(message.type), "body": .string(message.body)]],
        ]
    }

    mutating func send(_ plaintext: JSONValue, to phone: Phone) throws {
        let content = try encrypt(plaintext.encoded, for: phone)
        server.post(ToDeviceEvent(type: "m.room.encrypted", sender: user, content: content), to: phone.address)
    }

    /// Gives a device the key in which they write.
    mutating func share(with phone: Phone, in room: RoomID = .hall) throws {
        try send(plaintext("m.room_key", roomKey(in: room), to: phone), to: phone)
    }

    /// Begins to write in another key, and to devices in other sessions.
    mutating func startOver() throws {
        group = try OutboundGroupSession(using: &chance)
        sessions = [:]
    }

    // MARK: In rooms

    mutating func say(_ words: String, in room: RoomID = .hall) throws -> RoomEvent {
        try say([
            "type": "m.room.message", "room_id": .string(room.rawValue),
            "content": ["msgtype": "m.text", "body": .string(words)],
        ])
    }

    /// Encrypts anything at all as an event of a room.
    mutating func say(_ plaintext: JSONValue) throws -> RoomEvent {
        let index = group.index
        let content: JSONValue = [
            "algorithm": "m.megolm.v1.aes-sha2", "session_id": .string(group.id),
            "ciphertext": .string(try group.encrypt(plaintext.encoded).base64),
        ]
        return .encrypted("$\(user.localpart)-\(index)-\(group.id)", by: user, content, at: server.now)
    }
}
