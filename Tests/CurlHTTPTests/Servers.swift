import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// What a test server saw, to be asked afterwards.
final class Seen<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    var all: [Value] { values.withLock { $0 } }

    func add(_ value: Value) {
        values.withLock { $0.append(value) }
    }
}

/// Runs a well-behaved server on a free loopback port while the operation runs.
func withServer(
    _ handler: @Sendable @escaping (FlyingFox.HTTPRequest) async throws -> FlyingFox.HTTPResponse,
    operation: (String) async throws -> Void
) async throws {
    let server = HTTPServer(address: .loopback(port: 0), logger: .disabled)
    await server.appendRoute("*", handler: handler)
    let running = Task { try await server.run() }
    defer { running.cancel() }
    try await server.waitUntilListening()
    try await operation("http://\(try authority(of: await server.listeningAddress))")
}

/// Runs a server that answers each request with whatever bytes the script writes.
func withRawServer(
    _ script: @Sendable @escaping (AsyncSocket) async throws -> Void,
    operation: (String) async throws -> Void
) async throws {
    let pool = SocketPool.make()
    try await pool.prepare()
    let listening = try Socket(domain: AF_INET6, type: .stream)
    try listening.setValue(true, for: .localAddressReuse)
    try listening.bind(to: .loopback(port: 0))
    try listening.listen()
    let polling = Task { try await pool.run() }
    let socket = try AsyncSocket(socket: listening, pool: pool)
    let accepting = Task {
        try await withThrowingTaskGroup { group in
            while true {
                let connection = try await socket.accept()
                group.addTask {
                    try? await script(connection)
                    try? connection.close()
                }
            }
        }
    }
    defer {
        accepting.cancel()
        polling.cancel()
    }
    try await operation("http://\(try authority(of: listening.sockname()))")
}

/// Reads one request without a body.
func readHead(_ socket: AsyncSocket) async throws -> String {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) { head.append(try await socket.read()) }
    return String(decoding: head, as: UTF8.self)
}

private struct NoPort: Error {}

private func authority(of address: Socket.Address?) throws -> String {
    guard case .ip6(_, let port)? = address else { throw NoPort() }
    return "[::1]:\(port)"
}
