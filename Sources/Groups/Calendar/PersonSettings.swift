package import Identifiers

/// How a person wants to be told things.
package struct PersonSettings: Hashable, Sendable {
    /// The IANA name of the zone in which dates are written for them; nil for the group's or the hall's own.
    package var zone: String?
    package var quiet: QuietHours?
    package var digest: Digest
    /// Whether they are told when a group that refused them changes its criteria so that they meet them.
    package var wantsHints: Bool

    package init(
        zone: String? = nil,
        quiet: QuietHours? = nil,
        digest: Digest = .off,
        wantsHints: Bool = false
    ) {
        self.zone = zone
        self.quiet = quiet
        self.digest = digest
        self.wantsHints = wantsHints
    }

    /// How often an administrator gets the list of all that waits for them.
    package enum Digest: String, Hashable, Sendable, CaseIterable {
        case off
        case daily
        case weekly
    }

    /// When the next list comes after a moment: at nine on the next business day, or on the next Monday.
    package func nextDigest(after moment: Timestamp, in zone: Zone, workingDays: Set<Weekday>) -> Timestamp? {
        digest.next(after: moment, in: zone, workingDays: workingDays)
    }
}

extension PersonSettings.Digest {
    /// When the next list comes after a moment: at nine on the next business day, or on the next Monday.
    package func next(after moment: Timestamp, in zone: Zone, workingDays: Set<Weekday>) -> Timestamp? {
        let days: Set<Weekday>
        switch self {
        case .off: return nil
        case .daily: days = workingDays
        case .weekly: days = [.monday]
        }
        let today = zone.local(moment).day
        // Every set of weekdays that is not empty has one within a week.
        return (0...7).lazy.map { today.advanced(by: $0) }.filter { days.contains($0.weekday) }
            .map { zone.moment(LocalTime($0, minute: Ladder.hourOfReminders * 60)) }.first { $0 > moment }
    }
}

/// Hours in which a person is told nothing that can wait, in minutes since midnight; may go past midnight.
package struct QuietHours: Hashable, Sendable {
    package let from: Int
    package let until: Int

    /// Quiet from one time to another, or nil where they are the same.
    package init?(from: Int, until: Int) {
        guard from != until, (0...1440).contains(from), (0...1440).contains(until) else { return nil }
        guard from % 1440 != until % 1440 else { return nil }
        self.from = from % 1440
        self.until = until
    }

    /// As `22:00-08:00`.
    package var text: String { "\(ClockSpan.text(from))-\(ClockSpan.text(until))" }

    /// When the quiet ends that lies over a moment, or nil where none does.
    package func end(at moment: Timestamp, in zone: Zone) -> Timestamp? {
        let today = zone.local(moment).day
        // What began yesterday may go on, and what begins today may end tomorrow.
        for first in [today.advanced(by: -1), today] {
            let last = from < until ? first : first.advanced(by: 1)
            let start = zone.moment(LocalTime(first, minute: from))
            let end = zone.moment(LocalTime(last, minute: until))
            if start <= moment, moment < end { return end }
        }
        return nil
    }
}

/// A notice kept for a person until their quiet hours end, worded already.
package struct HeldNotice: Hashable, Sendable {
    package var id: Int64
    package var person: UserID
    package var body: String
    package var html: String?
    /// When the quiet hours end for which it is kept.
    package var dueAt: Timestamp

    package init(id: Int64, person: UserID, body: String, html: String?, dueAt: Timestamp) {
        self.id = id
        self.person = person
        self.body = body
        self.html = html
        self.dueAt = dueAt
    }
}
