import GRDB
import Groups
import Identifiers

/// Who did what made a change, when, and by which event of the chat: what the audit keeps beside the change itself.
struct Cause: Hashable, Sendable {
    var at: Timestamp
    /// Nil for what the bot does by itself when its time comes.
    var person: UserID?
    var event: EventID
    /// The shared room in which it was said.
    ///
    /// Nil for what was said alone with the bot: there nobody else could follow a link.
    var room: RoomID?
}

extension Database {
    /// Makes a decided change true, and keeps who made it so.
    func apply(_ change: Change, cause: Cause) throws {
        switch change {
        case .sponsor(let change): try apply(change, cause)
        case .group(let change): try apply(change, cause)
        case .person(let change): try apply(change, cause)
        case .request(let change): try apply(change, cause)
        case .membership(let change): try apply(change, cause)
        case .invitation(let change): try apply(change, cause)
        case .room(let change): try apply(change, cause)
        case .job(let change): try apply(change, cause)
        case .criteria(let change): try apply(change, cause)
        case .calendar(let change): try apply(change, cause)
        case .walk(let change): try apply(change)
        case .upkeep(let change): try apply(change, cause)
        case .joining(let change): try apply(change, cause)
        case .watch(let change): try apply(change)
        case .skillTest(let change): try apply(change, cause)
        case .queue(let change): try apply(change, cause)
        case .link(let change): try apply(change, cause)
        case .hint(let change): try apply(change)
        case .guidedForm(let change): try apply(change)
        case .alert(let change): try apply(change)
        }
    }

    /// Adds a row to the audit.
    ///
    /// `change` is a word, and after a space what it is about: a user ID is found there when the person is erased.
    func audit(_ change: String, _ cause: Cause, group: GroupID? = nil, request: RequestID? = nil) throws {
        let detail = change.utf8.drop { $0 != UInt8(ascii: " ") }.dropFirst()
        let subject = detail.first == UInt8(ascii: "@") ? String(Substring(detail)) : nil
        try run(
            """
            INSERT INTO audit (atMs, person, event, change, "group", request, room, subject)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                cause.at.rawValue, cause.person?.rawValue, cause.event.rawValue, change, group?.rawValue,
                request?.rawValue, cause.room?.rawValue, subject,
            ]
        )
    }

    /// Adds to a number that `!status` shows.
    func count(_ name: String, by difference: Int) throws {
        try run("UPDATE tally SET value = value + ? WHERE name = ?", [difference, name])
    }

    private func apply(_ change: PersonChange, _ cause: Cause) throws {
        switch change {
        case .described(let person):
            let wasFreelancer = try firstRow("SELECT isFreelancer FROM person WHERE userID = ?", [person.id.rawValue])
            try run(
                """
                INSERT INTO person (userID, isFreelancer, headline, skills, freelancerSinceMs, isFindable, availableDay)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    isFindable = excluded.isFindable, availableDay = excluded.availableDay,
                    isFreelancer = excluded.isFreelancer, headline = excluded.headline, skills = excluded.skills,
                    freelancerSinceMs = CASE
                        WHEN excluded.isFreelancer = 0 THEN NULL
                        WHEN isFreelancer = 1 THEN freelancerSinceMs
                        ELSE excluded.freelancerSinceMs
                    END
                """,
                [
                    person.id.rawValue, person.isFreelancer, person.headline, person.skills.joined(separator: ","),
                    person.isFreelancer ? cause.at.rawValue : nil, person.isFindable, person.availability?.stored,
                ]
            )
            try listForClients(person.id)
            let difference = (person.isFreelancer ? 1 : 0) - ((wasFreelancer?[0] as Bool? ?? false) ? 1 : 0)
            if difference != 0 {
                try count("freelancers", by: difference)
                try lookEverywhere(at: person.id, from: cause.at)
            }
            try keepOwnAlerts(of: person.id)
            try audit("person.described", cause)
        case .spent(let person, let budget):
            // A budget is no fact of the hall: it is stored without a row in the audit.
            try run(
                """
                INSERT INTO budget (person, thousandths, countedAtMs, warned) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    thousandths = excluded.thousandths, countedAtMs = excluded.countedAtMs, warned = excluded.warned
                """,
                [person.rawValue, budget.thousandths, budget.countedAt.rawValue, budget.warned]
            )
        }
    }

    private func apply(_ change: RoomChange, _ cause: Cause) throws {
        switch change {
        case .announcesJobs(let room, let group):
            try run(
                """
                INSERT INTO jobsRoom (room, "group") VALUES (?, ?)
                ON CONFLICT DO UPDATE SET "group" = excluded."group"
                """,
                [room.rawValue, group?.rawValue]
            )
            try audit("room.announcesJobs \(room)", cause, group: group)
        case .stopsAnnouncing(let room):
            try run("DELETE FROM jobsRoom WHERE room = ?", [room.rawValue])
            try audit("room.stopsAnnouncing \(room)", cause)
        }
    }
}
