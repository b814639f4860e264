import Groups
import Identifiers
import Logging
import Matrix
import SQLiteStorage
import ServiceLifecycle
import Synchronization

/// Sends what is in the outbox: in several rooms at once, in one room one after the other.
struct Sending: Service {
    let delivering: Delivering
    let deciding: Deciding
    let opening: OpeningDirectRooms
    let storage: Storage
    let pacing: Pacing
    let lanes: Int
    let device: String
    let user: UserID
    /// How long it may take until it is noted that something was sent.
    let settlingDelay: Duration
    let clock: BotClock
    let bells: Bells

    /// How many messages of a room are taken at once.
    ///
    /// They are still sent one after the other.
    private static let rowsAtOnce = 16

    /// What became of one lane.
    private struct Outcome: Sendable {
        var lane: String
        var settled: [(Int64, Settlement)]
    }

    /// Where the lanes that are done put what became of them.
    private final class Outcomes: Sendable {
        private let outcomes = Mutex<[Outcome]>([])
        private let hurry = Mutex(true)

        /// Whether something else waits that may go once these are stored.
        var isUrgent: Bool {
            get { hurry.withLock { $0 } }
            set { hurry.withLock { $0 = newValue } }
        }

        var isEmpty: Bool { outcomes.withLock { $0.isEmpty } }

        func add(_ outcome: Outcome) { outcomes.withLock { $0.append(outcome) } }

        func take() -> [Outcome] {
            outcomes.withLock { outcomes in
                defer { outcomes = [] }
                return outcomes
            }
        }
    }

    func run() async throws {
        try await storage.releaseUnderWay()
        let bell = bells.outbox
        try await withGracefulShutdownHandler {
            try await pump()
        } onGracefulShutdown: {
            bell.ring()
        }
    }

    private func pump() async throws {
        let outcomes = Outcomes()
        try await withThrowingDiscardingTaskGroup { group in
            try await pump(into: &group, outcomes)
        }
    }

    /// Stores what is done and starts what is next, in one transaction, whenever there is something of either.
    private func pump(
        into group: inout ThrowingDiscardingTaskGroup<any Error>,
        _ outcomes: Outcomes
    ) async throws {
        var busy: Set<String> = []
        while true {
            let done = outcomes.take()
            for outcome in done { busy.remove(outcome.lane) }
            let isStopping = Task.isShuttingDownGracefully || Task.isCancelled
            if isStopping, busy.isEmpty, done.isEmpty { return }
            let manner = manner(busy: busy, isStopping: isStopping)
            let claimed = try await storage.exchange(done.flatMap { $0.settled }, claiming: manner)
            outcomes.isUrgent = !claimed.isDry || isStopping
            for lane in claimed.lanes {
                busy.insert(lane.name)
                group.addTask { try await work(lane, outcomes) }
            }
            if isStopping, busy.isEmpty { return }
            await bells.outbox.wait(atMost: wait(claimed), clock)
        }
    }

    private func work(_ lane: Lane, _ outcomes: Outcomes) async throws {
        let settled = try await work(lane)
        let mayWait = !outcomes.isUrgent && settled.allSatisfy { if case .sent = $0.1 { true } else { false } }
        outcomes.add(Outcome(lane: lane.name, settled: settled))
        // Where nothing waits for it, what was sent is noted together with what comes next: a transaction less. Should
        // the bot be killed meanwhile, it is sent again with the same transaction id, which is as if it were not.
        if mayWait, settlingDelay > .zero {
            try? await clock.sleep(settlingDelay)
            if outcomes.isEmpty { return }
        }
        bells.outbox.ring()
    }

    private func manner(busy: Set<String>, isStopping: Bool) -> ClaimManner {
        let now = clock.now()
        let isLimited = pacing.isLimited(at: now)
        let mayStart = !isStopping && now >= pacing.pausedUntil()
        let most = isLimited ? 1 : lanes
        let (user, device) = (user, device)
        var manner = ClaimManner(
            now: now,
            busy: busy,
            lanes: mayStart ? max(0, most - busy.count) : 0,
            rows: isLimited ? 1 : Self.rowsAtOnce,
            isLimited: isLimited,
            transactionID: { Keys.transactionID($0, user: user, device: device) },
            merge: { Merging.merge($0) }
        )
        manner.mayOpen = now >= pacing.openingPausedUntil()
        return manner
    }

    private func wait(_ claimed: Claimed) -> Duration {
        let now = clock.now()
        var moments = [now.advanced(by: .seconds(60))]
        if let next = claimed.nextAt { moments.append(next) }
        for moment in [pacing.pausedUntil(), pacing.openingPausedUntil()] where moment > now { moments.append(moment) }
        let next = moments.min() ?? now
        return max(.milliseconds(10), now.duration(to: next))
    }

    private func work(_ lane: Lane) async throws -> [(Int64, Settlement)] {
        switch lane {
        case .open(let person):
            try await opening.open(for: person)
            return []
        case .room(_, let rows):
            var settled: [(Int64, Settlement)] = []
            for (index, row) in rows.enumerated() {
                let now = clock.now()
                let isStopping = Task.isShuttingDownGracefully || Task.isCancelled
                if isStopping || now < pacing.pausedUntil() {
                    settled += rows[index...].map { ($0.id, .untried(notBefore: now)) }
                    break
                }
                let settlement = try await delivering.deliver(row)
                if settlement == .barred { try await tellKeepers(of: row) }
                settled.append((row.id, settlement))
                if case .retry(let notBefore) = settlement {
                    // What comes after it in the room stays after it.
                    settled += rows[(index + 1)...].map { ($0.id, .untried(notBefore: notBefore)) }
                    break
                }
                if case .reopen = settlement {
                    settled += rows[(index + 1)...].map { ($0.id, .untried(notBefore: now)) }
                    settled.swapAt(index, settled.count - 1)
                    break
                }
            }
            return settled
        }
    }

    /// Tells a group's administrators that its members' room does not let the bot do its work: once a week, and
    /// anew when the room has changed who may do what.
    private func tellKeepers(of row: OutboxRow) async throws {
        guard let person = row.person,
            let keepers = try await storage.keepers(ofMembersRoom: row.room, in: deciding.frame)
        else { return }
        let now = clock.now()
        let key = "barred/\(row.room)/\(now.rawValue / 604_800_000)/\(Keys.digest(keepers.powerLevels))"
        let text = deciding.text(ShellSaying.barred(row.kind, person, keepers.group))
        let drafts =
            if let room = keepers.adminRoom {
                [Draft(key: key, .say(text, in: room), urgency: .decision)]
            } else {
                keepers.administrators.map { Draft(key: "\(key)/\($0)", .tell(text, $0), urgency: .decision) }
            }
        try await storage.queue(drafts, now: now)
        bells.outbox.ring()
    }
}
