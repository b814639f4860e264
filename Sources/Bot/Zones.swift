import Foundation
package import Groups

/// The time zones that this machine knows.
package enum Zones {
    /// The zone of an IANA name such as `Europe/Berlin`, whatever its case; nil for anything else.
    ///
    /// Abbreviations and offsets such as `CET` or `GMT+2` are no zones: they don't know when summer is.
    package static func named(_ name: String) -> Zone? {
        let wanted = name.trimmingCharacters(in: .whitespaces).lowercased()
        guard let known = names[wanted], let zone = TimeZone(identifier: known) else { return nil }
        return Zone(name: known) { seconds in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
        }
    }

    /// The names of zones that may have been meant by an unknown one, the nearest first: by their city, or by one slip.
    package static func near(_ name: String) -> [String] {
        let wanted = name.trimmingCharacters(in: .whitespaces).lowercased().replacing(" ", with: "_")
        guard (3...60).contains(wanted.utf8.count) else { return [] }
        let city = wanted.split(separator: "/").last.map(String.init) ?? wanted
        let found = names.values.compactMap { known -> (name: String, slips: Int)? in
            let lowered = known.lowercased()
            let knownCity = lowered.split(separator: "/").last.map(String.init) ?? lowered
            let slips = min(editDistance(wanted, lowered), editDistance(city, knownCity))
            return slips <= (city.utf8.count <= 4 ? 0 : city.utf8.count <= 6 ? 1 : 2) ? (known, slips) : nil
        }
        return found.sorted { ($0.slips, $0.name) < ($1.slips, $1.name) }.prefix(3).map(\.name)
    }

    private static let names = Dictionary(
        (TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") } + ["UTC"]).map { ($0.lowercased(), $0) },
        uniquingKeysWith: { first, _ in first }
    )
}
