import Groups
import Testing

@Suite("What a client pays")
struct PayTests {
    @Test(
        "Amounts, ranges and rates are read however people write them",
        arguments: [
            ("5000 EUR", "fixed 500000–500000 EUR"),
            ("about 5,000 EUR", "fixed 500000–500000 EUR"),
            ("€5.000", "fixed 500000–500000 EUR"),
            ("1.234,50 €", "fixed 123450–123450 EUR"),
            ("1,234.50 eur", "fixed 123450–123450 EUR"),
            ("12,5 EUR", "fixed 1250–1250 EUR"),
            ("1'234 CHF", "fixed 123400–123400 CHF"),
            ("5 000 SEK", "fixed 500000–500000 SEK"),
            ("5k-7k €", "fixed 500000–700000 EUR"),
            ("5–7k€", "fixed 500000–700000 EUR"),
            ("5.5k USD", "fixed 550000–550000 USD"),
            ("between 4000 and 6000 GBP", "fixed 400000–600000 GBP"),
            ("4000 to 6000 GBP fixed", "fixed 400000–600000 GBP"),
            ("from 4000 to 6000 gbp", "fixed 400000–600000 GBP"),
            ("60-80 USD/hour", "hourly 6000–8000 USD"),
            ("$60/h", "hourly 6000–6000 USD"),
            ("60 dollars per hour", "hourly 6000–6000 USD"),
            ("hourly 60 euros", "hourly 6000–6000 EUR"),
            ("up to 300000 yen", "fixed up to 300000 JPY"),
            ("at least 40 EUR an hour", "hourly from 4000 EUR"),
            ("max. 2m usd", "fixed up to 200000000 USD"),
            ("1.5 KWD", "fixed 1500–1500 KWD"),
            ("To be discussed", "open"),
            ("TBD", "open"),
        ]
    )
    func reads(written: String, meant: String) {
        #expect(Self.description(written) == meant)
    }

    @Test(
        "What can't be meant is refused with the reason",
        arguments: [
            ("5k–7k€/Monat", PayError.unit("monat")),
            ("300 EUR/day", .unit("day")),
            ("-500 EUR", .notPositive),
            ("0 EUR", .notPositive),
            ("7000-5000 EUR", .reversed),
            ("5000", .noCurrency),
            ("EUR", .noAmount),
            ("", .noAmount),
            ("5000 EUX", .unknownCurrency("EUX", near: "EUR")),
            ("5000 UDS", .unknownCurrency("UDS", near: "USD")),
            ("5000 QQQ", .unknownCurrency("QQQ", near: nil)),
            ("5000 EUR or 6000 USD", .unreadable("or")),
            ("50 EUR 60", .unreadable("60")),
            ("50 EUR USD", .unreadable("usd")),
            ("99999999999 EUR", .tooMuch),
            ("99999999999999999999999 EUR", .tooMuch),
            ("2000m USD", .tooMuch),
            ("5000.5 JPY", .tooFine(Currency(code: "JPY")!)),
            ("5.005,001 EUR", .tooFine(Currency(code: "EUR")!)),
            ("5000 EUR plus expenses", .unreadable("plus")),
            ("1.2.3,4,5 EUR", .unreadable("1.2.3,4,5")),
            ("💰💰💰", .unreadable("💰💰💰")),
            ("10-20-30 EUR", .unreadable("30 eur")),
        ] as [(String, PayError)]
    )
    func refuses(written: String, error: PayError) {
        #expect(throws: error) { try Pay.reading(written) }
    }

    @Test("No text makes it fail in another way, and every amount is positive and in order")
    func survives() throws {
        let alphabet = Array("0123456789.,-–/kmu €$ eurtoh'\u{A0}💰é")
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            var text = ""
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<Int(state >> 59) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            guard let pay = try? Pay.reading(text) else { continue }
            #expect((pay.low ?? 1) > 0 && (pay.low ?? pay.high ?? 1) <= (pay.high ?? .max), "\(text)")
        }
    }

    private static func description(_ written: String) -> String {
        do {
            guard let pay = try Pay.reading(written) else { return "open" }
            let amount =
                switch (pay.low, pay.high) {
                case (let low?, let high?): "\(low)–\(high)"
                case (nil, let high?): "up to \(high)"
                case (let low?, nil): "from \(low)"
                case (nil, nil): "nothing"
                }
            return "\(pay.basis.rawValue) \(amount) \(pay.currency.code)"
        } catch PayError.unreadable(let words) {
            return "unreadable \(words)"
        } catch {
            return "\(error)"
        }
    }
}
