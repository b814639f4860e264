package import Identifiers

/// Plays one story again and again, with a fault at another exchange each time: at the end the rooms must read the same.
package struct FailureSweep: Sendable {
    /// A story: what people do, with the bot coming to rest in between, and the rooms that are read at its end.
    package typealias Story = @Sendable (Rehearsal) async throws -> [RoomID]

    private let furnish: @Sendable (Rehearsal) async throws -> Void
    private let story: Story

    /// Takes a story, and what is to be in the database before the bot is started.
    package init(
        after furnish: @escaping @Sendable (Rehearsal) async throws -> Void = { _ in },
        _ story: @escaping Story
    ) {
        self.furnish = furnish
        self.story = story
    }

    /// A run that ended in another way than the one without a fault.
    package struct Difference: Sendable, CustomStringConvertible {
        package var fault: Homeserver.Fault
        package var exchange: Int
        /// Which exchange of the undisturbed run it was.
        package var request: String
        package var expected: [[String]]
        package var found: [[String]]

        package var description: String {
            var lines: [String] = []
            for (before, after) in zip(expected, found) where before != after {
                lines += before.difference(from: after).removals.map { Self.line("+", $0) }
                lines += after.difference(from: before).removals.map { Self.line("−", $0) }
            }
            if expected.count != found.count { lines.append("\(found.count) rooms instead of \(expected.count)") }
            return "\(fault) at exchange \(exchange) (\(request)):\n" + lines.joined(separator: "\n")
        }

        private static func line(_ sign: String, _ change: CollectionDifference<String>.Change) -> String {
            guard case .remove(let offset, let line, _) = change else { return "" }
            return "\(sign) \(offset): \(line.prefix(100))"
        }
    }

    /// Plays the story once without a fault and once for each fault at each exchange.
    ///
    /// - Returns: the runs that ended differently, and how many exchanges the undisturbed run had.
    /// - Throws: What the story throws, where even the undisturbed run fails.
    package func run(
        _ faults: [Homeserver.Fault] = Homeserver.Fault.allCases
    ) async throws -> (differences: [Difference], exchanges: Int) {
        let (expected, requests) = try await play([:])
        let cases = (1...max(1, requests.count)).flatMap { exchange in faults.map { (exchange, $0) } }
        let differences = await withTaskGroup(of: Difference?.self) { group in
            var differences: [Difference] = []
            var rest = cases[...]
            // Most of a run is waiting, so several share a core.
            for _ in 0..<8 { add(&rest, to: &group, expected, requests) }
            while let difference = await group.next() {
                if let difference { differences.append(difference) }
                add(&rest, to: &group, expected, requests)
            }
            return differences
        }
        return (differences.sorted { $0.exchange < $1.exchange }, requests.count)
    }

    private func add(
        _ rest: inout ArraySlice<(Int, Homeserver.Fault)>,
        to group: inout TaskGroup<Difference?>,
        _ expected: [[String]],
        _ requests: [String]
    ) {
        guard let (exchange, fault) = rest.popFirst() else { return }
        group.addTask {
            let found: [[String]]
            do {
                found = try await play([exchange: fault]).rooms
            } catch {
                found = [["\(error)"]]
            }
            guard found != expected else { return nil }
            return Difference(
                fault: fault,
                exchange: exchange,
                request: requests[exchange - 1],
                expected: expected,
                found: found
            )
        }
    }

    private func play(
        _ faults: [Int: Homeserver.Fault]
    ) async throws -> (rooms: [[String]], requests: [String]) {
        let rehearsal = try Rehearsal()
        try await furnish(rehearsal)
        rehearsal.homeserver.plan(faults)
        rehearsal.start()
        do {
            let rooms = try await story(rehearsal)
            let read = rooms.map { rehearsal.homeserver.transcript(of: $0).map { Self.timeless($0) } }
            let requests = rehearsal.homeserver.requests
            await rehearsal.kill()
            return (read, requests)
        } catch {
            await rehearsal.kill()
            throw error
        }
    }

    /// A line without times of day: a fault costs time, and that is no difference.
    private static func timeless(_ line: String) -> String {
        line.replacing(#/\b\d\d:\d\d\b/#, with: "00:00")
    }
}
