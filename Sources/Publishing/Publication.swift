package import Commands
package import Groups
package import Identifiers

/// Who publishes jobs, and where: what all that is published has in common.
package struct Publication: Sendable {
    /// What the hall is called.
    package var hall: String
    /// Whom freelancers write to.
    package var bot: UserID
    /// Where the files can be read by everybody, ending in `/`: `https://acme.example/hire/`; nil where that is not said.
    package var site: String?
    /// Which jobs there are.
    package var selection: PublicJob.Selection

    package init(hall: String, bot: UserID, site: String? = nil, selection: PublicJob.Selection = .all) {
        self.hall = hall
        self.bot = bot
        self.site = site
        self.selection = selection
    }

    /// The name of the file of one job, below the folder that all is in.
    package static func path(of job: JobID) -> String { "jobs/\(job.rawValue).jsonld" }

    /// The name of the list of all jobs.
    package static let listPath = "jobs.jsonld"

    /// The name of the feed.
    package static let feedPath = "jobs.atom"

    /// The address of a file: a relative one where nobody said where the files are.
    func address(of path: String) -> String { (site ?? "") + path }

    /// A name for good of something in this hall ([RFC 4151](https://www.rfc-editor.org/rfc/rfc4151)).
    ///
    /// It hangs on the homeserver's name, which never changes, and not on the site, which may move: a feed reader would
    /// show everything anew. `since` is a day on which the homeserver had that name.
    func tag(_ specific: String, since day: Day) -> String {
        let server = bot.serverName
        // A tag begins with a domain; an address of the sixth version is none.
        let domain = server.hasPrefix("[") ? "localhost" : String(server.prefix { $0 != ":" }).lowercased()
        return "tag:\(domain),\(day):guildhall/\(specific)"
    }

    /// A name for good of a job: its key is given once, also after the database was restored.
    func tag(of job: PublicJob) -> String {
        tag("job/\(job.key)", since: Zone.utc.local(job.draftedAt).day)
    }
}

extension Timestamp {
    /// The moment as `2026-03-02T09:00:00Z` ([RFC 3339](https://www.rfc-editor.org/rfc/rfc3339)).
    var written: String {
        let local = Zone.utc.local(self)
        let clock = [local.hour, local.minute, local.second].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(local.day)T\(clock.joined(separator: ":"))Z"
    }
}
