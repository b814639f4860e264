/// A currency of ISO 4217, by its code.
package struct Currency: Hashable, Sendable {
    /// Three capital letters, such as `EUR`.
    package let code: String
    /// How many digits its smallest unit has behind the point: 2 for `EUR`, 0 for `JPY`.
    package let digits: Int

    /// The currency of a code, in letters of any case; nil where ISO 4217 has none of it.
    package init?(code: String) {
        let code = code.uppercased()
        guard let digits = Self.digits(of: code) else { return nil }
        self.code = code
        self.digits = digits
    }

    /// How many of the smallest unit make one: 100 for `EUR`.
    package var unit: Int64 { (0..<digits).reduce(1) { product, _ in product * 10 } }

    /// The code that was most likely meant by three letters that are none.
    package static func code(near typed: String) -> String? {
        let typed = typed.uppercased()
        // Of several that are one slip away, what most people pay in comes first.
        let likely = ["EUR", "USD", "GBP", "CHF", "JPY", "INR", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL"]
        return likely.first { editDistance($0, typed) == 1 } ?? likely.first { Set($0) == Set(typed) }
    }

    private static func digits(of code: String) -> Int? {
        if twoDigits.contains(code) { return 2 }
        if noDigits.contains(code) { return 0 }
        return threeDigits.contains(code) ? 3 : nil
    }

    // The active codes of ISO 4217 (list one), without funds, metals and test codes.
    private static let twoDigits: Set<String> = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP \
        CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR \
        JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN \
        NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
        SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init)
    )
    private static let noDigits: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    private static let threeDigits: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
}
