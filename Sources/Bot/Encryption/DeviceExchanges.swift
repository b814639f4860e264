import Encryption
import Groups
import Identifiers
import JSON
import Logging
import Matrix
import SQLiteStorage

/// The exchanges by which the bot gets to know other devices, and reaches them.
///
/// What a step needs is stored before its exchange, and what came of it afterwards, so that each can be made again.
struct DeviceExchanges: Sendable {
    let device: OwnDevice
    let client: MatrixClient
    let storage: Storage
    let clock: BotClock
    let log: Logger
    let bells: Bells

    /// Asks for lists of devices, and opens what has waited for them.
    @discardableResult
    func query(_ lists: [OutdatedList]) async throws -> DeviceNews {
        let answer: QueriedKeys
        do {
            answer = try await client.queryKeys(of: lists.map(\.user))
        } catch {
            let later = clock.later(clock.backOff(afterFailures: 2, most: .seconds(60)))
            try await storage.encryption { rows in for list in lists { try rows.putOff(list, until: later) } }
            throw error
        }
        let (device, now) = (device, clock.now())
        let news = try await storage.encryption { rows in try device.take(answer, for: lists, in: rows, at: now) }
        for warning in news.warnings { log.warning("about devices", metadata: ["note": "\(warning)"]) }
        try await open(from: news.current)
        return news
    }

    /// Opens what waited for the lists of these people's devices.
    private func open(from people: [UserID]) async throws {
        let (device, now) = (device, clock.now())
        let intake = Intake(bot: device.user, now: now, oldestCommand: nil, position: nil)
        let (new, _) = try await storage.receive(at: now) { rows in
            var opening = Opening(intake, device: device, in: rows)
            try opening.takeWaiting(from: people)
            return opening.intake.batch
        }
        if new > 0 { bells.inbox.ring() }
    }

    /// Claims a key of each device and begins sessions by them.
    ///
    /// - Returns: the devices with which one was begun.
    @discardableResult
    func claim(_ devices: [DeviceRow]) async throws -> [DeviceRow] {
        let addresses = devices.map { DeviceAddress(user: $0.user, device: $0.device) }
        let claimed = try await client.claimKeys(of: addresses)
        let (device, now) = (device, clock.now())
        return try await storage.encryption { rows in try device.take(claimed, of: devices, in: rows, at: now) }
    }

    /// Sends messages to devices.
    func send(_ row: ToDeviceRow) async throws {
        let messages = try JSONValue(parsing: Array(row.messages.utf8))
        do {
            try await client.sendToDevice(row.type, messages, transactionID: row.transactionID)
        } catch {
            // Whatever the homeserver will never take stands in nobody's way.
            guard error.disposition == .park else { throw error }
            log.error("a message to devices is refused", metadata: ["error": "\(error)"])
        }
        try await storage.encryption { rows in try rows.noteSent(row) }
    }

    /// Makes one step towards a key that everybody in a room has.
    func take(_ step: SharingStep) async throws {
        switch step {
        case .query(let lists): try await query(lists)
        case .claim(let devices): try await claim(devices)
        case .send(let row): try await send(row)
        case .goOn, .done: break
        }
    }
}
