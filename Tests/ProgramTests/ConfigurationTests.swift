import Bot
import Foundation
import Groups
import Identifiers
import Testing

@testable import guildhall

@Suite("bot.conf")
struct ConfigurationTests {
    private let folder: URL
    private var path: String { folder.appendingPathComponent("bot.conf").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func write(_ text: String, to name: String = "bot.conf", mode: Int = 0o600) throws {
        let path = folder.appendingPathComponent(name).path
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
        _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes)
        try FileManager.default.setAttributes(attributes, ofItemAtPath: path)
    }

    private func read(_ environment: [String: String] = [:]) throws -> ProgramConfiguration {
        defer { try? FileManager.default.removeItem(at: folder) }
        return try ProgramConfiguration.read(path: path, environment: environment)
    }

    private func problems(_ environment: [String: String] = [:]) -> [String] {
        do {
            _ = try read(environment)
            return []
        } catch let error as ConfigurationError {
            return error.problems.map { $0.description }
        } catch {
            return ["\(error)"]
        }
    }

    private let good = """
        [matrix]
        homeserver = "https://matrix.example.org"
        user = "@guildhall:example.org"
        password_file = "password"

        [hall]
        operators = ["@olga:example.org"]
        time_zone = "Europe/Berlin"
        business_days = ["mon", "tue"]
        """

    @Test("A good file is read, with paths beside it")
    func goodFile() throws {
        try write(good)
        try write("secret\n", to: "password")
        let read = try read()
        #expect(read.user == UserID(rawValue: "@guildhall:example.org"))
        #expect(read.storagePath == folder.appendingPathComponent("guildhall.sqlite").path)
        #expect(read.hall.calendar.workingDays == [.monday, .tuesday])
        #expect(read.invites.allow == ["*:example.org"])
        #expect(read.credential == .password("secret"))
    }

    @Test("Everything that is wrong is said at once, with line, key and cure")
    func allAtOnce() throws {
        try write(
            """
            [matrix]
            homserver = "https://matrix.example.org"
            user = 7
            password = "x"
            access_token = "y"

            [hal]
            name = "Guildhall"

            [hall]
            operators = "olga"
            time_zone = "Europe/Berlim"
            """
        )
        let found = problems()
        #expect(found.contains("line 2: matrix.homserver: there is no such key — did you mean homeserver?"))
        #expect(found.contains { $0.hasPrefix("line 3: matrix.user: has the wrong type — write user = ") })
        #expect(found.contains { $0.hasPrefix("line 7: [hal]: there is no such section — did you mean [hall]?") })
        #expect(found.contains { $0.hasPrefix("matrix.homeserver: is missing") })
        #expect(found.contains { $0.hasPrefix("line 5: matrix: there are 2 credentials") })
        #expect(found.contains { $0.hasPrefix("line 11: hall.operators: has the wrong type") })
        #expect(found.contains { $0.hasPrefix("line 12: hall.time_zone: Europe/Berlim is no time zone") })
        #expect(found.count == 7)
    }

    @Test("What is not TOML is named by its line, and nothing else is said to be missing")
    func notTOML() throws {
        try write("[matrix]\nuser = \n")
        let found = problems()
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("line 2: this line: is not TOML: ") == true)
    }

    @Test("What is wrong in the environment is said beside what is not TOML")
    func notTOMLNorEnvironment() throws {
        try write("[matrix]\nuser = \n")
        #expect(problems(["GUILDHALL_MATRIX_HOMSERVER": "x"]).count == 2)
    }

    @Test("A secret that others may read is refused, with the command that cures it")
    func looseSecret() throws {
        try write(good)
        try write("secret", to: "password", mode: 0o644)
        let found = problems()
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("line 4: matrix.password_file") == true)
        #expect(found.first?.hasSuffix("run: chmod 600 \(folder.appendingPathComponent("password").path)") == true)
    }

    @Test("A secret in bot.conf itself is refused where others may read that file", arguments: [0o644, 0o640, 0o604])
    func secretInLooseFile(_ mode: Int) throws {
        try write(good.replacing("password_file = \"password\"", with: "password = \"x\""), mode: mode)
        let found = problems()
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("line 4: matrix.password: stands in a file that others may read") == true)
    }

    @Test("A secret by itself may be read by its owner only", arguments: [0o604, 0o640, 0o644, 0o610, 0o601, 0o620])
    func looseModes(_ mode: Int) throws {
        try write(good)
        try write("secret", to: "password", mode: mode)
        #expect(problems().count == 1)
    }

    @Test("What systemd hands over may carry the mask of its access control list, and nothing more")
    func systemdCredential() throws {
        for (mode, isGood) in [(0o400, true), (0o440, true), (0o444, false), (0o460, false)] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try write(good)
            try write("secret", to: "password", mode: mode)
            let found = problems(["CREDENTIALS_DIRECTORY": folder.path])
            #expect(found.isEmpty == isGood, "\(String(mode, radix: 8)): \(found)")
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(good)
        try write("secret", to: "password", mode: 0o440)
        #expect(problems(["CREDENTIALS_DIRECTORY": "/run/credentials/elsewhere"]).count == 1)
    }

    @Test("The environment takes precedence, and its credential takes the place of the file's")
    func environment() throws {
        try write(good)
        let read = try read([
            "GUILDHALL_MATRIX_HOMESERVER": "http://localhost:8008", "GUILDHALL_MATRIX_ACCESS_TOKEN": "t",
            "GUILDHALL_HALL_OPERATORS": "@a:b, @c:d",
        ])
        #expect(read.homeserver == "http://localhost:8008")
        #expect(read.hall.operators.count == 2)
        #expect(read.credential == .accessToken("t"))
    }

    @Test("An environment variable that sets nothing is no silent slip")
    func unknownVariable() throws {
        try write(good)
        try write("secret", to: "password")
        let found = problems(["GUILDHALL_MATRIX_HOMSERVER": "x"])
        #expect(found == ["GUILDHALL_MATRIX_HOMSERVER: sets nothing — did you mean GUILDHALL_MATRIX_HOMESERVER?"])
    }

    @Test(
        "A password does not travel unencrypted, and a name that only begins like this machine's is another's",
        arguments: [
            "http://matrix.example.org", "ftp://x", "a b", "http://localhost.evil.org", "http://localhosts",
            "http://127.0.0.1.evil.org", "http://127.0.0.1:8008@evil.org", "http://localhost:evil.org",
            "http://128.0.0.1", "http://127.0.0.256", "http://127.0.0.01", "http://127.0.0", "http://127.0.0.1.",
            "http://[::1].evil.org", "http://[::1", "http://[::11]", "http://", "http://:8008",
        ]
    )
    func plain(_ homeserver: String) throws {
        try write(good)
        try write("secret", to: "password")
        #expect(problems(["GUILDHALL_MATRIX_HOMESERVER": homeserver]).count == 1)
    }

    @Test(
        "To this machine itself plain HTTP will do",
        arguments: [
            "http://localhost", "http://localhost:8008", "http://localhost/hs", "http://127.0.0.1:8008/",
            "http://127.8.9.255", "http://[::1]", "http://[::1]:8008",
        ]
    )
    func loopback(_ homeserver: String) throws {
        try write(good)
        try write("secret", to: "password")
        #expect(problems(["GUILDHALL_MATRIX_HOMESERVER": homeserver]) == [])
    }
}
