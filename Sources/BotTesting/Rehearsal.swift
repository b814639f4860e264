package import Bot
import Foundation
import Groups
package import Identifiers
import Logging
import Matrix
package import SQLiteStorage
import Synchronization

/// The real bot on a real database, against a homeserver in the same process, with a clock that jumps whenever all wait.
package final class Rehearsal: Sendable {
    package let homeserver: Homeserver
    package let clock: ManualClock
    package let storage: Storage
    package let bot = Homeserver.user("guildhall")
    private let configuration: BotConfiguration
    private let running = Mutex<Task<Void, any Error>?>(nil)

    /// Why a rehearsal cannot go on.
    package enum Trouble: Error {
        /// The bot did not come to rest.
        case restless(String)
        /// The configuration cannot be made.
        case unconfigured
    }

    /// `stepMs` is that of its ``clock``.
    package init(allowing invites: [String] = ["*:example.org"], stepMs: Int64 = 0) throws {
        let clock = ManualClock(now: Timestamp(rawValue: 1_772_442_000_000), stepMs: stepMs)
        self.clock = clock
        homeserver = Homeserver(now: { clock.now })
        storage = try Storage.inMemory()
        configuration = try Self.configuration(allowing: invites)
    }

    /// What a bot on this homeserver is given.
    static func configuration(allowing invites: [String]) throws -> BotConfiguration {
        guard let url = HomeserverURL(parsing: "https://example.org") else { throw Trouble.unconfigured }
        var configuration = BotConfiguration(
            homeserver: url,
            user: Homeserver.user("guildhall"),
            credential: .password("secret"),
            invites: InvitePolicy(allow: invites),
            hall: Hall(
                name: "Guildhall",
                operators: [Homeserver.user("olga")],
                calendar: .init(
                    zone: "Europe/Berlin",
                    workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday]
                )
            ),
            zone: { Zones.named($0) }
        )
        // The clock stands still until all wait: nothing is won by waiting.
        configuration.settlingDelay = .zero
        return configuration
    }

    /// The bot on the database as it is, for whoever runs it in a way of their own.
    package var guildhall: Guildhall {
        Guildhall(
            configuration,
            storage: storage,
            transport: homeserver,
            clock: clock.botClock,
            log: Logger(label: "rehearsal") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Starts the bot on the database as it is.
    package func start() {
        let guildhall = guildhall
        running.withLock { $0 = Task { try await guildhall.run() } }
    }

    /// Takes the bot down where it stands.
    package func kill() async {
        let task = running.withLock { task in
            defer { task = nil }
            return task
        }
        task?.cancel()
        _ = await task?.result
    }

    /// Waits until the bot has heard, handled and sent everything; starts it again where a fault has killed it.
    ///
    /// - Throws: ``Trouble/restless(_:)`` where that does not happen, or what the bot failed with.
    package func settle(days: Int64 = 1) async throws {
        let end = Timestamp(rawValue: clock.now.rawValue + days * 86_400_000)
        var quietRounds = 0
        var stillRounds = 0
        for _ in 0..<60_000 {
            if homeserver.mustRestart {
                await kill()
                homeserver.noteRestart()
                start()
                (quietRounds, stillRounds) = (0, 0)
            }
            try await Task.sleep(for: .milliseconds(1))
            let counts = try await storage.counts(at: clock.now)
            let waiting = counts.waitingEvents + counts.waitingMessages + counts.openInvitations
            let isIdle = homeserver.isQuiet && waiting == 0
            quietRounds = isIdle ? quietRounds + 1 : 0
            if quietRounds >= 8 { return }
            stillRounds = isIdle || homeserver.isBusy ? 0 : stillRounds + 1
            // Everybody waits for time to pass. On a machine with much else to do, the bot may be at work and get nowhere
            // for a while.
            if stillRounds >= 40, let deadline = clock.nextDeadline, deadline <= end {
                clock.advance(to: deadline)
                stillRounds = 0
            }
        }
        throw Trouble.restless("\(try await storage.counts(at: clock.now)) \(homeserver.requests.suffix(10))")
    }

    /// The direct room that the bot has opened for a person, entered by them if they are only invited.
    package func enterDirectRoom(_ person: UserID) -> RoomID? {
        guard let room = homeserver.invitations(of: person).last else { return nil }
        homeserver.join(room, by: person)
        return room
    }
}

extension Homeserver {
    /// Whether an exchange is under way, long polls not counted.
    var isBusy: Bool { state.withLock { $0.underWay > 0 } }
}
