import JSON
import MatrixCrypto
import SeededTesting
import Testing

/// Bytes from hexadecimal digits.
func hex(_ digits: String) throws -> [UInt8] {
    let digits = Array(digits)
    return try stride(from: 0, to: digits.count, by: 2).map {
        try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
    }
}

@Suite("Keys")
struct KeyTests {
    @Test("Ed25519 signs as RFC 8032 shows, test 3 of section 7.1")
    func ed25519() throws {
        let key = try Ed25519SecretKey(
            seed: hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
        )
        let publicKey = try hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
        let signature = try hex(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        )
        #expect(key.publicKey.bytes == publicKey)
        #expect(try key.sign([0xAF, 0x82]).bytes == signature)
    }

    @Test("A signature over other bytes, by another key, or with a bit changed is refused")
    func forgeries() throws {
        var chance = SeededNumbers(seed: 1)
        let key = try Ed25519SecretKey(using: &chance)
        let other = try Ed25519SecretKey(using: &chance)
        let message = Array("I agree".utf8)
        let signature = try key.sign(message)
        try key.publicKey.verify(signature, over: message)
        #expect(throws: CryptoError.badSignature) { try key.publicKey.verify(signature, over: message + [0]) }
        #expect(throws: CryptoError.badSignature) { try other.publicKey.verify(signature, over: message) }
        for bit in 0..<512 {
            var bytes = signature.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let damaged = try Ed25519Signature(bytes: bytes)
            #expect(throws: CryptoError.badSignature) { try key.publicKey.verify(damaged, over: message) }
        }
    }

    @Test("S with the order of the group added to it is refused: a signature has one form")
    func malleability() throws {
        var chance = SeededNumbers(seed: 2)
        let key = try Ed25519SecretKey(using: &chance)
        let order = try hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        for message: [UInt8] in [[], [1], [2], [3]] {
            var bytes = try key.sign(message).bytes
            var carry = 0
            for place in 0..<32 {
                carry += Int(bytes[32 + place]) + Int(order[place])
                bytes[32 + place] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            let doubled = try Ed25519Signature(bytes: bytes)
            #expect(throws: CryptoError.badSignature) { try key.publicKey.verify(doubled, over: message) }
        }
    }

    /// The points of low order, as Ed25519 writes them; with the sign of x set they are no others.
    static let lowOrder = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]

    @Test("A signing key of low order is none", arguments: lowOrder)
    func weakSigningKeys(_ digits: String) throws {
        let bytes = try hex(digits)
        #expect(throws: CryptoError.weakKey) { try Ed25519PublicKey(bytes: bytes) }
    }

    /// Public keys of Curve25519 with which every agreement comes to zero.
    static let zeroAgreements = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]

    @Test("Nobody agrees on anything with a key of low order", arguments: zeroAgreements)
    func weakAgreements(_ digits: String) throws {
        var chance = SeededNumbers(seed: 3)
        let weak = try Curve25519PublicKey(bytes: hex(digits))
        let strong = try Curve25519SecretKey(using: &chance).publicKey
        let account = try OlmAccount(using: &chance)
        #expect(throws: CryptoError.weakKey) {
            try account.outboundSession(to: weak, oneTimeKey: strong, using: &chance)
        }
        #expect(throws: CryptoError.weakKey) {
            try account.outboundSession(to: strong, oneTimeKey: weak, using: &chance)
        }
        #expect(throws: CryptoError.weakKey) { try SASKey(using: &chance).agree(with: weak) }
        #expect(throws: CryptoError.weakKey) { try BackupKey.encrypt([1], to: weak, using: &chance) }
    }

    @Test("A Curve25519 public key is as RFC 7748 shows, section 6.1")
    func curve25519() throws {
        let alice = try Curve25519SecretKey(
            bytes: hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        )
        #expect(try alice.publicKey.bytes == hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))
    }

    @Test("Keys and signatures of another length are refused")
    func lengths() {
        for length in [0, 31, 33, 63, 65] {
            let bytes = [UInt8](repeating: 9, count: length)
            #expect(throws: CryptoError.wrongLength) { try Curve25519PublicKey(bytes: bytes) }
            #expect(throws: CryptoError.wrongLength) { try Curve25519SecretKey(bytes: bytes) }
            #expect(throws: CryptoError.wrongLength) { try Ed25519PublicKey(bytes: bytes) }
            #expect(throws: CryptoError.wrongLength) { try Ed25519SecretKey(seed: bytes) }
            #expect(throws: CryptoError.wrongLength) { try Ed25519Signature(bytes: bytes) }
        }
    }

    @Test("A fingerprint is the key in groups of four")
    func fingerprint() throws {
        let key = try Ed25519SecretKey(seed: Array(0..<32)).publicKey
        #expect(key.base64 == "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg")
        #expect(key.fingerprint == "A6EH v/PO EL4d cN0Y 50vA mWfk 1jCb pQ1f HdyG ZBJV Mbg")
    }

    @Test("The same numbers make the same keys, others other ones")
    func repeatable() throws {
        let keys = try [UInt64(7), 7, 8].map { seed in
            var chance = SeededNumbers(seed: seed)
            return try OlmAccount(using: &chance).ed25519
        }
        #expect(keys[0] == keys[1])
        #expect(keys[0] != keys[2])
    }

    @Test("What vodozemac signed and derived is the same here")
    func vectors() throws {
        let vectors = try Vectors()
        let signed = try vectors["signature"]
        let key = try Ed25519PublicKey(base64: signed.text("key"))
        try key.verify(Ed25519Signature(base64: signed.text("signature")), over: Array(signed.text("message").utf8))
        let pair = try vectors["curve25519"]
        let secret = try Curve25519SecretKey(bytes: Base64.standard.decode(pair.text("secret")))
        #expect(try secret.publicKey.base64 == pair.text("publicKey"))
    }
}
