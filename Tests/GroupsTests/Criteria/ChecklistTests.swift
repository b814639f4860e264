import Identifiers
import Testing

@testable import Groups

private let finn = UserID(rawValue: "@finn:example.org")
private let day: Int64 = 86_400_000
private let now = Timestamp(rawValue: 1_772_449_200_000)
private let today = Day(number: Int(now.rawValue / day))
private let other = GroupID(rawValue: 2)
private let room = RoomID(rawValue: "!hall:example.org")

private func mark(
    _ kind: Criterion.Kind,
    _ change: (inout CriteriaFacts) -> Void = { _ in }
) -> Checklist.Mark? {
    var facts = CriteriaFacts(person: finn, now: now, today: today)
    change(&facts)
    return CriteriaSet(criteria: [Criterion(number: 1, kind: kind)]).evaluate(facts).items.first?.mark
}

private func given(_ kind: Criterion.Kind, until: Day? = nil) -> Submission {
    Submission(
        group: GroupID(rawValue: 1),
        person: finn,
        number: 1,
        asked: kind.fingerprint,
        content: "x",
        until: until,
        at: now
    )
}

@Suite("A person held against criteria")
struct ChecklistTests {
    @Test("What the bot can see is met or missing")
    func machine() throws {
        let server = try #require(ServerPattern(parsing: "example.org"))
        let elsewhere = try #require(ServerPattern(parsing: "*.example.org"))
        #expect(mark(.server(pattern: server)) == .met)
        #expect(mark(.server(pattern: elsewhere)) == .missing)
        let member = Criterion.Kind.group(id: other, handle: "other")
        #expect(mark(member) == .missing && mark(member) { $0.groups = [other] } == .met)
        #expect(mark(.room(id: room)) == .missing && mark(.room(id: room)) { $0.rooms = [room] } == .met)
    }

    @Test("Days as a freelancer count from the moment, and what was not written down is for people")
    func freelancer() {
        let kind = Criterion.Kind.freelancer(days: 30)
        func since(_ milliseconds: Int64) -> Checklist.Mark? {
            mark(kind) { $0.freelancerSince = Timestamp(rawValue: now.rawValue - milliseconds) }
        }
        #expect(since(30 * day) == .met)
        #expect(since(30 * day - 1) == .missing)
        #expect(mark(kind) == .forPeople)
        #expect(mark(kind) { $0.isFreelancer = false } == .missing)
    }

    @Test("Tests can't be taken yet, so they are never met and leave the verdict open")
    func tests() {
        let kind = Criterion.Kind.test(name: "Swift", minimumPercent: 80, daysAtMost: nil)
        #expect(mark(kind) == .unavailable)
        #expect(mark(kind) { $0.submissions[1] = given(kind) } == .unavailable)
        let facts = CriteriaFacts(person: finn, now: now, today: today)
        let set = CriteriaSet(criteria: [Criterion(number: 1, kind: kind)])
        #expect(set.evaluate(facts).verdict == .open)
        let not = CriteriaSet(criteria: set.criteria, rule: .not(rule: .criterion(number: 1)))
        #expect(not.evaluate(facts).verdict == .open)
    }

    @Test("Answers and links are for people once they are there, terms and codes are met")
    func submissions() {
        for kind in [
            Criterion.Kind.question(form: .short, text: "q"), .evidence(about: "e", mustExpire: false),
            .statement(text: "s"),
        ] {
            #expect(mark(kind) { $0.submissions[1] = given(kind) } == .forPeople)
        }
        #expect(mark(.statement(text: "s")) == .forPeople)
        for kind in [
            Criterion.Kind.terms(version: "1", text: "t"), .code(hashed: InvitationCode("open-sesame", salt: "s")),
        ] {
            #expect(mark(kind) == .missing && mark(kind) { $0.submissions[1] = given(kind) } == .met)
        }
    }

    @Test("What was given to another wording is nothing to this one")
    func stale() {
        let old = Criterion.Kind.terms(version: "1", text: "Be kind")
        let new = Criterion.Kind.terms(version: "2", text: "Be kind")
        #expect(mark(new) { $0.submissions[1] = given(old) } == .missing)
    }

    @Test("Evidence holds through its last day")
    func expiry() {
        let kind = Criterion.Kind.evidence(about: "e", mustExpire: true)
        #expect(mark(kind) { $0.submissions[1] = given(kind, until: today) } == .forPeople)
        #expect(mark(kind) { $0.submissions[1] = given(kind, until: today.advanced(by: -1)) } == .missing)
    }

    @Test("What must not be is marked the other way round")
    func excluded() {
        let set = CriteriaSet(
            criteria: [Criterion(number: 1, kind: .group(id: other, handle: "other"))],
            rule: .not(rule: .criterion(number: 1))
        )
        var facts = CriteriaFacts(person: finn, now: now, today: today)
        let outside = set.evaluate(facts)
        #expect(outside.items.first?.mark == .met && outside.items.first?.isExcluded == true && outside.verdict == .met)
        facts.groups = [other]
        let inside = set.evaluate(facts)
        #expect(inside.items.first?.mark == .missing && inside.verdict == .notMet)
    }

    @Test("A re-check counts only what the bot can see: who was never asked a question has not lost anything")
    func machineVerdict() throws {
        let server = try #require(ServerPattern(parsing: "example.org"))
        let set = CriteriaSet(criteria: [
            Criterion(number: 1, kind: .server(pattern: server)),
            Criterion(number: 2, kind: .question(form: .short, text: "q")),
        ])
        let facts = CriteriaFacts(person: finn, now: now, today: today)
        #expect(set.evaluate(facts).verdict == .notMet)
        #expect(set.evaluate(facts).machineVerdict == .open)
        let stranger = CriteriaFacts(person: UserID(rawValue: "@a:b.org"), now: now, today: today)
        #expect(set.evaluate(stranger).machineVerdict == .notMet)
    }

    @Test("Without criteria a person decides")
    func empty() {
        #expect(CriteriaSet().evaluate(CriteriaFacts(person: finn, now: now, today: today)).verdict == .open)
    }
}
