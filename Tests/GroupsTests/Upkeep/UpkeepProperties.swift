import Groups
import Identifiers
import SeededTesting
import Testing

/// A bot that is away as it likes, and a member who renews or not, over some years.
private struct Run {
    var numbers: SeededNumbers
    var zone: Zone
    var now: Int
    let set: CriteriaSet
    var submissions: [Int: Submission] = [:]
    var groups: Set<GroupID> = []
    var upkeep: Upkeep?
    var notices: [Upkeep.Notice] = []
    var warnings: [Upkeep.Warning] = []

    static let finn = UserID(rawValue: "@finn:example.org")
    static let guild = GroupID(rawValue: 1)
    static let other = GroupID(rawValue: 2)

    init(seed: UInt64, zone: Zone, now: Int) {
        numbers = SeededNumbers(seed: seed)
        self.zone = zone
        self.now = now
        let certificate = Criterion.Kind.evidence(about: "A certificate", mustExpire: true)
        let sample = Criterion.Kind.evidence(about: "A sample", mustExpire: true)
        let kinds: [Criterion.Kind] = [certificate, sample, .group(id: Self.other, handle: "other")]
        let rules: [CriteriaRule?] = [
            nil, .any(of: [.criterion(number: 1), .all(of: [.criterion(number: 2), .criterion(number: 3)])]),
            .atLeast(count: 2, of: (1...3).map { .criterion(number: $0) }),
        ]
        set = CriteriaSet(
            criteria: kinds.enumerated().map { Criterion(number: $0.offset + 1, kind: $0.element) },
            rule: numbers.pick(rules)
        )
        groups = [Self.other]
        for number in 1...2 { give(number) }
    }

    var today: Day { zone.local(Timestamp(rawValue: Int64(now))).day }

    var standing: UpkeepStanding {
        var facts = CriteriaFacts(person: Self.finn, now: Timestamp(rawValue: Int64(now)), today: today)
        facts.groups = groups
        facts.submissions = submissions
        let held = CriteriaVersion(
            group: Self.guild,
            number: 1,
            set: set,
            changedBy: Self.finn,
            since: Timestamp(rawValue: 0)
        )
        return UpkeepStanding(held: held, present: set, facts: facts, kept: [:])
    }

    /// Gives evidence that holds for some days, often few.
    mutating func give(_ number: Int) {
        submissions[number] = Submission(
            group: Self.guild,
            person: Self.finn,
            number: number,
            asked: set[number]?.kind.fingerprint ?? "",
            content: "https://example.org/",
            until: today.advanced(by: numbers.pick([0, 1, 2, 6, 7, 8, 20, 29, 30, 31, 100])),
            at: Timestamp(rawValue: Int64(now))
        )
        // Something new makes the bot look.
        upkeep = Upkeep(
            group: Self.guild,
            person: Self.finn,
            dueAt: Timestamp(rawValue: Int64(now)),
            warning: upkeep?.warning,
            notice: upkeep?.notice
        )
    }

    /// Looks as often as something is due.
    ///
    /// - Returns: how the membership ended, if it did.
    mutating func look() throws -> (Lapse, [Int], Upkeep.Notice)? {
        var looks = 0
        while let due = upkeep, due.dueAt.rawValue <= now {
            looks += 1
            // Each look is of its own moment, and there is an end of them.
            try #require(looks < 9, "there is no end of looks")
            switch standing.step(after: due, in: zone) {
            case .wait(let next): upkeep = next
            case .warn(let next, _):
                upkeep = next
                if let warning = next.warning { warnings.append(warning) }
            case .notice(let next, let notice):
                upkeep = next
                notices.append(notice)
            case .extend(let next, _): upkeep = next
            case .lift(let next): upkeep = next
            case .end(let lapse, let missing, let notice): return (lapse, missing, notice)
            }
        }
        return nil
    }
}

@Suite("No badge vanishes without notice")
struct UpkeepProperties {
    @Test("No membership ends without a notice that named why, two weeks before, whenever the bot is there")
    func notice() throws {
        var ended = 0
        for seed in 0..<1_000 as Range<UInt64> {
            let zone = TestZone.all[Int(seed) % TestZone.all.count].zone
            var run = Run(seed: seed, zone: zone, now: 1_772_000_000_000 + Int(seed) * 7_777_777)
            for _ in 0..<60 {
                if let (_, missing, notice) = try run.look() {
                    ended += 1
                    #expect(run.notices.contains(notice), "seed \(seed)")
                    #expect(run.now - Int(notice.since.rawValue) >= 14 * 86_400_000, "seed \(seed)")
                    #expect(run.today > notice.lastDay, "seed \(seed)")
                    #expect(run.standing.isLost(forNothingBut: notice.numbers), "seed \(seed)")
                    #expect(Set(missing).isSuperset(of: notice.numbers.filter { run.standing.missing.contains($0) }))
                    break
                }
                // What is not due at this moment is due later: nothing is skipped, and nothing waits for ever.
                if let due = run.upkeep { #expect(due.dueAt.rawValue > run.now, "seed \(seed)") }
                switch run.numbers.number(in: 0...5) {
                case 0: run.give(run.numbers.number(in: 1...2))
                case 1:
                    run.groups = run.groups.isEmpty ? [Run.other] : []
                    run.upkeep = Upkeep(
                        group: Run.guild,
                        person: Run.finn,
                        dueAt: Timestamp(rawValue: Int64(run.now)),
                        warning: run.upkeep?.warning,
                        notice: run.upkeep?.notice
                    )
                // Away for up to sixty days.
                case 2: run.now += run.numbers.number(in: 1...60) * 86_400_000
                // There, when something is due.
                default:
                    let due = run.upkeep.map { Int($0.dueAt.rawValue) } ?? run.now + 86_400_000
                    run.now = max(run.now + 1, due)
                }
            }
            // A step is said once.
            let said = run.warnings.map { "\($0.until.number)/\($0.days)" }
            #expect(said.count == Set(said).count || run.notices.count > 0, "seed \(seed)")
        }
        #expect(ended > 100)
    }

    @Test("A bot that is always there says each step on its day", arguments: TestZone.all)
    func steps(zone: TestZone) throws {
        for seed in 0..<50 as Range<UInt64> {
            var run = Run(seed: seed, zone: zone.zone, now: 1_772_000_000_000 + Int(seed) * 86_400_000 * 11)
            let until = run.today.advanced(by: 40)
            for number in 1...2 {
                run.submissions[number]?.until = until
            }
            var days: [Int] = []
            while run.notices.isEmpty, let due = run.upkeep {
                run.now = max(run.now, Int(due.dueAt.rawValue))
                let before = run.warnings.count
                #expect(try run.look() == nil)
                if run.warnings.count > before { days.append(until.number - run.today.number) }
            }
            #expect(days == [30, 7, 1])
            #expect(run.today == until && run.notices.map(\.lastDay) == [until.advanced(by: 14)])
            run.now = Int(run.upkeep?.dueAt.rawValue ?? 0)
            #expect(try run.look() != nil)
            #expect(run.today == until.advanced(by: 15))
        }
    }
}
