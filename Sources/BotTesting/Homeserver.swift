package import Groups
package import HTTP
package import Identifiers
import JSON
import Matrix
import Synchronization

/// A homeserver in the same process, as far as the bot needs one: rooms, members, transaction ids, sync, limits, faults.
///
/// It keeps the promises of a real one and none more: a room is made twice if it is asked for twice, an answer can get
/// lost after the deed, and a transaction id is good for one device.
package final class Homeserver: HTTPTransport {
    /// What happens to an exchange instead of the usual.
    package enum Fault: String, Sendable, CaseIterable {
        /// It never reaches the server.
        case fail
        /// The server acts on it, and the answer gets lost.
        case drop
        /// The bot is killed before the server hears of it.
        case killBefore
        /// The bot is killed after the server acted, before the answer comes.
        case killAfter
        /// The server answers 502.
        case badGateway
    }

    let state: Mutex<HomeserverState>

    package init(now: @escaping @Sendable () -> Timestamp) {
        state = Mutex(HomeserverState(now: now))
    }

    /// How many exchanges were made, the long polls not counted.
    package var exchangeCount: Int { state.withLock { $0.exchangeCount } }

    /// Whether the bot was killed by a fault and is to be started again.
    package var mustRestart: Bool { state.withLock { $0.mustRestart } }

    /// Takes the next faults: exchange number to what happens to it.
    package func plan(_ faults: [Int: Fault]) {
        state.withLock { $0.faults = faults }
    }

    /// Notes that the bot was started again.
    package func noteRestart() {
        state.withLock { $0.mustRestart = false }
    }

    /// Whether the bot has heard everything and asks for nothing.
    package var isQuiet: Bool {
        state.withLock { $0.underWay == 0 && $0.parkedAt == $0.position }
    }

    /// What was asked of the server, the long polls not counted: method and path without the query.
    package var requests: [String] { state.withLock { $0.requests } }

    /// How long the bot lets the server wait for news, in milliseconds, as it said last.
    package var patience: Int { state.withLock { $0.patience } }

    /// Changes how the server behaves.
    package func configure(_ change: (inout HomeserverRules) -> Void) {
        state.withLock { change(&$0.rules) }
    }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let call = HomeserverCall(request)
        let answer = call.path.first == "sync" ? try await sync(call) : try await exchange(call)
        if answer.body.count > request.answerLimit { throw .tooLarge }
        return answer
    }

    private func exchange(_ call: HomeserverCall) async throws(HTTPError) -> HTTPResponse {
        let fault = state.withLock { state in
            state.underWay += 1
            state.exchangeCount += 1
            state.requests.append("\(call.method) /\(call.path.joined(separator: "/"))")
            return state.faults[state.exchangeCount]
        }
        defer { state.withLock { $0.underWay -= 1 } }
        await Task.yield()
        if Task.isCancelled { throw .cancelled }
        switch fault {
        case nil: return state.withLock { $0.answer(call) }
        case .fail: throw .failed(code: 7, message: "no connection")
        case .badGateway: return HTTPResponse(status: 502, body: Array("<html>Bad gateway</html>".utf8))
        case .drop:
            _ = state.withLock { $0.answer(call) }
            throw .timedOut
        case .killBefore: return try await die()
        case .killAfter:
            _ = state.withLock { $0.answer(call) }
            return try await die()
        }
    }

    /// Answers nothing until the bot is gone.
    private func die() async throws(HTTPError) -> HTTPResponse {
        state.withLock { $0.mustRestart = true }
        while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
        throw .cancelled
    }

    private func sync(_ call: HomeserverCall) async throws(HTTPError) -> HTTPResponse {
        let timeout = call.query["timeout"].flatMap { Int($0) } ?? 0
        let isPatient = timeout > 0
        state.withLock { $0.patience = timeout }
        defer { state.withLock { $0.parkedAt = nil } }
        while !Task.isCancelled {
            let answer = state.withLock { state -> HTTPResponse? in
                let since = call.query["since"].flatMap { Int($0.dropFirst()) }
                if let refusal = state.refusal(call) { return refusal }
                if state.syncFailures > 0 {
                    state.syncFailures -= 1
                    return HTTPResponse(status: 502)
                }
                if isPatient, since == state.position, !state.isSilentlyAdvancing {
                    state.parkedAt = state.position
                    return nil
                }
                state.parkedAt = nil
                return state.sync(call, since: since)
            }
            if let answer { return answer }
            try? await Task.sleep(for: .milliseconds(1))
        }
        throw .cancelled
    }
}

/// How the server behaves.
package struct HomeserverRules: Sendable {
    /// Messages a second and at once.
    ///
    /// Nil is no limit.
    package var messages: (perSecond: Double, burst: Double)?
    /// Invitations that one person gets, a second and at once.
    ///
    /// As on Synapse, one that is then refused for the limit of messages counts all the same. Nil is no limit.
    package var invitations: (perSecond: Double, burst: Double)?
    /// How many events of a room one sync brings.
    package var timelineLimit = 50
    /// How long an access token lasts, in seconds.
    ///
    /// Nil is for ever.
    package var tokenLifetime: Int64?
    /// Whether every new room is an encrypted one.
    package var encryptsRooms = false
    /// Rooms that anybody may join.
    package var publicRooms: Set<RoomID> = []
    /// Whether the history of every room goes on for ever, always with the same events.
    package var isHistoryEndless = false
    /// People who accept no invitations.
    package var blocked: Set<String> = []
}

/// One request, taken apart.
struct HomeserverCall {
    var method: String
    /// What follows the version in the path.
    var path: [String]
    var query: [String: String] = [:]
    var body: JSONValue
    var token: String?

    init(_ request: HTTPRequest) {
        method = request.method
        let parts = request.url.split(separator: "?", maxSplits: 1)
        let segments = parts[0].split(separator: "/", omittingEmptySubsequences: false).map { Self.decoded($0) }
        let start = segments.firstIndex(of: "client").map { $0 + 1 } ?? segments.endIndex
        let rest = segments[start...]
        path = Array(rest.first?.hasPrefix("v") == true && rest.first != "versions" ? rest.dropFirst() : rest)
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { query[String(sides[0])] = Self.decoded(sides[1]) }
        }
        body = (try? JSONValue(parsing: request.body)) ?? [:]
        token = request.headers["Authorization"].map { String($0.dropFirst("Bearer ".count)) }
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
