import Groups
import Identifiers

/// The messages by which rooms learn of a job.
enum Announcements {
    /// How many rooms one job is announced in.
    static let roomsAtMost = 500
    private static let namesAtMost = 5

    /// One message for each room, the same that is edited when the job changes.
    static func open(_ card: JobCard, in rooms: [JobsRoom]) -> [Outgoing] {
        rooms.map { room in
            Outgoing(
                .say(JobSaying.announcement(card), in: room.id),
                key: "announce/\(card.job.key)/\(room.id)",
                subject: .job(card.job.id)
            )
        }
    }

    /// The same messages as the job is now: no stale offer stays in a timeline.
    static func revised(_ card: JobCard, by call: Call) -> Outgoing {
        Outgoing(
            .edit(subject: .job(card.job.id), JobSaying.announcement(card)),
            key: "revised/job/\(card.job.key)/\(call.event)",
            urgency: .chatter
        )
    }

    /// One more message for each room.
    static func anew(_ card: JobCard, in rooms: [JobsRoom], by call: Call) -> [Outgoing] {
        rooms.map { room in
            Outgoing(
                .say(JobSaying.announcement(card), in: room.id),
                key: "announce/\(card.job.key)/\(room.id)/\(call.event)",
                subject: .job(card.job.id)
            )
        }
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
