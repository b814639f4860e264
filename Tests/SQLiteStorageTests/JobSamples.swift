import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// A hall with a few groups, in which jobs are posted and responded to by changes alone.
struct JobHall {
    let storage: Storage
    let client = UserID(rawValue: "@cleo:example.org")
    static let form = EventID(rawValue: "$form")
    /// To 30 days after noon.
    static let life = Job.Life(expiresAt: Timestamp(rawValue: noon.rawValue + Job.lifeMilliseconds))

    /// Groups are numbered from 1: `group-1`, `group-2` and so on, the first naming the skill `swift`.
    init(groups: Int = 3) throws {
        storage = try Storage.inMemory()
        let sponsor = Sponsor(id: SponsorID(rawValue: 1), name: "Acme")
        try apply([.sponsor(.added(sponsor, owners: [ada]))])
        try apply(
            (1...groups).map { number in
                .group(
                    .created(
                        Group(
                            id: GroupID(rawValue: Int64(number)),
                            handle: "group-\(number)",
                            name: "Group \(number)",
                            sponsor: sponsor,
                            skills: number == 1 ? ["swift"] : [],
                            calendar: .init(zone: "UTC", workingDays: [.monday])
                        ),
                        administrator: ada
                    )
                )
            }
        )
    }

    func apply(_ changes: [Change], at moment: Timestamp = noon) throws {
        try storage.database.write { db in
            for change in changes {
                try db.apply(change, cause: Cause(at: moment, person: client, event: EventID(rawValue: "$1")))
            }
        }
    }

    func ask<Answer>(_ question: (StoredBoard) throws -> Answer) throws -> Answer {
        try storage.database.read { db in
            try question(
                StoredBoard(
                    db: db,
                    hall: Hall(name: "Hall", operators: [], calendar: .init(zone: "UTC", workingDays: [.monday])),
                    surroundings: .init(zone: { _ in .utc }, uptimeMs: { 0 })
                )
            )
        }
    }

    /// A preview of a job.
    func draft(_ title: String, groups: [Int] = [], skills: [String] = []) throws -> JobID {
        let id = try ask { try $0.nextJobID() }
        let wanted = Job.Wanted(skills: skills, groups: groups.map { GroupID(rawValue: Int64($0)) })
        let job = Job(id: id, client: client, title: title, wanted: wanted, draftedAt: noon)
        try apply([.job(.drafted(job, in: JobHall.form))])
        return id
    }

    /// A job that is open.
    func post(_ title: String, groups: [Int] = [], skills: [String] = []) throws -> JobID {
        let id = try draft(title, groups: groups, skills: skills)
        try apply([.job(.opened(id, JobHall.life, at: noon))])
        return id
    }

    /// Somebody becomes a member of a group.
    func admit(_ name: String, to group: Int) throws {
        let id = try ask { try $0.nextRequestID() }
        let (person, group) = (Self.person(name), GroupID(rawValue: Int64(group)))
        let request = JoinRequest(id: id, group: group, person: person, message: "", askedAt: noon, dueAt: noon)
        let verdict = JoinRequest.Verdict(administrator: ada, at: noon, remark: "")
        try apply([
            .request(.asked(request, firstReminderAt: noon)), .request(.approved(id, verdict)),
            .membership(.began(group, person, by: id, at: noon)),
        ])
    }

    /// Somebody is a freelancer with such skills.
    func describe(_ name: String, skills: [String] = []) throws {
        try apply([.person(.described(Person(id: Self.person(name), isFreelancer: true, skills: skills)))])
    }

    func leave(_ name: String, from group: Int, at moment: Timestamp = noon) throws {
        try apply([.membership(.left(GroupID(rawValue: Int64(group)), Self.person(name), at: moment))])
    }

    /// Somebody responds, as the command has it: with the requested groups that they are in.
    func respond(_ name: String, to id: JobID, at seconds: Int64) throws {
        let person = Self.person(name)
        let response = try ask { board in
            let job = try #require(try board.job(id))
            let memberships = try job.wanted.groups.compactMap { group -> Response.Membership? in
                guard case .member(let since) = try board.standing(of: person, in: group) else { return nil }
                return Response.Membership(group: group, since: since)
            }
            return try job.response(
                by: Person(id: person, isFreelancer: true),
                saying: "Pitch of \(name)",
                price: "",
                insteadOf: board.response(of: person, to: id),
                memberships: memberships,
                at: noon.later(seconds: seconds)
            )
        }
        try apply([.job(.responded(response))])
    }

    /// Who responded, in the order in which the client sees them.
    func ranking(of id: JobID, after: String? = nil, limit: Int = 100) throws -> [String] {
        try ask { try $0.responses(to: id, ResponseQuery(after: after.map(Self.person)), limit: limit) }
            .map { String($0.person.localpart) }
    }

    func job(_ id: JobID) throws -> Job {
        try ask { try #require(try $0.job(id)) }
    }

    static func person(_ name: String) -> UserID { UserID(rawValue: "@\(name):example.org") }
}
