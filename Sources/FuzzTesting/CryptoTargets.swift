import Identifiers
import JSON
import MatrixCrypto
import SeededTesting

extension FuzzTarget {
    /// Everything in `MatrixCrypto` and `Encryption` that reads what strangers or the disk have written.
    package static func all() throws -> [FuzzTarget] {
        let samples = try Samples()
        return try encodings(samples) + messages(samples) + pickles(samples) + objects(samples) + encryption()
    }

    private static func encodings(_ samples: Samples) throws -> [FuzzTarget] {
        [
            FuzzTarget("base64", seeds: [Array("Zm9vYmE".utf8), Array("Zm9v+/A=".utf8)]) { input in
                let text = String(decoding: input, as: UTF8.self)
                let bytes = try Base64.standard.decode(text)
                // What is taken is the only text of its bytes, but for padding.
                let canonical = Base64.standard.encode(bytes)
                guard text.hasPrefix(canonical) else { fatalError("\(text) is read as \(canonical)") }
            },
            FuzzTarget("canonical-json", seeds: [samples.device, Array(#"{"a":[1e3,-0,"\u00e9"]}"#.utf8)]) { input in
                let canonical = try JSONValue(parsing: input).canonical()
                guard try JSONValue(parsing: canonical).canonical() == canonical else {
                    fatalError("canonical JSON is not canonical")
                }
            },
            FuzzTarget("recovery-key", seeds: [Array(samples.storage.recoveryKey.utf8)]) { input in
                _ = try SecretStorageKey(recoveryKey: String(decoding: input, as: UTF8.self))
            },
            FuzzTarget("session-key", seeds: [samples.shared.bytes]) { input in
                _ = try MegolmSessionKey(shared: Base64.standard.encode(input))
            },
            FuzzTarget("exported-key", seeds: [samples.exported.bytes]) { input in
                let key = try MegolmSessionKey(exported: Base64.standard.encode(input))
                let session = InboundGroupSession(key)
                _ = session.compare(with: samples.exported)
                _ = try session.export(at: session.firstKnownIndex | 0xFF)
            },
        ]
    }

    private static func messages(_ samples: Samples) throws -> [FuzzTarget] {
        [
            FuzzTarget("olm-normal", seeds: [samples.normal]) { input in
                var session = samples.session
                _ = try session.decrypt(OlmMessage(type: 1, body: Base64.standard.encode(input)))
            },
            FuzzTarget("olm-pre-key", seeds: [samples.preKey]) { input in
                let message = try PreKeyMessage(input)
                var account = samples.account
                _ = try account.inboundSession(from: message.identityKey, message)
            },
            FuzzTarget("megolm", seeds: [samples.group]) { input in
                var session = InboundGroupSession(samples.shared)
                _ = try session.decrypt(MegolmMessage(input))
            },
        ]
    }

    private static func pickles(_ samples: Samples) throws -> [FuzzTarget] {
        [
            FuzzTarget("account-pickle", seeds: [samples.account.pickle]) { input in
                var chance = SeededNumbers(seed: 1)
                var account = try OlmAccount(pickle: input)
                try account.makeOneTimeKeys(1, using: &chance)
                try account.makeFallbackKey(using: &chance)
                _ = account.pickle
            },
            FuzzTarget("session-pickle", seeds: [samples.session.pickle, samples.answering.pickle]) { input in
                var chance = SeededNumbers(seed: 1)
                var session = try OlmSession(pickle: input)
                _ = try session.encrypt([1], using: &chance)
                _ = try? session.decrypt(OlmMessage(type: 1, body: Base64.standard.encode(samples.normal)))
            },
            FuzzTarget("outbound-pickle", seeds: [samples.outbound.pickle]) { input in
                var session = try OutboundGroupSession(pickle: input)
                _ = try session.encrypt([1])
            },
            FuzzTarget("inbound-pickle", seeds: [InboundGroupSession(samples.shared).pickle]) { input in
                var session = try InboundGroupSession(pickle: input)
                _ = try session.decrypt(MegolmMessage(samples.group))
                _ = try session.export(at: session.firstKnownIndex | 0xFF)
            },
        ]
    }

    private static func objects(_ samples: Samples) throws -> [FuzzTarget] {
        let user = Samples.user
        return [
            FuzzTarget("device-keys", seeds: [samples.device]) { input in
                let device = try DeviceKeys(object(input), of: user, Samples.device)
                _ = try? device.oneTimeKey(device.json)
            },
            FuzzTarget("cross-signing", seeds: [samples.master]) { input in
                let json = try object(input)
                let identity = try CrossSigningIdentity(of: user, master: json, selfSigning: nil)
                _ = identity.hasSigned(identity)
                _ = try? CrossSigningIdentity(of: user, master: json, selfSigning: json)
            },
            FuzzTarget("attachment", seeds: [JSONValue.object(samples.attachment.json).encoded]) { input in
                let key = try AttachmentKey(object(input))
                _ = try? key.decrypt(input)
            },
            FuzzTarget("secret", seeds: samples.secrets) { input in
                let json = try object(input)
                if json["ciphertext"] == nil { return try samples.storage.check(json) }
                _ = try samples.storage.decrypt(json, name: "m.megolm_backup.v1")
            },
            FuzzTarget("backup", seeds: [samples.backedUp]) { input in
                _ = try samples.backup.decrypt(object(input))
            },
        ]
    }

    private static func object(_ input: [UInt8]) throws -> JSONObject {
        guard let object = try JSONValue(parsing: input).objectValue else { throw CryptoError.malformed }
        return object
    }
}
