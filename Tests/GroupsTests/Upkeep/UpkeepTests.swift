import Identifiers
import Testing

@testable import Groups

private let finn = UserID(rawValue: "@finn:example.org")
private let guild = GroupID(rawValue: 1)
private let other = GroupID(rawValue: 2)
private let certificate = Criterion.Kind.evidence(about: "A certificate", mustExpire: true)
private let crew = Criterion.Kind.group(id: other, handle: "crew")

/// A member of a group, looked at on days counted from 1 January 2026 in UTC.
private struct Case {
    var kinds: [Criterion.Kind]
    var rule: CriteriaRule?
    /// What the group asks for now, where that is something else.
    var present: CriteriaSet?
    var groups: Set<GroupID> = []
    /// Until when the evidence of a number holds, and on which day it was given.
    var evidence: [Int: (until: Int, given: Int)] = [:]
    var kept: [Int: String] = [:]

    static func day(_ number: Int) -> Day { Day(number: 20_454 + number) }

    /// A quarter of an hour past nine on a day.
    static func moment(_ day: Int, minute: Int = 555) -> Timestamp {
        Timestamp(rawValue: Int64(20_454 + day) * 86_400_000 + Int64(minute) * 60_000)
    }

    var set: CriteriaSet {
        CriteriaSet(
            criteria: kinds.enumerated().map { Criterion(number: $0.offset + 1, kind: $0.element) },
            rule: rule
        )
    }

    func standing(_ day: Int, minute: Int = 555) -> UpkeepStanding {
        var facts = CriteriaFacts(person: finn, now: Self.moment(day, minute: minute), today: Self.day(day))
        facts.groups = groups
        for (number, given) in evidence {
            facts.submissions[number] = Submission(
                group: guild,
                person: finn,
                number: number,
                asked: kinds[number - 1].fingerprint,
                content: "https://example.org/",
                until: Self.day(given.until),
                at: Self.moment(given.given, minute: 600)
            )
        }
        let held = CriteriaVersion(group: guild, number: 1, set: set, changedBy: finn, since: Self.moment(0))
        return UpkeepStanding(held: held, present: present ?? set, facts: facts, kept: kept)
    }

    func step(_ day: Int, after upkeep: Upkeep? = nil, minute: Int = 555, notBefore floor: Int? = nil) -> UpkeepStep {
        standing(day, minute: minute).step(after: upkeep, notBefore: floor.map { Self.day($0) }, in: .utc)
    }
}

private func notice(_ numbers: [Int], since day: Int, until: Int? = nil) -> Upkeep.Notice {
    Upkeep.Notice(
        version: 1,
        since: Case.moment(day),
        lastDay: Case.day(day + 14),
        numbers: numbers,
        until: until.map { Case.day($0) }
    )
}

/// A membership with a notice, to be looked at when that is over.
private func row(_ notice: Upkeep.Notice) -> Upkeep {
    let end = notice.lastDay.number - Case.day(0).number + 1
    return Upkeep(group: guild, person: finn, dueAt: Case.moment(end, minute: 540), notice: notice)
}

@Suite("A membership that stands or falls with what is asked")
struct UpkeepTests {
    private let dated = Case(kinds: [certificate], evidence: [1: (until: 100, given: 0)])

    @Test("Nothing is to be seen to where nothing runs out and nothing is missing")
    func nothing() {
        #expect(Case(kinds: [crew], groups: [other]).step(5) == .wait(nil))
        #expect(Case(kinds: []).step(5) == .wait(nil))
        #expect(Case(kinds: [.statement(text: "Good")]).step(5) == .wait(nil))
        // Never given is for people: it is not held against a member who was never asked.
        #expect(Case(kinds: [certificate]).step(5) == .wait(nil))
    }

    @Test("A member is looked at in the morning 30, 7, 1 and 0 days before evidence runs out")
    func warnings() {
        let first = Upkeep(group: guild, person: finn, dueAt: Case.moment(70, minute: 540))
        #expect(dated.step(1) == .wait(first))
        var upkeep = first
        for (day, next) in [(70, 93), (93, 99), (99, 100)] {
            upkeep.warning = .init(until: Case.day(100), days: 100 - day)
            upkeep.dueAt = Case.moment(next, minute: 540)
            #expect(dated.step(day) == .warn(upkeep, [1]))
            // However often somebody looks, it is said once.
            #expect(dated.step(day, after: upkeep) == .wait(upkeep))
        }
        let last = notice([1], since: 100, until: 100)
        #expect(dated.step(100, after: upkeep) == .notice(row(last), last))
        for day in [100, 101, 114] { #expect(dated.step(day, after: row(last)) == .wait(row(last))) }
        #expect(dated.step(115, after: row(last)) == .end(.expired, [1], last))
    }

    @Test(
        "Of several steps that fell due the last is taken",
        arguments: [(70, 30), (92, 30), (93, 7), (98, 7), (99, 1)]
    )
    func missed(day: Int, days: Int) {
        guard case .warn(let upkeep, _) = dated.step(day) else {
            Issue.record("nothing is said on day \(day)")
            return
        }
        #expect(upkeep.warning?.days == days)
    }

    @Test("Whoever was never told gets notice and two weeks, however late", arguments: [101, 115, 160, 900])
    func neverTold(day: Int) {
        guard case .notice(let upkeep, let notice) = dated.step(day) else {
            Issue.record("no notice on day \(day)")
            return
        }
        #expect(notice.lastDay == Case.day(day + 14) && notice.since == Case.moment(day))
        #expect(dated.step(day + 14, after: upkeep, minute: 1439) == .wait(upkeep))
        #expect(dated.step(day + 15, after: upkeep) == .end(.expired, [1], notice))
    }

    @Test("Steps that were past when evidence was given are not said, the later ones are")
    func givenLate() {
        let late = Case(kinds: [certificate], evidence: [1: (until: 100, given: 95)])
        #expect(
            late.step(95, minute: 601) == .wait(.init(group: guild, person: finn, dueAt: Case.moment(99, minute: 540)))
        )
        let lastDay = Case(kinds: [certificate], evidence: [1: (until: 100, given: 100)])
        #expect(
            lastDay.step(100, minute: 601)
                == .wait(.init(group: guild, person: finn, dueAt: Case.moment(101, minute: 540)))
        )
        guard case .notice = lastDay.step(101) else {
            Issue.record("no notice on the day after")
            return
        }
    }

    @Test("Renewal cancels all that was said, before the last day and in the two weeks after it")
    func renewed() {
        var renewed = dated
        renewed.evidence = [1: (until: 400, given: 96)]
        let next = Upkeep(group: guild, person: finn, dueAt: Case.moment(370, minute: 540))
        let warned = Upkeep(
            group: guild,
            person: finn,
            dueAt: Case.moment(99),
            warning: .init(until: Case.day(100), days: 7)
        )
        #expect(renewed.step(96, after: warned, minute: 601) == .wait(next))
        #expect(renewed.step(105, after: row(notice([1], since: 100, until: 100))) == .lift(next))
    }

    @Test("A loss gives notice, what comes back lifts it, and after two weeks the membership ends")
    func lost() {
        let lost = Case(kinds: [crew])
        let given = notice([1], since: 10)
        let upkeep = row(given)
        #expect(lost.step(10) == .notice(upkeep, given))
        #expect(lost.step(24, after: upkeep) == .wait(upkeep))
        #expect(lost.step(25, after: upkeep) == .end(.revoked, [1], given))
        #expect(Case(kinds: [crew], groups: [other]).step(12, after: upkeep) == .lift(nil))
        #expect(Case(kinds: [crew], groups: [other]).step(40, after: upkeep) == .lift(nil))
    }

    @Test("A notice ends a membership only for what it named")
    func onlyWhatWasNamed() {
        // Criterion 1 came back, and 2 is missing since: that is another notice, with its own two weeks.
        let both = Case(kinds: [certificate, crew], evidence: [1: (until: 400, given: 20)])
        guard case .notice(_, let second) = both.step(115, after: row(notice([1], since: 100, until: 100))) else {
            Issue.record("no second notice")
            return
        }
        #expect(second.numbers == [2] && second.lastDay == Case.day(129))
        // Where the first is missing still, it is reason enough.
        let neither = Case(kinds: [certificate, crew], evidence: [1: (until: 100, given: 0)])
        let first = notice([1], since: 100, until: 100)
        #expect(neither.step(115, after: row(first)) == .end(.revoked, [1, 2], first))
    }

    @Test("A day that was promised is kept, and two weeks at least")
    func floor() {
        let lost = Case(kinds: [crew])
        guard case .notice(_, let far) = lost.step(10, notBefore: 60),
            case .notice(_, let near) = lost.step(10, notBefore: 12)
        else {
            Issue.record("no notice")
            return
        }
        #expect(far.lastDay == Case.day(60) && near.lastDay == Case.day(24))
    }

    @Test("What the group asks for no longer costs nobody the badge; what it only words anew does")
    func present() {
        var lost = Case(kinds: [crew])
        lost.present = CriteriaSet()
        #expect(lost.step(10) == .wait(nil))
        #expect(lost.step(30, after: row(notice([1], since: 10))) == .lift(nil))
        var anew = dated
        let wording = Criterion.Kind.evidence(about: "A certificate of liability", mustExpire: true)
        anew.present = CriteriaSet(criteria: [Criterion(number: 1, kind: wording)])
        guard case .notice = anew.step(101) else {
            Issue.record("other words hide that it ran out")
            return
        }
    }

    @Test("What was lifted is not held against a member, in the same words")
    func kept() {
        var lost = Case(kinds: [crew])
        lost.kept = [1: crew.fingerprint]
        #expect(lost.step(10) == .wait(nil))
        lost.kept = [1: certificate.fingerprint]
        guard case .notice = lost.step(10) else {
            Issue.record("other words were kept, too")
            return
        }
        var expired = dated
        expired.kept = [1: certificate.fingerprint]
        #expect(expired.step(70) == .wait(nil) && expired.step(130) == .wait(nil))
    }

    @Test("One of two is enough, and NOT is lost by having")
    func rules() {
        let either = CriteriaRule.any(of: [.criterion(number: 1), .criterion(number: 2)])
        var two = Case(kinds: [certificate, crew], rule: either, evidence: [1: (until: 100, given: 0)])
        guard case .notice = two.step(101) else {
            Issue.record("neither of two is there")
            return
        }
        two.groups = [other]
        #expect(two.step(101) == .wait(nil))
        let not = Case(kinds: [crew], rule: .not(rule: .criterion(number: 1)), groups: [other])
        guard case .notice(_, let notice) = not.step(10) else {
            Issue.record("who must not be in it is")
            return
        }
        #expect(notice.numbers == [1])
    }

    @Test("Of a room that the bot does not see nothing is held against anybody")
    func unseen() {
        let room = RoomID(rawValue: "!hall:example.org")
        var standing = Case(kinds: [.room(id: room)]).standing(10)
        guard case .lost = standing.finding else {
            Issue.record("outside the room nothing is missing")
            return
        }
        standing.facts.unseenRooms = [room]
        #expect(standing.finding == .holds(until: nil, []))
    }
}
