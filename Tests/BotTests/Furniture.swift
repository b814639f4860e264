import Bot
import BotTesting
import Groups
import Identifiers
import SQLiteStorage

/// A hall as it is after people have done what other stories are about, put straight into the database: a group of
/// ada's, two freelancers finn and fay, and a request of finn's.
struct Furniture {
    private let now: Timestamp
    private let ada = Homeserver.user("ada")
    private let sponsor = Sponsor(id: SponsorID(rawValue: 1), name: "Acme")
    private let days: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
    private let request: JoinRequest
    /// When what happens to the request if nobody decides.
    let ladder: Ladder

    init(at now: Timestamp) throws {
        self.now = now
        let zone = Zones.named("Europe/Berlin") ?? .utc
        ladder = Ladder(from: now, by: try BusinessCalendar(zone: zone, workingDays: days))
        request = JoinRequest(
            id: RequestID(rawValue: 1),
            group: GroupID(rawValue: 1),
            person: Homeserver.user("finn"),
            message: "I ship.",
            askedAt: now,
            dueAt: ladder.dueAt
        )
    }

    private var changes: [Change] {
        let group = Groups.Group(
            id: request.group,
            handle: "swift-guild",
            name: "Swift Guild",
            sponsor: sponsor,
            skills: ["swift"],
            badge: "🦜",
            calendar: .init(zone: "Europe/Berlin", workingDays: days)
        )
        return [
            .sponsor(.added(sponsor, owners: [ada])), .group(.created(group, administrator: ada)),
            .person(.described(Person(id: request.person, isFreelancer: true))),
            .person(.described(Person(id: Homeserver.user("fay"), isFreelancer: true))),
            .request(.asked(request, firstReminderAt: ladder.firstReminderAt)),
        ]
    }

    private var admission: [Change] {
        let verdict = JoinRequest.Verdict(administrator: ada, at: now, remark: "")
        return [
            .request(.approved(request.id, verdict)),
            .membership(.began(request.group, request.person, by: request.id, at: now)),
        ]
    }

    /// So many more members.
    private func crowd(_ count: Int) -> [Change] {
        let verdict = JoinRequest.Verdict(administrator: ada, at: now, remark: "")
        return (0..<count).flatMap { number in
            let person = Homeserver.user("member\(number)")
            var asked = request
            asked.id = RequestID(rawValue: Int64(number) + 2)
            asked.person = person
            return [
                Change.request(.asked(asked, firstReminderAt: ladder.firstReminderAt)),
                .request(.approved(asked.id, verdict)),
                .membership(.began(asked.group, person, by: asked.id, at: now)),
            ]
        }
    }

    /// Puts it there; finn is a member then, or waits, and as many others are members.
    func place(
        in storage: Storage,
        admitting isAdmitted: Bool,
        room: RoomID? = nil,
        as role: RoomRole = .members,
        crowd: Int = 0
    ) async throws {
        let room = room.map { Change.group(.roomSet(request.group, role, $0)) }
        let changes = changes + (isAdmitted ? admission : []) + (room.map { [$0] } ?? []) + self.crowd(crowd)
        var batch = ReceivedBatch()
        batch.events = [InboxEvent(.tick, event: EventID(rawValue: "$furniture"), receivedAt: now)]
        try await storage.receive(batch, at: now)
        let frame = BoardFrame(
            hall: Hall(name: "Guildhall", operators: [], calendar: .init(zone: "Europe/Berlin", workingDays: days)),
            surroundings: .init(zone: { Zones.named($0) }, uptimeMs: { 0 })
        )
        _ = try await storage.handleWaiting(
            limit: 1,
            now: now,
            in: frame,
            apology: { _ in [] },
            decide: { _, _ in StoredDecision(changes: changes) }
        )
    }
}
