import Commands
import Groups
import Identifiers
import Testing

@testable import Publishing

/// Monday 2 March 2026, 9:00 in UTC.
let posted = Timestamp(rawValue: 1_772_442_000_000)
let cleo = UserID(rawValue: "@cleo:example.org")
let bot = UserID(rawValue: "@guildhall:Example.org:8448")

let reader = Reader(language: .english, zone: .utc, prefix: "!", zoneNamed: { _ in .utc }, now: posted)

func group(_ number: Int, _ handle: String, of sponsor: String = "Acme") -> Group {
    Group(
        id: GroupID(rawValue: Int64(number)),
        handle: handle,
        name: handle.uppercased(),
        sponsor: Sponsor(id: SponsorID(rawValue: Int64(number)), name: sponsor),
        calendar: .init(zone: "UTC", workingDays: [.monday])
    )
}

/// An open job with these terms.
func job(_ terms: Job.Terms = .init(), number: Int64 = 7, title: String = "Ferry", about: String = "") -> Job {
    Job(
        id: JobID(rawValue: number),
        client: cleo,
        title: title,
        about: about,
        terms: terms,
        draftedAt: Timestamp(rawValue: posted.rawValue - 60_000),
        state: .open(since: posted),
        life: .init(expiresAt: posted.later(days: 30))
    )
}

/// The same as it is published.
func published(_ job: Job, for groups: [Group] = []) throws -> PublicJob {
    try #require(PublicJob(job, for: groups, through: bot, to: reader))
}

/// Its posting.
func posting(_ job: Job, for groups: [Group] = []) throws -> String {
    JobPosting(try published(job, for: groups), in: Publication(hall: "Hall", bot: bot)).text
}

/// A feed of these jobs.
func feed(_ jobs: [PublicJob], of publication: Publication = Publication(hall: "Hall", bot: bot), atMost: Int = 9)
    -> String
{
    var feed = AtomFeed(publication, entriesAtMost: atMost)
    for job in jobs { feed.add(job) }
    return feed.text(at: posted)
}
