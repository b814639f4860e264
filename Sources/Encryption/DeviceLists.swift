package import Groups
package import Identifiers
import JSON
package import Matrix
import MatrixCrypto
package import SQLiteStorage

/// What came out of asking for lists of devices: for the log.
package struct DeviceNews: Sendable {
    /// Those whose lists came.
    package var current: [UserID] = []
    /// What was not taken, or looks like an attack, one line each.
    package var warnings: [String] = []
    /// Whether there are other keys under the name of this very device.
    package var isOwnDeviceForeign = false
    /// Whether the homeserver lists this device, and with the signature of the own identity.
    package var own: (isListed: Bool, isSigned: Bool) = (false, false)
}

extension OwnDevice {
    /// How many devices of one person are taken: each costs two signatures to check, and each gets its own copy of every key.
    private static let devicesOfOne = 1000

    /// Stores what the homeserver says of people's devices, as far as it holds against their signatures.
    package func take(
        _ answer: QueriedKeys,
        for lists: [OutdatedList],
        in rows: EncryptionRows,
        at now: Timestamp
    ) throws -> DeviceNews {
        var news = DeviceNews()
        for list in lists {
            // An old list is better than none, while a server is away.
            guard !answer.failures.contains(String(list.user.serverName)) else {
                let wait = min(3600, 60 << min(list.attempts, 6))
                try rows.putOff(list, until: now.advanced(by: .seconds(wait)))
                continue
            }
            try take(answer, of: list.user, in: rows, at: now, into: &news)
            try rows.noteCurrent(list)
            news.current.append(list.user)
        }
        return news
    }

    private func take(
        _ answer: QueriedKeys,
        of owner: UserID,
        in rows: EncryptionRows,
        at now: Timestamp,
        into news: inout DeviceNews
    ) throws {
        let identity = try pinned(answer, of: owner, in: rows, at: now, into: &news)
        var known: [DeviceID: DeviceRow] = [:]
        for device in try rows.devices(of: owner) { known[DeviceID(rawValue: device.device)] = device }
        var isNew = false
        for listed in (answer.devices[owner] ?? []).prefix(Self.devicesOfOne) {
            let id = DeviceID(rawValue: listed.device)
            guard let keys = try? DeviceKeys(listed.keys, of: owner, id), identity?.isNamedLikeAKey(id) != true else {
                news.warnings.append("\(owner): device \(listed.device.debugDescription) has keys that do not hold")
                continue
            }
            let device = DeviceRow(
                user: owner,
                device: id.rawValue,
                identityKey: keys.curve25519.base64,
                fingerprint: keys.ed25519.base64,
                isCrossSigned: identity?.hasSigned(keys) ?? false
            )
            if owner == user, id == self.device {
                news.own.isListed = true
                news.own.isSigned = try isOwn(keys, in: rows) && hasOwnSignature(keys, in: rows)
                news.isOwnDeviceForeign = try !isOwn(keys, in: rows)
                continue
            }
            if let old = known.removeValue(forKey: id) {
                guard old.identityKey == device.identityKey, old.fingerprint == device.fingerprint else {
                    news.warnings.append("\(owner): device \(device.device.debugDescription) came with other keys")
                    continue
                }
                guard old.isCrossSigned != device.isCrossSigned || old.isDeleted else { continue }
                try rows.store(device)
                try rows.forgetWithheld(device)
                if old.isCrossSigned, !device.isCrossSigned { try rows.spendKeys(of: device) }
            } else {
                try rows.store(device)
            }
            isNew = true
        }
        for var gone in known.values where !gone.isDeleted {
            gone.isDeleted = true
            try rows.store(gone)
            try rows.spendKeys(of: gone)
        }
        if isNew { try rows.reconsiderKeys(for: owner) }
    }

    /// The identity of somebody as far as it holds; the first that is seen is remembered.
    ///
    /// Another one later is taken as well, since there is nobody who could compare them; it is logged.
    private func pinned(
        _ answer: QueriedKeys,
        of owner: UserID,
        in rows: EncryptionRows,
        at now: Timestamp,
        into news: inout DeviceNews
    ) throws -> CrossSigningIdentity? {
        guard let master = answer.masterKeys[owner] else { return nil }
        guard
            let identity = try? CrossSigningIdentity(
                of: owner,
                master: master,
                selfSigning: answer.selfSigningKeys[owner],
                userSigning: answer.userSigningKeys[owner]
            )
        else {
            news.warnings.append("\(owner): cross-signing keys that do not hold")
            return nil
        }
        let pinned = try rows.masterKey(of: owner).key
        guard pinned != identity.master.base64 else { return identity }
        try rows.storeMasterKey(identity.master.base64, of: owner, changedAt: pinned == nil ? nil : now)
        if pinned != nil { news.warnings.append("\(owner): has another identity than before") }
        return identity
    }

    private func isOwn(_ keys: DeviceKeys, in rows: EncryptionRows) throws -> Bool {
        let account = try account(in: rows)
        return keys.ed25519 == account.ed25519 && keys.curve25519 == account.curve25519
    }

    private func hasOwnSignature(_ keys: DeviceKeys, in rows: EncryptionRows) throws -> Bool {
        guard let identity = try identity(in: rows) else { return false }
        let key = identity.selfSigning.publicKey
        return (try? keys.json.verify(by: user, SigningKeyID(key), key)) != nil
    }
}
