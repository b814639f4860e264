import Groups
import Identifiers

extension English {
    /// Such as `4,000–6,000 EUR`, `up to 60 EUR an hour`.
    static func pay(_ pay: Pay) -> String {
        let amount =
            switch (pay.low, pay.high) {
            case (let low?, let high?) where low == high: money(low, pay.currency)
            case (let low?, let high?): "\(money(low, pay.currency))–\(money(high, pay.currency))"
            case (nil, let high?): "up to \(money(high, pay.currency))"
            case (let low?, nil): "from \(money(low, pay.currency))"
            case (nil, nil): ""
            }
        return "\(amount) \(pay.currency.code)" + (pay.basis == .hourly ? " an hour" : "")
    }

    /// An amount without its currency: `4,000`, or `4,000.50` where there is a rest.
    private static func money(_ amount: Int64, _ currency: Currency) -> String {
        let (whole, rest) = amount.quotientAndRemainder(dividingBy: currency.unit)
        let digits = String(rest)
        let fraction = String(repeating: "0", count: max(0, currency.digits - digits.count)) + digits
        return grouped(Int(whole)) + (rest == 0 ? "" : "." + fraction)
    }
}

extension Job {
    /// What is paid, or nil where the client says nothing about it.
    var budgetInEnglish: String? {
        if let pay = terms.pay { return English.pay(pay) }
        return terms.budget.isEmpty ? nil : terms.budget
    }

    /// The client by name, where the job does not hide it.
    var clientName: Phrase { terms.isClientHidden ? "its client" : "\(client)" }

    /// The same where a sentence begins.
    var clientAtStart: Phrase { terms.isClientHidden ? "Its client" : "\(client)" }

    /// What a reader is told of its client: a name, or why there is none.
    func clientInEnglish(isKnown: Bool) -> Phrase {
        terms.isClientHidden
            ? isKnown ? "\(client), not named to others" : "named to those who are shortlisted or hired" : "\(client)"
    }
}

extension Job.Terms {
    /// What is said of them beside the budget.
    var fields: [Message.Field] {
        var fields: [Message.Field] = []
        if let place { fields.append(.init("Place", "\(place.text)")) }
        switch start {
        case .soon: fields.append(.init("Start", "as soon as possible"))
        case .on(let day): fields.append(.init("Start", "\(words: EnglishDate.written(day))"))
        case nil: break
        }
        if !length.isEmpty { fields.append(.init("Length", "\(length)")) }
        if people > 1 { fields.append(.init("People", "\(people)")) }
        if let deadline { fields.append(.init("Respond by", "\(words: EnglishDate.written(deadline))")) }
        return fields
    }
}

extension JobMistake {
    var line: Phrase {
        switch self {
        case .availability(let written):
            """
            \(code: "availability"): “\(written)” is neither \(code: "now"), a day such as \(code: "from 2026-09-01"), \
            nor \(code: "no").
            """
        case .pay(let written, let error): error.line(written)
        case .day(let field, let written, let days):
            """
            \(code: field): “\(written)” is no day from \(code: days.lowerBound.description) to \
            \(code: days.upperBound.description), written like these\
            \(words: field == "start" ? ", nor “as soon as possible”" : "").
            """
        case .pastDay(let field, let day): "\(code: field): \(words: EnglishDate.written(day)) is over."
        case .link(let written):
            "\(code: "links"): “\(written)” is no address of a page: it would begin with \(code: "https://")."
        case .choice(let field, let written, let options):
            "\(code: field): “\(written)” is not \(English.list(options.map { "\(code: $0)" }, or: true))."
        }
    }
}

extension PayError {
    func line(_ written: String) -> Phrase {
        let field: Phrase = "\(code: "budget"): “\(written)”"
        return switch self {
        case .noAmount:
            field + " names no amount. Write one such as \(code: "5000 EUR"), or \(code: "to be discussed")."
        case .noCurrency: field + " names no currency: write it as \(code: "5000 EUR")."
        case .unknownCurrency(let code, let near):
            near.map { field + ": I know no currency “\(code)”. Did you mean \(code: $0)?" }
                ?? field + ": I know no currency “\(code)”. Write its three letters, such as \(code: "EUR")."
        case .twoCurrencies: field + " names two currencies; choose one."
        case .notPositive: field + ": an amount is more than zero."
        case .tooMuch: field + " is more than a form takes: \(words: English.grouped(Int(Pay.amountAtMost))) at most."
        case .tooFine(let currency) where currency.digits == 0:
            field + ": \(currency.code) has no digits behind the point."
        case .tooFine(let currency):
            field + ": \(currency.code) has \(currency.digits) digits behind the point at most."
        case .reversed: field + " ends below where it begins; write the smaller amount first."
        case .unit(let word):
            field + """
                 is for a “\(word)”. Write the amount for all of the work, such as \(code: "5000-7000 EUR"), or for an \
                hour, such as \(code: "60 EUR/hour"); the rest can stand in \(code: "about").
                """
        case .unreadable(let words):
            field + """
                : I can’t read “\(words)”. Write an amount or a range, such as \(code: "4000-6000 EUR") or \
                \(code: "60 EUR/hour"); what else there is to say can stand in \(code: "about").
                """
        }
    }
}
