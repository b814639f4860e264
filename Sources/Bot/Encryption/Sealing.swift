import Encryption
import Identifiers
import JSON
import Matrix
import SQLiteStorage

/// Encrypts what is said in encrypted rooms.
struct Sealing: Sendable {
    let exchanges: DeviceExchanges
    let storage: Storage
    let clock: BotClock

    /// More steps than any room needs: a hundred devices get a key in each.
    private static let stepsAtMost = 10_000

    /// What the homeserver is to be given for a row: what it says, or, in an encrypted room, that which hides it.
    ///
    /// - Throws: ``SealingError`` where the room is encrypted in a way that the bot doesn't know.
    func sealed(_ content: JSONValue, row: OutboxRow) async throws -> (type: String, content: JSONValue) {
        let type = EventContent.messageType
        let (device, room, id) = (exchanges.device, row.room, row.id)
        for _ in 0..<Self.stepsAtMost {
            let now = clock.now()
            let next = try await storage.encryption { rows -> Next in
                guard let encryption = try rows.encryption(of: room) else { return .plain }
                guard encryption.algorithm == OwnDevice.megolm else { return .unknown }
                if let sealed = try device.encrypt(
                    type,
                    content,
                    row: id,
                    in: room,
                    clear: ["m.relates_to", EventContent.noticeKey],
                    rows,
                    at: now
                ) {
                    return .sealed(sealed)
                }
                return .step(try device.nextStep(for: room, in: rows, at: now))
            }
            switch next {
            case .plain: return (type, content)
            case .sealed(let sealed): return ("m.room.encrypted", sealed)
            case .unknown: throw SealingError.unknownAlgorithm
            case .step(let step): try await exchanges.take(step)
            }
        }
        throw SealingError.tooManySteps
    }

    private enum Next: Sendable {
        case plain
        case sealed(JSONValue)
        case step(SharingStep)
        case unknown
    }
}

/// Why something cannot be said in an encrypted room.
enum SealingError: Error {
    /// The room is encrypted in a way that the bot doesn't know.
    case unknownAlgorithm
    case tooManySteps
}
