import Commands
import Encryption
import Groups
import Identifiers
import Logging
import Matrix
import SQLiteStorage
import ServiceLifecycle

/// Keeps the bot's keys on the homeserver, and what it knows of other devices up to date.
struct KeyKeeping: Service {
    let exchanges: DeviceExchanges
    let client: MatrixClient
    let storage: Storage
    let deciding: Deciding
    let clock: BotClock
    let bells: Bells
    let log: Logger

    private static let peopleAtOnce = 200
    private static let rowsAtOnce = 50

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var failures = 0
            while !Task.isCancelled {
                var wait = Duration.seconds(60)
                do {
                    try await upload()
                    try await query()
                    try await heal()
                    try await sendToDevices()
                    try await askAgain()
                    try await save()
                    try await sweep()
                    failures = 0
                } catch let error as MatrixError {
                    if error.disposition == .cancelled { return }
                    failures += 1
                    wait = clock.backOff(afterFailures: failures, most: .seconds(60))
                    if case .retry(let after?) = error.disposition { wait = max(wait, after) }
                    log.warning("keys wait", metadata: ["error": "\(error)"])
                    do { try await clock.sleep(wait) } catch { return }
                    continue
                }
                await bells.keys.wait(atMost: try await patience(wait), clock)
            }
        }
    }

    /// Uploads keys that others begin sessions with, when few are left.
    func upload() async throws {
        let (device, now) = (exchanges.device, clock.now())
        guard let keys = try await storage.encryption({ rows in try device.keysToUpload(in: rows, at: now) }) else {
            return
        }
        let left = try await client.uploadKeys(device: keys.device, oneTime: keys.oneTime, fallback: keys.fallback)
        try await storage.encryption { rows in try device.noteUploaded(left, in: rows) }
    }

    private func query() async throws {
        while true {
            let now = clock.now()
            let lists = try await storage.encryption { rows in
                try rows.outdatedLists(at: now, limit: Self.peopleAtOnce)
            }
            guard !lists.isEmpty else { return }
            try await exchanges.query(lists)
        }
    }

    /// Begins sessions anew that were found broken, and greets the devices in them.
    private func heal() async throws {
        let ailing = try await storage.encryption { rows in try rows.ailingDevices(limit: Self.rowsAtOnce) }
        guard !ailing.isEmpty else { return }
        let begun = try await exchanges.claim(ailing)
        let device = exchanges.device
        try await storage.encryption { rows in
            for device in ailing { try rows.noteTreated(device) }
            try device.greet(begun, in: rows)
        }
    }

    private func sendToDevices() async throws {
        while true {
            let now = clock.now()
            let rows = try await storage.encryption { rows in try rows.toDevice(dueAt: now, limit: Self.rowsAtOnce) }
            guard !rows.isEmpty else { return }
            for row in rows { try await exchanges.send(row) }
        }
    }

    /// Asks those whose messages could not be read to say them again: once for each session, and not more often than
    /// every ten minutes.
    private func askAgain() async throws {
        let now = clock.now()
        let device = exchanges.device
        let events = try await storage.encryption { rows in
            try rows.toAskAgain(at: now, limit: Self.rowsAtOnce).map { event in
                (event, isReadable: try rows.inboundKey(of: event.room, session: event.session) != nil)
            }
        }
        for (event, isReadable) in events {
            // What has its key already is of a device that its owner has not verified.
            let isUntrusted = isReadable && device.policy.commandsRequire == .crossSigned
            let saying: ShellSaying = isUntrusted ? .unverifiedDevice : .undecryptable
            // Whoever makes up sessions that have no key hears so every ten minutes.
            let turn = now.rawValue / 600_000
            let draft = Draft(
                key: "unread/\(event.room)/\(event.sender)/\(turn)",
                .say(deciding.text(saying), in: event.room, replyTo: event.event)
            )
            try await storage.queue([draft], now: now)
            try await storage.encryption { rows in
                try rows.noteAsked(event.event)
                try rows.count(.undecryptable)
            }
            bells.outbox.ring()
        }
    }

    /// Puts room keys into the backup, where the operator has made one.
    private func save() async throws {
        let device = exchanges.device
        while let keys = try await storage.encryption({ rows in
            try device.keysToSave(in: rows, limit: Self.rowsAtOnce)
        }) {
            do {
                _ = try await client.putBackupKeys(keys.rooms, version: keys.version)
            } catch {
                guard error.isNotFound || error.code == .wrongRoomKeysVersion else { throw error }
                log.error("the backup of room keys is gone, or another one’s: see guildhall keys show")
                return try await storage.encryption { rows in try rows.forgetBackup() }
            }
            try await storage.encryption { rows in
                for key in keys.keys { try rows.noteSaved(key.room, key.session) }
            }
        }
    }

    private func sweep() async throws {
        let now = clock.now()
        try await storage.encryption { rows in try rows.sweep(at: now) }
    }

    /// Until the next thing is due that nobody rings for.
    private func patience(_ most: Duration) async throws -> Duration {
        let now = clock.now()
        guard let due = try await storage.encryption({ rows in try rows.nextDue() }) else { return most }
        return max(.milliseconds(100), min(most, now.duration(to: due)))
    }
}
