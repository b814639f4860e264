import Commands
import Groups
import Identifiers
import Publishing
import Testing

@Suite("A job as JobPosting")
struct JobPostingTests {
    @Test(
        "Remote is what the client says is remote; a place is an office only where it says so",
        arguments: [
            ("remote", #""jobLocationType":"TELECOMMUTE""#, "Worldwide", nil),
            ("Remote, Germany", #""jobLocationType":"TELECOMMUTE""#, "Germany", nil),
            ("remote (within EU hours)", #""jobLocationType":"TELECOMMUTE""#, "EU hours", nil),
            ("remote, or Hamburg", #""jobLocationType":"TELECOMMUTE""#, "Worldwide", "Hamburg"),
            ("Berlin/remote", #""jobLocationType":"TELECOMMUTE""#, "Worldwide", "Berlin"),
            ("Berlin, not remote", nil, nil, "Berlin, not remote"),
            ("Oslo", nil, nil, "Oslo"),
        ] as [(String, String?, String?, String?)]
    )
    func places(_ text: String, _ remote: String?, _ area: String?, _ office: String?) throws {
        let posting = try posting(job(.init(place: .init(text: text))))
        #expect(posting.contains("TELECOMMUTE") == (remote != nil))
        #expect(posting.contains("applicantLocationRequirements") == (area != nil))
        #expect(posting.contains("\"jobLocation\"") == (office != nil))
        if let remote { #expect(posting.contains(remote)) }
        if let area { #expect(posting.contains(#""name":"\#(area)"}"#)) }
        if let office { #expect(posting.contains(#""addressLocality":"\#(office)""#)) }
    }

    @Test("Of a place that nobody named nothing is said")
    func noPlace() throws {
        let posting = try posting(job())
        #expect(!posting.contains("jobLocation") && !posting.contains("applicantLocation"))
    }

    @Test("An amount has its currency's digits, and a unit only where it is for an hour")
    func pay() throws {
        let euro = try #require(Currency(code: "EUR"))
        let dinar = try #require(Currency(code: "KWD"))
        let yen = try #require(Currency(code: "JPY"))
        for (pay, expected) in [
            (Pay(.fixed, low: 500_000, high: 700_000, in: euro), #""minValue":5000,"maxValue":7000}"#),
            (Pay(.hourly, low: 6050, high: 6050, in: euro), #""value":60.5,"unitText":"HOUR"}"#),
            (Pay(.hourly, low: nil, high: 6000, in: euro), #""maxValue":60,"unitText":"HOUR"}"#),
            (Pay(.fixed, low: 1_000_000_000_001, high: nil, in: dinar), #""minValue":1000000000.001}"#),
            (Pay(.fixed, low: 5, high: 5, in: yen), #""value":5}"#),
        ] {
            let posting = try posting(job(.init(pay: pay)))
            #expect(posting.contains(expected))
            #expect(posting.contains(#""currency":"\#(pay.currency.code)""#))
        }
        #expect(try !posting(job(.init(budget: "to be discussed"))).contains("baseSalary"))
    }

    @Test("A hidden client stands nowhere, and no sponsor stands in for them")
    func hiddenClient() throws {
        let hidden = job(.init(isClientHidden: true))
        let swift = group(1, "swift")
        let posting = try posting(hidden, for: [swift])
        #expect(!posting.contains("cleo"))
        #expect(posting.contains(#""hiringOrganization":{"@type":"Organization","name":"Hall"}"#))
        let feed = feed([try published(hidden, for: [swift])])
        #expect(!feed.contains("cleo") && feed.contains("<author><name>Hall</name></author>"))
        // Of an open one both say it.
        let open = try published(job())
        let name = "@cleo:example.org"
        #expect(try PublishingTests.posting(job()).contains(#""name":"\#(name)""#))
        #expect(PublishingTests.feed([open]).contains(name))
    }

    @Test("A draft, an archived and a suspended group are not named, and the job is none of theirs")
    func hiddenGroups() throws {
        var draft = group(1, "first-one")
        draft.beginAsDraft()
        var archived = group(2, "second-one")
        archived.state = .archived
        var suspended = group(3, "third-one")
        suspended.suspension = .init(reason: "abuse")
        let published = try published(job(), for: [draft, archived, suspended, group(4, "fourth-one")])
        #expect(published.groups.map(\.handle) == ["fourth-one"])
        let all = try posting(job(), for: [draft, archived, suspended]) + feed([published])
        for word in ["first", "second", "third", "FIRST", "SECOND", "THIRD", "abuse"] { #expect(!all.contains(word)) }
    }

    @Test("Previews, closed jobs and those whose time is over are not for the public")
    func states() {
        func isPublished(_ change: (inout Job) -> Void) -> Bool {
            var job = job()
            change(&job)
            return PublicJob(job, for: [], through: bot, to: reader) != nil
        }
        #expect(isPublished { _ in })
        #expect(!isPublished { $0.state = .draft })
        #expect(!isPublished { $0.state = .closed(openedAt: posted, at: posted) })
        #expect(!isPublished { $0.life = .init(expiresAt: posted) })
        #expect(isPublished { $0.life = .init(expiresAt: Timestamp(rawValue: posted.rawValue + 1)) })
    }

    @Test("Nothing that people write ends the script element that it may stand in, or becomes a tag of the description")
    func escaping() throws {
        let hostile = "</script><img onerror=x> & \"quoted\" \u{8}\u{0} <\u{301}"
        let posting = try posting(job(.init(place: .init(text: hostile)), title: hostile, about: hostile))
        #expect(!posting.utf8.contains(UInt8(ascii: "<")))
        #expect(posting.contains(#"\u003cblockquote>&lt;/script&gt;&lt;img onerror=x&gt; &amp; &quot;quoted&quot;"#))
        #expect(!posting.contains("\\u0000") && !posting.contains("\u{8}"))
    }

    @Test("The name of a job hangs on the homeserver and on its key, and on nothing that may change")
    func tags() throws {
        let tag = #""@id":"tag:example.org,2026-03-02:guildhall/job/7@1772441940000""#
        #expect(try posting(job()).contains(tag))
        let elsewhere = Publication(hall: "Other", bot: bot, site: "https://other.example/")
        #expect(JobPosting(try published(job()), in: elsewhere).text.contains(tag))
        let literal = Publication(hall: "Hall", bot: UserID(rawValue: "@bot:[::1]:8448"))
        #expect(JobPosting(try published(job()), in: literal).text.contains("tag:localhost,2026"))
    }
}
