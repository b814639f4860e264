import Bot
import Encryption
import Foundation
import Groups
import HTTP
import Identifiers

/// What `bot.conf` says, checked.
struct ProgramConfiguration {
    /// A URL, or a server name.
    var homeserver: String
    var user: UserID
    var credential: BotConfiguration.Credential
    var deviceID: String?
    var prefix: String
    var displayName: String
    var invites: InvitePolicy
    var storagePath: String
    var encryption: EncryptionSettings?
    var hall: Hall

    /// Reads and checks the file and the environment.
    ///
    /// - Throws: A ``ConfigurationError`` that names everything that is wrong, at once.
    static func read(path: String, environment: [String: String]) throws -> ProgramConfiguration {
        guard let data = FileManager.default.contents(atPath: path) else {
            let problem = ConfigurationProblem(
                key: path,
                complaint: "cannot be read",
                cure: "copy the sample bot.conf there, or name yours with --config"
            )
            throw ConfigurationError(path: path, problems: [problem])
        }
        let file = SettingsFile(String(decoding: data, as: UTF8.self), environment: environment)
        // Of a file that can't be read nobody knows what is missing in it.
        guard file.isReadable else { throw ConfigurationError(path: path, problems: file.problems) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        var reading = Reading(
            file: file,
            path: path,
            folder: folder,
            credentialsFolder: environment["CREDENTIALS_DIRECTORY"]
        )
        let configuration = reading.configuration()
        guard let configuration, reading.file.problems.isEmpty else {
            throw ConfigurationError(path: path, problems: reading.file.problems)
        }
        return configuration
    }
}

/// Asks the settings what they mean, and keeps what is wrong with them.
private struct Reading {
    var file: SettingsFile
    var path: String
    var folder: URL
    /// Where systemd puts what `LoadCredential=` names.
    var credentialsFolder: String?

    mutating func configuration() -> ProgramConfiguration? {
        for setting in Setting.all where setting.isRequired {
            if file.texts[setting] == nil, file.lists[setting] == nil,
                !file.problems.contains(where: { $0.key == setting.name })
            {
                file.complain(
                    setting,
                    "is missing",
                    "add \(setting.key) = \(setting.kind.example) to [\(setting.section)]"
                )
            }
        }
        let homeserver = homeserver()
        let user = user()
        let credential = credential()
        let prefix = prefix()
        let displayName = text("chat.display_name", atMost: 100) ?? "Guildhall"
        let hall = hall()
        let path = text("storage.path", atMost: 4000) ?? "guildhall.sqlite"
        let encryption = encryption()
        guard let homeserver, let user, let credential, let prefix, let hall else { return nil }
        return ProgramConfiguration(
            homeserver: homeserver,
            user: user,
            credential: credential,
            deviceID: text("matrix.device_id", atMost: 255),
            prefix: prefix,
            displayName: displayName,
            invites: InvitePolicy(allow: list("invites.allow") ?? ["*:\(user.serverName)"]),
            storagePath: resolved(path),
            encryption: encryption,
            hall: hall
        )
    }

    private func setting(_ name: String) -> Setting {
        Setting.all.first { $0.name == name } ?? Setting(section: "", key: name)
    }

    private func list(_ name: String) -> [String]? { file.lists[setting(name)] }

    private mutating func text(_ name: String, atMost bytes: Int) -> String? {
        guard let text = file.texts[setting(name)] else { return nil }
        guard !text.isEmpty, text.utf8.count <= bytes else {
            file.complain(setting(name), text.isEmpty ? "is empty" : "is too long", "give 1 to \(bytes) bytes")
            return nil
        }
        return text
    }

    private func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : folder.appendingPathComponent(path).path
    }

    // MARK: Matrix

    private mutating func homeserver() -> String? {
        guard let text = text("matrix.homeserver", atMost: 1000) else { return nil }
        if text.hasPrefix("https://") || PlainHTTP.isLoopback(text) { return text }
        if text.contains("://") {
            file.complain(
                setting("matrix.homeserver"),
                "would send the password unencrypted",
                "write https://…; http is for this machine itself"
            )
            return nil
        }
        guard !text.contains("/"), !text.contains("@"), !text.contains(" ") else {
            file.complain(
                setting("matrix.homeserver"),
                "is neither a URL nor a server name",
                #"write "https://matrix.example.org" or "example.org""#
            )
            return nil
        }
        return text
    }

    private mutating func user() -> UserID? {
        guard let text = text("matrix.user", atMost: 255) else { return nil }
        guard let user = UserID(parsing: text) else {
            file.complain(setting("matrix.user"), "is not a Matrix ID", #"write "@guildhall:example.org""#)
            return nil
        }
        return user
    }

    private mutating func credential() -> BotConfiguration.Credential? {
        let given = Setting.credentials.filter { file.texts[setting("matrix.\($0)")] != nil }
        let isWronglyTyped = file.problems.contains { problem in
            Setting.credentials.contains { problem.key == "matrix.\($0)" }
        }
        guard given.count == 1, let key = given.first else {
            if isWronglyTyped { return nil }
            let all = Setting.credentials.joined(separator: ", ")
            file.complain(
                line: given.dropFirst().first.flatMap { file.line(setting("matrix.\($0)")) },
                "matrix",
                given.isEmpty ? "there is no credential" : "there are \(given.count) credentials",
                "give exactly one of \(all)"
            )
            return nil
        }
        guard let secret = secret("matrix.\(key)") else { return nil }
        return key.hasPrefix("password") ? .password(secret) : .accessToken(secret)
    }

    /// A secret, be it in the file itself or in one of its own; nil where it may be read by others.
    private mutating func secret(_ name: String) -> String? {
        guard let text = text(name, atMost: 4000) else { return nil }
        if name.hasSuffix("_file") { return read(resolved(text), for: setting(name)) }
        if let line = file.line(setting(name)), let mode = mode(of: path), mode & 0o077 != 0 {
            let found = String(mode & 0o777, radix: 8)
            let complaint = "stands in a file that others may read (mode \(found))"
            file.complain(line: line, name, complaint, "run: chmod 600 \(path)")
            return nil
        }
        return text
    }

    private func mode(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.posixPermissions] as? Int
    }

    /// Reads a secret from a file that nobody else may read.
    private mutating func read(_ path: String, for setting: Setting) -> String? {
        guard let mode = mode(of: path), let data = FileManager.default.contents(atPath: path) else {
            file.complain(setting, "\(path) cannot be read", "create it with the secret as its only line, mode 600")
            return nil
        }
        guard mode & forbiddenBits(path) == 0 else {
            let found = String(mode & 0o777, radix: 8)
            file.complain(setting, "\(path) may be read by others (mode \(found))", "run: chmod 600 \(path)")
            return nil
        }
        let secret = String(decoding: data.prefix(4000), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty, !secret.contains("\n") else {
            file.complain(setting, "\(path) does not hold one line", "put the secret there as its only line")
            return nil
        }
        return secret
    }

    /// The bits that must not be set in the mode of a secret.
    ///
    /// Newer versions of systemd give the service its credentials by an access control list, whose mask then shows where
    /// a file's group stands: mode 440 with nobody in the group.
    private func forbiddenBits(_ path: String) -> Int {
        guard let folder = credentialsFolder, !folder.isEmpty, path.hasPrefix(folder + "/") else { return 0o077 }
        return 0o037
    }

    // MARK: Encryption

    private mutating func encryption() -> EncryptionSettings? {
        let mode = choice("encryption.mode", of: ["on", "off"]) ?? "on"
        let sharing = choice("encryption.share_with", of: EncryptionPolicy.Sharing.allCases.map(\.rawValue))
        let commanding = choice("encryption.commands_require", of: EncryptionPolicy.Commanding.allCases.map(\.rawValue))
        let keys = ["encryption.pickle_key", "encryption.pickle_key_file"].filter { file.texts[setting($0)] != nil }
        if keys.count > 1 { file.complain(setting(keys[1]), "stands beside pickle_key", "give one of them") }
        let key = keys.first.flatMap { secret($0) }
        guard mode == "on" else { return nil }
        var policy = EncryptionPolicy()
        if let sharing = sharing.flatMap(EncryptionPolicy.Sharing.init) { policy.shareWith = sharing }
        if let commanding = commanding.flatMap(EncryptionPolicy.Commanding.init) { policy.commandsRequire = commanding }
        return EncryptionSettings(policy: policy, seal: PickleSeal(text: key))
    }

    /// One of some words.
    private mutating func choice(_ name: String, of words: [String]) -> String? {
        guard let text = file.texts[setting(name)] else { return nil }
        guard words.contains(text) else {
            let all = words.map { #""\#($0)""# }.joined(separator: ", ")
            file.complain(setting(name), "cannot be \(text.debugDescription)", "take one of \(all)")
            return nil
        }
        return text
    }

    // MARK: Chat and hall

    private mutating func prefix() -> String? {
        let prefix = file.texts[setting("chat.prefix")] ?? "!"
        let isPlain = prefix.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && !$0.properties.isAlphabetic && $0.value > 0x20
        }
        guard (1...8).contains(prefix.utf8.count), isPlain, !"/><".contains(where: { prefix.contains($0) }) else {
            file.complain(
                setting("chat.prefix"),
                "cannot be a prefix",
                #"take one to three signs such as "!", without "/", "<" and ">", which clients keep for themselves"#
            )
            return nil
        }
        return prefix
    }

    private mutating func hall() -> Hall? {
        var operators: Set<UserID> = []
        for text in list("hall.operators") ?? [] {
            guard let person = UserID(parsing: text) else {
                file.complain(setting("hall.operators"), "\(text) is not a Matrix ID", #"write "@olga:example.org""#)
                continue
            }
            operators.insert(person)
        }
        let zoneName = file.texts[setting("hall.time_zone")] ?? "UTC"
        let zone = Zones.named(zoneName)
        if zone == nil {
            file.complain(
                setting("hall.time_zone"),
                "\(zoneName) is no time zone",
                #"take a name such as "Europe/Berlin" or "UTC""#
            )
        }
        var days: Set<Weekday> = []
        for text in list("hall.business_days") ?? ["mon", "tue", "wed", "thu", "fri"] {
            guard let day = Weekday(rawValue: text.lowercased()) else {
                let all = Weekday.allCases.map { $0.rawValue }.joined(separator: ", ")
                file.complain(setting("hall.business_days"), "\(text) is no day", "take some of \(all)")
                continue
            }
            days.insert(day)
        }
        if days.isEmpty { file.complain(setting("hall.business_days"), "there is no day", "name at least one") }
        guard let zone, !days.isEmpty else { return nil }
        return Hall(
            name: text("hall.name", atMost: 100) ?? "Guildhall",
            operators: operators,
            calendar: .init(zone: zone.name, workingDays: days)
        )
    }
}
