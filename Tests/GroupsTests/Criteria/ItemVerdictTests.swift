import Groups
import Identifiers
import Testing

private let ada = UserID(rawValue: "@ada:example.org")
private let finn = UserID(rawValue: "@finn:example.org")
private let now = Timestamp(rawValue: 1_772_449_200_000)
private let today = Day(number: Int(now.rawValue / 86_400_000))
private let decider = Decider(person: ada, isAdministrator: true)
private let decision = JoinRequest.Verdict(administrator: ada, at: now, remark: "No")

private let sample = Criterion(number: 1, kind: .evidence(about: "A sample", mustExpire: false))
private let shown = Criterion(number: 2, kind: .statement(text: "Has shown an ID"))
private let member = Criterion(number: 3, kind: .group(id: GroupID(rawValue: 9), handle: "crew"))
private let test = Criterion(number: 4, kind: .test(name: "Swift", minimumPercent: nil, daysAtMost: nil))

private func request(_ state: JoinRequest.State = .pending) -> JoinRequest {
    JoinRequest(
        id: RequestID(rawValue: 41),
        group: GroupID(rawValue: 1),
        person: finn,
        message: "",
        askedAt: now,
        dueAt: now,
        state: state
    )
}

private func verdict(_ criterion: Criterion, isMet: Bool, isOutdated: Bool = false) -> ItemVerdict {
    ItemVerdict(
        request: request().id,
        number: criterion.number,
        asked: criterion.kind.fingerprint,
        isMet: isMet,
        remark: "",
        administrator: ada,
        at: now,
        isOutdated: isOutdated
    )
}

private func checklist(
    _ criteria: [Criterion],
    rule: CriteriaRule? = nil,
    _ verdicts: [ItemVerdict] = [],
    _ change: (inout CriteriaFacts) -> Void = { _ in }
) -> Checklist {
    var facts = CriteriaFacts(person: finn, now: now, today: today)
    for verdict in verdicts { facts.verdicts[verdict.number] = verdict }
    change(&facts)
    return CriteriaSet(criteria: criteria, rule: rule).evaluate(facts)
}

private func given(_ criterion: Criterion, until: Day? = nil) -> Submission {
    Submission(
        group: GroupID(rawValue: 1),
        person: finn,
        number: criterion.number,
        asked: criterion.kind.fingerprint,
        content: "x",
        until: until,
        at: now
    )
}

@Suite("Verdicts on single criteria")
struct ItemVerdictTests {
    static let states: [JoinRequest.State] = [
        .pending, .awaitingApplicant(since: now), .approved(decision), .refused(decision), .withdrawn(at: now),
        .lapsed(at: now), .void(.banned, at: now), .void(.archived, at: now), .void(.invited, at: now),
        .void(.notFreelancer, at: now),
    ]
    static let people = [
        (decider, "administrator"), (Decider(person: ada, isAdministrator: false), "nobody"),
        (Decider(person: finn, isAdministrator: true), "the applicant in office"),
        (Decider(person: finn, isAdministrator: false), "the applicant"),
    ]

    @Test("Only an administrator, not on their own request, marks what people check, as long as it is open")
    func everything() {
        let items = checklist([sample, shown, member, test]).items
        for state in Self.states {
            for (person, name) in Self.people {
                for item in items {
                    for isMet in [true, false] {
                        let given = try? request(state).judge(item, isMet: isMet, remark: "", by: person, at: now)
                        let mayJudge = request(state).isOpen && name == "administrator"
                        let isForPeople = [1, 2].contains(item.criterion.number)
                        #expect((given != nil) == (mayJudge && isForPeople), "\(state), \(name), \(item.criterion)")
                        #expect(given == nil || given?.isMet == isMet)
                    }
                }
            }
        }
    }

    @Test("A verdict is what people find, for as long as it is about the same words and nothing else was given since")
    func marks() {
        func mark(_ verdict: ItemVerdict?) -> Checklist.Mark? {
            checklist([shown], verdict.map { [$0] } ?? []).items.first?.mark
        }
        #expect(mark(nil) == .forPeople)
        #expect(mark(verdict(shown, isMet: true)) == .met)
        #expect(mark(verdict(shown, isMet: false)) == .missing)
        #expect(mark(verdict(shown, isMet: false, isOutdated: true)) == .forPeople)
        var other = verdict(shown, isMet: true)
        other.asked = member.kind.fingerprint
        #expect(mark(other) == .forPeople)
    }

    @Test("What the bot sees is not changed by a verdict, and neither is what has expired")
    func facts() {
        #expect(checklist([member], [verdict(member, isMet: true)]).items.first?.mark == .missing)
        #expect(checklist([test], [verdict(test, isMet: true)]).items.first?.mark == .unavailable)
        let met = [verdict(sample, isMet: true)]
        #expect(checklist([sample], met).items.first?.mark == .met)
        let expired = checklist([sample], met) {
            $0.submissions[1] = given(sample, until: Day(number: today.number - 1))
        }
        #expect(expired.items.first?.mark == .missing && expired.judgedNotMet.isEmpty)
    }

    @Test("What must not be so is met where the verdict on it is that it is met: it is not so")
    func excluded() {
        let rule = CriteriaRule.not(rule: .criterion(number: 2))
        #expect(checklist([shown], rule: rule, [verdict(shown, isMet: true)]).verdict == .met)
        #expect(checklist([shown], rule: rule, [verdict(shown, isMet: false)]).verdict == .notMet)
        #expect(checklist([shown], rule: rule).verdict == .open)
    }

    @Test("Approving is the verdict on what is unmarked, where that decides something")
    func unmarked() throws {
        func numbers(_ checklist: Checklist) throws -> [Int] {
            try request().approve(by: decider, note: "", meeting: checklist, at: now).compactMap {
                if case .criteria(.judged(let verdict)) = $0, verdict.isMet { verdict.number } else { nil }
            }
        }
        #expect(try numbers(checklist([shown])) == [2])
        #expect(try numbers(checklist([shown], [verdict(shown, isMet: true)])) == [])
        let either = CriteriaRule.any(of: [.criterion(number: 2), .criterion(number: 3)])
        #expect(try numbers(checklist([shown, member], rule: either) { $0.groups = [GroupID(rawValue: 9)] }) == [])
        #expect(try numbers(checklist([shown, member], rule: either)) == [2])
    }

    @Test("Who can't meet the criteria any more is let in for a reason only, which names what is missing")
    func waivers() throws {
        let sets = [
            (checklist([member]), [3]), (checklist([shown], [verdict(shown, isMet: false)]), [2]),
            (checklist([test]), [4]), (checklist([sample, shown, member]), [1, 3]),
        ]
        for (checklist, missing) in sets {
            #expect(throws: Refusal.request(.criteriaNotMet(request(), checklist.shortfall, names: [:]))) {
                try request().approve(by: decider, note: "", meeting: checklist, at: now)
            }
            let changes = try request().approve(by: decider, note: "", meeting: checklist, anyway: "Why", at: now)
            let waived = changes.compactMap { change -> Waiver? in
                if case .criteria(.waived(let waiver)) = change { waiver } else { nil }
            }
            #expect(waived.map { $0.criteria.map(\.number) } == [missing] && waived.first?.reason == "Why")
        }
        let met = checklist([member]) { $0.groups = [GroupID(rawValue: 9)] }
        #expect(try request().approve(by: decider, note: "", meeting: met, anyway: "Why", at: now).count == 2)
    }

    @Test("What was waived counts as met for that member, whether people or the bot would look at it")
    func waived() {
        let waived = Set([member, test, shown].map(\.kind.fingerprint))
        let list = checklist([member, test, shown]) { $0.waived = waived }
        #expect(list.verdict == .met && list.machineVerdict == .met && list.items.allSatisfy(\.isWaived))
        #expect(checklist([member, sample]) { $0.waived = waived }.machineVerdict == .open)
    }

    @Test("A refusal needs words, or a verdict that something is not met")
    func refusing() throws {
        let marked = checklist([shown], [verdict(shown, isMet: false)])
        for list in [nil, checklist([shown, member]), checklist([shown], [verdict(shown, isMet: true)])] {
            #expect(throws: Refusal.request(.reasonMissing(request()))) {
                try request().refuse(by: decider, reason: "", meeting: list, at: now)
            }
        }
        #expect(try request().refuse(by: decider, reason: "", meeting: marked, at: now).count == 1)
    }
}
