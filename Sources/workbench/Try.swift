import ArgumentParser
import Dispatch
import Foundation
import SynapseTesting
import Synchronization

/// A homeserver, a small hall and the bot, played with and then left to whoever sits at the terminal.
struct Try: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Play the sample conversation on a real homeserver.")

    @Flag(help: "End after the conversation; exit status 0 only if every answer came as expected.")
    var once = false

    func run() async throws {
        let printer = Printer()
        guard BotProcess.program != nil else {
            printer.alarm(
                "The program guildhall has not been built beside this one. Run deploy/try, which builds both."
            )
            throw ExitCode(1)
        }
        let guests = Guests()
        let interrupts = guests.endsAtInterrupt()
        defer { for interrupt in interrupts { interrupt.cancel() } }
        printer.note("Starting Synapse")
        let synapse = try await Synapse.start()
        guests.arrive(synapse)
        do {
            printer.note("Synapse listens on \(synapse.url); filling the hall and starting the bot")
            let hall = try await Hall.open(on: synapse, skipsTime: true, watch: { printer.show($0) })
            guests.arrive(hall.bot)
            printer.follow(hall)
            let misses = await play(in: hall, printer)
            if !once { await Prompt(hall: hall, printer: printer).run() }
            await hall.close()
            if once, !misses.isEmpty { throw ExitCode(1) }
        } catch let status as ExitCode {
            throw status
        } catch {
            printer.alarm("\(error)")
            guests.leave()
            throw ExitCode(1)
        }
    }

    private func play(in hall: Hall, _ printer: Printer) async -> [StoryTeller.Miss] {
        let teller = StoryTeller(hall)
        var misses: [StoryTeller.Miss] = []
        for step in Step.demonstration {
            switch step.act {
            case .letsPass: printer.pause(step.line)
            // Nobody outside sees their own knock.
            case .knocks(let reason): printer.knock(step.who, on: "#\(step.place)", saying: reason)
            case .says, .replies, .taps: break
            }
            do {
                try await teller.act(step)
                // The speaker's own client shows what was said.
                try await hall.person(step.who).look(for: .milliseconds(1))
            } catch {
                misses.append(StoryTeller.Miss(number: 0, description: "\(step.line)\n\(error)"))
                printer.alarm("NOT AS EXPECTED: \(step.line)\n\(error)")
                continue
            }
            for miss in await teller.check(step) {
                misses.append(miss)
                printer.alarm("NOT AS EXPECTED: \(miss)")
            }
        }
        printer.line("")
        let count = Step.demonstration.map(\.expected.count).reduce(0, +)
        if misses.isEmpty {
            printer.note("\(Step.demonstration.count) steps, \(count) answers, each as expected.")
        } else {
            printer.alarm("\(misses.count) of \(count) answers did not come as expected; see above.")
        }
        return misses
    }
}

/// What has to be gone when this program ends, however it ends.
private final class Guests: Sendable {
    private let present = Mutex<(synapse: Synapse?, bot: BotProcess?)>((nil, nil))

    func arrive(_ synapse: Synapse) { present.withLock { $0.synapse = synapse } }

    func arrive(_ bot: BotProcess) { present.withLock { $0.bot = bot } }

    func leave() {
        let (synapse, bot) = present.withLock { $0 }
        bot?.abandon()
        synapse?.abandon()
    }

    /// Ctrl-C and a polite kill end everything at once, at any moment.
    func endsAtInterrupt() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                self.leave()
                print("")
                exit(128 + number)
            }
            source.resume()
            return source
        }
    }
}
