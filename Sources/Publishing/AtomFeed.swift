package import Commands
package import Groups
import Identifiers

/// The newest jobs as an Atom feed ([RFC 4287](https://www.rfc-editor.org/rfc/rfc4287)).
package struct AtomFeed {
    private let publication: Publication
    private let entriesAtMost: Int
    private var entries: [String] = []
    private var changedAt: Timestamp?
    /// A day from which on homeservers may be taken to have their names, for what has no day of its own.
    private static let epoch = Day(number: 20_454)

    package init(_ publication: Publication, entriesAtMost: Int) {
        self.publication = publication
        self.entriesAtMost = entriesAtMost
    }

    /// Adds a job, unless the feed is full: the newest come first.
    package mutating func add(_ job: PublicJob) {
        guard entries.count < entriesAtMost else { return }
        entries.append(entry(job))
        changedAt = changedAt.map { max($0, job.changedAt) } ?? job.changedAt
    }

    /// The feed, the same for the same jobs; `now` stands in it only where there are none.
    package func text(at now: Timestamp) -> String {
        let title = publication.selection.title(in: publication.hall)
        let link = #"<link rel="self" type="application/atom+xml" href="\#(address(of: Publication.feedPath))"/>"#
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(tag.inXML)</id>
            <title type="text">\(title.inXML)</title>
            <updated>\((changedAt ?? now).written)</updated>
            <author><name>\(publication.hall.inXML)</name></author>
            <generator>Guildhall</generator>
            \(publication.site == nil ? "" : link + "\n")\(entries.joined())</feed>

            """
    }

    private func entry(_ job: PublicJob) -> String {
        let author = job.client.map { "<name>\($0.shown.inXML)</name><uri>\($0.link.inXML)</uri>" }
        let about = job.about.isEmpty ? "" : job.about + "\n\n"
        var facts = job.message
        // In plain text a quotation would have a sign before each line.
        facts.blocks.removeAll { if case .quote = $0 { true } else { false } }
        return """
            <entry>
            <id>\(publication.tag(of: job).inXML)</id>
            <title type="text">\(job.title.inXML)</title>
            <published>\(job.postedAt.written)</published>
            <updated>\(job.changedAt.written)</updated>
            <author>\(author ?? "<name>\(publication.hall.inXML)</name>")</author>
            <link rel="alternate" type="application/ld+json" href="\(address(of: Publication.path(of: job.id)))"/>
            <link rel="related" href="\(publication.bot.link.inXML)"/>
            \(categories(of: job))<content type="text">\((about + facts.plainText).inXML)</content>
            </entry>

            """
    }

    private func categories(of job: PublicJob) -> String {
        let skills = job.skills.map { (scheme: "skill", term: $0, label: $0) }
        let groups = job.groups.map { (scheme: "group", term: $0.handle, label: $0.name) }
        return (skills + groups).map { scheme, term, label in
            let scheme = publication.tag(scheme, since: Self.epoch).inXML
            return "<category scheme=\"\(scheme)\" term=\"\(term.inXML)\" label=\"\(label.inXML)\"/>\n"
        }.joined()
    }

    private func address(of path: String) -> String { publication.address(of: path).inXML }

    private var tag: String {
        switch publication.selection {
        case .all: publication.tag("jobs", since: Self.epoch)
        case .group(let group): publication.tag("jobs/group/\(group.id.rawValue)", since: Self.epoch)
        case .sponsor(let sponsor): publication.tag("jobs/sponsor/\(sponsor.id.rawValue)", since: Self.epoch)
        }
    }
}

extension String {
    /// The text as it may stand in an element or in an attribute in double quotes.
    ///
    /// What [XML 1.0](https://www.w3.org/TR/xml/#charsets) has no place for, not even as a reference, is left out.
    var inXML: String {
        var written = ""
        written.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": written += "&amp;"
            case "<": written += "&lt;"
            case ">": written += "&gt;"
            case "\"": written += "&quot;"
            case "\t", "\n": written.unicodeScalars.append(scalar)
            // As it is, it would be read as a line feed.
            case "\r": written += "&#13;"
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": break
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written
    }
}
