import Commands
import Foundation
import Testing

struct ReferenceTests {
    /// `UPDATE_REFERENCE=1 swift test --filter ReferenceTests` writes the page anew; read what changed with `git diff`.
    @Test("docs/COMMANDS.md says what the commands say of themselves")
    func reference() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/COMMANDS.md")
        let made = commandReference()
        if ProcessInfo.processInfo.environment["UPDATE_REFERENCE"] != nil {
            try made.write(to: page, atomically: true, encoding: .utf8)
        } else {
            let stored = try String(contentsOf: page, encoding: .utf8)
            let wrong = zip(lines(made), lines(stored)).first { $0 != $1 }
            let isSame = stored == made
            #expect(isSame, "UPDATE_REFERENCE=1 writes it anew: “\(wrong?.0 ?? "")” in place of “\(wrong?.1 ?? "")”")
        }
    }

    @Test("Each command is in it once, and no example goes beyond what its form takes")
    func complete() {
        let headings = lines(commandReference()).filter { $0.hasPrefix("### ") }
        #expect(headings.sorted() == allCommands.map { "### !\($0.usage.name)" }.sorted())
        for usage in allCommands.map({ $0.usage }) {
            #expect(usage.example.hasPrefix(usage.name), "\(usage.name)")
            for line in usage.example.split(separator: "\n").dropFirst() where line.contains(": ") {
                let label = line.prefix { $0 != ":" }.lowercased()
                let known = usage.fields.flatMap { [$0.name] + $0.aliases }.map { $0.lowercased() }
                #expect(known.contains(label), "\(usage.name): \(label)")
            }
        }
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
