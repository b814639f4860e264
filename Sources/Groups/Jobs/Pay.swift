/// What a client pays: an amount or a range, in all or for an hour.
package struct Pay: Hashable, Sendable {
    package var basis: Basis
    /// The least, in the currency's smallest unit; nil for “up to”.
    package var low: Int64?
    /// The most, in the currency's smallest unit, not below ``low``; nil for “from”.
    package var high: Int64?
    package var currency: Currency

    package init(_ basis: Basis = .fixed, low: Int64?, high: Int64?, in currency: Currency) {
        self.basis = basis
        self.low = low
        self.high = high
        self.currency = currency
    }

    /// What the amount is for.
    package enum Basis: String, Hashable, Sendable {
        /// All of the work.
        case fixed
        /// An hour of it.
        case hourly
    }

    /// The largest amount that a form takes, in whole units: a thousand million.
    package static let amountAtMost: Int64 = 1_000_000_000
}

/// Why something is no ``Pay``.
package enum PayError: Error, Hashable, Sendable {
    /// No number in it.
    case noAmount
    /// A number, but nothing says of which currency.
    case noCurrency
    /// No currency of ISO 4217; that one may be meant.
    case unknownCurrency(String, near: String?)
    case twoCurrencies
    /// A number below zero, or zero.
    case notPositive
    /// More than ``Pay/amountAtMost``.
    case tooMuch
    /// More digits behind the point than the currency has.
    case tooFine(Currency)
    /// The end of the range lies below its start.
    case reversed
    /// For a time that is no hour, such as `month`.
    case unit(String)
    /// Words that say nothing about pay.
    case unreadable(String)
}
