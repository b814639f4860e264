/// What differs between one homeserver of a test and another.
package struct SynapseSettings: Sendable {
    /// How often an account may do something.
    package enum RateLimits: Sendable {
        /// As Synapse comes. (Registration alone is lifted, so that a hall can be filled.)
        case asShipped
        /// So high that nobody meets them.
        case lifted
    }

    /// What stands after the colon of every user id.
    package var serverName = "hall.test"
    /// Whether the account of the bot meets the limits of a server fresh from the box.
    package var rateLimits: RateLimits = .lifted
    /// Whether every new room is encrypted: `all`, `invite`, or `off`.
    package var encryptsNewRooms = "off"

    package init() {}

    /// The text of `homeserver.yaml`: an empty SQLite database in that directory, no federation, nothing remembered
    /// elsewhere.
    func configuration(directory: String, port: Int) -> String {
        let fast = "{per_second: 10000, burst_count: 100000}"
        var text = """
            server_name: \(serverName)
            report_stats: false
            pid_file: \(directory)/pid
            listeners:
              - {port: \(port), bind_addresses: ['127.0.0.1'], type: http, tls: false, resources: [{names: [client]}]}
            database: {name: sqlite3, args: {database: \(directory)/homeserver.db}}
            log_config: \(directory)/log.yaml
            media_store_path: \(directory)/media
            signing_key_path: \(directory)/signing.key
            macaroon_secret_key: for-tests-on-loopback-only
            form_secret: for-tests-on-loopback-only
            registration_shared_secret: for-tests-on-loopback-only
            enable_registration: true
            enable_registration_without_verification: true
            encryption_enabled_by_default_for_room_type: '\(encryptsNewRooms)'
            federation_domain_whitelist: []
            trusted_key_servers: []
            suppress_key_server_warning: true
            presence: {enabled: false}
            bcrypt_rounds: 4
            rc_registration: \(fast)

            """
        guard case .lifted = rateLimits else { return text }
        for limit in ["rc_message", "rc_joins_per_room", "rc_admin_redaction", "rc_room_creation"] {
            text += "\(limit): \(fast)\n"
        }
        text += "rc_login: {address: \(fast), account: \(fast), failed_attempts: \(fast)}\n"
        text += "rc_joins: {local: \(fast), remote: \(fast)}\n"
        text += "rc_invites: {per_room: \(fast), per_user: \(fast), per_issuer: \(fast)}\n"
        return text
    }

    /// The text of `log.yaml`: warnings, and the one line that says on which port the server listens.
    static let logging = """
        version: 1
        disable_existing_loggers: false
        formatters: {plain: {format: '%(asctime)s %(levelname)s %(name)s %(message)s'}}
        handlers: {console: {class: logging.StreamHandler, formatter: plain}}
        loggers: {synapse.app: {level: INFO}}
        root: {level: WARNING, handlers: [console]}

        """
}
