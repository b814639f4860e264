import Encryption
import Foundation
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import Testing

@Suite("Lists of devices")
struct DeviceListTests {
    private let server = KeyServer()
    private let bot: Phone
    private let ada: Phone

    init() async throws {
        bot = try await Phone("bot", at: server)
        ada = try await Phone("ada", at: server)
        for phone in [bot, ada] { try await phone.enter(.hall, with: [bot.user, ada.user]) }
        try await bot.share()
        try await bot.hear()
    }

    private func devices(of user: UserID) async throws -> [DeviceRow] {
        try await bot.step { _, rows, _ in try rows.devices(of: user) }
    }

    @Test("A device that comes with other keys under its old name is not taken, and the old one stays")
    func changedKeys() async throws {
        let before = try await devices(of: ada.user)
        let said = try await ada.say("before")
        var chance = SystemRandomNumberGenerator()
        let other = try OlmAccount(using: &chance).deviceKeys(of: ada.user, ada.own.device)
        server.replace(ada.address, by: other.json)
        try await bot.hear()
        #expect(try await bot.askForLists() == [#"@ada:example.org: device "PHONE" came with other keys"#])
        #expect(try await devices(of: ada.user).map(\.fingerprint) == before.map(\.fingerprint))
        #expect(try await bot.read(said) == "“before”")
    }

    @Test("Of a device one key may not change either", arguments: ["curve25519", "ed25519"])
    func oneChangedKey(algorithm: String) async throws {
        var mallory = try Stranger("mallory", at: server)
        try await bot.note([.occupant(.hall, mallory.user, .joined)])
        try await bot.share()
        var other = try Stranger("mallory", at: server)
        // With the keys of one and the other, signed by whom they name.
        let name = algorithm + ":HAND"
        var keys = try mallory.account.deviceKeys(of: mallory.user, mallory.device).json
        var listed = try #require(keys["keys"]?.objectValue)
        listed[name] = try other.account.deviceKeys(of: mallory.user, mallory.device).json["keys"]?[name]
        keys["keys"] = .object(listed)
        keys["signatures"] = nil
        let signer = algorithm == "ed25519" ? other.account : mallory.account
        try signer.sign(&keys, as: mallory.user, mallory.device)
        server.replace(mallory.address, by: keys)
        try await bot.hear()
        #expect(try await bot.askForLists() == [#"@mallory:example.org: device "HAND" came with other keys"#])
        try mallory.share(with: bot)
        try await bot.hear()
        #expect(try await bot.read(mallory.say("Hello")) == "“Hello”")
        try other.startOver()
        try other.share(with: bot)
        try await bot.hear()
        #expect(try await bot.read(other.say("Hello")).hasPrefix("refused"))
    }

    @Test("Keys that do not hold are not taken", arguments: Broken.allCases)
    func broken(_ broken: Broken) async throws {
        let mallory = try Stranger("mallory", at: server)
        let whole = try mallory.account.deviceKeys(of: mallory.user, mallory.device).json
        server.replace(mallory.address, by: try broken.broken(whole, of: mallory))
        try await bot.note([.occupant(.hall, mallory.user, .joined)])
        try await bot.share()
        #expect(try await devices(of: mallory.user).isEmpty)
        server.replace(mallory.address, by: whole)
        try await bot.hear()
        try await bot.share()
        #expect(try await devices(of: mallory.user).map(\.device) == ["HAND"])
    }

    enum Broken: CaseIterable {
        case signature, noSignature, user, device, noKeys, keysAreText, algorithms, empty

        func broken(_ whole: JSONObject, of stranger: Stranger) throws -> JSONObject {
            var json = whole
            switch self {
            case .signature:
                json["extra"] = "not signed"
                return json
            case .noSignature:
                json["signatures"] = nil
                return json
            case .user: json["user_id"] = "@ada:example.org"
            case .device: json["device_id"] = "PHONE"
            case .noKeys: json["keys"] = nil
            case .keysAreText: json["keys"] = "text"
            case .algorithms: json["algorithms"] = 7
            case .empty: json = [:]
            }
            // Whatever it says, it is signed.
            try stranger.account.sign(&json, as: stranger.user, stranger.device)
            return json
        }
    }

    @Test("Somebody who begins to use another identity is believed, and it is noted when")
    func changedIdentity() async throws {
        let first = try await bot.step { _, rows, _ in try rows.masterKey(of: .ada) }
        #expect(first.key != nil && first.changedAt == nil)
        try await ada.publishIdentity()
        try await bot.hear()
        #expect(try await bot.askForLists() == ["@ada:example.org: has another identity than before"])
        let second = try await bot.step { _, rows, _ in try rows.masterKey(of: .ada) }
        #expect(second.key != nil && second.key != first.key && second.changedAt != nil)
        #expect(try await devices(of: ada.user).map(\.isCrossSigned) == [true])
        #expect(try await bot.read(ada.say("Hello")).hasPrefix("waits"))
        try await bot.hear()
        #expect(try await bot.read(ada.say("Hello")) == "“Hello”")
    }

    @Test("A device is signed by its owner’s identity, or is not, and that may change")
    func signatures() async throws {
        let tablet = try await ada.sibling("TABLET", isSigned: false)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await devices(of: ada.user).map(\.isCrossSigned) == [true, false])
        let unsigned = try server.keys(of: tablet.address)
        try await ada.sign(tablet)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await devices(of: ada.user).map(\.isCrossSigned) == [true, true])
        server.replace(tablet.address, by: unsigned)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await devices(of: ada.user).map(\.isCrossSigned) == [true, false])
    }

    @Test("A server that gives no answer keeps the lists that were known, and is asked again later and later")
    func away() async throws {
        server.away = ["example.org"]
        server.remove(ada.address)
        try await bot.hear()
        let user = ada.user
        var waits: [Int64] = []
        for _ in 0..<9 {
            try await bot.askForLists()
            let due = try #require(try await bot.step { _, rows, _ in try rows.nextDue() })
            waits.append((due.rawValue - server.now.rawValue + 500) / 1000)
            server.pass(.seconds(3600))
        }
        #expect(waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
        #expect(try await devices(of: user).map(\.isDeleted) == [false])
        server.away = []
        server.pass(.seconds(3600))
        try await bot.askForLists()
        #expect(try await devices(of: user).map(\.isDeleted) == [true])
    }

    @Test("A change that comes while a list is asked for is not lost")
    func changeMeanwhile() async throws {
        try await bot.step { _, rows, _ in try rows.noteChanged(.ada) }
        let lists = try await bot.step { _, rows, now in try rows.outdatedLists(at: now, limit: 9) }
        let answer = server.query(lists.map(\.user))
        _ = try await ada.sibling("TABLET")
        try await bot.hear()
        try await bot.step { own, rows, now in _ = try own.take(answer, for: lists, in: rows, at: now) }
        #expect(try await devices(of: ada.user).count == 1)
        try await bot.askForLists()
        #expect(try await devices(of: ada.user).count == 2)
    }

    @Test("Whoever comes back after the homeserver stopped telling of their devices is asked for anew")
    func untracked() async throws {
        try await bot.note([.occupant(.hall, ada.user, nil)])
        try await bot.step { _, rows, _ in try rows.stopTracking(.ada) }
        _ = try await ada.sibling("TABLET")
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await devices(of: ada.user).count == 1)
        try await bot.note([.occupant(.hall, ada.user, .joined)])
        try await bot.share()
        #expect(try await devices(of: ada.user).count == 2)
    }

    @Test("Of ten thousand devices of one person a thousand are taken, in a time that nobody notices")
    func crowdOfDevices() async throws {
        var chance = SystemRandomNumberGenerator()
        let account = try OlmAccount(using: &chance)
        let user = UserID(rawValue: "@mallory:example.org")
        // Making them is what takes long here: most are copies, which do not hold.
        let copy = try account.deviceKeys(of: user, DeviceID(rawValue: "D")).json
        for number in 10_000..<20_000 {
            let name = "D\(number)"
            let own = number < 11_100 ? try account.deviceKeys(of: user, DeviceID(rawValue: name)).json : copy
            server.replace(DeviceAddress(user: user, device: name), by: own)
        }
        try await bot.note([.occupant(.hall, user, .joined)])
        let began = Date()
        try await bot.share()
        #expect(Date().timeIntervalSince(began) < 20)
        #expect(try await devices(of: user).count == 1000)
        try await bot.step { _, rows, _ throws in #expect(try rows.outboundKey(of: .hall)?.isIncomplete == false) }
    }
}
