import Groups
import Identifiers

/// The messages by which rooms learn of a job.
enum Announcements {
    /// How many rooms are counted where it is said in how many a job is announced.
    static let roomsAtMost = 500
    private static let namesAtMost = 5

    /// One message for each room, the same that is edited when the job changes: for the first rooms at once, for the
    /// others some at each tick.
    ///
    /// Nothing that was still to be announced of the job is left by that, unless it is in `announcing`.
    static func begin(
        _ announcing: JobAnnouncing,
        _ card: JobCard,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var decision = try portion(of: announcing, card, at: call.receivedAt, board)
        // Where all of it is done and nothing was under way, there is nothing to store.
        if try board.jobAnnouncing(of: card.job.id) == nil {
            decision.changes.removeAll { $0 == .alert(.announcingEnded(card.job.id)) }
        }
        return decision
    }

    /// A job in the rooms of its groups and in those for all jobs.
    static func everywhere(_ job: Job, occasion: String = "") -> JobAnnouncing {
        let groups = [nil] + job.wanted.groups.map(Optional.some)
        return JobAnnouncing(job: job.id, occasion: occasion, groups: groups, after: nil)
    }

    /// Tells the next rooms.
    static func goOn(_ call: Call, _ board: some Board) throws -> Decision {
        guard let announcing = try board.jobAnnouncingsDue(by: call.receivedAt, limit: 1).first else {
            return Decision()
        }
        guard let job = try board.job(announcing.job), job.takesResponses(at: call.receivedAt) else {
            return Decision(changes: [.alert(.announcingEnded(announcing.job))])
        }
        return try portion(of: announcing, JobCard(job, board), at: call.receivedAt, board)
    }

    private static func portion(
        of announcing: JobAnnouncing,
        _ card: JobCard,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Decision {
        var left = announcing
        var outgoing: [Outgoing] = []
        while let group = left.groups.first, outgoing.count < JobAnnouncing.batch {
            // A group that the job names no more hears nothing of it.
            let isWanted = group.map(card.job.wanted.groups.contains) ?? true
            let limit = JobAnnouncing.batch - outgoing.count
            let rooms = isWanted ? try board.jobsRooms(of: group, after: left.after, limit: limit) : []
            outgoing += rooms.map { announcement(card, in: $0, announcing.occasion) }
            if rooms.count < limit { left.groups.removeFirst() }
            left.after = rooms.count < limit ? nil : rooms.last?.id
        }
        let next = Timestamp(rawValue: now.rawValue + JobAnnouncing.pauseMs)
        let change: AlertChange = left.groups.isEmpty ? .announcingEnded(left.job) : .announcingGoesOn(left, at: next)
        return Decision(changes: [.alert(change)], outgoing: outgoing)
    }

    private static func announcement(_ card: JobCard, in room: JobsRoom, _ occasion: String) -> Outgoing {
        Outgoing(
            .say(JobSaying.announcement(card), in: room.id),
            key: "announce/\(card.job.key)/\(room.id)" + (occasion.isEmpty ? "" : "/\(occasion)"),
            subject: .job(card.job.id)
        )
    }

    /// The same messages as the job is now: no stale offer stays in a timeline.
    static func revised(_ card: JobCard, by call: Call) -> Outgoing {
        Outgoing(
            .edit(subject: .job(card.job.id), JobSaying.announcement(card)),
            key: "revised/job/\(card.job.key)/\(call.event)",
            urgency: .chatter
        )
    }

    /// What rooms read of a job that is open again: its announcements say so, and where the end of the job came before
    /// its announcement there is one now.
    static func again(_ card: JobCard, _ call: Call, _ board: some Board) throws -> Decision {
        // A room that has the announcement has its key, too, and gets no second one.
        Decision(outgoing: [revised(card, by: call)]) + (try begin(everywhere(card.job), card, call, board))
    }

    /// Where a job was announced, as far as this person may know: only rooms that they are in are named, and only
    /// where nobody else reads along.
    static func places(_ rooms: [JobsRoom], _ call: Call, _ board: some Board) throws -> JobSaying.Places {
        var places = JobSaying.Places(total: rooms.count, isHere: rooms.contains { $0.id == call.room })
        guard call.place == .direct else { return places }
        for room in rooms where places.names.count < namesAtMost {
            if let name = room.name, try board.occupies(call.sender, room.id) { places.names.append(name) }
        }
        return places
    }
}

/// A job with the groups that it requests: what everybody may see of it.
struct JobCard: Hashable, Sendable {
    var job: Job
    var groups: [Group]

    init(_ job: Job, _ board: some Board) throws {
        self.init(job, for: try job.wanted.groups.map { try board.knownGroup($0) })
    }

    init(_ job: Job, for groups: [Group]) {
        self.job = job
        self.groups = groups
    }
}
