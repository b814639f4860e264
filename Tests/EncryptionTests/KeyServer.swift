import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// A homeserver that knows of keys and of messages to devices, and of nothing else.
///
/// It has the only clock: each step of a ``Phone`` is a millisecond later than the one before.
final class KeyServer {
    private struct Keys {
        var device: JSONObject
        var oneTime: [(id: String, key: JSONObject)] = []
        /// All one-time keys that were ever uploaded, by their names.
        var known: [String: JSONValue] = [:]
        var fallback: (id: String, key: JSONObject)?
        var isFallbackUsed = false
    }

    private(set) var now = Timestamp(rawValue: 1_700_000_000_000)
    /// Servers that give no answer at present.
    var away: [String] = []
    private var keys: [DeviceAddress: Keys] = [:]
    private var identities: [UserID: PublishedIdentity] = [:]
    private var mail: [DeviceAddress: [ToDeviceEvent]] = [:]
    private var transactions: Set<String> = []
    /// Whose devices changed, in order, and up to where each device has heard of it.
    private var changes: [UserID] = []
    private var heard: [DeviceAddress: Int] = [:]
    /// What was sent to which device, by type, and why keys were withheld.
    private(set) var letters: [(to: DeviceAddress, type: String, code: String?)] = []

    func pass(_ time: Duration) { now = now.advanced(by: time) }

    // MARK: Keys

    /// Takes keys as `/keys/upload` does, and says how many one-time keys there are.
    func upload(_ upload: KeysToUpload, of device: DeviceAddress) throws -> Int {
        if let own = upload.device {
            #expect(
                keys[device] == nil || keys[device]?.device["keys"] == own["keys"],
                "a device never changes its keys"
            )
            keys[device, default: Keys(device: own)].device = own
            changes.append(device.user)
        }
        for member in upload.oneTime.members {
            let known = keys[device]?.known.updateValue(member.value, forKey: member.key)
            #expect(known == nil || known == member.value, "\(member.key) comes again as another key")
            guard known == nil else { continue }
            keys[device]?.oneTime.append((member.key, try #require(member.value.objectValue)))
        }
        if let member = upload.fallback.members.first {
            keys[device]?.fallback = (member.key, try #require(member.value.objectValue))
            keys[device]?.isFallbackUsed = false
        }
        return keys[device]?.oneTime.count ?? 0
    }

    func publish(_ identity: PublishedIdentity, of user: UserID) {
        identities[user] = identity
        changes.append(user)
    }

    /// Puts other keys, or other signatures, in the place of what a device has uploaded.
    func replace(_ device: DeviceAddress, by json: JSONObject) {
        keys[device, default: Keys(device: json)].device = json
        changes.append(device.user)
    }

    func remove(_ device: DeviceAddress) {
        keys[device] = nil
        changes.append(device.user)
    }

    func keys(of device: DeviceAddress) throws -> JSONObject { try #require(keys[device]?.device) }

    func query(_ users: [UserID]) -> QueriedKeys {
        var answer = QueriedKeys()
        answer.failures = away
        for user in users where !away.contains(String(user.serverName)) {
            answer.devices[user] = keys.filter { $0.key.user == user }.sorted { $0.key.device < $1.key.device }
                .map { QueriedKeys.Device(device: $0.key.device, keys: $0.value.device) }
            answer.masterKeys[user] = identities[user]?.master
            answer.selfSigningKeys[user] = identities[user]?.selfSigning
            answer.userSigningKeys[user] = identities[user]?.userSigning
        }
        return answer
    }

    func claim(_ devices: [DeviceRow]) -> ClaimedKeys {
        var claimed = ClaimedKeys()
        for row in devices {
            let device = DeviceAddress(user: row.user, device: row.device)
            guard let key = claimOne(of: device) else { continue }
            claimed.keys.append(.init(device: device, keyID: key.id, key: key.key))
        }
        return claimed
    }

    func claimOne(of device: DeviceAddress) -> (id: String, key: JSONObject)? {
        guard let own = keys[device] else { return nil }
        guard own.oneTime.isEmpty else { return keys[device]?.oneTime.removeFirst() }
        keys[device]?.isFallbackUsed = own.fallback != nil
        return own.fallback
    }

    /// Claims all one-time keys of a device, as many strangers would, and the fallback key as well where `withFallback`.
    func exhaust(_ device: DeviceAddress, withFallback: Bool = false) {
        keys[device]?.oneTime = []
        if withFallback { keys[device]?.fallback = nil }
    }

    func keysLeft(of device: DeviceAddress) -> Int { keys[device]?.oneTime.count ?? 0 }

    // MARK: Messages to devices

    func send(_ row: ToDeviceRow, from sender: UserID) throws {
        // Sent again because the answer got lost, it arrives once.
        guard transactions.insert("\(sender) \(row.transactionID)").inserted else { return }
        for user in try #require(JSONValue(parsing: row.messages).objectValue).members {
            for device in try #require(user.value.objectValue).members {
                let event = ToDeviceEvent(type: row.type, sender: sender, content: device.value)
                post(event, to: DeviceAddress(user: UserID(rawValue: user.key), device: device.key))
            }
        }
    }

    func post(_ event: ToDeviceEvent, to device: DeviceAddress) {
        mail[device, default: []].append(event)
        letters.append((device, event.type, event.content["code"]?.stringValue))
    }

    /// Changes what waits for a device: it may get lost, come twice, or in another order.
    func tamper(with device: DeviceAddress, _ change: (inout [ToDeviceEvent]) -> Void) {
        change(&mail[device, default: []])
    }

    /// What a sync of a device brings.
    func sync(_ device: DeviceAddress) -> SyncAnswer {
        var answer = SyncAnswer(nextBatch: "s")
        answer.deviceLists.changed = Array(changes[heard[device, default: 0]...])
        heard[device] = changes.count
        answer.toDevice = mail.removeValue(forKey: device) ?? []
        answer.oneTimeKeyCount = keys[device]?.oneTime.count
        answer.unusedFallbackKeyTypes = keys[device]?.isFallbackUsed == true ? [] : ["signed_curve25519"]
        return answer
    }

    /// How many letters of a kind a device was sent, whether or not it has read them.
    func letters(to device: DeviceAddress, _ type: String, code: String? = nil) -> Int {
        letters.count { $0.to == device && $0.type == type && $0.code == code }
    }
}
