import Commands
import Foundation
import Groups
import Identifiers
import Testing

@testable import Publishing

@Suite("Jobs as an Atom feed, and their list")
struct AtomFeedTests {
    @Test("It has the newest, as many as wanted, and was updated when the latest of them was")
    func newest() throws {
        var edited = job(number: 2)
        edited.editedAt = posted.later(hours: 5)
        let jobs = try [job(number: 3), edited, job(number: 1)].map { try published($0) }
        let feed = feed(jobs, atMost: 2)
        #expect(feed.components(separatedBy: "<entry>").count == 3)
        #expect(feed.contains("guildhall/job/3@") && !feed.contains("guildhall/job/1@"))
        #expect(feed.components(separatedBy: "<updated>2026-03-02T14:00:00Z</updated>").count == 3)
        #expect(
            Publishing.AtomFeed(Publication(hall: "H", bot: bot), entriesAtMost: 1).text(at: posted).contains(
                "<updated>2026-03-02T09:00:00Z</updated>"
            )
        )
    }

    @Test("What has no place in XML is left out, and the rest means what it says")
    func text() {
        #expect("a\u{0}b\u{B}c\u{1F}d\u{FFFE}e\u{FFFF}f".inXML == "abcdef")
        #expect("<a href=\"x\">&amp;]]>".inXML == "&lt;a href=&quot;x&quot;&gt;&amp;amp;]]&gt;")
        #expect("\t\n\r\u{202E}\u{85}😀<\u{301}".inXML == "\t\n&#13;\u{202E}\u{85}😀&lt;\u{301}")
    }

    @Test("Skills and groups are its categories, and each selection has a name of its own")
    func categories() throws {
        var wanted = job()
        wanted.wanted.skills = ["c++"]
        let swift = group(4, "swift")
        let all = feed([try published(wanted, for: [swift])])
        #expect(all.contains(#"guildhall/skill" term="c++" label="c++"/>"#))
        #expect(all.contains(#"guildhall/group" term="swift" label="SWIFT"/>"#))
        let selections: [PublicJob.Selection] = [.all, .group(swift), .sponsor(swift.sponsor)]
        let names = selections.map { selection in
            feed([], of: Publication(hall: "Hall", bot: bot, selection: selection)).split(separator: "\n")[2]
        }
        #expect(
            Set(names).count == 3 && names.allSatisfy { $0.hasPrefix("<id>tag:example.org,2026-01-01:guildhall/jobs") }
        )
    }

    @Test("Addresses are below the site, or relative where nobody said where that is")
    func addresses() throws {
        let site = Publication(hall: "Hall", bot: bot, site: "https://acme.example/hire/")
        let jobs = [try published(job())]
        #expect(feed(jobs, of: site).contains(#"href="https://acme.example/hire/jobs.atom""#))
        #expect(feed(jobs, of: site).contains(#"href="https://acme.example/hire/jobs/7.jsonld""#))
        #expect(!feed(jobs).contains("rel=\"self\"") && feed(jobs).contains(#"href="jobs/7.jsonld""#))
        var list = JobList(site)
        for job in jobs { list.add(job) }
        #expect(list.text.contains(#""numberOfItems":1"#))
        #expect(list.text.contains(#""position":1,"url":"https://acme.example/hire/jobs/7.jsonld""#))
    }
}
