import Groups
import Identifiers
import Testing

private let finn = UserID(rawValue: "@finn:example.org")
private let guild = GroupID(rawValue: 1)

private func day(_ number: Int) -> Day { Day(number: 20_454 + number) }

private func moment(_ day: Int, minute: Int = 555) -> Timestamp {
    Timestamp(rawValue: Int64(20_454 + day) * 86_400_000 + Int64(minute) * 60_000)
}

/// What a re-check finds about a member who lacks the membership that is asked for.
private func step(
    _ number: Int,
    after notice: Upkeep.Notice,
    notBefore floor: Int? = nil,
    by recheck: Timestamp?
) -> UpkeepStep {
    let criterion = Criterion(number: 1, kind: .group(id: GroupID(rawValue: 2), handle: "crew"))
    let set = CriteriaSet(criteria: [criterion])
    let held = CriteriaVersion(group: guild, number: 1, set: set, changedBy: finn, since: moment(0))
    let facts = CriteriaFacts(person: finn, now: moment(number), today: day(number))
    let standing = UpkeepStanding(held: held, present: set, facts: facts, kept: [:])
    return standing.step(after: row(notice), notBefore: floor.map(day), by: recheck, in: .utc)
}

private func given(by recheck: Timestamp?) -> Upkeep.Notice {
    var notice = Upkeep.Notice(version: 1, since: moment(10), lastDay: day(24), numbers: [1])
    notice.recheck = recheck
    return notice
}

private func row(_ notice: Upkeep.Notice) -> Upkeep {
    Upkeep(group: guild, person: finn, dueAt: moment(25, minute: 540), notice: notice)
}

@Suite("Notices of a re-check")
struct UpkeepRecheckTests {
    @Test("A re-check that is put off puts off the notices that it gave, and no others")
    func postponed() {
        let (chain, other) = (moment(9), moment(8))
        let notice = given(by: chain)
        guard case .extend(let next, let later) = step(12, after: notice, notBefore: 60, by: chain) else {
            Issue.record("not put off")
            return
        }
        #expect(later.lastDay == day(60) && later.since == notice.since && next.notice == later)
        #expect(next.dueAt == moment(61, minute: 540))
        // A nearer day takes nothing from anybody.
        #expect(step(12, after: notice, notBefore: 20, by: chain) == .wait(row(notice)))
        #expect(step(12, after: notice, notBefore: 60, by: other) == .wait(row(notice)))
        #expect(step(12, after: given(by: nil), notBefore: 60, by: chain) == .wait(row(given(by: nil))))
    }

    @Test("Nothing ends by a notice of a re-check that was called off, whatever another one finds")
    func calledOff() {
        var notice = given(by: moment(9))
        notice.version = Upkeep.Notice.calledOff
        guard case .notice(_, let fresh) = step(40, after: notice, by: moment(40)) else {
            Issue.record("no new notice")
            return
        }
        #expect(fresh.since == moment(40) && fresh.lastDay == day(54) && fresh.recheck == moment(40))
        // Who lacks the same without it keeps the notice, which is not the re-check's any more.
        guard case .wait(let kept?) = step(12, after: notice, by: nil) else {
            Issue.record("not kept")
            return
        }
        #expect(kept.notice?.recheck == nil && kept.notice?.version == 1)
    }
}
