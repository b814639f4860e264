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
        printer.line("  cleo knocks: May I?            on the members’ room of Swift Guild")
        printer.line("  (3 days later)                 time passes for the bot, and what falls due is done")
        printer.line("The bot's log is \(hall.bot.directory)/log. Ctrl-D or Ctrl-C ends everything.")
    }

    private func obey(_ line: String) async throws {
        guard !line.allSatisfy(\.isWhitespace) else { return }
        if let duration = Self.pause(line) { return try hall.bot.skip(duration) }
        guard let colon = line.firstIndex(of: ":") else {
            throw Misunderstood(description: "Who says that? Write it as  finn: \(line)")
        }
        let head = line[..<colon].split(separator: " ")
        if head.count == 2, head[1] == "knocks", let room = hall.rooms[.members] {
            let reason = String(line[line.index(after: colon)...].drop(while: \.isWhitespace))
            return try await hall.person(head[0].lowercased()).knocks(on: room, saying: reason)
        }
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

    /// How much time a line such as `(3 days later)` lets pass.
    private static func pause(_ line: String) -> Duration? {
        let words = line.trimmingCharacters(in: .whitespaces).lowercased().split(separator: " ")
        guard words.count == 3, words[0].first == "(", words[2] == "later)", let count = Int(words[0].dropFirst()),
            (1...1000).contains(count)
        else { return nil }
        let hours = ["hour": 1, "hours": 1, "day": 24, "days": 24, "week": 168, "weeks": 168]
        return hours[String(words[1])].map { .seconds(count * $0 * 3600) }
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
