import Identifiers

extension Group {
    /// Decides what happens when an administrator lifts the notice of a member: what is missing is not held against them
    /// any more, as long as it is asked for in the same words.
    ///
    /// `upkeep` is what is known of the membership, `standing` the member held against the criteria, or nil where there
    /// are none.
    package func keep(
        _ person: Subjected,
        by decider: Decider,
        because reason: String,
        upkeep: Upkeep?,
        standing: UpkeepStanding?,
        at now: Timestamp
    ) throws(Refusal) -> Keeping {
        guard decider.isAdministrator else { throw .authority(.administratorsOnly(self)) }
        try checkDecides()
        guard case .member = person.standing else { throw .upkeep(.notMember(person.person, self)) }
        guard person.person != decider.person else { throw .upkeep(.oneself(self)) }
        guard let notice = upkeep?.notice, let standing else { throw .upkeep(.noNotice(person.person, self)) }
        let numbers = Set(notice.numbers).union(standing.missing).sorted()
        return Keeping(
            group: id,
            person: person.person,
            criteria: numbers.compactMap { number in
                standing.held.set[number].map { .init(number: number, asked: $0.kind.fingerprint) }
            },
            by: decider.person,
            reason: reason,
            at: now
        )
    }
}

extension Checklist {
    /// Marks what is not held against the member: numbers, with what exactly they asked.
    package mutating func keep(_ kept: [Int: String]) {
        for index in items.indices where items[index].mark == .missing {
            let criterion = items[index].criterion
            items[index].isKept = kept[criterion.number] == criterion.kind.fingerprint
        }
    }
}
