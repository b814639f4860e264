import Encryption
package import HTTP
package import Logging
import Matrix
import MatrixCrypto
package import SQLiteStorage
import ServiceLifecycle

/// The whole bot, wired together: what `guildhall run` runs, and what the tests run against a homeserver of their own.
package struct Guildhall: Sendable {
    private let configuration: BotConfiguration
    private let storage: Storage
    private let client: MatrixClient
    private let clock: BotClock
    private let log: Logger

    package init(
        _ configuration: BotConfiguration,
        storage: Storage,
        transport: any HTTPTransport,
        clock: BotClock,
        log: Logger
    ) {
        self.configuration = configuration
        self.storage = storage
        client = MatrixClient(homeserver: configuration.homeserver, transport: transport)
        self.clock = clock
        self.log = log
    }

    /// Serves until it is told to stop, and then sends what is under way.
    ///
    /// - Throws: ``SignInError`` where the homeserver takes the bot for somebody else or does not let it in.
    package func run() async throws {
        let signingIn = SigningIn(
            client: client,
            storage: storage,
            configuration: configuration,
            clock: clock,
            log: log
        )
        let device: String
        let ownDevice: OwnDevice?
        do {
            (device, ownDevice) = try await cancelWhenGracefulShutdown { try await begin(signingIn) }
        } catch is CancellationError where Task.isShuttingDownGracefully {
            // Nothing was begun that would have to be ended.
            return
        }
        let endedWell = try await storage.beginRun()
        let services = services(signingIn, device: device, ownDevice, endedWell: endedWell)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services {
                group.addTask {
                    do {
                        try await service.run()
                    } catch is CancellationError where Task.isShuttingDownGracefully && !Task.isCancelled {
                        // It was told to stop in the middle of something, and has stopped.
                    }
                }
            }
            // The first that fails takes the others down: half a bot would answer nobody and look alive.
            try await group.waitForAll()
        }
        // A bot that is torn down did not end as it should.
        guard !Task.isCancelled else { return }
        try await storage.endRun()
    }

    /// Signs in, and introduces the device where the bot takes part in encryption.
    private func begin(_ signingIn: SigningIn) async throws -> (String, OwnDevice?) {
        let device = try await signingIn.signIn()
        guard let settings = configuration.encryption else {
            try await storage.encryption { rows in try rows.noteEncrypts(false) }
            return (device, nil)
        }
        let introduced = try await signingIn.introduce(device, settings)
        return (introduced?.device.rawValue ?? device, introduced)
    }

    private func services(
        _ signingIn: SigningIn,
        device: String,
        _ ownDevice: OwnDevice?,
        endedWell: Bool
    ) -> [any Service] {
        let bells = Bells()
        let pacing = Pacing()
        let frame = BoardFrame(
            hall: configuration.hall,
            surroundings: .init(zone: configuration.zone, uptimeMs: clock.uptimeMs, zonesNear: Zones.near)
        )
        let deciding = Deciding(frame: frame, manner: configuration.manner)
        let handling = Handling(
            storage: storage,
            deciding: deciding,
            clock: clock,
            bells: bells,
            agenda: Agenda(waking: bells.clockwork),
            endedWell: endedWell,
            log: log
        )
        let exchanges = ownDevice.map { device in
            DeviceExchanges(device: device, client: client, storage: storage, clock: clock, log: log, bells: bells)
        }
        let keyKeeping = exchanges.map { exchanges in
            KeyKeeping(
                exchanges: exchanges,
                client: client,
                storage: storage,
                deciding: deciding,
                clock: clock,
                bells: bells,
                log: log
            )
        }
        return [
            Syncing(
                client: client,
                storage: storage,
                signingIn: signingIn,
                handling: handling,
                configuration: configuration,
                device: ownDevice,
                clock: clock,
                bells: bells,
                log: log
            ),
            handling,
            sending(deciding, pacing, bells, device: device, exchanges),
            Reminding(storage: storage, clock: clock, bells: bells, log: log),
            Fetching(client: client, storage: storage, clock: clock, bells: bells, log: log),
            Housekeeping(
                client: client,
                storage: storage,
                pacing: pacing,
                configuration: configuration,
                deciding: deciding,
                clock: clock,
                bells: bells,
                log: log
            ),
        ] + [keyKeeping].compactMap { $0 }
    }

    private func sending(
        _ deciding: Deciding,
        _ pacing: Pacing,
        _ bells: Bells,
        device: String,
        _ exchanges: DeviceExchanges?
    ) -> Sending {
        let delivering = Delivering(
            client: client,
            pacing: pacing,
            storage: storage,
            user: configuration.user,
            sealing: exchanges.map { Sealing(exchanges: $0, storage: storage, clock: clock) },
            clock: clock,
            log: log
        )
        let opening = OpeningDirectRooms(
            client: client,
            storage: storage,
            pacing: pacing,
            configuration: configuration,
            exchanges: exchanges,
            clock: clock,
            bells: bells,
            log: log
        )
        return Sending(
            delivering: delivering,
            deciding: deciding,
            opening: opening,
            storage: storage,
            pacing: pacing,
            lanes: configuration.lanes,
            device: device,
            user: configuration.user,
            settlingDelay: configuration.settlingDelay,
            clock: clock,
            bells: bells
        )
    }
}
