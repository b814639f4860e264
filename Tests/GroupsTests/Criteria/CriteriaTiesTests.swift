import Testing

@testable import Groups

private let guild = GroupID(rawValue: 1)

private func one(_ number: Int) -> CriteriaRule { .criterion(number: number) }

private func faults(_ kinds: [Criterion.Kind], _ rule: CriteriaRule? = nil) -> [CriteriaFault] {
    let criteria = kinds.enumerated().map { Criterion(number: $0.offset + 1, kind: $0.element) }
    return CriteriaSet(criteria: criteria, rule: rule).faults(in: guild)
}

private func server(_ text: String) throws -> Criterion.Kind {
    .server(pattern: try #require(ServerPattern(parsing: text)))
}

@Suite("Criteria of one kind that contradict each other")
struct CriteriaTiesTests {
    @Test("Nobody is a freelancer for more days and not for fewer")
    func days() {
        let kinds: [Criterion.Kind] = [.freelancer(days: 20), .freelancer(days: 10)]
        #expect(faults(kinds, .all(of: [one(1), .not(rule: one(2))])) == [.contradiction])
        #expect(faults(kinds, .all(of: [one(2), .not(rule: one(1))])).isEmpty)
        #expect(faults(kinds, .any(of: [one(2), .not(rule: one(1))])) == [.alwaysMet])
    }

    @Test("A server is within a wildcard or without it, and nobody is on two")
    func servers() throws {
        let kinds = [try server("a.example.org"), try server("*.example.org")]
        #expect(faults(kinds, .all(of: [one(1), .not(rule: one(2))])) == [.contradiction])
        #expect(faults(kinds, .all(of: [one(2), .not(rule: one(1))])).isEmpty)
        #expect(faults([try server("a.org"), try server("b.org")]) == [.contradiction])
        #expect(faults([try server("a.org"), try server("b.org")], .any(of: [one(1), one(2)])).isEmpty)
        #expect(faults([try server("*.x.example.org"), try server("*.example.org")]).isEmpty)
        #expect(faults([try server("*.org"), try server("*.net")]) == [.contradiction])
        // The domain itself does not lie below it.
        #expect(faults([try server("example.org"), try server("*.example.org")]) == [.contradiction])
    }

    @Test("A part that is always met, or never, is named")
    func parts() {
        let kinds: [Criterion.Kind] = [.statement(text: "A"), .statement(text: "B")]
        let idle = CriteriaRule.any(of: [one(1), .not(rule: one(1))])
        #expect(faults(kinds, .all(of: [one(2), idle])) == [.idlePart(idle, isMet: true)])
        let dead = CriteriaRule.all(of: [one(1), .not(rule: one(1))])
        #expect(faults(kinds, .any(of: [one(2), dead])) == [.idlePart(dead, isMet: false)])
        #expect(faults(kinds, .any(of: [one(2), .not(rule: one(1))])).isEmpty)
    }
}
