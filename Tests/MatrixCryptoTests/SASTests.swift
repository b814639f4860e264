import Identifiers
import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Verification by a short authentication string")
struct SASTests {
    private static let start: JSONObject = ["method": "m.sas.v1", "from_device": "ADAS", "hashes": ["sha256"]]

    private let adas: SASKey
    private let bots: SASKey
    private let ada: SASParty
    private let bot: SASParty

    init() throws {
        var chance = SeededNumbers(seed: 1)
        adas = try SASKey(using: &chance)
        bots = try SASKey(using: &chance)
        ada = SASParty(
            user: UserID(rawValue: "@ada:example.org"),
            device: DeviceID(rawValue: "ADAS"),
            key: adas.publicKey
        )
        bot = SASParty(
            user: UserID(rawValue: "@bot:example.org"),
            device: DeviceID(rawValue: "BOT"),
            key: bots.publicKey
        )
    }

    @Test("Both sides see the same seven emoji and three numbers, and others in another transaction")
    func codes() throws {
        let theirs = try adas.agree(with: bots.publicKey).code(starter: ada, accepter: bot, transaction: "t1")
        let agreement = try bots.agree(with: adas.publicKey)
        let ours = agreement.code(starter: ada, accepter: bot, transaction: "t1")
        #expect(ours == theirs)
        #expect(ours.emoji.count == 7)
        #expect(ours.decimals.count == 3)
        #expect(ours.decimals.allSatisfy { 1000...9191 ~= $0 })
        #expect(agreement.code(starter: ada, accepter: bot, transaction: "t2") != ours)
        #expect(agreement.code(starter: bot, accepter: ada, transaction: "t1") != ours)
    }

    @Test("A code over a key holds for that key, name, sender and transaction, and for nothing else")
    func macs() throws {
        let theirs = try adas.agree(with: bots.publicKey)
        let ours = try bots.agree(with: adas.publicKey)
        let mac = theirs.mac(of: "key", keyID: "ed25519:ADAS", from: ada, to: bot, transaction: "t")
        try ours.check(mac: mac, of: "key", keyID: "ed25519:ADAS", from: ada, to: bot, transaction: "t")
        #expect(throws: CryptoError.badCode) {
            try ours.check(mac: mac, of: "kex", keyID: "ed25519:ADAS", from: ada, to: bot, transaction: "t")
        }
        #expect(throws: CryptoError.badCode) {
            try ours.check(mac: mac, of: "key", keyID: "KEY_IDS", from: ada, to: bot, transaction: "t")
        }
        #expect(throws: CryptoError.badCode) {
            try ours.check(mac: mac, of: "key", keyID: "ed25519:ADAS", from: bot, to: ada, transaction: "t")
        }
        #expect(throws: CryptoError.malformedText) {
            try ours.check(mac: "!", of: "key", keyID: "ed25519:ADAS", from: ada, to: bot, transaction: "t")
        }
    }

    @Test("A commitment binds to a key and to the message that was answered")
    func commitments() throws {
        let commitment = try bots.commitment(to: Self.start)
        try SASKey.check(commitment, of: bots.publicKey, to: Self.start)
        #expect(throws: CryptoError.badHash) { try SASKey.check(commitment, of: adas.publicKey, to: Self.start) }
        var other = Self.start
        other["method"] = "m.other"
        #expect(throws: CryptoError.badHash) { try SASKey.check(commitment, of: bots.publicKey, to: other) }
    }
}
