package import CurlHTTP
import Foundation
import HTTP
package import Identifiers
import JSON
package import Matrix
import Synchronization

/// A real homeserver on loopback, with a directory of its own that goes when it stops.
package final class Synapse: Sendable {
    /// The homeserver was not installed.
    package struct NotInstalled: Error, CustomStringConvertible {
        package var description: String { "Synapse is not installed in .build-synapse/: run deploy/install" }
    }

    /// What this one was started with.
    package let settings: SynapseSettings
    /// Where it keeps its database and its log, and where a bot may keep its files.
    package let directory: String
    /// Makes every exchange of the people on it.
    package let transport: CurlTransport
    private let administrator = Mutex<String?>(nil)
    private let running: Mutex<(process: ChildProcess, port: Int)>

    private init(
        _ settings: SynapseSettings,
        directory: String,
        transport: CurlTransport,
        running: (process: ChildProcess, port: Int)
    ) {
        self.settings = settings
        self.directory = directory
        self.transport = transport
        self.running = Mutex(running)
    }

    /// Starts a homeserver on a free port and waits until it answers.
    package static func start(_ settings: SynapseSettings = SynapseSettings()) async throws -> Synapse {
        let directory = FileManager.default.temporaryDirectory.appending(path: "guildhall-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
            try write("ed25519 a_test \(key.filter { $0 != "=" })\n", to: directory + "/signing.key")
            try write(SynapseSettings.logging, to: directory + "/log.yaml")
            // Port 0: the system chooses one, and Synapse says which. No other program can take it in between.
            let transport = try CurlTransport()
            let running = try await launch(settings, in: directory, port: 0)
            let synapse = Synapse(settings, directory: directory, transport: transport, running: running)
            try await synapse.checkThatItAnswers()
            return synapse
        } catch {
            try? FileManager.default.removeItem(atPath: directory)
            throw error
        }
    }

    /// Such as `http://127.0.0.1:41234`.
    package var url: String { "http://127.0.0.1:\(running.withLock { $0.port })" }

    /// The process, to look at in a test.
    package var process: ChildProcess { running.withLock { $0.process } }

    /// Where its database and its people are asked.
    package func client(token: String? = nil) throws -> MatrixClient {
        guard let homeserver = HomeserverURL(parsing: url) else {
            throw POSIXFailure("the address \(url)", code: EINVAL)
        }
        return MatrixClient(homeserver: homeserver, accessToken: AccessToken(token), transport: transport)
    }

    /// Ends the server, politely first, and removes its directory.
    package func stop() async {
        await process.stop()
        transport.stop()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Ends it at once and removes its directory: for a program that is itself on its way out.
    package func abandon() {
        process.signal(SIGKILL)
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Kills it (SIGKILL), as a power cut would, and waits until it is gone.
    package func kill() async {
        process.signal(SIGKILL)
        _ = await process.end(within: .seconds(10))
    }

    /// Starts it again at the same address with the same database, ending it first where it runs.
    package func restart() async throws {
        await process.stop()
        let port = running.withLock { $0.port }
        let (process, _) = try await Self.launch(settings, in: directory, port: port)
        running.withLock { $0.process = process }
        try await checkThatItAnswers()
    }

    /// Makes an account and a token for it, which costs no login: those are rare on a server as shipped.
    package func register(_ name: String, password: String, device: String) async throws -> Session {
        let body: JSONValue = [
            "auth": ["type": "m.login.dummy"],
            "username": .string(name),
            "password": .string(password),
            "device_id": .string(device),
        ]
        let answer = try await exchange("POST", "/_matrix/client/v3/register", body: body)
        guard let user = answer["user_id"]?.stringValue, let token = answer["access_token"]?.stringValue else {
            throw MatrixError.unreadable("register: \(answer["errcode"]?.stringValue ?? "no token")")
        }
        return Session(userID: UserID(rawValue: user), deviceID: device, accessToken: token)
    }

    /// Stores a file for the owner of the token and says where it lies: `mxc://…`.
    func upload(_ bytes: [UInt8], type: String, token: String) async throws -> String {
        let headers: HTTPFields = ["Content-Type": type, "Authorization": "Bearer \(token)"]
        let request = HTTPRequest(
            method: "POST",
            url: url + "/_matrix/media/v3/upload",
            headers: headers,
            body: bytes,
            timeout: .seconds(30)
        )
        let answer = try JSONValue(parsing: try await transport.send(request).body)
        guard let uri = answer["content_uri"]?.stringValue else { throw MatrixError.unreadable("upload: \(answer)") }
        return uri
    }

    /// Lifts every rate limit for one account, as an administrator of the server does it for a bot.
    package func exempt(_ user: UserID) async throws {
        let path = "/_synapse/admin/v1/users/\(user.rawValue)/override_ratelimit"
        let token = try await administratorToken()
        let answer = try await exchange("POST", path, body: ["messages_per_second": 0, "burst_count": 0], token: token)
        guard answer["errcode"] == nil else { throw MatrixError.unreadable("override_ratelimit: \(answer)") }
    }

    /// The token of a server administrator, made when it is first asked for.
    package func administratorToken() async throws -> String {
        if let token = administrator.withLock({ $0 }) { return token }
        let password = UUID().uuidString
        let process = try ChildProcess(
            [
                ProjectFiles.root + "/.build-synapse/bin/register_new_matrix_user", "--admin", "--user", "root",
                "--password", password, "--config", directory + "/homeserver.yaml", url,
            ],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            directory: directory,
            log: directory + "/administrator.log"
        )
        guard await process.end(within: .seconds(30)) == .exited(0) else {
            await process.stop()
            throw POSIXFailure(process.lines.joined(separator: "; "), code: EPERM)
        }
        let session = try await client().login(
            user: "root",
            password: password,
            deviceID: "ROOT",
            displayName: "root",
            nowMs: 0
        )
        administrator.withLock { $0 = session.accessToken }
        return session.accessToken
    }

    // MARK: - Inside

    private func exchange(
        _ method: String,
        _ path: String,
        body: JSONValue,
        token: String? = nil
    ) async throws -> JSONValue {
        var headers: HTTPFields = ["Content-Type": "application/json"]
        if let token { headers.append(name: "Authorization", value: "Bearer \(token)") }
        let request = HTTPRequest(
            method: method,
            url: url + path,
            headers: headers,
            body: body.encoded,
            timeout: .seconds(30)
        )
        return try JSONValue(parsing: try await transport.send(request).body)
    }

    private func checkThatItAnswers() async throws {
        do {
            _ = try await client().versions()
        } catch {
            await process.stop()
            throw error
        }
    }

    private static func launch(
        _ settings: SynapseSettings,
        in directory: String,
        port: Int
    ) async throws -> (process: ChildProcess, port: Int) {
        let python = ProjectFiles.root + "/.build-synapse/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else { throw NotInstalled() }
        let configuration = directory + "/homeserver.yaml"
        try write(settings.configuration(directory: directory, port: port), to: configuration)
        let process = try ChildProcess(
            [python, "-m", "synapse.app.homeserver", "-c", configuration],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            directory: directory,
            log: directory + "/homeserver.log"
        )
        let words = "now listening on TCP port "
        do {
            let line = try await process.line(containing: words, within: .seconds(90))
            let digits = line.firstRange(of: words).map { line[$0.upperBound...].prefix(while: \.isNumber) }
            guard let port = digits.flatMap({ Int($0) }) else {
                throw TookTooLong("a port number", .seconds(90), instead: [line])
            }
            return (process, port)
        } catch {
            await process.stop()
            throw error
        }
    }

    private static func write(_ text: String, to path: String) throws {
        try ProjectFiles.writePrivately(text, to: path)
    }
}
