import Identifiers
import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Attachments, backups, secret storage and verification with vodozemac, nio and Python", .serialized)
struct OracleSharingTests {
    private let oracle: Oracle
    private var chance = SeededNumbers(seed: 1)

    init() throws { oracle = try Oracle() }

    @Test("nio opens the files that we encrypt, and we open nio's")
    mutating func attachments() throws {
        for length in [0, 1, 15, 16, 17, 100_000] {
            let file = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            var encryption = try AttachmentEncryption(using: &chance)
            let ciphertext = try encryption.encrypt(file)
            let request: JSONObject = ["ciphertext": .base64(ciphertext), "file": .object(encryption.finish().json)]
            #expect(try oracle.ask("attachment_decrypt", request).bytes == file)
            let made = try oracle.ask("attachment_encrypt", ["plaintext": .base64(file)])
            let key = try AttachmentKey(try #require(made["file"]?.objectValue))
            #expect(try key.decrypt(try #require(made["ciphertext"]).bytes) == file)
        }
    }

    @Test("vodozemac opens what we encrypt to its backup, and we open what it encrypts to ours")
    mutating func backups() throws {
        let theirs = try oracle.ask("backup_key")
        let number = try #require(theirs["id"])
        let sealed = try BackupKey.encrypt(
            Array("room key".utf8),
            to: Curve25519PublicKey(base64: try #require(theirs["key"]).text),
            using: &chance
        )
        var request = sealed
        request["backup"] = number
        #expect(try oracle.ask("backup_decrypt", request).bytes == Array("room key".utf8))
        let ours = try BackupKey(using: &chance)
        let made = try oracle.ask(
            "backup_encrypt",
            ["key": .string(ours.publicKey.base64), "plaintext": .base64("room key")]
        )
        #expect(try ours.decrypt(try #require(made.objectValue)) == Array("room key".utf8))
    }

    @Test("Emoji, numbers and codes of a verification are those of vodozemac")
    mutating func verification() throws {
        for round in 0..<20 {
            let theirs = try oracle.ask("sas")
            let theirKey = try Curve25519PublicKey(base64: try #require(theirs["key"]).text)
            let key = try SASKey(using: &chance)
            let ours = SASParty(
                user: UserID(rawValue: "@bot:example.org"),
                device: DeviceID(rawValue: "BOT"),
                key: key.publicKey
            )
            let other = SASParty(
                user: UserID(rawValue: "@ada:example.org"),
                device: DeviceID(rawValue: "ADAS"),
                key: theirKey
            )
            let agreement = try key.agree(with: theirKey)
            let number = try oracle.ask(
                "sas_agree",
                ["sas": try #require(theirs["id"]), "key": .string(key.publicKey.base64)]
            )
            let info =
                "MATRIX_KEY_VERIFICATION_SAS|@ada:example.org|ADAS|\(theirKey.base64)|@bot:example.org|BOT|"
                + "\(key.publicKey.base64)|t\(round)"
            let shown = try oracle.ask("sas_code", ["agreement": number, "info": .string(info)])
            let code = agreement.code(starter: other, accepter: ours, transaction: "t\(round)")
            #expect(code.decimals.map { .int(Int64($0)) } == shown["decimals"]?.arrayValue)
            #expect(code.emoji.map { .int(Int64(Self.number(of: $0))) } == shown["emoji"]?.arrayValue)
            let macInfo = "MATRIX_KEY_VERIFICATION_MAC@bot:example.orgBOT@ada:example.orgADASt\(round)ed25519:BOT"
            let mac = try oracle.ask(
                "sas_mac",
                ["agreement": number, "text": "a key", "info": .string(macInfo)]
            )
            let own = agreement.mac(
                of: "a key",
                keyID: "ed25519:BOT",
                from: ours,
                to: other,
                transaction: "t\(round)"
            )
            #expect(try mac.text == own)
        }
    }

    private static func number(of emoji: SASEmoji) -> Int { SASEmoji.all.firstIndex(of: emoji) ?? -1 }

    @Test("A recovery key is written as Python writes it")
    mutating func recoveryKeys() throws {
        for _ in 0..<50 {
            let key = try BackupKey(using: &chance)
            let text = try oracle.ask("recovery_key", ["secret": .string(key.base64)]).text
            #expect(try BackupKey(recoveryKey: text).base64 == key.base64)
            #expect(try SecretStorageKey(recoveryKey: text).recoveryKey == text)
        }
    }

    @Test("A passphrase and a secret come to what Python makes of them by the specification")
    mutating func secretStorage() throws {
        let bytes = try oracle.ask("pbkdf2", ["passphrase": "Grüße", "salt": "MmMsAlty", "rounds": 1000]).bytes
        let key = try SecretStorageKey(
            passphrase: "Grüße",
            ["passphrase": ["algorithm": "m.pbkdf2", "salt": "MmMsAlty", "iterations": 1000, "bits": 256]]
        )
        for (name, secret) in [("", ""), ("m.megolm_backup.v1", "a secret of some length that is no whole block")] {
            let request: JSONObject = [
                "key": .base64(bytes), "name": .string(name), "plaintext": .base64(secret),
                "iv": .base64((0..<16).map { UInt8($0) }),
            ]
            let sealed = try #require(oracle.ask("ssss", request).objectValue)
            #expect(try key.decrypt(sealed, name: name) == secret)
            var again = request
            let own = try key.encrypt(secret, name: name, using: &chance)
            again["iv"] = own["iv"]
            #expect(try oracle.ask("ssss", again).objectValue == own)
        }
    }

    @Test("Canonical JSON is what Python writes, for random values")
    mutating func canonicalJSON() throws {
        for _ in 0..<300 {
            let value = randomValue(depth: 4)
            let written = try oracle.ask("canonical", ["json": .string(value.encodedText)]).bytes
            #expect(try value.canonical() == written)
        }
    }

    private mutating func randomValue(depth: Int) -> JSONValue {
        switch chance.number(in: depth > 0 ? 0...6 : 0...3) {
        case 0: .int(Int64(chance.number(in: -9_007_199_254_740_991...9_007_199_254_740_991)))
        case 1: .bool(chance.next() % 2 == 0)
        case 2: .null
        case 3: .string(randomText())
        case 4: .array((0..<chance.number(in: 0...4)).map { _ in randomValue(depth: depth - 1) })
        default:
            .object(
                JSONObject((0..<chance.number(in: 0...6)).map { _ in (randomText(), randomValue(depth: depth - 1)) })
            )
        }
    }

    private mutating func randomText() -> String {
        let ranges: [ClosedRange<Int>] = [0...0x7F, 0x20...0x7E, 0x80...0x7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF]
        var text = ""
        for _ in 0..<chance.number(in: 0...5) {
            let value = UInt32(chance.number(in: chance.pick(ranges)))
            text.unicodeScalars.append(Unicode.Scalar(value) ?? "?")
        }
        return text
    }
}
