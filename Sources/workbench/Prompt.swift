import Foundation
import SynapseTesting

/// Takes lines such as `finn: !join swift-guild` and shows whatever happens, until the input ends.
struct Prompt {
    let hall: Hall
    let printer: Printer

    func run() async {
        await introduce()
        await withThrowingTaskGroup(of: Void.self) { group in
            for person in hall.people.values {
                group.addTask { while !Task.isCancelled { try await person.look(for: .seconds(30)) } }
            }
            for await line in Self.input() {
                do {
                    try await obey(line)
                } catch {
                    printer.alarm("\(error)")
                }
            }
            group.cancelAll()
            // Those who were looking are told to stop, and complain about it.
            while let result = await group.nextResult() { _ = result }
        }
    }

    private struct Misunderstood: Error, CustomStringConvertible {
        let description: String
    }

    private func introduce() async {
        printer.line(printer.bold("The hall is open."))
        printer.line("Log in with any Matrix client at \(hall.synapse.url):")
        for name in Hall.names {
            if let person = hall.people[name] { printer.line("  \(name), password \(person.password)") }
        }
        printer.line("Or type here, as any of them:")
        printer.line("  finn: !groups                  in the lobby")
        printer.line("  finn direct: groups            to the bot alone; also: admin, members, jobs")
        printer.line("The bot's log is \(hall.bot.directory)/log. Ctrl-D or Ctrl-C ends everything.")
    }

    private func obey(_ line: String) async throws {
        guard !line.allSatisfy(\.isWhitespace) else { return }
        guard let colon = line.firstIndex(of: ":") else {
            throw Misunderstood(description: "Who says that? Write it as  finn: \(line)")
        }
        let head = line[..<colon].split(separator: " ")
        let place = head.count > 1 ? Hall.Place(rawValue: String(head[1])) : .lobby
        guard let name = head.first, let place, head.count <= 2 else {
            let places = Hall.Place.allCases.map(\.rawValue).joined(separator: ", ")
            throw Misunderstood(description: "Before the colon goes a name and perhaps a place: \(places)")
        }
        let person = try hall.person(String(name).lowercased())
        let text = String(line[line.index(after: colon)...].drop(while: \.isWhitespace))
        // A form fits on one line: `\n` begins the next one.
        try await person.says(text.replacing(#"\n"#, with: "\n"), in: hall.room(place, of: person))
    }

    /// Lines of the standard input, read by a thread of their own because reading blocks.
    private static func input() -> AsyncStream<String> {
        AsyncStream { lines in
            Thread.detachNewThread {
                while let line = readLine() { lines.yield(line) }
                lines.finish()
            }
        }
    }
}
