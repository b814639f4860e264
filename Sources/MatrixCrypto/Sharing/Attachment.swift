import Crypto
package import JSON

/// How an encrypted file is opened: what stands under `file` in the message beside `url`
/// ([Matrix v1.19, "Sending encrypted attachments"](https://spec.matrix.org/v1.19/client-server-api/#sending-encrypted-attachments)).
package struct AttachmentKey: Sendable {
    fileprivate let key: SymmetricKey
    fileprivate let block: [UInt8]
    fileprivate let hash: [UInt8]

    fileprivate init(key: SymmetricKey, block: [UInt8], hash: [UInt8]) {
        self.key = key
        self.block = block
        self.hash = hash
    }

    /// Reads the fields of a `file`.
    ///
    /// Throws ``CryptoError/unsupported`` for another version or algorithm, ``CryptoError/malformed`` where a field is missing,
    /// and ``CryptoError/malformedText`` or ``CryptoError/wrongLength`` where one is not what it should be.
    package init(_ file: JSONObject) throws(CryptoError) {
        guard file["v"]?.stringValue == "v2", file["key"]?["alg"]?.stringValue == "A256CTR",
            file["key"]?["kty"]?.stringValue == "oct"
        else { throw CryptoError.unsupported }
        guard let key = file["key"]?["k"]?.stringValue, let block = file["iv"]?.stringValue,
            let hash = file["hashes"]?["sha256"]?.stringValue
        else { throw CryptoError.malformed }
        self.key = SymmetricKey(data: try Base64.urlSafe.decode(key))
        self.block = try Base64.standard.decode(block)
        self.hash = try Base64.standard.decode(hash)
        guard self.key.bitCount == 256, self.block.count == 16, self.hash.count == 32 else {
            throw CryptoError.wrongLength
        }
    }

    /// The fields of a `file`, all but its `url`.
    package var json: JSONObject {
        [
            "v": "v2",
            "key": [
                "kty": "oct", "alg": "A256CTR", "ext": true, "key_ops": ["encrypt", "decrypt"],
                "k": .string(Base64.urlSafe.encode(key.bytes)),
            ],
            "iv": .string(Base64.standard.encode(block)),
            "hashes": ["sha256": .string(Base64.standard.encode(hash))],
        ]
    }

    /// Decrypts a file that is in memory as a whole; throws ``CryptoError/badHash`` before anything is decrypted.
    package func decrypt(_ ciphertext: [UInt8]) throws(CryptoError) -> [UInt8] {
        var check = AttachmentCheck(self)
        check.add(ciphertext)
        var decryption = try check.finish()
        return try decryption.decrypt(ciphertext)
    }
}

/// Encrypts a file piece by piece.
package struct AttachmentEncryption: Sendable {
    private let key: SymmetricKey
    private let block: [UInt8]
    private var cipher: CounterMode
    private var hash = SHA256()

    /// Makes a key for one file.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        key = generator.secret()
        block = generator.bytes(8) + [UInt8](repeating: 0, count: 8)
        cipher = try CounterMode(key: key, block: block)
    }

    /// The next piece, to be uploaded.
    package mutating func encrypt(_ piece: some Collection<UInt8>) throws(CryptoError) -> [UInt8] {
        let ciphertext = try cipher.apply(to: piece)
        hash.update(data: ciphertext)
        return ciphertext
    }

    /// What goes into the message, once every piece is encrypted.
    package func finish() -> AttachmentKey {
        AttachmentKey(key: key, block: block, hash: Array(hash.finalize()))
    }
}

/// Checks an encrypted file piece by piece, before anything of it is decrypted.
package struct AttachmentCheck: Sendable {
    private let key: AttachmentKey
    private var hash = SHA256()

    /// Begins with the first piece.
    package init(_ key: AttachmentKey) { self.key = key }

    /// Takes the next piece, as it was downloaded.
    package mutating func add(_ piece: some Collection<UInt8>) { hash.update(data: Array(piece)) }

    /// Lets the file be decrypted, from its first piece; throws ``CryptoError/badHash`` where it is not what was sent.
    package func finish() throws(CryptoError) -> AttachmentDecryption {
        guard Array(hash.finalize()).isSame(as: key.hash) else { throw CryptoError.badHash }
        return AttachmentDecryption(cipher: try CounterMode(key: key.key, block: key.block))
    }
}

/// Decrypts a file piece by piece; made by ``AttachmentCheck`` alone.
package struct AttachmentDecryption: Sendable {
    fileprivate var cipher: CounterMode

    /// The next piece, as it was before.
    package mutating func decrypt(_ piece: some Collection<UInt8>) throws(CryptoError) -> [UInt8] {
        try cipher.apply(to: piece)
    }
}
