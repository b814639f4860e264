import Identifiers
import SeededTesting
import Testing

@testable import Groups

private let group = GroupID(rawValue: 1)

private func statement(_ number: Int) -> Criterion {
    Criterion(number: number, kind: .statement(text: "Statement \(number)"))
}

@Suite("Sets of criteria")
struct CriteriaSetTests {
    @Test("What makes no sense is found, each with its own fault")
    func faults() {
        let three = [statement(1), statement(2), statement(3)]
        func faults(_ rule: CriteriaRule?, _ criteria: [Criterion]? = nil) -> [CriteriaFault] {
            CriteriaSet(criteria: criteria ?? three, rule: rule).faults(in: group)
        }
        func number(_ number: Int) -> CriteriaRule { .criterion(number: number) }
        let all = CriteriaRule.all(of: [number(1), number(2), number(3)])
        #expect(faults(nil) == [] && faults(all) == [])
        #expect(faults(.all(of: [all, .not(rule: number(1))])) == [.contradiction])
        #expect(faults(.any(of: [all, .not(rule: number(1)), number(1)])) == [.alwaysMet])
        #expect(faults(.all(of: [number(1), number(2)])) == [.unmentioned([3])])
        #expect(faults(.all(of: [all, number(4)])) == [.unknownNumber(4)])
        #expect(faults(.all(of: [all, .any(of: [])])) == [.emptyCombination])
        #expect(faults(.atLeast(count: 4, of: [number(1), number(2), number(3)])) == [.count(4, of: 3)])
        #expect(faults(.atLeast(count: 0, of: [number(1), number(2), number(3)])) == [.count(0, of: 3)])
        let pair = CriteriaRule.any(of: [number(2), number(3)])
        let turned = CriteriaRule.any(of: [number(3), number(2)])
        #expect(faults(.atLeast(count: 2, of: [number(1), number(1), pair])) == [.twice(number(1))])
        #expect(faults(.atLeast(count: 2, of: [pair, turned, number(1), turned])) == [.twice(turned)])
        #expect(faults(.atLeast(count: 2, of: [number(1), pair, .not(rule: number(3))])) == [])
        var deep = all
        for _ in 0..<CriteriaSet.depthAtMost { deep = .any(of: [deep]) }
        #expect(faults(deep) == [.tooDeep(CriteriaSet.depthAtMost)])
        let many = CriteriaRule.any(of: Array(repeating: all, count: 30))
        #expect(faults(many).contains(.tooManyParts(CriteriaSet.partsAtMost)))
        let seven = (1...7).map { CriteriaRule.any(of: [number($0), .not(rule: number($0))]) }
        #expect(faults(.any(of: seven), (1...7).map(statement)) == [.tooTangled(CriteriaRule.repeatedAtMost)])
        #expect(
            faults(nil, [statement(1), Criterion(number: 2, kind: statement(1).kind)]) == [.same(2, as: 1)]
        )
        #expect(faults(nil, [Criterion(number: 1, kind: .group(id: group, handle: "own"))]) == [.ownGroup])
        #expect(faults(nil, [Criterion(number: 1, kind: .statement(text: ""))]) == [.emptyText(1)])
        let long = String(repeating: "x", count: CriteriaSet.textBytesAtMost + 1)
        #expect(
            faults(nil, [Criterion(number: 1, kind: .statement(text: long))])
                == [.textTooLong(1, limitBytes: CriteriaSet.textBytesAtMost)]
        )
        let terms = (1...4).map { index in
            Criterion(number: index, kind: .terms(version: "\(index)", text: String(repeating: "x", count: 3500)))
        }
        #expect(faults(nil, terms) == [.tooMuchText(limitBytes: CriteriaSet.bytesAtMost)])
        let questions = (1...16).map { Criterion(number: $0, kind: .question(form: .short, text: "q\($0)")) }
        #expect(faults(nil, questions) == [.tooManyQuestions(CriteriaSet.questionsAtMost)])
        #expect(faults(nil, (1...31).map(statement)) == [.tooMany(CriteriaSet.criteriaAtMost)])
        for options in [["a"], ["a", "A"], (1...11).map(String.init)] {
            let question = Criterion(number: 1, kind: .question(form: .choice(options: options), text: "q"))
            #expect(faults(nil, [question]) == [.options(1, atMost: CriteriaSet.optionsAtMost)])
        }
    }

    @Test("No number is given twice, whatever is added and removed")
    func numbers() {
        var set = CriteriaSet()
        var given: Set<Int> = []
        var numbers = SeededNumbers(seed: 28)
        for step in 0..<200 {
            if !set.criteria.isEmpty, numbers.next() % 3 == 0 {
                set = set.removing(numbers.pick(set.criteria).number)
            } else {
                let before = Set(set.criteria.map(\.number))
                set = set.adding(.statement(text: "Step \(step)"))
                let new = Set(set.criteria.map(\.number)).subtracting(before)
                #expect(new.count == 1 && given.isDisjoint(with: new))
                given.formUnion(new)
            }
            let rule = Set(set.wholeRule.numbers)
            #expect(rule == Set(set.criteria.map(\.number)))
        }
    }

    @Test("Groups that ask for each other's members are found, however far around")
    func cycles() throws {
        func id(_ number: Int64) -> GroupID { GroupID(rawValue: number) }
        let chain: [Int64: [Int64]] = [2: [3], 3: [4, 5], 4: [], 5: [6], 6: [2]]
        func around(_ group: Int64, to first: Int64) throws -> [GroupID]? {
            try criteriaCycle(from: id(group), to: [id(first)]) { (chain[$0.rawValue] ?? []).map(id) }
        }
        // The circle of others is none of group 1's.
        #expect(try around(1, to: 2) == nil)
        #expect(try around(4, to: 2) == [id(4), id(2), id(3)])
        #expect(try around(3, to: 3 + 1) == nil)
        // Longer than anybody has: better no answer than a long walk.
        #expect(throws: CriteriaFault.chainTooLong) {
            try criteriaCycle(from: id(0), to: [id(1)]) { [id($0.rawValue + 1)] }
        }
    }

    @Test("A server is on a domain only behind its dot")
    func servers() throws {
        let one = try #require(ServerPattern(parsing: "Example.org"))
        #expect(one.matches("example.org") && one.matches("EXAMPLE.ORG"))
        #expect(
            !one.matches("a.example.org") && !one.matches("example.org.evil.net") && !one.matches("example.org:8448")
        )
        let below = try #require(ServerPattern(parsing: "*.example.org"))
        #expect(below.matches("a.example.org") && below.matches("a.b.example.org"))
        #expect(!below.matches("example.org") && !below.matches("notexample.org") && !below.matches(".example.org"))
        #expect(ServerPattern(parsing: "example.org:8448")?.matches("example.org:8448") == true)
        for wrong in [
            "", "*.", "*", "*.*", "a..b", ".a", "a.", "-a", "a b", "a/b", "ä.org", String(repeating: "a", count: 231),
        ] {
            #expect(ServerPattern(parsing: wrong) == nil, "\(wrong)")
        }
    }
}

@Suite("What is hashed")
struct HashTests {
    @Test("A hash is written as its standard prints it, with leading zeros")
    func vectors() {
        #expect(HexDigest.of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(HexDigest.of(Array("39".utf8)) == "0b918943df0962bc7a1824c0555a389347b4febdc7cf9d1254406d80ce44e3f9")
    }

    @Test("A code opens for itself alone, and is not told by what is stored")
    func codes() {
        let code = InvitationCode("open-sesame", salt: "1")
        #expect(code.matches("open-sesame"))
        for wrong in ["", "open-sesamf", "Open-sesame", "open-sesame ", "open-sesame\u{0}"] {
            #expect(!code.matches(wrong), "\(wrong)")
        }
        #expect(!"\(code)".contains("sesame"))
        #expect(InvitationCode("open-sesame", salt: "2").hash != code.hash)
    }

    @Test("A code opens the criterion that asks for it, whichever was asked about; none that must not be met")
    func anyCode() {
        func code(_ number: Int) -> Criterion {
            Criterion(number: number, kind: .code(hashed: InvitationCode("code-number-\(number)", salt: "\(number)")))
        }
        let rule = CriteriaRule.all(
            of: [.any(of: [.criterion(number: 1), .criterion(number: 2)]), .not(rule: .criterion(number: 3))]
        )
        let set = CriteriaSet(criteria: [code(1), code(2), code(3), statement(4)], rule: rule)
        #expect(set.criterion(openedBy: "code-number-1", asking: 1)?.number == 1)
        #expect(set.criterion(openedBy: "code-number-2", asking: 1)?.number == 2)
        #expect(set.criterion(openedBy: "code-number-3", asking: 1) == nil)
        #expect(set.criterion(openedBy: "code-number-3", asking: 3)?.number == 3)
        #expect(set.criterion(openedBy: "code-number-4", asking: 4) == nil)
    }

    @Test("Two wordings have two fingerprints, wherever the words are divided")
    func fingerprints() {
        let kinds: [Criterion.Kind] = [
            .terms(version: "1", text: "2 be kind"), .terms(version: "1 2", text: "be kind"),
            .question(form: .choice(options: ["a", "b"]), text: "q"),
            .question(form: .choice(options: ["ab"]), text: "q"), .question(form: .short, text: "q"),
            .question(form: .long, text: "q"), .statement(text: "q"), .evidence(about: "q", mustExpire: false),
            .evidence(about: "q", mustExpire: true), .freelancer(days: 1), .freelancer(days: 11),
            .test(name: "a", minimumPercent: 1, daysAtMost: nil), .test(name: "a", minimumPercent: nil, daysAtMost: 1),
        ]
        #expect(Set(kinds.map(\.fingerprint)).count == kinds.count)
    }
}
