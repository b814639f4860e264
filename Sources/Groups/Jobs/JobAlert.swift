package import Identifiers

/// A saved search: a freelancer hears of new jobs that fit it.
package struct JobAlert: Hashable, Sendable {
    package var id: AlertID
    package var person: UserID
    /// What its person calls it, from 1.
    package var number: Int
    package var filter: JobFilter
    package var pace: Pace

    package init(id: AlertID, person: UserID, number: Int, filter: JobFilter, pace: Pace) {
        self.id = id
        self.person = person
        self.number = number
        self.filter = filter
        self.pace = pace
    }

    /// How soon its person hears of a job.
    package enum Pace: String, Hashable, Sendable, CaseIterable {
        case atOnce
        case daily
        case weekly

        /// How often a list comes; nil where there is none.
        package var digest: PersonSettings.Digest? {
            switch self {
            case .atOnce: nil
            case .daily: .daily
            case .weekly: .weekly
            }
        }
    }

    package static let perPersonAtMost = 20

    /// The number that the next alert of somebody gets who has these.
    package static func nextNumber(after alerts: [JobAlert]) -> Int { (alerts.map(\.number).max() ?? 0) + 1 }
}

/// A job that an alert of somebody has found.
package struct JobFind: Hashable, Sendable {
    package var person: UserID
    package var job: JobID
    /// In which list the person will read of it; nil where they have been told.
    package var waitsFor: JobAlert.Pace?

    package init(person: UserID, job: JobID, waitsFor: JobAlert.Pace?) {
        self.person = person
        self.job = job
        self.waitsFor = waitsFor
    }
}

/// That a job is new or changed, and that alerts are looked through for it, some at each tick.
package struct JobMatching: Hashable, Sendable {
    package var job: JobID
    /// The alert that was looked at last.
    package var after: Place?

    package init(job: JobID, after: Place? = nil) {
        self.job = job
        self.after = after
    }

    /// Alerts are looked at in the order of the tokens under which they are kept.
    package struct Place: Hashable, Sendable {
        package var token: String
        package var alert: AlertID

        package init(token: String, alert: AlertID) {
            self.token = token
            self.alert = alert
        }
    }

    /// How many alerts one tick looks at.
    package static let batch = 200
    /// How long the next ones wait where somebody was told, in milliseconds: the homeserver lets only so many messages
    /// through, and others wait for theirs.
    package static let pauseMs: Int64 = 60_000
}

/// A list of jobs that a person is to get.
package struct JobDigest: Hashable, Sendable {
    package var person: UserID
    package var pace: JobAlert.Pace

    package init(person: UserID, pace: JobAlert.Pace) {
        self.person = person
        self.pace = pace
    }
}

/// That rooms are still to hear of a job, some at each tick.
package struct JobAnnouncing: Hashable, Sendable {
    package var job: JobID
    /// What makes these announcements others than those before, such as the event of `!job bump`; empty the first time.
    package var occasion: String
    /// Whose rooms are left: those of groups, and nil for those of all jobs.
    package var groups: [GroupID?]
    /// The room of the first of these that heard of it last.
    package var after: RoomID?

    /// How many rooms hear of a job at once, and how long the next ones wait, in milliseconds.
    package static let batch = 20
    package static let pauseMs: Int64 = 10_000

    package init(job: JobID, occasion: String, groups: [GroupID?], after: RoomID?) {
        self.job = job
        self.occasion = occasion
        self.groups = groups
        self.after = after
    }
}

/// What waits to be told about jobs, and who wants it.
package protocol AlertBoard {
    func nextAlertID() throws -> AlertID
    /// A person's alerts, by their numbers.
    func alerts(of person: UserID, limit: Int) throws -> [JobAlert]
    func alert(_ id: AlertID) throws -> JobAlert?
    /// Alerts that are kept under any of these tokens, which are sorted, each with where it stands.
    func alerts(
        keptUnder tokens: [String],
        after: JobMatching.Place?,
        limit: Int
    ) throws -> [(place: JobMatching.Place, alert: JobAlert)]
    /// Jobs for which alerts are to be looked through, the longest due first.
    func jobMatchingsDue(by now: Timestamp, limit: Int) throws -> [JobMatching]
    func find(of job: JobID, for person: UserID) throws -> JobFind?
    func jobDigestsDue(by now: Timestamp, limit: Int) throws -> [JobDigest]
    /// The jobs that wait for a list, the newest first.
    func jobs(waitingFor digest: JobDigest, limit: Int) throws -> [JobID]
    func jobAnnouncing(of job: JobID) throws -> JobAnnouncing?
    func jobAnnouncingsDue(by now: Timestamp, limit: Int) throws -> [JobAnnouncing]
}

/// A fact about alerts and what they find.
package enum AlertChange: Hashable, Sendable {
    case made(JobAlert)
    case paceSet(AlertID, JobAlert.Pace)
    case ended(AlertID)
    /// Alerts were looked at as far as that, and the next ones are from then on.
    case matchingGoesOn(JobMatching, at: Timestamp)
    case matchingEnded(JobID)
    /// A person was told of a job, or will read of it in a list, which comes at that moment if none is due before.
    case found(JobFind, listAt: Timestamp?)
    /// A job that waited for a list is not to be in it any more.
    case lost(JobID, for: UserID)
    /// A list was sent, or there was nothing to send.
    case listed(JobDigest)
    /// A list waits until then.
    case listPutOff(JobDigest, until: Timestamp)
    /// Further rooms hear of the job from then on.
    case announcingGoesOn(JobAnnouncing, at: Timestamp)
    case announcingEnded(JobID)
}
