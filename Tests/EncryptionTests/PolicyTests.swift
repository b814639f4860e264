import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

@Suite("Which devices are trusted")
struct PolicyTests {
    private let server = KeyServer()

    /// A member's device in one of the three ways in which it can stand to an identity of its owner.
    enum Kind: CaseIterable {
        case signed, unsigned, ownerHasNoIdentity
    }

    private func phone(_ kind: Kind) async throws -> Phone {
        let ada = try await Phone("ada", at: server, hasIdentity: kind != .ownerHasNoIdentity)
        let phone = kind == .unsigned ? try await ada.sibling("TABLET", isSigned: false) : ada
        return phone
    }

    private func bot(_ policy: EncryptionPolicy, in room: RoomID = .hall, with phone: Phone) async throws -> Phone {
        let bot = try await Phone("bot", at: server, policy: policy)
        for one in [bot, phone] { try await one.enter(room, with: [bot.user, phone.user]) }
        return bot
    }

    @Test(
        "Who reads what the bot says is what the operator has chosen",
        arguments: EncryptionPolicy.Sharing.allCases,
        Kind.allCases
    )
    func sharing(_ sharing: EncryptionPolicy.Sharing, _ kind: Kind) async throws {
        let phone = try await phone(kind)
        let bot = try await bot(EncryptionPolicy(shareWith: sharing), with: phone)
        let said = try await bot.say("Hello")
        try await bot.keepHouse()
        let isTrusted =
            switch (sharing, kind) {
            case (.all, _), (_, .signed), (.crossSignedIfAny, .ownerHasNoIdentity): true
            case (.crossSigned, _), (.crossSignedIfAny, .unsigned): false
            }
        try await phone.hear()
        try await phone.askForLists()
        #expect(try await phone.read(said) == (isTrusted ? "“Hello”" : "waits"))
        #expect(server.letters(to: phone.address, "m.room.encrypted") == (isTrusted ? 1 : 0))
        #expect(server.letters(to: phone.address, "m.room_key.withheld", code: "m.unverified") == (isTrusted ? 0 : 1))
    }

    @Test("A device that is not trusted is told so once for each key, and gets the key once its owner has signed it")
    func laterSigned() async throws {
        let ada = try await Phone("ada", at: server)
        let tablet = try await ada.sibling("TABLET", isSigned: false)
        let bot = try await bot(EncryptionPolicy(), with: tablet)
        let before = try await bot.say("one")
        _ = try await bot.say("two")
        try await bot.keepHouse()
        #expect(server.letters(to: tablet.address, "m.room_key.withheld", code: "m.unverified") == 1)
        try await ada.sign(tablet)
        try await bot.hear()
        let after = try await bot.say("three")
        try await tablet.hear()
        try await tablet.askForLists()
        #expect(try await tablet.read(after) == "“three”")
        #expect(try await tablet.read(before) == "waits")
    }

    @Test(
        "A device that was trusted as its owner had no identity gets no later keys once there is one that has not signed it"
    )
    func laterIdentity() async throws {
        let ada = try await Phone("ada", at: server, hasIdentity: false)
        let bot = try await bot(EncryptionPolicy(), with: ada)
        _ = try await bot.say("before")
        let unsigned = try server.keys(of: ada.address)
        try await ada.publishIdentity()
        server.replace(ada.address, by: unsigned)
        try await bot.hear()
        try await bot.note([.historyVisibility(.hall, "shared")])
        let after = try await bot.say("after")
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(after) == "waits")
    }

    @Test("A device of which no key is left is told so once, and gets the key as soon as it writes to the bot")
    func unreachable() async throws {
        let ada = try await Phone("ada", at: server)
        let bot = try await bot(EncryptionPolicy(), with: ada)
        server.exhaust(ada.address, withFallback: true)
        let before = try await bot.say("before")
        _ = try await bot.say("more")
        try await bot.keepHouse()
        #expect(server.letters(to: ada.address, "m.room_key.withheld", code: "m.no_olm") == 1)
        #expect(server.letters(to: ada.address, "m.room.encrypted") == 0)
        let question = try await ada.say("Are you there?")
        try await bot.hear([question])
        #expect(try await bot.inbox() == ["Are you there?"])
        let after = try await bot.say("Yes")
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(after) == "“Yes”")
        #expect(try await ada.read(before) == "waits")
    }

    @Test("A device of which no key is left is asked for one again after an hour, for the next key of the room")
    func unreachableLater() async throws {
        let ada = try await Phone("ada", at: server)
        let bot = try await bot(EncryptionPolicy(), with: ada)
        server.exhaust(ada.address, withFallback: true)
        _ = try await bot.say("one")
        try await ada.hear()
        try await ada.uploadKeys()
        try await bot.note([.historyVisibility(.hall, "shared")])
        _ = try await bot.say("two")
        #expect(server.letters(to: ada.address, "m.room.encrypted") == 0)
        server.pass(.seconds(3601))
        try await bot.note([.historyVisibility(.hall, "joined")])
        let third = try await bot.say("three")
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(third) == "“three”")
    }

    @Test("Whether commands are taken from a device is what the operator has chosen", arguments: Kind.allCases)
    func commanding(_ kind: Kind) async throws {
        let phone = try await phone(kind)
        let bot = try await bot(EncryptionPolicy(commandsRequire: .crossSigned), with: phone)
        try await bot.keepHouse()
        let said = try await phone.say("admit me")
        try await bot.hear([said])
        try await bot.askForLists()
        #expect(try await bot.inbox() == (kind == .signed ? ["admit me"] : []))
        #expect(try await bot.read(said) == (kind == .signed ? "“admit me”" : "untrusted"))
        #expect(try await bot.restarted(policy: EncryptionPolicy()).read(said) == "“admit me”")
    }

    @Test("What came from a device that was not signed is done once it is, and asked for again only if it is not")
    func signedAfterCommand() async throws {
        let ada = try await Phone("ada", at: server)
        let tablet = try await ada.sibling("TABLET", isSigned: false)
        let bot = try await bot(EncryptionPolicy(commandsRequire: .crossSigned), with: tablet)
        try await bot.keepHouse()
        let said = [try await tablet.say("one"), try await tablet.say("two")]
        try await bot.hear(said)
        server.pass(.seconds(60))
        let asked = try await bot.step { _, rows, now in try rows.toAskAgain(at: now, limit: 9).map(\.event) }
        #expect(asked == [said[0].eventID])
        try await ada.sign(tablet)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.inbox() == ["one", "two"])
        #expect(try await bot.step { _, rows, now in try rows.toAskAgain(at: now, limit: 9).isEmpty })
    }

    @Test("A thousand devices that are not trusted are dealt with in steps of a hundred, each told once")
    func steps() async throws {
        let ada = try await Phone("ada", at: server)
        let phones = try (0..<250).map { try Stranger("mallory\($0)", at: server) }
        let bot = try await bot(EncryptionPolicy(shareWith: .crossSigned), with: ada)
        try await bot.note(phones.map { .occupant(.hall, $0.user, .joined) })
        var steps = 0
        while true {
            let next = try await bot.step { own, rows, now in try own.nextStep(for: .hall, in: rows, at: now) }
            if case .done = next { break }
            try await bot.take(next)
            steps += 1
        }
        #expect((5...9).contains(steps))
        try await bot.keepHouse()
        for phone in phones {
            #expect(server.letters(to: phone.address, "m.room_key.withheld", code: "m.unverified") == 1)
        }
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(bot.say("Hello")) == "“Hello”")
    }
}
