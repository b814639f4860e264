import Foundation
import Testing

/// What the README shows of the bot is what the bot says.
@Suite("The README")
struct ReadmeTests {
    @Test("Each conversation in it stands word for word in the story that it names, in that order")
    func conversations() throws {
        let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let readme = try String(contentsOf: top.appending(path: "README.md"), encoding: .utf8)
        let shown = Self.conversations(in: readme)
        #expect(shown.count >= 2)
        for (path, text) in shown {
            let story = Self.words(try String(contentsOf: top.appending(path: path), encoding: .utf8))
            var rest = story[...]
            for part in text.components(separatedBy: "[…]") where !Self.words(part).isEmpty {
                guard let found = rest.range(of: Self.words(part)) else {
                    Issue.record("\(path) does not say, at that place:\n\(part)")
                    continue
                }
                rest = rest[found.upperBound...]
            }
        }
    }

    @Test("The comparison itself finds a word that is not there")
    func control() {
        let shown = Self.conversations(
            in: "([`a.txt`](Tests/a.txt)):\n\n```\nfinn: !groups\nbot: None\n  \n```\nAnd so on"
        )
        #expect(shown.map(\.path) == ["Tests/a.txt"])
        #expect(Self.words(shown.first?.text ?? "") == "finn: !groups bot: None")
        #expect(!Self.words("finn: !groups\nbot: Some").contains(Self.words(shown.first?.text ?? "")))
    }

    /// The blocks that follow the name of a story.
    private static func conversations(in readme: String) -> [(path: String, text: String)] {
        var found: [(path: String, text: String)] = []
        var path: String?
        var block: [Substring]?
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = block, let named = path { found.append((named, lines.joined(separator: "\n"))) }
                if block != nil { path = nil }
                block = block == nil ? [] : nil
            } else if block != nil {
                block?.append(line)
            } else if let match = line.firstMatch(of: #/\]\((Tests/[^)]*\.txt)\)/#) {
                path = String(match.1)
            }
        }
        return found
    }

    /// A text without its line breaks.
    private static func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
