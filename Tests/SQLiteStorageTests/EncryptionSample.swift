import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/encryption-1.sql says.
enum EncryptionSample {
    private static let room = RoomID(rawValue: "!dm:example.org")

    static func expect(_ board: StoredBoard) throws {
        let rows = EncryptionRows(db: board.db)
        try expectOwn(rows)
        try expectOthers(rows)
        try expectRoom(rows)
    }

    private static func expectOwn(_ rows: EncryptionRows) throws {
        let device = try #require(try rows.ownDevice())
        #expect(device.device == "SAMPLE" && device.account == [1] && device.isPublished && device.isSigned)
        #expect(device.keysLeft == 50 && device.isFallbackUsed)
        #expect(device.fallbackMadeAt == Timestamp(rawValue: 1_699_990_000_000))
        let identity = try #require(try rows.ownIdentity())
        #expect(identity.user == device.user && identity.keys == [0x58] && identity.isPublished)
        let marks = try rows.marks()
        #expect(marks.present == "old" && marks.next == "new")
    }

    private static func expectOthers(_ rows: EncryptionRows) throws {
        #expect(try rows.isCurrent(ada))
        #expect(try !rows.isCurrent(finn))
        let now = Timestamp(rawValue: 1_700_000_000_000)
        #expect(try rows.outdatedLists(at: now, limit: 9).map(\.user) == [finn])
        let master = try rows.masterKey(of: ada)
        #expect(master.key == "master" && master.changedAt == Timestamp(rawValue: 1_699_980_000_000))
        let devices = try rows.devices(of: ada)
        #expect(devices.map(\.device) == ["OLD", "PHONE"])
        #expect(devices.map(\.isDeleted) == [true, false] && devices.map(\.isCrossSigned) == [false, true])
        #expect(try rows.ailingDevices(limit: 9) == [devices[1]])
        #expect(try rows.sessions(with: "curve").map(\.pickle) == [[3]])
        #expect(try rows.toDevice(dueAt: now, limit: 9).map(\.transactionID) == ["to-device-1"])
    }

    private static func expectRoom(_ rows: EncryptionRows) throws {
        let encryption = try #require(try rows.encryption(of: room))
        #expect(encryption.rotationMs == 3_600_000 && encryption.rotationMessages == 50)
        #expect(!encryption.sharesWithInvited)
        let key = try #require(try rows.outboundKey(of: room))
        #expect(key.session == "out" && key.used == 7 && !key.isSpent && !key.isIncomplete)
        let inbound = try #require(try rows.inboundKey(of: room, session: "in"))
        #expect(inbound.sender == ada && inbound.fingerprint == "ed" && inbound.pickle == [4])
        #expect(try String.fetchAll(rows.db, sql: "SELECT event FROM seenIndex WHERE session = 'in'") == ["$seen"])
        #expect(try rows.waiting(from: ada, limit: 9).map(\.event) == [EventID(rawValue: "$later")])
        #expect(try rows.ciphertext(of: 3) == #"{"ciphertext":"AwgA"}"#)
        #expect(try rows.fileKey(of: "mxc://example.org/file") == #"{"v":"v2"}"#)
    }
}
