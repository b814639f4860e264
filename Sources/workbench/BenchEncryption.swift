import ArgumentParser
import JSON
import MatrixCrypto

/// `workbench bench-encryption`: how many messages a second Megolm and Olm carry, one run after the other in one thread.
///
/// Prints a JSON object; `deploy/bench` holds it against what vodozemac does in the same time, the same way.
struct BenchEncryption: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-encryption",
        abstract: "Time Megolm and Olm: how many messages a second are encrypted and decrypted."
    )

    @Option(help: "How many bytes a message has.")
    var bytes = 1024

    @Option(help: "How many seconds each is timed.")
    var seconds = 1.0

    /// How many messages of one Megolm session are decrypted before it begins again.
    private static let messages = 1000

    func run() throws {
        let plaintext = [UInt8](repeating: UInt8(ascii: "x"), count: bytes)
        var generator = SystemRandomNumberGenerator()
        let figures: JSONValue = [
            "Megolm encrypt": .int(try megolmEncrypt(plaintext, &generator)),
            "Megolm decrypt": .int(try megolmDecrypt(plaintext, &generator)),
            "Olm to and fro": .int(try olmToAndFro(plaintext, &generator)),
            "Olm session begun": .int(try olmBegin(plaintext, &generator)),
        ]
        print(figures.encodedText)
    }

    /// How often a second something is done, of which `work` does some and says how often.
    private func rate(_ work: () throws -> Int) throws -> Int64 {
        // The first time fills caches.
        _ = try work()
        let start = ContinuousClock.now
        var (done, time) = (0, Duration.zero)
        while time < .seconds(seconds) {
            done += try work()
            time = ContinuousClock.now - start
        }
        return Int64(Double(done) / (time / .seconds(1)))
    }

    private func megolmEncrypt(_ plaintext: [UInt8], _ generator: inout SystemRandomNumberGenerator) throws -> Int64 {
        var session = try OutboundGroupSession(using: &generator)
        return try rate {
            for _ in 0..<Self.messages { _ = try session.encrypt(plaintext).base64 }
            return Self.messages
        }
    }

    private func megolmDecrypt(_ plaintext: [UInt8], _ generator: inout SystemRandomNumberGenerator) throws -> Int64 {
        var session = try OutboundGroupSession(using: &generator)
        let key = try session.sessionKey()
        var texts: [String] = []
        for _ in 0..<Self.messages { texts.append(try session.encrypt(plaintext).base64) }
        return try rate {
            var session = InboundGroupSession(key)
            for text in texts {
                let message = try MegolmMessage(base64: text)
                guard try session.decrypt(message).count == bytes else { throw CryptoError.malformed }
            }
            return texts.count
        }
    }

    /// Each message answers the last one, so that each begins a new chain: the dearest there is.
    private func olmToAndFro(_ plaintext: [UInt8], _ generator: inout SystemRandomNumberGenerator) throws -> Int64 {
        let ada = try OlmAccount(using: &generator)
        var bob = try OlmAccount(using: &generator)
        var (adas, bobs) = try begin(ada, &bob, plaintext, &generator)
        return try rate {
            for _ in 0..<100 {
                try say(plaintext, from: &bobs, to: &adas, &generator)
                try say(plaintext, from: &adas, to: &bobs, &generator)
            }
            return 200
        }
    }

    private func say(
        _ plaintext: [UInt8],
        from sender: inout OlmSession,
        to recipient: inout OlmSession,
        _ generator: inout SystemRandomNumberGenerator
    ) throws {
        let message = try sender.encrypt(plaintext, using: &generator)
        let came = try OlmMessage(type: message.type, body: message.body)
        guard try recipient.decrypt(came).count == bytes else { throw CryptoError.malformed }
    }

    private func olmBegin(_ plaintext: [UInt8], _ generator: inout SystemRandomNumberGenerator) throws -> Int64 {
        let ada = try OlmAccount(using: &generator)
        var bob = try OlmAccount(using: &generator)
        return try rate {
            for _ in 0..<20 { _ = try begin(ada, &bob, plaintext, &generator) }
            return 20
        }
    }

    /// Begins a session, from making a one-time key to reading the first message.
    private func begin(
        _ sender: OlmAccount,
        _ recipient: inout OlmAccount,
        _ plaintext: [UInt8],
        _ generator: inout SystemRandomNumberGenerator
    ) throws -> (OlmSession, OlmSession) {
        try recipient.makeOneTimeKeys(1, using: &generator)
        guard let oneTimeKey = recipient.unpublishedOneTimeKeys.last?.key else { throw CryptoError.unknownOneTimeKey }
        recipient.markKeysAsPublished()
        var session = try sender.outboundSession(
            to: recipient.curve25519,
            oneTimeKey: oneTimeKey,
            using: &generator
        )
        let first = try session.encrypt(plaintext, using: &generator)
        guard case .preKey(let message) = try OlmMessage(type: first.type, body: first.body) else {
            throw CryptoError.malformed
        }
        return (session, try recipient.inboundSession(from: sender.curve25519, message).session)
    }
}
