import Groups
import Identifiers
import Testing

private let ada = UserID(rawValue: "@ada:example.org")
private let finn = UserID(rawValue: "@finn:example.org")
private let noon = Timestamp(rawValue: 1_772_449_200_000)

private let guild = Group(
    id: GroupID(rawValue: 1),
    handle: "swift-guild",
    name: "Swift Guild",
    sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
    calendar: .init(zone: "UTC", workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday])
)

private func request(_ state: JoinRequest.State = .pending) -> JoinRequest {
    JoinRequest(
        id: RequestID(rawValue: 41),
        group: guild.id,
        person: finn,
        message: "",
        askedAt: noon,
        dueAt: noon,
        state: state
    )
}

private let verdict = JoinRequest.Verdict(administrator: ada, at: noon, remark: "no")
private let states: [JoinRequest.State] = [
    .incomplete(since: noon),
    .pending, .awaitingApplicant(since: noon), .approved(verdict), .refused(verdict), .withdrawn(at: noon),
    .lapsed(at: noon), .void(.banned, at: noon),
]

/// Who may try something with a request.
enum Role: CaseIterable {
    case applicant
    case administrator
    case applicantWhoIsAdministrator
    case stranger
}

@Suite("The life of a request to join")
struct MembershipTests {
    @Test(
        "Only an open request is decided, by an administrator, never by its applicant",
        arguments: states,
        Role.allCases
    )
    func deciding(_ state: JoinRequest.State, _ role: Role) throws {
        let person = role == .applicant || role == .applicantWhoIsAdministrator ? finn : ada
        let isAdministrator = role == .administrator || role == .applicantWhoIsAdministrator
        let decider = Decider(person: person, isAdministrator: isAdministrator)
        let request = request(state)
        let expected: Refusal? =
            switch role {
            case .applicant, .stranger: .authority(.notYoursToDecide([request.id]))
            case .applicantWhoIsAdministrator: .membership(.ownRequest(request.id))
            case .administrator where request.isIncomplete: .request(.incomplete(request))
            case .administrator: request.isOpen ? nil : .membership(.alreadyDecided(request))
            }
        for decide in [
            { try request.approve(by: decider, note: "", at: noon) },
            { try request.refuse(by: decider, reason: "no", at: noon) },
        ] {
            if let expected {
                #expect(throws: expected) { try decide() }
            } else {
                #expect(try !decide().isEmpty)
            }
        }
    }

    @Test("An approval makes a member, a refusal does not")
    func outcomes() throws {
        let decider = Decider(person: ada, isAdministrator: true)
        let approved = JoinRequest.Verdict(administrator: ada, at: noon, remark: "Welcome")
        #expect(
            try request().approve(by: decider, note: "Welcome", at: noon) == [
                .request(.approved(RequestID(rawValue: 41), approved)),
                .membership(.began(guild.id, finn, by: RequestID(rawValue: 41), at: noon)),
            ]
        )
        #expect(
            try request().refuse(by: decider, reason: "no", at: noon) == [
                .request(.refused(RequestID(rawValue: 41), verdict))
            ]
        )
    }

    @Test("Only its applicant takes a request back, and only while it waits", arguments: states)
    func withdrawing(_ state: JoinRequest.State) throws {
        let request = request(state)
        #expect(throws: Refusal.membership(.notYourRequest(request.id))) { try request.withdraw(by: ada, at: noon) }
        if request.isOpen {
            #expect(try request.withdraw(by: finn, at: noon) == [.request(.withdrawn(request.id, at: noon))])
        } else {
            #expect(throws: Refusal.membership(.alreadyDecided(request))) { try request.withdraw(by: finn, at: noon) }
        }
    }

    @Test("A member leaves whenever they like; nobody else can")
    func leaving() throws {
        #expect(
            try guild.leave(by: finn, standing: .member(since: noon), at: noon)
                == .membership(.left(guild.id, finn, at: noon))
        )
        #expect(throws: Refusal.membership(.notMember(guild))) {
            try guild.leave(by: finn, standing: .stranger, at: noon)
        }
        #expect(throws: Refusal.membership(.notMemberButAsked(guild, request()))) {
            try guild.leave(by: finn, standing: .waiting(request()), at: noon)
        }
    }
}

@Suite("Asking to join")
struct AskingTests {
    private func ask(
        isFreelancer: Bool = true,
        standing: Standing = .stranger,
        open: Int = 0,
        refusal: PastRefusal? = nil,
        ban: Ban? = nil
    ) throws -> JoinRequest {
        let calendar = try BusinessCalendar(zone: .utc, workingDays: guild.calendar.workingDays)
        return try guild.request(
            by: Applicant(
                person: Person(id: finn, isFreelancer: isFreelancer),
                standing: standing,
                openRequests: open,
                lastRefusal: refusal,
                ban: ban
            ),
            saying: "hello",
            numbered: RequestID(rawValue: 7),
            at: noon,
            ladder: Ladder(from: noon, by: calendar),
            in: .utc
        )
    }

    @Test("A freelancer without ties may ask, and gets a due date three business days on")
    func asking() throws {
        let request = try ask()
        #expect(request.state == .pending)
        #expect(request.dueAt == Timestamp(rawValue: 1_772_755_200_000))  // Friday 6 March 2026, 00:00 UTC
    }

    @Test("Who is no freelancer may not ask")
    func freelancersOnly() {
        #expect(throws: Refusal.membership(.freelancersOnly(guild))) { try ask(isFreelancer: false) }
    }

    @Test("Who is a member or has asked may not ask again")
    func once() {
        #expect(throws: Refusal.membership(.alreadyMember(guild, since: noon))) {
            try ask(standing: .member(since: noon))
        }
        #expect(throws: Refusal.membership(.alreadyAsked(guild, request()))) { try ask(standing: .waiting(request())) }
    }

    @Test("Twenty open requests are the most that one person may have")
    func cap() throws {
        #expect(throws: Never.self) { try ask(open: Person.openRequestsAtMost - 1) }
        #expect(throws: Refusal.membership(.tooManyOpenRequests(20))) { try ask(open: Person.openRequestsAtMost) }
    }

    @Test(
        "After a refusal the group's waiting time must pass, or that of the refusal itself",
        arguments: [(29, nil, false), (30, nil, true), (0, 0, true), (6, 7, false), (7, 7, true), (300, 365, false)]
            as [(Int, Int?, Bool)]
    )
    func waiting(days: Int, againDays: Int?, isAllowed: Bool) throws {
        let refusal = PastRefusal(at: noon.later(days: -days), againDays: againDays)
        if isAllowed {
            #expect(throws: Never.self) { try ask(refusal: refusal) }
        } else {
            let mayAskAt = guild.mayAskAgain(after: refusal, in: .utc)
            #expect(throws: Refusal.membership(.refusedLately(guild, mayAskAt: mayAskAt))) {
                try ask(refusal: refusal)
            }
        }
    }

    @Test("Who is banned may not ask, and a ban that is over counts as none")
    func banned() throws {
        var ban = Ban(
            group: guild.id,
            person: finn,
            bannedBy: ada,
            at: noon.later(days: -1),
            until: nil,
            reason: "",
            isTold: true
        )
        #expect(throws: Refusal.ban(.banned(guild, ban))) { try ask(ban: ban) }
        ban.until = Timestamp(rawValue: noon.rawValue + 1)
        #expect(throws: Refusal.ban(.banned(guild, ban))) { try ask(ban: ban) }
        ban.until = noon
        #expect(throws: Never.self) { try ask(ban: ban) }
    }
}

@Suite("The ladder of reminders")
struct LadderTests {
    private let calendar = try? BusinessCalendar(
        zone: .utc,
        workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday]
    )

    @Test("Each step comes in its turn, and the last one after the promise was missed")
    func order() throws {
        let calendar = try #require(calendar)
        for hour in stride(from: 0, to: 24 * 21, by: 5) {
            let moment = Timestamp(rawValue: noon.rawValue + Int64(hour) * 3_600_000)
            let ladder = Ladder(from: moment, by: calendar)
            #expect(moment < ladder.firstReminderAt)
            #expect(ladder.firstReminderAt < ladder.dueDayAt)
            #expect(ladder.dueDayAt < ladder.dueAt)
            #expect(ladder.dueAt < ladder.overdueAt)
        }
    }

    @Test("Steps that were missed are climbed at once")
    func climbing() throws {
        let ladder = Ladder(from: noon, by: try #require(calendar))
        let justBefore = Timestamp(rawValue: ladder.overdueAt.rawValue - 1)
        #expect(ladder.climb(from: .firstReminder, by: ladder.firstReminderAt) == .firstReminder)
        #expect(ladder.climb(from: .firstReminder, by: justBefore) == .dueDay)
        #expect(ladder.climb(from: .firstReminder, by: ladder.overdueAt) == .overdue)
    }

    @Test("A pause gives back the business days that began in it, and never shortens the time there is")
    func pauses() throws {
        let calendar = try #require(calendar)
        let plain = Ladder(from: noon, by: calendar)
        let hour: Int64 = 3_600_000
        for start in stride(from: Int64(0), to: 24 * 9, by: 5) {
            for length in stride(from: Int64(0), to: 24 * 9, by: 7) {
                let from = Timestamp(rawValue: noon.rawValue + start * hour)
                let to = Timestamp(rawValue: from.rawValue + length * hour)
                let ladder = Ladder(from: noon, by: calendar, pauses: [Pause(from: from, to: to)])
                #expect(ladder.dueAt >= plain.dueAt && ladder.firstReminderAt >= plain.firstReminderAt)
                // As long as there was before, there is after: no business day of the pause counts, and none counts twice.
                let given = calendar.businessDays(between: plain.dueAt, and: ladder.dueAt)
                // What was due before the pause began stays due.
                let counted = from < plain.dueAt ? calendar.businessDays(between: from, and: to) : 0
                // One day more only where the pause took most of the due day.
                let isDueDay = calendar.due(afterBusinessDays: 0, from: from) == plain.dueAt
                let endsLate = calendar.due(afterBusinessDays: 0, from: to).rawValue - to.rawValue < 12 * hour
                #expect(given == counted || (given == counted + 1 && isDueDay && endsLate && length > 0))
                let middle = Timestamp(rawValue: (from.rawValue + to.rawValue) / 2)
                let halves = [Pause(from: from, to: middle), Pause(from: middle, to: to)]
                #expect(Ladder(from: noon, by: calendar, pauses: halves) == ladder)
            }
        }
    }
}

@Suite("How many commands a person may give")
struct BudgetTests {
    @Test("Thirty at once, a warning, and then silence until one is earned")
    func burst() {
        var budget = Budget.full(at: noon)
        for _ in 0..<Budget.burst {
            guard case .allowed(let left) = budget.spend(at: noon) else {
                Issue.record("ended too early")
                return
            }
            budget = left
        }
        guard case .warn(let warned) = budget.spend(at: noon) else {
            Issue.record("no warning")
            return
        }
        #expect(warned.spend(at: noon) == .ignore)
        let later = Timestamp(rawValue: noon.rawValue + Int64(Budget.secondsPerCommand) * 1000)
        guard case .allowed(let left) = warned.spend(at: later) else {
            Issue.record("nothing earned")
            return
        }
        // Who was warned is not warned again before half of it is earned.
        #expect(left.warned && left.spend(at: later) == .ignore)
        let rested = Timestamp(rawValue: later.rawValue + Int64(Budget.burst / 2 * Budget.secondsPerCommand) * 1000)
        guard case .allowed(let half) = left.spend(at: rested) else {
            Issue.record("half is not earned")
            return
        }
        #expect(!half.warned)
    }

    @Test("A clock that was set back takes nothing away and gives nothing")
    func clock() {
        let budget = Budget(thousandths: 2000, countedAt: noon)
        let before = Timestamp(rawValue: noon.rawValue - 1_000_000)
        #expect(budget.spend(at: before) == .allowed(Budget(thousandths: 1000, countedAt: before)))
    }
}
