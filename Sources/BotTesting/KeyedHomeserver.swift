import HTTP
import Identifiers
import JSON
import Synchronization

/// The homeserver in the same process, which knows people's devices as well and hands on what is said to them.
///
/// Answers about keys are ready made and come at once, so that what is timed is the bot.
final class KeyedHomeserver: HTTPTransport {
    /// What it was asked for.
    struct Tally: Sendable {
        /// Lists of devices.
        var queried = 0
        /// One-time keys.
        var claimed = 0
        /// Messages to devices, those that came again not counted.
        var told = 0
        /// Requests that said to devices what was said before.
        var repeated = 0
        /// How long all that took here.
        var time = Duration.zero
    }

    let homeserver: Homeserver
    private let members: [String: DeviceCrowd.Member]
    private let state = Mutex(State())

    private struct State {
        var tally = Tally()
        var transactions: Set<String> = []
        var moments: [String: [ContinuousClock.Instant]] = [:]
    }

    init(_ crowd: DeviceCrowd, beside homeserver: Homeserver) {
        self.homeserver = homeserver
        members = Dictionary(uniqueKeysWithValues: crowd.members.map { ($0.user.rawValue, $0) })
    }

    var tally: Tally { state.withLock { $0.tally } }

    /// The moments at which the bot sent such events to a room.
    func moments(of type: String, in room: RoomID) -> [ContinuousClock.Instant] {
        state.withLock { $0.moments[type + " " + room.rawValue] ?? [] }
    }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let start = ContinuousClock.now
        let call = HomeserverCall(request)
        let body: JSONValue
        switch (call.path.first, call.path.dropFirst().first) {
        case ("keys", "query"): body = lists(of: call.body["device_keys"]?.objectValue?.members.map(\.key) ?? [])
        case ("keys", "claim"): body = oneTimeKeys(call.body["one_time_keys"]?.objectValue ?? [:])
        case ("keys", "upload"): body = ["one_time_key_counts": ["signed_curve25519": 50]]
        case ("keys", _): body = [:]
        case ("sendToDevice", _):
            note(call)
            body = [:]
        case ("rooms", _) where call.path.dropFirst(2).first == "send":
            state.withLock { $0.moments[call.path[3] + " " + call.path[1], default: []].append(start) }
            return try await homeserver.send(request)
        default: return try await homeserver.send(request)
        }
        let answer = HomeserverState.ok(body)
        state.withLock { $0.tally.time += ContinuousClock.now - start }
        return answer
    }

    private func lists(of users: [String]) -> JSONValue {
        let asked = users.compactMap { members[$0] }
        state.withLock { $0.tally.queried += asked.count }
        let devices = asked.map { member in
            (member.user.rawValue, JSONObject(member.devices.map { ($0.id, .object($0.keys)) }))
        }
        return [
            "device_keys": .object(JSONObject(devices.map { ($0.0, .object($0.1)) })),
            "master_keys": .object(JSONObject(asked.map { ($0.user.rawValue, .object($0.master)) })),
            "self_signing_keys": .object(JSONObject(asked.map { ($0.user.rawValue, .object($0.selfSigning)) })),
        ]
    }

    private func oneTimeKeys(_ asked: JSONObject) -> JSONValue {
        let claimed = asked.members.map { member in
            let wanted = Set(member.value.objectValue?.members.map(\.key) ?? [])
            let devices = members[member.key]?.devices.filter { wanted.contains($0.id) } ?? []
            return (member.key, JSONObject(devices.map { ($0.id, .object($0.oneTimeKeys)) }))
        }
        state.withLock { $0.tally.claimed += claimed.map(\.1.count).reduce(0, +) }
        return ["one_time_keys": .object(JSONObject(claimed.map { ($0.0, .object($0.1)) }))]
    }

    private func note(_ call: HomeserverCall) {
        let people = call.body["messages"]?.objectValue?.members ?? []
        let count = people.map { $0.value.objectValue?.count ?? 0 }.reduce(0, +)
        state.withLock { state in
            if state.transactions.insert(call.path.joined(separator: "/")).inserted {
                state.tally.told += count
            } else {
                state.tally.repeated += 1
            }
        }
    }
}
