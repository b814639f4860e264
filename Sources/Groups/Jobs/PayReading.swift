extension Pay {
    /// Reads `5000 EUR`, `4,000–6,000 €`, `60-80 USD/hour`, `up to 5k eur fixed`; nil for `to be discussed`.
    ///
    /// - Throws: ``PayError``: the first thing that is wrong with it.
    package static func reading(_ text: String) throws(PayError) -> Pay? {
        let text = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !undecided.contains(text) else { return nil }
        var reading = PayReading(text)
        return try reading.finish()
    }

    private static let undecided: Set<String> = [
        "to be discussed", "tbd", "to be agreed", "negotiable", "open", "to discuss", "let's talk", "let’s talk",
    ]
}

/// Takes what a client wrote about pay apart.
private struct PayReading {
    private var rest: Substring
    private var amounts: [Amount] = []
    private var currency: Currency?
    private var basis: Pay.Basis?
    private var bound: Bound = .none
    private var isRange = false
    private var isBetween = false

    /// A number as written: its digits, and where its decimal point is.
    private struct Amount {
        var whole: Int64
        var fraction: Substring
        var factor: Int64 = 1
    }

    private enum Bound { case none, upTo, from }

    init(_ text: String) {
        rest = text[...]
    }

    mutating func finish() throws(PayError) -> Pay? {
        while !rest.isEmpty { try takeNext() }
        guard let first = amounts.first else { throw .noAmount }
        guard let currency else { throw .noCurrency }
        var low = try value(first, in: currency)
        guard amounts.count > 1, let last = amounts.last else {
            return Pay(
                basis ?? .fixed,
                low: bound == .upTo ? nil : low,
                high: bound == .from ? nil : low,
                in: currency
            )
        }
        let high = try value(last, in: currency)
        // In “5–7k” the k is of both.
        if last.factor > 1, first.factor == 1, first.whole < last.whole {
            low = try value(Amount(whole: first.whole, fraction: first.fraction, factor: last.factor), in: currency)
        }
        guard low <= high else { throw .reversed }
        return Pay(basis ?? .fixed, low: low, high: high, in: currency)
    }

    private mutating func takeNext() throws(PayError) {
        guard let sign = rest.first else { return }
        if sign.isWhitespace {
            rest.removeFirst()
        } else if let value = Self.symbols.first(where: { rest.hasPrefix($0.0) }) {
            rest.removeFirst(value.0.count)
            try take(value.1)
        } else if Self.isDigit(sign) {
            try takeAmount()
        } else if "-–—−".contains(sign) {
            rest.removeFirst()
            try takeDash()
        } else if sign == "/" {
            rest.removeFirst()
            try takeUnit()
        } else if sign.isLetter {
            try takeWord()
        } else if "~≈().,+".contains(sign) {
            rest.removeFirst()
        } else {
            throw .unreadable(String(rest.prefix(40)))
        }
    }

    /// A dash between two amounts makes a range; before the first it makes it negative.
    private mutating func takeDash() throws(PayError) {
        guard !amounts.isEmpty else { throw .notPositive }
        guard amounts.count == 1, !isRange else { throw .unreadable(String(rest.prefix(40))) }
        isRange = true
    }

    private mutating func takeAmount() throws(PayError) {
        let written = rest.prefix { Self.isDigit($0) || ".,'’ \u{A0}\u{202F}_".contains($0) }
        // A space only parts thousands: “5 000”, not “5000 2”.
        var number = ""
        var taken = rest.startIndex
        for index in written.indices {
            let sign = written[index]
            if " \u{A0}\u{202F}".contains(sign) {
                let next = written[written.index(after: index)...].prefix { Self.isDigit($0) }
                guard next.count == 3 else { break }
                continue
            }
            number.append(sign)
            taken = written.index(after: index)
        }
        rest = rest[taken...]
        guard amounts.count < (isRange ? 2 : 1) else { throw .unreadable(number) }
        var amount = try Self.amount(number)
        for (letters, factor) in [("k", Int64(1000)), ("m", 1_000_000)] where rest.hasPrefix(letters) {
            guard rest.dropFirst().first?.isLetter != true else { break }
            rest.removeFirst()
            amount.factor = factor
        }
        amounts.append(amount)
    }

    /// Of `1,234.50`, `1.234,50`, `1'234` and `12,5` the last point or comma is the decimal one, unless three digits follow.
    private static func amount(_ written: String) throws(PayError) -> Amount {
        let trimmed = written.reversed().drop { !isDigit($0) }.reversed()
        let text = String(trimmed)
        let points = text.indices.filter { ".,".contains(text[$0]) }
        var whole = text[...]
        var fraction: Substring = ""
        if let last = points.last {
            let behind = text[text.index(after: last)...]
            let isThousands = behind.count == 3 && !points.dropLast().contains { text[$0] != text[last] }
            let isOnly = points.count(where: { text[$0] == text[last] }) == 1
            if !isThousands, isOnly {
                whole = text[..<last]
                fraction = behind
            } else if !isThousands {
                throw .unreadable(text)
            }
        }
        let digits = whole.filter(isDigit)
        guard digits.count <= 12, let value = Int64(digits) else { throw .tooMuch }
        return Amount(whole: value, fraction: fraction)
    }

    private mutating func takeWord() throws(PayError) {
        let word = rest.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
        rest = rest[word.endIndex...]
        switch word {
        case "about", "around", "approx", "approximately", "ca", "circa", "roughly", "budget", "of", "the", "is",
            "max", "maximum", "min", "minimum", "between", "for", "work", "pay", "price", "rate", "all", "in",
            "rounded":
            if word.hasPrefix("max") { bound = .upTo }
            if word == "between" { isBetween = true }
            if word.hasPrefix("min") { bound = .from }
        case "up", "upto": bound = .upTo
        case "from", "least", "starting", "at": if amounts.isEmpty, bound == .none, word != "at" { bound = .from }
        case "and" where isBetween: try takeDash()
        case "to": if bound != .upTo || !amounts.isEmpty { try takeTo() }
        case "fixed", "total", "flat", "lump", "sum": try take(.fixed)
        case "hourly": try take(.hourly)
        case "h", "hr", "hrs", "hour", "hours": try take(.hourly)
        case "per", "an", "a", "pro":
            guard !amounts.isEmpty else { throw .noAmount }
            try takeUnit()
        case "day", "daily", "week", "weekly", "month", "monthly", "year", "yearly": throw .unit(String(word))
        case "euro", "euros": try take("EUR")
        case "dollar", "dollars": try take("USD")
        case "pound", "pounds", "quid": try take("GBP")
        case "franc", "francs", "franken", "fr": try take("CHF")
        case "yen": try take("JPY")
        default:
            guard word.count == 3, currency == nil else { throw .unreadable(String(word)) }
            try take(String(word))
        }
    }

    /// “To” between two amounts is a dash; “up to” and “from … to” begin with one.
    private mutating func takeTo() throws(PayError) {
        guard !amounts.isEmpty else { return }
        bound = .none
        try takeDash()
    }

    /// What stands after a slash or “per”.
    private mutating func takeUnit() throws(PayError) {
        rest = rest.drop(while: \.isWhitespace)
        let word = rest.prefix(while: \.isLetter)
        rest = rest[word.endIndex...]
        switch word {
        case "h", "hr", "hrs", "hour", "std", "stunde": try take(.hourly)
        case "": throw .unreadable("/")
        default: throw .unit(String(word))
        }
    }

    private mutating func take(_ new: Pay.Basis) throws(PayError) {
        guard basis == nil || basis == new else { throw .unreadable(new == .hourly ? "hourly" : "fixed") }
        basis = new
    }

    private mutating func take(_ code: String) throws(PayError) {
        guard let new = Currency(code: code) else {
            throw .unknownCurrency(code.uppercased(), near: Currency.code(near: code))
        }
        guard currency == nil || currency == new else { throw .twoCurrencies }
        currency = new
    }

    private func value(_ amount: Amount, in currency: Currency) throws(PayError) -> Int64 {
        let scale = currency.unit * amount.factor
        // “5.5k EUR” has three digits more than “5.5 EUR”.
        var fraction: Int64 = 0
        var unit = scale
        for digit in amount.fraction {
            guard let value = digit.wholeNumberValue else { continue }
            guard unit % 10 == 0 else { throw .tooFine(currency) }
            unit /= 10
            fraction += Int64(value) * unit
        }
        guard amount.whole <= Pay.amountAtMost / amount.factor else { throw .tooMuch }
        let value = amount.whole * scale + fraction
        guard value > 0 else { throw .notPositive }
        return value
    }

    private static func isDigit(_ sign: Character) -> Bool { ("0"..."9").contains(sign) }

    private static let symbols = [
        ("us$", "USD"), ("a$", "AUD"), ("ca$", "CAD"), ("c$", "CAD"), ("nz$", "NZD"), ("€", "EUR"), ("$", "USD"),
        ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"), ("₽", "RUB"), ("₺", "TRY"), ("₴", "UAH"), ("zł", "PLN"),
        ("kč", "CZK"), ("r$", "BRL"), ("₪", "ILS"), ("₫", "VND"), ("₱", "PHP"), ("฿", "THB"), ("₦", "NGN"),
    ]
}
