import CurlHTTP
import FlyingSocks
import Foundation
import HTTP
import Testing

private let openssl = URL(filePath: "/usr/bin/openssl")

@Suite("TLS", .timeLimit(.minutes(1)), .enabled(if: FileManager.default.isExecutableFile(atPath: openssl.path)))
struct TLSTests {
    @Test("A certificate that nobody vouches for is refused before anything is sent")
    func refusesUnknownCertificate() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = folder.appending(path: "key.pem").path
        let certificate = folder.appending(path: "certificate.pem").path
        let making = try start(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
                + [
                    "-subj", "/CN=::1", "-addext", "subjectAltName=IP:::1", "-keyout", key, "-out",
                    certificate,
                ]
        )
        making.waitUntilExit()
        let port = try freePort()
        let server = try start(["s_server", "-quiet", "-accept", "[::1]:\(port)", "-key", key, "-cert", certificate])
        defer {
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
        }
        try await withTransport { transport in
            var error: HTTPError?
            // The server listens a moment after it began.
            repeat {
                error = await #expect(throws: HTTPError.self) {
                    try await transport.send(.init(method: "GET", url: "https://[::1]:\(port)/", timeout: .seconds(20)))
                }
            } while error?.isRefusedConnection == true && server.isRunning
            guard case .failed(code: 60, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.serverMayHaveActed == false)
        }
    }

    private func freePort() throws -> UInt16 {
        let socket = try Socket(domain: AF_INET6, type: .stream)
        defer { try? socket.close() }
        try socket.bind(to: .loopback(port: 0))
        guard case .ip6(_, let port) = try socket.sockname() else { throw CancellationError() }
        return port
    }

    private func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = openssl
        process.arguments = arguments
        process.standardInput = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

extension HTTPError {
    fileprivate var isRefusedConnection: Bool {
        guard case .failed(code: 7, _) = self else { return false }
        return true
    }
}
