package import Groups
package import Identifiers

/// The words of one line that are still to be read.
///
/// A word ends at white space, except within quotes: `"Swift Guild"` is one word, and `\"` within it is a quote. Quotes may
/// be typographic, and a dash that a phone made of `--` is read as `--`. Only words that are read are tidied like this:
/// ``rest`` is what was typed.
package struct Words: Hashable, Sendable {
    private var remaining: Substring
    /// Where the last quotes stand that can end a word: there is no need to look for an end after them.
    private let lastEnds: [Quotes.Kind: String.Index]

    package init(_ line: some StringProtocol) {
        remaining = Substring(line.trimmingSpace())
        lastEnds = Quotes.lastEnds(in: remaining.unicodeScalars)
    }

    package var isAtEnd: Bool { remaining.isEmpty }

    /// All that is left of the line, as it was typed.
    package var rest: String { String(remaining) }

    /// All that is left of the line, without the quotes around the whole of it.
    package var restUnquoted: String {
        guard let quoted = Quotes.read(remaining.unicodeScalars, lastEnds), quoted.end == remaining.endIndex else {
            return rest
        }
        return quoted.text.trimmingSpace()
    }

    /// The next word, which the command calls `parameter`, without what is not seen at its ends.
    ///
    /// What hides within it stays, so that a name with it can be refused rather than be another.
    package mutating func next(_ parameter: String) throws(UsageError) -> String {
        let word = try take(parameter).text.trimmingSpace()
        if word.isEmpty { throw .missing(parameter) }
        return word
    }

    /// The next word, which must be a Matrix user ID, a mention, or a link to one.
    ///
    /// It is kept byte for byte: an ID that hides something is somebody else's.
    package mutating func nextPerson(_ parameter: String) throws(UsageError) -> UserID {
        let word = try take(parameter).text
        guard let person = UserID(spelled: word) else { throw .notAPerson(Self.excerpt(word)) }
        return person
    }

    /// The next word, which must be the number of a request: `#41` or `41`.
    package mutating func nextRequest() throws(UsageError) -> RequestID {
        RequestID(rawValue: try nextNumber("number of a request (such as #41)"))
    }

    /// The numbers of requests that come next, at least one, each once: `#41 #42`, `41, 42`, `41,42`.
    ///
    /// Numbers after the first need their `#` or a comma before them, unless nothing but numbers follows: of
    /// `41 2 samples are missing` nobody means request 2. Between them may stand what joins them, as in `#41 and #42`.
    package mutating func nextRequests() throws(UsageError) -> [RequestID] {
        var further = self
        let word = try further.take("number of a request (such as #41)")
        guard let first = Self.numbers(word) else { throw .notANumber(Self.excerpt(word.text)) }
        var numbers = first
        var hasComma = word.text.utf8.last == UInt8(ascii: ",")
        self = further
        // Bare numbers count once it is known that only numbers follow.
        var bare: [Int64] = []
        while let word = try? further.take("#") {
            if Self.joins(word) { continue }
            guard let found = Self.numbers(word) else { break }
            let isMeant = bare.isEmpty && (hasComma || word.text.utf8.first == UInt8(ascii: "#"))
            hasComma = word.text.utf8.last == UInt8(ascii: ",")
            if isMeant { numbers += found } else { bare += found }
            if isMeant { self = further }
            if further.isAtEnd {
                numbers += bare
                self = further
            }
        }
        let requests = Self.requests(numbers)
        // Better none than some: the others would be taken for a note.
        guard requests.count <= Self.requestsAtMost else {
            throw .unexpected("#\(requests[Self.requestsAtMost].rawValue)")
        }
        return requests
    }

    /// The numbers with which free text begins, joined or side by side, each once, and what stands behind them.
    package func leadingRequests() -> (found: [RequestID], rest: String) {
        var (further, behind, numbers) = (self, self, [Int64]())
        while let word = try? further.take("#") {
            if Self.joins(word) { continue }
            guard let found = Self.numbers(word) else { break }
            numbers += found
            behind = further
        }
        return (Self.requests(numbers), behind.rest)
    }

    private static func requests(_ numbers: [Int64]) -> [RequestID] {
        var seen: Set<Int64> = []
        return numbers.filter { seen.insert($0).inserted }.map { RequestID(rawValue: $0) }
    }

    /// Whether a word only joins numbers.
    private static func joins(_ word: Word) -> Bool { ["and", "&", "+"].contains(word.text.lowercased()) }

    /// The next word, which must be the number of a job: `7` or `#7`.
    package mutating func nextJob() throws(UsageError) -> JobID {
        JobID(rawValue: try nextNumber("number of a job (such as 7)"))
    }

    /// Takes an option such as `--check` out of the line, wherever it stands outside quotes; whether it was there.
    package mutating func option(_ name: String) -> Bool {
        var further = self
        while !further.isAtEnd {
            let start = further.remaining.startIndex
            guard let word = try? further.take(name) else { return false }
            guard !word.isQuoted, Cleaned(word.text).text.lowercased() == name else { continue }
            self = Words(String(remaining[..<start]) + further.remaining)
            return true
        }
        return false
    }

    /// Takes an option and all that follows it off the line, such as `--anyway because …`, or gives nil where it is not
    /// there.
    package mutating func tail(_ name: String) -> String? {
        var further = self
        while !further.isAtEnd {
            let start = further.remaining.startIndex
            guard let word = try? further.take(name) else { return nil }
            guard !word.isQuoted, Cleaned(word.text).text.lowercased() == name else { continue }
            let tail = further.rest
            self = Words(remaining[..<start])
            return tail
        }
        return nil
    }

    /// Takes an option with a value, such as `--again 7`, out of the line, wherever it stands outside quotes.
    ///
    /// - Returns: The value, or nil where the option is not there.
    /// - Throws: `.missing` where nothing follows the option.
    package mutating func option(_ name: String, value: String) throws(UsageError) -> String? {
        var further = self
        while !further.isAtEnd {
            let start = further.remaining.startIndex
            guard let word = try? further.take(name) else { return nil }
            guard !word.isQuoted, Cleaned(word.text).text.lowercased() == name else { continue }
            let found = try further.next("value of \(name) (\(value))")
            self = Words(String(remaining[..<start]) + further.remaining)
            return Self.excerpt(found)
        }
        return nil
    }

    /// The range of what stands in quotes at the very start of a text, without the quotes, and where the quotes end.
    static func quoted(in text: String) -> (inside: Range<String.Index>, end: String.Index)? {
        let scalars = text[...].unicodeScalars
        guard let found = Quotes.read(scalars, Quotes.lastEnds(in: scalars)) else { return nil }
        return (scalars.index(after: text.startIndex)..<scalars.index(before: found.end), found.end)
    }

    private static let requestsAtMost = 20

    private struct Word {
        var text: String
        var isQuoted: Bool
    }

    /// Reads one word, not cleaned yet.
    private mutating func take(_ parameter: String) throws(UsageError) -> Word {
        let scalars = remaining.unicodeScalars
        guard !scalars.isEmpty else { throw .missing(parameter) }
        let blank = scalars.firstIndex { $0.properties.isWhitespace } ?? scalars.endIndex
        var word = Word(text: String(scalars[..<blank]), isQuoted: false)
        var end = blank
        // Quotes open at the beginning of a word, or after the colon of `skill:"machine learning"`.
        let colon = scalars[..<blank].firstIndex(of: ":").map(scalars.index(after:))
        if let quoted = Quotes.read(scalars, lastEnds) {
            word = Word(text: quoted.text, isQuoted: true)
            end = quoted.end
        } else if let colon, let quoted = Quotes.read(scalars[colon...], lastEnds) {
            word.text = String(scalars[..<colon]) + quoted.text
            end = quoted.end
        } else if let dash = scalars.first, dash == "—" || dash == "–",
            scalars.dropFirst().first?.properties.isAlphabetic == true
        {
            word.text = "--" + String(scalars[..<blank].dropFirst())
        }
        remaining = Substring(scalars[end...].drop { $0.isUnseenAtStart })
        return word
    }

    private mutating func nextNumber(_ parameter: String) throws(UsageError) -> Int64 {
        let word = try take(parameter)
        guard let numbers = Self.numbers(word), numbers.count == 1 else { throw .notANumber(Self.excerpt(word.text)) }
        return numbers[0]
    }

    /// Numbers as people write them: `#41`, `41`, `41,`, `41.`, `#41,#42`.
    private static func numbers(_ word: Word) -> [Int64]? {
        let text = word.text.trimmingSpace()
        var numbers: [Int64] = []
        let isSentenceEnd = text.utf8.last == UInt8(ascii: ".")
        for part in (isSentenceEnd ? text.dropLast() : text[...]).split(separator: ",") {
            let digits = part.utf8.first == UInt8(ascii: "#") ? part.utf8.dropFirst() : part.utf8
            guard (1...15).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
                let number = Int64(Substring(digits))
            else { return nil }
            numbers.append(number)
        }
        return numbers.isEmpty ? nil : numbers
    }

    private static func excerpt(_ word: String) -> String {
        Cleaned(Tidying.bounded(word[...], 400)).text.capped(bytes: 100)
    }
}
