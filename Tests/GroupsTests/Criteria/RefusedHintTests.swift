import Identifiers
import Testing

@testable import Groups

private let finn = UserID(rawValue: "@finn:example.org")
private let now = Timestamp(rawValue: 1_772_449_200_000)
private let crew = Criterion.Kind.group(id: GroupID(rawValue: 2), handle: "crew")

private func server(_ name: String) throws -> Criterion.Kind {
    .server(pattern: try #require(ServerPattern(parsing: name)))
}

private func lacking(_ kinds: [Criterion.Kind], _ rule: CriteriaRule? = nil) -> [Int] {
    let criteria = kinds.enumerated().map { Criterion(number: $0.offset + 1, kind: $0.element) }
    let set = CriteriaSet(criteria: criteria, rule: rule)
    let facts = CriteriaFacts(person: finn, now: now, today: Day(number: 20_514))
    return set.lacking(in: set.evaluate(facts)).map(\.criterion.number)
}

@Suite("Who may get a hint")
struct RefusedHintTests {
    @Test("What is lacked is what is machine-checked, missing and needed")
    func lacked() throws {
        let (own, acme) = (try server("example.org"), try server("acme.example"))
        #expect(lacking([]) == [])
        #expect(lacking([own, acme]) == [2])
        #expect(lacking([own, acme], .any(of: [.criterion(number: 1), .criterion(number: 2)])) == [])
        #expect(lacking([own, crew], .not(rule: .criterion(number: 1))) == [1])
        #expect(lacking([.statement(text: "Has met us"), .question(form: .short, text: "Since when?")]) == [])
        #expect(lacking([.terms(version: "1", text: "Be kind")]) == [1])
        // Nobody passes a test that is not there.
        #expect(lacking([own, .test(name: "gone", minimumPercent: nil, daysAtMost: nil)]) == [2])
    }

    @Test("Only a stranger whose last request was refused, and who could ask again")
    func open() {
        let group = GroupID(rawValue: 1)
        var request = JoinRequest(
            id: RequestID(rawValue: 1),
            group: group,
            person: finn,
            message: "",
            askedAt: now,
            dueAt: now
        )
        let verdict = JoinRequest.Verdict(administrator: finn, at: now, remark: "")
        request.state = .refused(verdict)
        let person = Person(id: finn, isFreelancer: true)
        #expect(request.isOpenToHint(person, .stranger, ban: nil, at: now))
        #expect(!request.isOpenToHint(Person(id: finn), .stranger, ban: nil, at: now))
        #expect(!request.isOpenToHint(person, .member(since: now), ban: nil, at: now))
        #expect(!request.isOpenToHint(person, .waiting(request), ban: nil, at: now))
        let ban = Ban(
            group: group,
            person: finn,
            bannedBy: finn,
            at: now,
            until: now.later(days: 1),
            reason: "",
            isTold: true
        )
        #expect(!request.isOpenToHint(person, .stranger, ban: ban, at: now))
        #expect(request.isOpenToHint(person, .stranger, ban: ban, at: now.later(days: 2)))
        #expect(!request.isHintOutdated(at: now.later(days: 364)) && request.isHintOutdated(at: now.later(days: 365)))
        request.state = .withdrawn(at: now)
        #expect(!request.isOpenToHint(person, .stranger, ban: nil, at: now))
    }
}
