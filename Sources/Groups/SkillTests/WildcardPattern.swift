/// Words in which `*` stands for any letters, and `\*` for itself.
struct WildcardPattern {
    /// What stands between the stars, empty pieces too: one piece more than there are stars.
    private let pieces: [[Character]]

    init(_ text: [Character]) {
        var pieces: [[Character]] = [[]]
        var piece: [Character] = []
        var index = 0
        while index < text.count {
            if text[index] == "*" {
                pieces[pieces.count - 1] = piece
                pieces.append([])
                piece = []
            } else {
                if text[index] == "\\", index + 1 < text.count, text[index + 1] == "*" { index += 1 }
                piece.append(text[index])
            }
            index += 1
        }
        pieces[pieces.count - 1] = piece
        self.pieces = pieces
    }

    /// Whether it says nothing at all about a text.
    var matchesEverything: Bool { pieces.count > 1 && pieces.allSatisfy(\.isEmpty) }

    /// Whether a text is one of those that are meant.
    ///
    /// Each piece is taken where it comes first, and nothing is ever tried anew.
    func matches(_ text: [Character]) -> Bool {
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return pieces == [text] }
        guard first.count + last.count <= text.count, text.starts(with: first), text.suffix(last.count) == last[...]
        else { return false }
        var rest = text[first.count..<(text.count - last.count)]
        for piece in pieces.dropFirst().dropLast() {
            guard let end = Self.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// Where a piece ends that occurs in a text, where it comes first.
    private static func end(of piece: [Character], in text: ArraySlice<Character>) -> Int? {
        guard piece.count <= text.count else { return nil }
        for start in text.startIndex...(text.endIndex - piece.count) where text[start...].starts(with: piece) {
            return start + piece.count
        }
        return nil
    }
}
