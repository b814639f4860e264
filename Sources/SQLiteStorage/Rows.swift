import GRDB
import Groups
import Identifiers

extension Database {
    /// The first row that a query gives.
    ///
    /// The statement is prepared once for each connection.
    func firstRow(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows that a query gives: a query asked through here says `LIMIT`, or is bounded by its key.
    func allRows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The number in the first column of the first row, or 0.
    func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try Int.fetchOne(cachedStatement(sql: sql), arguments: arguments) ?? 0
    }

    /// Whether a query gives any row.
    func exists(_ sql: String, _ arguments: StatementArguments = []) throws -> Bool {
        try DatabaseValue.fetchOne(cachedStatement(sql: sql), arguments: arguments) != nil
    }

    /// Runs a statement that gives no rows.
    ///
    /// It is prepared once for each connection.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Row {
    func user(_ column: String) -> UserID { UserID(rawValue: self[column]) }
    func moment(_ column: String) -> Timestamp { Timestamp(rawValue: self[column]) }
    func room(_ column: String) -> RoomID? { (self[column] as String?).map(RoomID.init(rawValue:)) }
}

/// Lists of short words are kept as text: skills joined by commas, working days by spaces.
func listed(_ text: String, by separator: Character) -> [String] {
    text.split(separator: separator).map { String($0) }
}

extension Groups.Group {
    /// The columns that ``init(_:)`` reads.
    static let columns = """
        g.*, s.name AS sponsorName, s.proof AS sponsorProof, s.domain AS sponsorDomain,
            s.suspendedFor AS sponsorSuspendedFor
        FROM "group" g JOIN sponsor s ON s.id = g.sponsor
        """

    init(_ row: Row) {
        self.init(
            id: GroupID(rawValue: row["id"]),
            handle: row["handle"],
            name: row["name"],
            sponsor: Sponsor(id: SponsorID(rawValue: row["sponsor"]), name: row["sponsorName"]),
            about: row["about"],
            skills: listed(row["skills"], by: ","),
            criteria: row["criteria"],
            badge: row["badge"],
            calendar: CalendarSettings(
                zone: row["zone"],
                workingDays: Set(listed(row["workingDays"], by: " ").compactMap(Weekday.init(rawValue:))),
                hours: OpeningHours(opens: row["opens"], closes: row["closes"]) ?? .wholeDay
            ),
            reapplyDays: row["reapplyDays"],
            rooms: Rooms(admin: row.room("adminRoom"), members: row.room("membersRoom")),
            memberCount: row["memberCount"]
        )
        sponsor.proof = Sponsor.Proof(kind: row["sponsorProof"], domain: row["sponsorDomain"])
        state = Self.state(row)
        let own = (row["suspendedFor"] as String?).map { Suspension(reason: $0) }
        let sponsors = (row["sponsorSuspendedFor"] as String?).map { Suspension(reason: $0, isOfSponsor: true) }
        suspension = sponsors ?? own
        if let setter: String = row["atOnceBy"] {
            admission = .atOnce(setBy: UserID(rawValue: setter), since: row.moment("atOnceSinceMs"))
        }
        sponsor.suspendedFor = row["sponsorSuspendedFor"]
        capacity = row["capacity"]
        queueCount = row["queueCount"]
        wasOpened = row["wasOpened"]
        vacantSince = (row["vacantSinceMs"] as Int64?).map(Timestamp.init(rawValue:))
    }
}

extension Groups.Group {
    private static func state(_ row: Row) -> State {
        switch row["state"] as String {
        case "paused": .paused(reason: row["stateReason"])
        case "archived": .archived
        default: row["wasOpened"] ? .open : .draft
        }
    }
}

extension JoinRequest {
    init(_ row: Row) {
        self.init(
            id: RequestID(rawValue: row["id"]),
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            message: row["message"],
            askedAt: row.moment("askedAtMs"),
            dueAt: row.moment("dueAtMs"),
            state: JoinRequest.state(row),
            claimer: (row["claimedBy"] as String?).map(UserID.init(rawValue:))
        )
        completedAt = (row["completedAtMs"] as Int64?).map(Timestamp.init(rawValue:))
    }

    private static func state(_ row: Row) -> State {
        if let since: Int64 = row["incompleteSinceMs"] { return .incomplete(since: Timestamp(rawValue: since)) }
        guard let decidedAt: Int64 = row["decidedAtMs"] else {
            return (row["heldAtMs"] as Int64?).map { .awaitingApplicant(since: Timestamp(rawValue: $0)) } ?? .pending
        }
        let at = Timestamp(rawValue: decidedAt)
        // The table's CHECKs promise that an approval and a refusal name who decided.
        guard let administrator: String = row["decidedBy"] else { return closed(row["state"], row["remark"], at) }
        let verdict = Verdict(
            administrator: UserID(rawValue: administrator),
            at: at,
            remark: row["remark"],
            againDays: row["againDays"],
            mayAskAt: (row["mayAskAtMs"] as Int64?).map(Timestamp.init(rawValue:)),
            isByRule: row["isByRule"]
        )
        return row["state"] == "approved" ? .approved(verdict) : .refused(verdict)
    }

    /// The end of a request that nobody decided.
    private static func closed(_ state: String, _ remark: String, _ at: Timestamp) -> State {
        switch state {
        case "lapsed": .lapsed(at: at)
        case "void": .void(VoidReason(rawValue: remark) ?? .notFreelancer, at: at)
        default: .withdrawn(at: at)
        }
    }
}

extension Person {
    init(_ row: Row) {
        self.init(
            id: row.user("userID"),
            isFreelancer: row["isFreelancer"],
            headline: row["headline"],
            skills: listed(row["skills"], by: ","),
            freelancerSince: (row["freelancerSinceMs"] as Int64?).map(Timestamp.init(rawValue:)),
            isFindable: row["isFindable"],
            availability: (row["availableDay"] as Int?).map(Availability.init(stored:))
        )
    }
}

extension Person.Availability {
    fileprivate init(stored number: Int) {
        self = number < 0 ? .no : number == 0 ? .atOnce : .from(Day(number: number))
    }

    /// Days since 1 January 1970, as far as it is one.
    var stored: Int {
        switch self {
        case .atOnce: 0
        case .from(let day): max(day.number, 1)
        case .no: -1
        }
    }
}
