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

    private static let names = Dictionary(
        (TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") } + ["UTC"]).map { ($0.lowercased(), $0) },
        uniquingKeysWith: { first, _ in first }
    )
}
