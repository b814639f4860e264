import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/alerts-1.sql says.
enum AlertSample {
    static func expect(_ board: StoredBoard) throws {
        let now = Timestamp(rawValue: 1_700_000_000_000)
        let group = GroupID(rawValue: 1)
        let first = JobFilter(
            words: ["ferry", "line"],
            skills: ["swift", "c++"],
            groups: [group],
            place: ["berlin"],
            isRemote: true,
            pay: PayWish(basis: .hourly, currency: Currency(code: "EUR"), least: 6000)
        )
        let alerts = try board.alerts(of: finn, limit: 9)
        #expect(alerts.map(\.filter) == [first, JobFilter(isForOwnGroups: true, isForOwnSkills: true)])
        #expect(alerts.map(\.pace) == [.daily, .atOnce] && alerts.map(\.number) == [1, 2])
        #expect(try board.nextAlertID() == AlertID(rawValue: 4))
        #expect(try board.alerts(keptUnder: ["group:1"], after: nil, limit: 9).map(\.alert) == alerts)
        let place = JobMatching.Place(token: "group:1", alert: AlertID(rawValue: 1))
        #expect(try board.alerts(keptUnder: ["group:1"], after: place, limit: 9).map(\.alert) == [alerts[1]])
        let (one, seventy) = (JobID(rawValue: 1), JobID(rawValue: 70))
        let matchings = [JobMatching(job: one), JobMatching(job: seventy, after: place)]
        #expect(try board.jobMatchingsDue(by: now, limit: 9) == matchings)
        let digest = JobDigest(person: finn, pace: .daily)
        #expect(try board.jobDigestsDue(by: now, limit: 9) == [digest])
        #expect(try board.jobs(waitingFor: digest, limit: 9) == [one])
        #expect(try board.find(of: seventy, for: finn) == JobFind(person: finn, job: seventy, waitsFor: nil))
        let announcing = try #require(try board.jobAnnouncingsDue(by: now, limit: 9).first)
        #expect(announcing.groups == [nil, group] && announcing.after?.rawValue == "!jobs:example.org")
        // What was there before is searched by its place, too, and folded as far as SQL can.
        #expect(try board.search(JobQuery(JobFilter(isRemote: true)), limit: 9).jobs.map(\.id) == [seventy])
        #expect(try board.responses(to: seventy, ResponseQuery(words: ["HARBOUR"]), limit: 9).count == 1)
    }
}
