extension StringProtocol {
    /// The text in at most so many bytes of UTF-8, cut between characters and then ending in `…`.
    ///
    /// One character may hold 100,000 bytes: where not even the first fits, all that is left is `…`, and nothing at all
    /// where there is no room for that.
    package func capped(bytes: Int) -> String {
        guard utf8.count > bytes else { return String(self) }
        guard bytes >= 3 else { return "" }
        var end = startIndex
        var used = 0
        while end < endIndex {
            let next = index(after: end)
            used += utf8.distance(from: end, to: next)
            if used > bytes - 3 { break }
            end = next
        }
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return String(self[..<end]) + "…"
    }
}
