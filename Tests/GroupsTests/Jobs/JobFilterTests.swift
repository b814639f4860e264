import Groups
import Identifiers
import Testing

@Suite("What is looked for among jobs")
struct JobFilterTests {
    private let job: Job
    private let guild = GroupID(rawValue: 3)

    init() throws {
        let euro = try #require(Currency(code: "EUR"))
        job = Job(
            id: JobID(rawValue: 7),
            client: UserID(rawValue: "@cleo:example.org"),
            title: "Écoles on a ferry",
            about: "Timetables",
            wanted: Job.Wanted(skills: ["c++", "machine learning"], groups: [guild]),
            terms: Job.Terms(
                pay: Pay(.fixed, low: 400_000, high: 600_000, in: euro),
                place: Job.Place(text: "Remote, or Kiel")
            ),
            draftedAt: Timestamp(rawValue: 0)
        )
    }

    private func fits(_ filter: JobFilter, in groups: Set<GroupID> = [], skills: [String] = []) -> Bool {
        filter.fits(job, job.tokens(handles: ["swift-guild"]), groups: groups, skills: skills)
    }

    @Test("Every word has to be there as a whole, in any part of the job, whatever its accents")
    func words() {
        for words in [["ecoles"], ["écoles", "timetables"], ["guild"], ["learning", "kiel"]] {
            #expect(fits(JobFilter(words: words)), "\(words)")
        }
        for words in [["ferr"], ["ferry", "train"], ["c", "d"]] {
            #expect(!fits(JobFilter(words: words)), "\(words)")
        }
    }

    @Test("Skills, groups and places are those of the job, and not words that stand elsewhere")
    func names() {
        #expect(fits(JobFilter(skills: ["c++", "machine learning"], groups: [guild], place: ["kiel"])))
        #expect(!fits(JobFilter(skills: ["learning"])))
        #expect(!fits(JobFilter(place: ["ferry"])))
        #expect(!fits(JobFilter(groups: [GroupID(rawValue: 4)])))
        #expect(fits(JobFilter(isRemote: true)))
    }

    @Test("What is one’s own is what one has at the time")
    func own() {
        #expect(fits(JobFilter(isForOwnGroups: true), in: [guild]))
        #expect(!fits(JobFilter(isForOwnGroups: true)))
        #expect(fits(JobFilter(isForOwnSkills: true), skills: ["c", "c++"]))
        #expect(!fits(JobFilter(isForOwnGroups: true, isForOwnSkills: true), in: [guild], skills: ["c"]))
    }

    @Test(
        "A job pays enough if the most that it names is enough, in that currency and for the same",
        arguments: [
            ("6000 EUR", true), ("6001 EUR", false), ("6000 USD", false), ("60 EUR/hour", false), ("EUR", true),
            ("usd", false), ("fixed", true), ("HOURLY", false),
        ]
    )
    func pay(_ written: String, _ fits: Bool) throws {
        #expect(self.fits(JobFilter(pay: try PayWish(reading: written))) == fits)
    }

    @Test("What is paid from an amount on may be more, and what is to be discussed is no amount")
    func openEnded() throws {
        let wish = try PayWish(reading: "9000 EUR")
        let euro = try #require(Currency(code: "EUR"))
        #expect(wish.fits(Pay(low: 400_000, high: nil, in: euro)))
        #expect(!wish.fits(Pay(low: nil, high: 400_000, in: euro)))
        #expect(!wish.fits(nil))
        #expect(throws: PayError.noAmount) { try PayWish(reading: "to be discussed") }
        #expect(throws: PayError.noCurrency) { try PayWish(reading: "5000") }
    }

    @Test("Numbers of alerts follow the highest that somebody has")
    func numbers() {
        let alert = JobAlert(
            id: AlertID(rawValue: 9),
            person: job.client,
            number: 4,
            filter: JobFilter(isRemote: true),
            pace: .daily
        )
        #expect(JobAlert.nextNumber(after: []) == 1)
        #expect(JobAlert.nextNumber(after: [alert]) == 5)
    }
}
