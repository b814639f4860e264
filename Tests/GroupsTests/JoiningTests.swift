import Identifiers
import Testing

@testable import Groups

private let finn = UserID(rawValue: "@finn:example.org")
private let ada = UserID(rawValue: "@ada:example.org")
private let now = Timestamp(rawValue: 1_772_449_200_000)
private let today = Day(number: Int(now.rawValue / 86_400_000))
private let crew = GroupID(rawValue: 2)

/// A question under a number.
private func question(_ number: Int) -> Criterion {
    Criterion(number: number, kind: .question(form: .short, text: "What \(number)?"))
}

private func code(_ number: Int) -> Criterion {
    Criterion(number: number, kind: .terms(version: "1", text: "Be kind"))
}

private func member(_ number: Int) -> Criterion {
    Criterion(number: number, kind: .group(id: crew, handle: "linux-crew"))
}

/// A server that finn is not on.
private func server(_ number: Int) throws -> Criterion {
    Criterion(number: number, kind: .server(pattern: try #require(ServerPattern(parsing: "other.org"))))
}

private func checklist(
    _ set: CriteriaSet,
    _ change: (inout CriteriaFacts) -> Void = { _ in }
) -> Checklist {
    var facts = CriteriaFacts(person: finn, freelancerSince: now, now: now, today: today)
    change(&facts)
    return set.evaluate(facts)
}

private func prospects(
    _ criteria: [Criterion],
    _ rule: CriteriaRule? = nil,
    without skipped: Set<Int> = [],
    _ change: (inout CriteriaFacts) -> Void = { _ in }
) -> Prospects {
    let set = CriteriaSet(criteria: criteria, rule: rule, lastNumber: 9)
    return set.prospects(of: checklist(set, change), without: skipped)
}

private func number(_ number: Int) -> CriteriaRule {
    .criterion(number: number)
}

@Suite("What somebody who wants to join is asked")
struct JoiningTests {
    @Test("A test is waited for, unless the person knows its questions: then the request goes to people as it is")
    func barred() {
        let test = Criterion(number: 1, kind: .test(name: "basics", minimumPercent: nil, daysAtMost: nil))
        func outlook(isBarred: Bool) -> Prospects.Outlook {
            prospects([test]) { facts in
                let sponsor = Sponsor(id: SponsorID(rawValue: 1), name: "Acme")
                let basics = SkillTest(id: .init(rawValue: 1), handle: "basics", name: "Basics", sponsor: sponsor)
                var standing = TestStanding(test: basics, today: today)
                standing.isBarred = isBarred
                facts.tests = ["basics": standing]
            }.outlook
        }
        #expect(outlook(isBarred: false) == .waits)
        #expect(outlook(isBarred: true) == .forPeopleAnyway)
    }

    @Test("All that is missing is asked for in order, and nothing that is there")
    func all() {
        let found = prospects([question(1), code(2), member(3), question(4)]) { facts in
            facts.groups = [crew]
            facts.submissions[1] = Submission(
                group: GroupID(rawValue: 1),
                person: finn,
                number: 1,
                asked: question(1).kind.fingerprint,
                content: "That",
                at: now
            )
        }
        #expect(found.toGive.map(\.number) == [2, 4])
        #expect(found.outlook == .complete)
    }

    @Test("Of what may be chosen from, no more is asked for than would do")
    func any() {
        let either = CriteriaRule.any(of: [number(1), number(2)])
        #expect(prospects([question(1), question(2)], either).toGive.map(\.number) == [1])
        #expect(prospects([question(1), question(2)], either, without: [1]).toGive.map(\.number) == [2])
        #expect(prospects([question(1), question(2)], either, without: [1, 2]).outlook == .unattainable)
        let two = CriteriaRule.atLeast(count: 2, of: [number(1), number(2), number(3)])
        #expect(prospects([question(1), question(2), question(3)], two).toGive.map(\.number) == [1, 2])
        // One of them is met already.
        let found = prospects([member(1), question(2), question(3)], two) { $0.groups = [crew] }
        #expect(found.toGive.map(\.number) == [2])
    }

    @Test("What nothing hangs on is not asked for")
    func idle() throws {
        let rule = CriteriaRule.all(of: [.any(of: [number(1), number(2)]), number(3)])
        let found = prospects([member(1), question(2), question(3)], rule) { $0.groups = [crew] }
        #expect(found.toGive.map(\.number) == [3])
    }

    @Test("What the person can give comes before what can only be waited for")
    func waiting() {
        let either = CriteriaRule.any(of: [number(1), number(2)])
        #expect(prospects([member(1), question(2)], either).toGive.map(\.number) == [2])
        #expect(prospects([member(1), question(2)], either).outlook == .complete)
        // Who does not want to give it, waits.
        #expect(
            prospects([member(1), question(2)], either, without: [2])
                == Prospects(toGive: [], outlook: .waits, waitsFor: [1])
        )
        let both = prospects([member(1), question(2)])
        #expect(both.toGive.map(\.number) == [2] && both.outlook == .waits)
    }

    @Test("What can be given is asked for where something else must be waited for anyway")
    func waitingBesides() throws {
        let rule = CriteriaRule.all(of: [.any(of: [number(1), number(2)]), number(3)])
        let days = Criterion(number: 3, kind: .freelancer(days: 30))
        let found = prospects([member(1), question(2), days], rule)
        #expect(found == Prospects(toGive: [question(2)], outlook: .waits, waitsFor: [3]))
        // Who leaves it out waits for both.
        let skipping = prospects([member(1), question(2), days], rule, without: [2])
        #expect(skipping == Prospects(toGive: [], outlook: .waits, waitsFor: [1, 3]))
        // The same where people must overlook something.
        let server = prospects([member(1), question(2), try server(3)], rule)
        #expect(server == Prospects(toGive: [question(2)], outlook: .forPeopleAnyway, waitsFor: [3]))
    }

    @Test("A membership, a room, a test and days are waited for; a server and a broken not are for people")
    func kinds() throws {
        let room = Criterion(number: 1, kind: .room(id: RoomID(rawValue: "!hall:example.org")))
        let days = Criterion(number: 1, kind: .freelancer(days: 30))
        for criterion in [member(1), room, days] {
            let expected = Prospects(toGive: [], outlook: .waits, waitsFor: [1])
            #expect(prospects([criterion]) == expected, "\(criterion)")
        }
        #expect(prospects([try server(1)]).outlook == .forPeopleAnyway)
        // Whoever is not to be in a group can leave it; nobody becomes a newcomer again.
        let not = CriteriaRule.not(rule: number(1))
        #expect(prospects([member(1)], not) { $0.groups = [crew] }.outlook == .waits)
        #expect(prospects([days], not) { $0.freelancerSince = now.later(days: -31) }.outlook == .forPeopleAnyway)
        // Nobody can take a test yet, so none is waited for.
        let test = Criterion(number: 1, kind: .test(name: "Swift", minimumPercent: nil, daysAtMost: nil))
        #expect(prospects([test]).outlook == .complete)
    }

    @Test("Where people must overlook something, the rest is asked for all the same")
    func people() throws {
        let found = prospects([try server(1), question(2), member(3)])
        #expect(found.toGive.map(\.number) == [2])
        #expect(found.outlook == .forPeopleAnyway)
        #expect(prospects([try server(1), question(2), member(3)], without: [2]).outlook == .unattainable)
    }

    @Test("The day on which something comes is known for days alone")
    func comings() {
        let days = Criterion(number: 2, kind: .freelancer(days: 30))
        let set = CriteriaSet(criteria: [member(1), days], lastNumber: 2)
        #expect(checklist(set).nextComing == now.later(days: 30))
        #expect(checklist(set).coming.map(\.criterion.number) == [1, 2])
        #expect(checklist(CriteriaSet(criteria: [member(1)], lastNumber: 1)).nextComing == nil)
    }

    @Test("Three times a minute somebody may join or leave, and again once a minute has passed since the first")
    func pace() throws {
        func at(_ seconds: Int64) -> Timestamp {
            Timestamp(rawValue: now.rawValue + seconds * 1000)
        }
        var pace = JoinPace()
        for second in [0, 20, 40] as [Int64] { pace = try pace.next(at: at(second)) }
        #expect(throws: Refusal.membership(.tooFast(3))) { try pace.next(at: at(59)) }
        pace = try pace.next(at: at(60))
        #expect(pace.moments == [at(60), at(40), at(20)])
        #expect(throws: Refusal.membership(.tooFast(3))) { try pace.next(at: at(79)) }
    }

    @Test("A new answer takes the place of the old one, and what is asked otherwise is asked anew")
    func answers() {
        var application = Application(
            person: finn,
            group: crew,
            message: "",
            beganAt: now,
            version: 1,
            asking: question(1)
        )
        #expect(application.endsAt == now.later(hours: 3))
        let event = EventID(rawValue: "$1")
        application.take(.init(number: 1, asked: question(1).kind.fingerprint, content: "a", event: event))
        application.take(.init(number: 2, asked: question(2).kind.fingerprint, event: event, isSkipped: true))
        application.take(.init(number: 1, asked: question(1).kind.fingerprint, content: "b", event: event))
        #expect(application.answers.map(\.content) == ["", "b"])
        #expect(application.answered == 1 && application.skipped == [2])
        #expect(application.submissions(at: now).map(\.number) == [1])
        application.keepAnswers(to: CriteriaSet(criteria: [question(2), code(1)], lastNumber: 2))
        #expect(application.answers.map(\.number) == [2])
    }
}

@Suite("Letting somebody in at once")
struct AdmissionByRuleTests {
    private func guild(_ admission: Group.Admission) -> Group {
        var group = Group(
            id: GroupID(rawValue: 1),
            handle: "swift-guild",
            name: "Swift Guild",
            sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
            calendar: .init(zone: "UTC", workingDays: [.monday])
        )
        group.admission = admission
        return group
    }

    private let rule = Group.Admission.atOnce(setBy: ada, since: now)

    private func setter(
        _ group: Group,
        _ criteria: [Criterion],
        _ rule: CriteriaRule? = nil,
        of person: UserID = finn
    ) -> UserID? {
        let set = CriteriaSet(criteria: criteria, rule: rule, lastNumber: 9)
        return group.admitsAtOnce(person, by: set, checklist(set) { $0.groups = [crew] })
    }

    @Test("Whoever meets all that is checked is let in, in the name of who set the rule; never without a rule")
    func met() {
        #expect(setter(guild(rule), [member(1)]) == ada)
        #expect(setter(guild(.person), [member(1)]) == nil)
        #expect(setter(guild(rule), [member(1), code(2)]) == nil)
    }

    @Test("Nobody is let in without criteria, where people judge any, or by a rule of their own")
    func never() {
        #expect(setter(guild(rule), []) == nil)
        let either = CriteriaRule.any(of: [number(1), number(2)])
        #expect(setter(guild(rule), [member(1), question(2)], either) == nil)
        let test = Criterion(number: 2, kind: .test(name: "Swift", minimumPercent: nil, daysAtMost: nil))
        // A test is checked by the bot; one that is not there is met by nobody.
        #expect(setter(guild(rule), [member(1), test], either) == ada)
        #expect(setter(guild(rule), [member(1), test]) == nil)
        #expect(setter(guild(rule), [member(1)], of: ada) == nil)
    }

    @Test("Nor in a group that is suspended or over; a pause holds up nobody who waits")
    func states() {
        var group = guild(rule)
        group.state = .paused(reason: "")
        #expect(setter(group, [member(1)]) == ada)
        group.suspension = .init(reason: "Abuse")
        #expect(setter(group, [member(1)]) == nil)
        group.suspension = nil
        group.state = .archived
        #expect(setter(group, [member(1)]) == nil)
    }

    @Test("The rule is not set where there is nothing that could be checked")
    func nothing() throws {
        let group = guild(.person)
        #expect(throws: Refusal.criteria(.nothingToCheck(group))) { try group.setAdmission(rule, having: nil) }
        #expect(throws: Refusal.criteria(.nothingToCheck(group))) {
            try group.setAdmission(rule, having: CriteriaSet())
        }
        let set = CriteriaSet(criteria: [member(1)], lastNumber: 1)
        #expect(try group.setAdmission(rule, having: set) == .group(.admissionSet(group.id, rule)))
        #expect(try group.setAdmission(.person, having: nil) == .group(.admissionSet(group.id, .person)))
    }

    @Test("The clock of a request that completes itself begins then")
    func clock() throws {
        let calendar = try BusinessCalendar(
            zone: .utc,
            workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday]
        )
        let asked = JoinRequest(
            id: RequestID(rawValue: 1),
            group: crew,
            person: finn,
            message: "",
            askedAt: now,
            dueAt: now
        )
        #expect(asked.incomplete().isOpen && asked.incomplete().isIncomplete)
        #expect(asked.countsFrom == now)
        let later = now.later(days: 30)
        let completed = asked.incomplete().completed(at: later, Ladder(from: later, by: calendar))
        #expect(completed.state == .pending && completed.countsFrom == later && completed.key == asked.key)
        #expect(completed.dueAt == Ladder(from: later, by: calendar).dueAt)
        let moved = completed.dueAt(by: calendar, changedAt: later)
        #expect(moved == completed.dueAt)
    }
}
