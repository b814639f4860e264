/// One page of something long.
struct Page<Line: Sendable>: Sendable {
    var lines: [Line]
    /// Whether more follow.
    var hasMore: Bool

    /// The first so many of what was found.
    ///
    /// One more than that is asked of the board, to see whether there are more.
    init(of found: [Line], atMost limit: Int) {
        lines = Array(found.prefix(limit))
        hasMore = found.count > limit
    }
}

extension Words {
    /// Takes the word `after`, with which a further page is asked for; false where nothing is left.
    ///
    /// - Throws: `.unexpected` where another word stands there, or `.searchMeant` where a command searches for such words.
    mutating func takeAfter(orSearch command: String? = nil) throws(UsageError) -> Bool {
        guard !isAtEnd else { return false }
        let typed = rest.capped(bytes: 60)
        let word = try next("after")
        if word.lowercased() == "after" { return true }
        throw command.map { .searchMeant(typed, command: "\($0) \(typed)") } ?? .unexpected(word)
    }
}
