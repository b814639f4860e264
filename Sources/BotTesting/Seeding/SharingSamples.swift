import Bot
import Dispatch
import Encryption
import Foundation
import Groups
import Identifiers
import JSON
import Logging
import Matrix
import MatrixCrypto
package import SQLiteStorage

/// Times what it takes the bot to answer for the first time in a room of many devices, each of which must get the key
/// first, and how long somebody in another room waits for an answer meanwhile.
package struct SharingSamples: Sendable {
    private let crowd: DeviceCrowd

    /// A room of so many people with so many devices each.
    package init(people: Int, devices: Int) throws {
        crowd = try DeviceCrowd(people: people, devices: devices)
    }

    /// What was timed.
    package struct Times: Sendable {
        /// From the command to the answer that is given to the homeserver.
        package var whole: Duration
        /// The part of it that the homeserver took for what it was asked about keys.
        package var homeserver: Duration
        /// How long each command in another room waited for its answer before that, and meanwhile.
        package var before: [Duration]
        package var meanwhile: [Duration]
        /// Lists and one-time keys that were asked for again, and requests to devices that said what had been said.
        package var repeated: Int
    }

    /// How many commands show how long an answer takes while nothing else is done.
    private static let commandsBefore = 50
    private static let encrypted = "m.room.encrypted"

    /// Runs the bot on an empty database, which is the caller's to remove.
    package func share(_ storage: Storage) async throws -> Times {
        let bot = Homeserver.user("guildhall")
        let server = KeyedHomeserver(crowd, beside: Homeserver(now: BotClock.machine.now))
        let guildhall = Guildhall(
            try configuration,
            storage: storage,
            transport: server,
            clock: .machine,
            log: Logger(label: "sharing") { _ in SwiftLogNoOpLogHandler() }
        )
        let task = Task { try await guildhall.run() }
        do {
            let times = try await time(on: server, bot)
            task.cancel()
            _ = await task.result
            return times
        } catch {
            task.cancel()
            throw error
        }
    }

    private func time(on server: KeyedHomeserver, _ bot: UserID) async throws -> Times {
        let creator = crowd.members[0].user
        var other = OtherRoom(server: server, inviting: bot)
        let others = crowd.members.dropFirst().map(\.user)
        let room = server.homeserver.makeRoom("Crowd", by: creator, with: others, inviting: [bot])
        for place in [other.room, room] {
            try await server.wait { server.homeserver.membership(of: bot, in: place) == "join" }
        }
        // What was said before it has seen that it is in is none of its business.
        try await server.wait { server.homeserver.isQuiet }
        var before: [Duration] = []
        for _ in 0..<Self.commandsBefore { before.append(try await other.ask()) }

        let algorithm: JSONValue = ["algorithm": .string(OwnDevice.megolm)]
        server.homeserver.send("m.room.encryption", algorithm, in: room, by: creator, stateKey: "")
        let start = ContinuousClock.now
        server.homeserver.say("!help", in: room, by: creator)
        var meanwhile: [Duration] = []
        while server.moments(of: Self.encrypted, in: room).isEmpty { meanwhile.append(try await other.ask()) }
        let whole = server.moments(of: Self.encrypted, in: room)[0] - start
        let (tally, count) = (server.tally, crowd.devices.count)
        guard tally.told == count else {
            throw SharingAmiss(description: "\(tally.told) of \(count) devices were told")
        }
        return Times(
            whole: whole,
            homeserver: tally.time,
            before: before,
            meanwhile: meanwhile,
            repeated: tally.queried - crowd.members.count + tally.claimed - count + tally.repeated
        )
    }

    private var configuration: BotConfiguration {
        get throws {
            var configuration = try Rehearsal.configuration(allowing: ["*:example.org"])
            configuration.settlingDelay = .milliseconds(20)
            configuration.encryption = EncryptionSettings()
            return configuration
        }
    }

    /// How long all that takes which is cryptography, by itself: what is done for each device, in the same order.
    package func cryptography() throws -> Duration {
        var generator = SystemRandomNumberGenerator()
        let account = try OlmAccount(using: &generator)
        let own = try account.deviceKeys(of: Homeserver.user("guildhall"), DeviceID(rawValue: "GUILDHALL"))
        let key = try OutboundGroupSession(using: &generator).sessionKey()
        let message: JSONValue = [
            "type": "m.room_key", "content": ["session_key": .string(key.base64)],
            "sender_device_keys": .object(own.json),
        ]
        let start = ContinuousClock.now
        for member in crowd.members {
            let identity = try CrossSigningIdentity(
                of: member.user,
                master: member.master,
                selfSigning: member.selfSigning
            )
            for device in member.devices {
                let keys = try DeviceKeys(device.keys, of: member.user, DeviceID(rawValue: device.id))
                guard identity.hasSigned(keys), let signed = device.oneTimeKeys.members.first?.value.objectValue
                else { throw SharingAmiss(description: "the keys of \(member.user) do not hold") }
                let begun = try account.outboundSession(
                    to: keys.curve25519,
                    oneTimeKey: keys.oneTimeKey(signed),
                    using: &generator
                )
                var session = try OlmSession(pickle: begun.pickle)
                _ = try session.encrypt(message.encoded, using: &generator)
                _ = session.pickle
            }
        }
        return ContinuousClock.now - start
    }
}

/// Something is not as it must be for the times to mean anything.
package struct SharingAmiss: Error, CustomStringConvertible {
    package let description: String
}

/// A plain room in which somebody gives a command, and the next one waits for the answer before they give theirs.
private struct OtherRoom {
    let server: KeyedHomeserver
    let room: RoomID
    /// So many that nobody has used up what the bot does for one person at a time.
    private let people = (1...200).map { Homeserver.user("other\($0)") }
    private var commands = 0

    init(server: KeyedHomeserver, inviting bot: UserID) {
        self.server = server
        room = server.homeserver.makeRoom("Other", by: people[0], with: people, inviting: [bot])
    }

    /// How long the answer takes.
    mutating func ask() async throws -> Duration {
        let type = "m.room.message"
        let count = server.moments(of: type, in: room).count
        let start = ContinuousClock.now
        server.homeserver.say("!help", in: room, by: people[commands % people.count])
        commands += 1
        try await server.wait { server.moments(of: type, in: room).count > count }
        let wait = server.moments(of: type, in: room)[count] - start
        try await Task.sleep(for: .milliseconds(10))
        return wait
    }
}

extension KeyedHomeserver {
    /// Looks again and again whether something is so, for a minute.
    fileprivate func wait(until isSo: () -> Bool) async throws {
        let start = ContinuousClock.now
        while !isSo() {
            guard ContinuousClock.now - start < .seconds(60) else {
                throw SharingAmiss(description: "nothing comes after \(homeserver.requests.suffix(10))")
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}

extension BotClock {
    /// The machine's own time.
    fileprivate static let machine = BotClock(
        now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) },
        uptimeMs: { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) },
        sleep: { try await Task.sleep(for: $0) },
        chance: { Double.random(in: 0..<1) }
    )
}
