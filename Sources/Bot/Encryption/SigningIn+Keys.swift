import Encryption
import Logging
import Matrix
import MatrixCrypto
import SQLiteStorage

extension SigningIn {
    /// Introduces the device to others, as a new one where the stored keys must not be used and the bot can log in anew.
    ///
    /// - Returns: nil where the homeserver knows nothing of keys.
    /// - Throws: ``EncryptionError`` where it can't.
    func introduce(_ device: String, _ settings: EncryptionSettings) async throws -> OwnDevice? {
        do {
            return try await introduceOnce(device, settings)
        } catch let error as EncryptionError {
            guard case .password(let password) = configuration.credential, configuration.deviceID == nil,
                error != .sealed
            else { throw error }
            log.warning("taking a new device", metadata: ["reason": "\(error)"])
            try await storage.encryption { rows in try rows.forgetDevice() }
            return try await introduceOnce(try await logInAnew(password), settings)
        }
    }

    private func introduceOnce(_ device: String, _ settings: EncryptionSettings) async throws -> OwnDevice? {
        let own = OwnDevice(
            user: configuration.user,
            device: DeviceID(rawValue: device),
            policy: settings.policy,
            seal: settings.seal
        )
        let introducing = Introducing(
            device: own,
            client: client,
            storage: storage,
            configuration: configuration,
            clock: clock,
            log: log
        )
        var failures = 0
        while true {
            do {
                try await introducing.introduce()
                return own
            } catch let error as MatrixError {
                failures += 1
                var wait = clock.backOff(afterFailures: failures, most: .seconds(60))
                switch error.disposition {
                case .cancelled: throw CancellationError()
                case .retry(let after): wait = max(wait, after ?? .zero)
                case .signedOut: try await renew()
                case .park where error.status == 404 || error.code == .unrecognized:
                    log.error("the homeserver knows nothing of encryption", metadata: ["error": "\(error)"])
                    try await storage.encryption { rows in try rows.noteEncrypts(false) }
                    return nil
                default: break
                }
                log.warning("cannot introduce the device yet", metadata: ["error": "\(error)"])
                try await clock.sleep(wait)
            }
        }
    }
}
