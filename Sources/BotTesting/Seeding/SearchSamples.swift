import Bot
import Groups
package import SQLiteStorage

/// Queries of every kind for a seeded directory, and a way to ask them as the bot does.
package struct SearchSamples: Sendable {
    package var name: String
    /// The words of the n-th time it is asked.
    package var words: @Sendable (Int) -> String

    package static let all = [
        SearchSamples(name: "a rare word") { SeedWords.word($0 * 31) },
        SearchSamples(name: "a word that a quarter of the groups has") { _ in "guild" },
        SearchSamples(name: "two words") { "\(SeedWords.word($0 * 31)) guild" },
        SearchSamples(name: "two common words") { _ in "guild swift" },
        SearchSamples(name: "the beginning of a word") { String(SeedWords.word($0 * 31).prefix(4)) },
        SearchSamples(name: "two letters") { String(SeedWords.word($0).prefix(2)) },
        SearchSamples(name: "one letter") { String(SeedWords.word($0).prefix(1)) },
        SearchSamples(name: "a mistyped word") { number in
            var letters = Array(SeedWords.word(number * 31))
            letters.swapAt(1, 2)
            return String(letters)
        },
        SearchSamples(name: "a word that is nowhere") { "qqq\($0)zzz" },
        SearchSamples(name: "eight words") { number in
            (0..<8).map { SeedWords.word(number + $0) }.joined(separator: " ")
        },
        SearchSamples(name: "eight common words") { _ in "guild circle makers collective swift linux rust design" },
        SearchSamples(name: "eight letters") { _ in "a b c d e f g h" },
        SearchSamples(name: "signs and operators") { _ in "NEAR( \" AND * OR name:x NOT -y" },
    ]

    /// Asks one query, as `!groups search` does, with a clock in milliseconds that limits how long it may take.
    ///
    /// Gives how many groups it found.
    package static func ask(
        _ words: String,
        _ storage: Storage,
        uptimeMs: @escaping @Sendable () -> Int64
    ) async throws -> Int {
        try await storage.searchGroups(
            GroupQuery(words: words.split(separator: " ").map(String.init)),
            limit: 10,
            surroundings: .init(zone: { Zones.named($0) }, uptimeMs: uptimeMs)
        ).groups.count
    }
}
