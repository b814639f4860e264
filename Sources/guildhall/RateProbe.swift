import Bot
import Foundation
import Identifiers
import JSON
import Matrix

/// Measures how much the homeserver lets the bot send, in a room of the bot's own.
struct RateProbe {
    let client: MatrixClient
    let configuration: BotConfiguration

    /// How many messages to try: more than any server allows at once by default.
    private static let most = 30
    /// Where the bot remembers its room.
    private static let memory = "org.guildhall.probe"

    func measure(_ report: inout Report, isRetry: Bool = false) async {
        do {
            let room = try await room()
            for count in 0..<Self.most {
                do {
                    let id = "probe-\(UUID().uuidString)"
                    _ = try await client.send("org.guildhall.probe", [:], to: room, transactionID: id)
                } catch {
                    // The running bot leaves rooms in which nobody is.
                    if error.code == .forbidden, count == 0, !isRetry {
                        try await client.setAccountData(Self.memory, [:], of: configuration.user)
                        return await measure(&report, isRetry: true)
                    }
                    guard error.isRateLimit else { throw error }
                    return advise(after: count, error, &report)
                }
            }
            report.good("rate limits", "\(Self.most) messages at once went through: nothing holds the bot back")
        } catch {
            report.note("rate limits", "cannot be measured: \(error)")
        }
    }

    private func advise(after count: Int, _ error: MatrixError, _ report: inout Report) {
        var wait = ""
        if case .answer(let answer) = error, let after = answer.retryAfter {
            wait = ", then one every \(max(1, after.components.seconds)) s or so"
        }
        report.note("rate limits", "\(count) messages at once\(wait). The bot merges answers and makes people wait.")
        let user = configuration.user.rawValue.replacing(":", with: "%3A").replacing("@", with: "%40")
        report.note(
            "rate limits",
            """
            an administrator of the server lifts them for the bot with:
              curl -X POST -H "Authorization: Bearer $ADMIN_TOKEN" \\
                -d '{"messages_per_second": 0, "burst_count": 0}' \\
                \(configuration.homeserver)/_synapse/admin/v1/users/\(user)/override_ratelimit
            """
        )
    }

    /// The room that an earlier check made, or a new one.
    private func room() async throws(MatrixError) -> RoomID {
        let known = try await client.accountData(Self.memory, of: configuration.user)
        if let text = known?["room_id"]?.stringValue, let room = RoomID(untrusted: text) { return room }
        var new = NewRoom()
        new.name = "Guildhall's rate probe"
        let room = try await client.createRoom(new)
        try await client.setAccountData(Self.memory, ["room_id": .string(room.rawValue)], of: configuration.user)
        return room
    }
}
