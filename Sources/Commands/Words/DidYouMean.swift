import Groups

/// The nearest of some words to one that was mistyped, or nil where none is near.
///
/// Near is two slips, or one where either word has at most three letters; capitals don't count. Of two as near, the first.
package func closest(to word: String, among known: [String]) -> String? {
    let word = word.lowercased()
    guard !word.isEmpty else { return nil }
    var best: (name: String, distance: Int)?
    for name in known {
        let isShort = min(word.unicodeScalars.count, name.unicodeScalars.count) <= 3
        let distance = editDistance(word, name.lowercased())
        guard distance <= (isShort ? 1 : 2), distance < best?.distance ?? .max else { continue }
        best = (name, distance)
    }
    return best?.name
}
