import Identifiers
import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Attachments, backups and secret storage")
struct SharingTests {
    @Test(
        "A file in pieces of any length comes to the same as in one, and back",
        arguments: [1, 7, 16, 31, 1000, 4096]
    )
    func pieces(_ length: Int) throws {
        let file = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var chance = SeededNumbers(seed: 1)
        var same = chance
        var whole = try AttachmentEncryption(using: &same)
        var encryption = try AttachmentEncryption(using: &chance)
        var ciphertext: [UInt8] = []
        for start in stride(from: 0, to: file.count, by: length) {
            ciphertext += try encryption.encrypt(file[start..<min(start + length, file.count)])
        }
        #expect(try whole.encrypt(file) == ciphertext)
        let key = try AttachmentKey(encryption.finish().json)
        #expect(try key.decrypt(ciphertext) == file)
        var check = AttachmentCheck(key)
        for byte in ciphertext { check.add([byte]) }
        var decryption = try check.finish()
        #expect(try decryption.decrypt(ciphertext[..<33]) + decryption.decrypt(ciphertext[33...]) == file)
    }

    @Test("A counter carries over into the upper half of its block")
    func carry() throws {
        var chance = SeededNumbers(seed: 2)
        var json = try AttachmentEncryption(using: &chance).finish().json
        func decrypt(_ block: [UInt8], _ pieces: [[UInt8]]) throws -> [UInt8] {
            json["iv"] = .string(Base64.standard.encode(block))
            json["hashes"] = ["sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"]
            var decryption = try AttachmentCheck(AttachmentKey(json)).finish()
            return try pieces.flatMap { try decryption.decrypt($0) }
        }
        let before = [UInt8](repeating: 0, count: 8) + [UInt8](repeating: 0xFF, count: 8)
        let after = [UInt8](repeating: 0, count: 7) + [1] + [UInt8](repeating: 0, count: 8)
        let zeros = [UInt8](repeating: 0, count: 16)
        let both = try decrypt(before, [zeros, zeros])
        #expect(try both == decrypt(before, [zeros + zeros]))
        #expect(try Array(both[16...]) == decrypt(after, [zeros]))
    }

    @Test("What nio encrypted is opened, and nothing is decrypted where the hash is another")
    func vector() throws {
        let vector = try Vectors()["attachment"]
        let key = try AttachmentKey(try #require(vector["file"]?.objectValue))
        var ciphertext = try Base64.standard.decode(vector.text("ciphertext"))
        #expect(try key.decrypt(ciphertext) == (0..<1280).map { UInt8(truncatingIfNeeded: $0) })
        ciphertext[100] ^= 1
        #expect(throws: CryptoError.badHash) { try key.decrypt(ciphertext) }
        #expect(throws: CryptoError.badHash) { try key.decrypt([]) }
    }

    @Test("A key of another algorithm, without a field or of a wrong length is refused")
    func attachmentKeys() throws {
        var chance = SeededNumbers(seed: 3)
        let json = try AttachmentEncryption(using: &chance).finish().json
        func damaged(_ change: (inout JSONObject) -> Void) -> CryptoError? {
            var json = json
            change(&json)
            return #expect(throws: CryptoError.self) { try AttachmentKey(json) }
        }
        #expect(damaged { $0["v"] = "v1" } == .unsupported)
        #expect(damaged { $0["key"]?["alg"] = "A128CTR" } == .unsupported)
        #expect(damaged { $0["key"]?["k"] = nil } == .malformed)
        #expect(damaged { $0["key"]?["k"] = "AAAA" } == .wrongLength)
        #expect(damaged { $0["key"]?["k"] = "AA+A" } == .malformedText)
        #expect(damaged { $0["iv"] = "AAAA" } == .wrongLength)
        #expect(damaged { $0["hashes"] = [:] } == .malformed)
    }

    @Test("A recovery key is written in groups of four, and any mistake in it is noticed")
    func recoveryKey() throws {
        var chance = SeededNumbers(seed: 4)
        let text = SecretStorageKey(using: &chance).recoveryKey
        for (place, letter) in text.enumerated() { #expect((letter == " ") == (place % 5 == 4)) }
        #expect(text.hasPrefix("Es"))
        #expect(try SecretStorageKey(recoveryKey: text).recoveryKey == text)
        let crowded = "\n" + text.replacing(" ", with: "") + "\t "
        #expect(try SecretStorageKey(recoveryKey: crowded).recoveryKey == text)
        let letters = Array(text)
        for place in letters.indices where letters[place] != " " {
            var mistyped = letters
            mistyped[place] = letters[place] == "z" ? "y" : "z"
            #expect(throws: CryptoError.malformedText, "\(place)") {
                try SecretStorageKey(recoveryKey: String(mistyped))
            }
        }
        for text in ["", "1111", "0", String(repeating: "z", count: 201), "Es", text + "1", String(text.dropLast())] {
            #expect(throws: CryptoError.malformedText) { try SecretStorageKey(recoveryKey: text) }
        }
    }

    @Test("A secret is opened by its name and with its key only, and a description knows its key")
    func secretStorage() throws {
        var chance = SeededNumbers(seed: 5)
        let key = SecretStorageKey(using: &chance)
        let other = SecretStorageKey(using: &chance)
        var description = try key.description(using: &chance)
        try key.check(description)
        #expect(throws: CryptoError.wrongKey) { try other.check(description) }
        var sealed = try key.encrypt("c2VjcmV0", name: "m.cross_signing.master", using: &chance)
        #expect(try key.decrypt(sealed, name: "m.cross_signing.master") == "c2VjcmV0")
        #expect(throws: CryptoError.badCode) { try key.decrypt(sealed, name: "m.cross_signing.self_signing") }
        #expect(throws: CryptoError.badCode) { try other.decrypt(sealed, name: "m.cross_signing.master") }
        sealed["ciphertext"] = "AAAA"
        #expect(throws: CryptoError.badCode) { try key.decrypt(sealed, name: "m.cross_signing.master") }
        sealed["ciphertext"] = nil
        #expect(throws: CryptoError.malformed) { try key.decrypt(sealed, name: "m.cross_signing.master") }
        description["mac"] = nil
        try other.check(description)
        description["algorithm"] = "m.other"
        #expect(throws: CryptoError.unsupported) { try key.check(description) }
    }

    @Test("A passphrase without a description for it, or with more rounds than anybody means, is refused")
    func passphrases() throws {
        func key(_ passphrase: JSONObject) throws(CryptoError) -> SecretStorageKey {
            try SecretStorageKey(passphrase: "x", ["passphrase": .object(passphrase)])
        }
        _ = try key(["algorithm": "m.pbkdf2", "salt": "s", "iterations": 2])
        #expect(throws: CryptoError.unsupported) { try SecretStorageKey(passphrase: "x", [:]) }
        #expect(throws: CryptoError.unsupported) { try key(["algorithm": "m.scrypt", "salt": "s", "iterations": 2]) }
        for rounds in [-1, 0, 10_000_001, .max] as [Int64] {
            let description: JSONObject = ["algorithm": "m.pbkdf2", "salt": "s", "iterations": .int(rounds)]
            #expect(throws: CryptoError.malformed) { try key(description) }
        }
        #expect(throws: CryptoError.unsupported) {
            try key(["algorithm": "m.pbkdf2", "salt": "s", "iterations": 2, "bits": 128])
        }
    }

    @Test("What vodozemac encrypted to a backup is opened by its key, and by no other")
    func backup() throws {
        var chance = SeededNumbers(seed: 6)
        let vector = try Vectors()["backup"]
        let key = try BackupKey(base64: vector.text("secret"))
        let data = try #require(vector["sessionData"]?.objectValue)
        #expect(try key.publicKey.base64 == vector.text("publicKey"))
        #expect(try key.decrypt(data) == Array(vector.text("plaintext").utf8))
        #expect(throws: CryptoError.badCode) { try BackupKey(using: &chance).decrypt(data) }
        let sealed = try BackupKey.encrypt([1, 2], to: key.publicKey, using: &chance)
        #expect(try BackupKey(base64: key.base64).decrypt(sealed) == [1, 2])
    }
}
