import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: SponsorChange, _ cause: Cause) throws {
        switch change {
        case .added(let sponsor, let owners):
            try run(
                "INSERT INTO sponsor (id, name, skeleton, addedAtMs) VALUES (?, ?, ?, ?)",
                [sponsor.id.rawValue, sponsor.name, Skeleton(of: sponsor.name).text, cause.at.rawValue]
            )
            try addOwners(owners, to: sponsor.id)
            try audit("sponsor.added \(sponsor.id.rawValue)", cause)
        case .ownersAdded(let sponsor, let owners):
            try addOwners(owners, to: sponsor)
            let people = owners.map(\.rawValue).joined(separator: " ")
            try audit("sponsor.ownersAdded \(sponsor.rawValue) \(people)", cause)
        case .ownerRemoved(let sponsor, let owner):
            try run(
                "DELETE FROM sponsorOwner WHERE sponsor = ? AND person = ?",
                [sponsor.rawValue, owner.rawValue]
            )
            try audit("sponsor.ownerRemoved \(sponsor.rawValue) \(owner)", cause)
        case .proven(let sponsor, let proof):
            let stored = proof.stored
            try run(
                "UPDATE sponsor SET proof = ?, domain = ? WHERE id = ?",
                [stored.kind, stored.domain, sponsor.rawValue]
            )
            try audit("sponsor.proven \(sponsor.rawValue) \(stored.domain ?? stored.kind)", cause)
        case .suspended(let sponsor, let reason):
            try run("UPDATE sponsor SET suspendedFor = ? WHERE id = ?", [reason, sponsor.rawValue])
            try beginCardRounds(ofSponsor: sponsor, at: cause.at)
            if reason == nil {
                let groups = #"SELECT id FROM "group" WHERE sponsor = ? AND noticeCount > 0"#
                for row in try allRows(groups, [sponsor.rawValue]) {
                    try lookAtNotices(in: GroupID(rawValue: row["id"]), from: cause.at)
                }
                try beginCompletionRounds(ofSponsor: sponsor, at: cause.at)
            }
            try lookAtQueues(ofSponsor: sponsor, from: cause.at)
            let change = reason == nil ? "sponsor.suspensionLifted" : "sponsor.suspended"
            try audit("\(change) \(sponsor.rawValue)", cause)
        }
    }

    private func addOwners(_ owners: [UserID], to sponsor: SponsorID) throws {
        for owner in owners {
            try run(
                "INSERT OR IGNORE INTO sponsorOwner (sponsor, person) VALUES (?, ?)",
                [sponsor.rawValue, owner.rawValue]
            )
        }
    }

    func apply(_ change: GroupChange, _ cause: Cause) throws {
        switch change {
        case .created(let group, let administrator):
            try insert(group)
            try run("UPDATE sponsor SET groupCount = groupCount + 1 WHERE id = ?", [group.sponsor.id.rawValue])
            try addAdministrator(administrator, to: group.id)
            if group.wasOpened { try count("groups", by: 1) }
            try audit(group.wasOpened ? "group.created" : "group.drafted", cause, group: group.id)
        case .edited(let group):
            try update(group)
            try lookAtQueue(of: group.id, from: cause.at)
            try audit("group.edited", cause, group: group.id)
        case .administratorAdded(let group, let person):
            try addAdministrator(person, to: group)
            try watch(group, at: cause.at)
            try audit("group.administratorAdded \(person)", cause, group: group)
        case .administratorRemoved(let group, let person):
            try run(
                #"DELETE FROM administrator WHERE "group" = ? AND person = ?"#,
                [group.rawValue, person.rawValue]
            )
            try watch(group, at: cause.at)
            try audit("group.administratorRemoved \(person)", cause, group: group)
        case .roomSet(let group, let role, let room):
            try set(role, of: group, to: room)
            try watchAnew(group, role, at: cause.at)
            if role == .members, let room { try hearKnocks(on: room, of: group, at: cause.at) }
            try audit("group.roomSet \(role.rawValue) \(room?.rawValue ?? "none")", cause, group: group)
        case .opened(let group):
            try open(group, at: cause.at)
            try audit("group.opened", cause, group: group)
        case .stateSet(let group, let state):
            try set(state, of: group)
            switch state {
            // Only a group that was just founded is a draft.
            case .open, .draft: try audit("group.reopened", cause, group: group)
            case .paused(let reason): try audit("group.paused \(reason.droppingLeadingSigns)", cause, group: group)
            case .archived: try audit("group.archived", cause, group: group)
            }
        case .suspended(let group, let reason):
            try run(#"UPDATE "group" SET suspendedFor = ? WHERE id = ?"#, [reason, group.rawValue])
            try beginCardRound(of: group, at: cause.at)
            if reason == nil {
                try lookAtNotices(in: group, from: cause.at)
                try beginCompletionRound(of: group, at: cause.at)
            }
            try lookAtQueue(of: group, from: cause.at)
            let change = reason.map { "group.suspended \($0.droppingLeadingSigns)" } ?? "group.suspensionLifted"
            try audit(change, cause, group: group)
        case .admissionSet(let group, let admission):
            var (setter, since): (UserID?, Timestamp?) = (nil, nil)
            if case .atOnce(let person, let moment) = admission { (setter, since) = (person, moment) }
            try run(
                #"UPDATE "group" SET atOnceBy = ?, atOnceSinceMs = ? WHERE id = ?"#,
                [setter?.rawValue, since?.rawValue, group.rawValue]
            )
            try audit("group.admissionSet \(setter == nil ? "person" : "at-once")", cause, group: group)
        case .vacated(let group, let moment):
            try run(#"UPDATE "group" SET vacantSinceMs = ? WHERE id = ?"#, [moment.rawValue, group.rawValue])
            try audit("group.vacated", cause, group: group)
        case .filled(let group):
            try run(#"UPDATE "group" SET vacantSinceMs = NULL WHERE id = ?"#, [group.rawValue])
            try audit("group.filled", cause, group: group)
        }
    }

    private func set(_ state: Groups.Group.State, of id: GroupID) throws {
        let (name, reason) =
            switch state {
            case .open, .draft: ("open", "")
            case .paused(let reason): ("paused", reason)
            case .archived: ("archived", "")
            }
        if state == .archived {
            // A draft was never put where everybody finds it.
            if let group = try group(id), group.wasOpened {
                try unindex(group)
                try count("groups", by: -1)
            }
        }
        try run(#"UPDATE "group" SET state = ?, stateReason = ? WHERE id = ?"#, [name, reason, id.rawValue])
    }

    /// Puts a draft where everybody finds it; whoever knocked on its members' room meanwhile is heard.
    private func open(_ id: GroupID, at now: Timestamp) throws {
        try run(#"UPDATE "group" SET wasOpened = 1 WHERE id = ?"#, [id.rawValue])
        guard let group = try group(id) else { return }
        try index(group)
        try count("groups", by: 1)
        try watch(id, at: now)
        if let room = group.rooms.members { try hearKnocks(on: room, of: id, at: now) }
    }

    private func group(_ id: GroupID) throws -> Groups.Group? {
        try firstRow("SELECT \(Groups.Group.columns) WHERE g.id = ?", [id.rawValue]).map(Groups.Group.init)
    }

    private func insert(_ group: Groups.Group) throws {
        try run(
            """
            INSERT INTO "group" (
                id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays,
                capacity, wasOpened
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                group.id.rawValue, group.handle, group.name, Skeleton(of: group.name).text,
                group.sponsor.id.rawValue, group.about, group.skills.joined(separator: ","), group.criteria,
                group.badge, group.calendar.zone, group.calendar.workingDaysText, group.reapplyDays, group.capacity,
                group.wasOpened,
            ]
        )
        try setHours(of: group)
        if group.wasOpened { try index(group) }
    }

    private func update(_ group: Groups.Group) throws {
        if group.wasOpened, let old = try self.group(group.id) { try unindex(old) }
        try run(
            """
            UPDATE "group" SET
                name = ?, skeleton = ?, about = ?, skills = ?, criteria = ?, badge = ?, zone = ?, workingDays = ?,
                reapplyDays = ?, capacity = ?
            WHERE id = ?
            """,
            [
                group.name, Skeleton(of: group.name).text, group.about, group.skills.joined(separator: ","),
                group.criteria, group.badge, group.calendar.zone, group.calendar.workingDaysText,
                group.reapplyDays, group.capacity, group.id.rawValue,
            ]
        )
        try setHours(of: group)
        if group.wasOpened { try index(group) }
    }

    private func addAdministrator(_ person: UserID, to group: GroupID) throws {
        try run(
            #"INSERT OR IGNORE INTO administrator ("group", person) VALUES (?, ?)"#,
            [group.rawValue, person.rawValue]
        )
    }

    private func set(_ role: RoomRole, of group: GroupID, to room: RoomID?) throws {
        switch role {
        case .admin:
            try run(#"UPDATE "group" SET adminRoom = ? WHERE id = ?"#, [room?.rawValue, group.rawValue])
        case .members:
            try run(#"UPDATE "group" SET membersRoom = ? WHERE id = ?"#, [room?.rawValue, group.rawValue])
        case .jobs:
            // Rooms for jobs may be many: see RoomChange.
            break
        }
    }
}

extension String {
    /// A reason as the log keeps it: what begins with `@` there is a person, and a reason is none.
    fileprivate var droppingLeadingSigns: Substring { drop { $0 == "@" || $0.isWhitespace } }
}

extension Groups.Group.CalendarSettings {
    /// The working days as stored, in the order of the week.
    var workingDaysText: String {
        Weekday.allCases.filter(workingDays.contains).map(\.rawValue).joined(separator: " ")
    }
}
