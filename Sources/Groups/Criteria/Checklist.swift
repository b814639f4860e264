package import Identifiers

/// What somebody said or sent to meet a criterion.
package struct Submission: Hashable, Sendable {
    package var group: GroupID
    package var person: UserID
    package var number: Int
    /// What exactly it answers: ``Criterion/Kind/fingerprint``.
    package var asked: String
    /// The answer or the link; empty for terms and codes.
    package var content: String
    /// The file whose URI the content is, where evidence was sent as a file.
    package var file: File?
    /// The last day on which evidence holds.
    package var until: Day?
    package var at: Timestamp
    /// Since when it counts no longer, because the person has deleted the file: its content is not kept either.
    package var withdrawnAt: Timestamp?

    package init(
        group: GroupID,
        person: UserID,
        number: Int,
        asked: String,
        content: String,
        until: Day? = nil,
        at: Timestamp
    ) {
        self.group = group
        self.person = person
        self.number = number
        self.asked = asked
        self.content = content
        self.until = until
        self.at = at
    }

    /// A file that was sent: only what its event says, never what it holds.
    package struct File: Hashable, Sendable {
        package var name: String
        /// As the sender's client says.
        package var bytes: Int?
        package var event: EventID
        /// What the client called it, such as `m.image`; nil where that was not kept.
        package var kind: String?

        package init(name: String, bytes: Int?, event: EventID, kind: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.event = event
            self.kind = kind
        }

        /// How large a file may be: administrators have to download it.
        package static let bytesAtMost = 20 * 1024 * 1024
    }

    /// How long an answer may be, in bytes.
    package static let shortBytesAtMost = 300
    package static let longBytesAtMost = 2000
    package static let linkBytesAtMost = 1000
}

/// What is known of one person, as far as one set of criteria asks.
package struct CriteriaFacts: Hashable, Sendable {
    package var person: UserID
    package var groups: Set<GroupID>
    package var rooms: Set<RoomID>
    /// Rooms of which the bot can't tell who is in them: nothing about them is held against a member.
    package var unseenRooms: Set<RoomID> = []
    /// The rooms that have replaced others, by those.
    package var movedRooms: [RoomID: RoomID] = [:]
    package var isFreelancer: Bool
    /// Nil where it was not written down at the time.
    package var freelancerSince: Timestamp?
    /// When somebody who became a freelancer then is one for so many days: the first moment of a day where the group is.
    package var freelancerFrom: [Int: Timestamp] = [:]
    package var submissions: [Int: Submission]
    /// How the person stands to the tests that the set names, by their handles; without those that do not exist.
    package var tests: [String: TestStanding] = [:]
    /// What administrators say of a request, by the number of the criterion; empty where it is none of the reader's business.
    package var verdicts: [Int: ItemVerdict] = [:]
    /// What was waived when the person was admitted: ``Criterion/Kind/fingerprint``.
    package var waived: Set<String> = []
    package var now: Timestamp
    /// The day where the group is.
    package var today: Day

    package init(
        person: UserID,
        groups: Set<GroupID> = [],
        rooms: Set<RoomID> = [],
        isFreelancer: Bool = true,
        freelancerSince: Timestamp? = nil,
        submissions: [Int: Submission] = [:],
        now: Timestamp,
        today: Day
    ) {
        self.person = person
        self.groups = groups
        self.rooms = rooms
        self.isFreelancer = isFreelancer
        self.freelancerSince = freelancerSince
        self.submissions = submissions
        self.now = now
        self.today = today
    }
}

/// A set of criteria held against one person.
package struct Checklist: Hashable, Sendable {
    package var items: [Item]
    package var verdict: CriteriaVerdict
    /// The same without a look at what people judge: what a member of long ago was never asked is not held against them.
    ///
    /// Evidence whose day is over counts as missing: for that nobody has to look.
    package var machineVerdict: CriteriaVerdict
    /// The same where what can't be checked yet counts as not met: whether somebody can be let in without a waiver.
    package var approvalVerdict: CriteriaVerdict
    /// What the machine verdict rests on: whether each criterion is so, whatever the rule wants.
    package var checked: [Int: Bool] = [:]
    /// The criteria that keep the whole from being met, by their numbers: not what is missing besides.
    package var decisive: Set<Int> = []
    /// The same in case that people find nothing to be met of what they have still to look at.
    package var mattering: Set<Int> = []
    /// Whether one of ``mattering`` would do, whichever.
    package var isOneEnough = false

    /// One criterion, and how the person stands to it.
    package struct Item: Hashable, Sendable {
        package var criterion: Criterion
        package var mark: Mark
        /// What the person gave to it, where that still answers it.
        package var submission: Submission?
        /// When it will be met by itself.
        package var metFrom: Timestamp?
        /// Whether it is only wanted not to be so, as in `not 3`.
        ///
        /// The mark says whether it is as it is wanted.
        package var isExcluded = false
        /// Whether administrators find out whether it is met.
        package var isForPeople = false
        /// What an administrator said of it, if that was about these very words.
        package var verdict: ItemVerdict?
        /// Whether it was waived when the person was admitted, and counts as met for that.
        package var isWaived = false
        /// Whether it is not held against a member: see ``Keeping``.
        package var isKept = false
        /// Whether the person gave a file to it and has deleted that since.
        package var isWithdrawn = false
        /// How the person stands to the test that the criterion names.
        package var test: TestStanding?
        /// Where the room is by now that the criterion names, if it was replaced by another.
        package var movedTo: RoomID?

        package init(criterion: Criterion, mark: Mark, submission: Submission? = nil, metFrom: Timestamp? = nil) {
            self.criterion = criterion
            self.mark = mark
            self.submission = submission
            self.metFrom = metFrom
        }
    }

    /// How a person stands to one criterion.
    package enum Mark: Hashable, Sendable, CaseIterable {
        case met
        case missing
        /// Administrators look at it.
        case forPeople
        /// It names a test that is not there, so it is never met.
        case unavailable
    }

    package init(
        items: [Item],
        verdict: CriteriaVerdict,
        machineVerdict: CriteriaVerdict,
        approvalVerdict: CriteriaVerdict
    ) {
        self.items = items
        self.verdict = verdict
        self.machineVerdict = machineVerdict
        self.approvalVerdict = approvalVerdict
    }

    package func count(_ mark: Mark) -> Int { items.count { $0.mark == mark } }
}

extension CriteriaSet {
    /// Holds the set against what is known of one person.
    ///
    /// What people still have to look at, and what can't be checked yet, leaves the verdict open.
    package func evaluate(_ facts: CriteriaFacts) -> Checklist {
        let wanted = wholeRule.wanted
        var known: [Int: Bool] = [:]
        var checked: [Int: Bool] = [:]
        let items = criteria.map { criterion in
            let number = criterion.number
            let item = criterion.held(against: facts, isExcluded: !wanted.contains(number))
            guard item.mark == .met || item.mark == .missing else { return item }
            known[number] = (item.mark == .met) != item.isExcluded
            if criterion.kind.judge == .machine || item.isWaived || item.isExpired(on: facts.today) {
                checked[number] = known[number]
            }
            return item
        }
        var settled = known
        for item in items where item.mark == .unavailable { settled[item.criterion.number] = false }
        var checklist = Checklist(
            items: items,
            verdict: verdict(of: known),
            machineVerdict: verdict(of: checked),
            approvalVerdict: verdict(of: settled)
        )
        checklist.checked = checked
        guard !criteria.isEmpty else { return checklist }
        var worst = settled
        for item in items where item.mark == .forPeople { worst[item.criterion.number] = item.isExcluded }
        let rule = wholeRule
        checklist.decisive = rule.decisive(settled)
        checklist.mattering = rule.decisive(worst)
        checklist.isOneEnough = rule.isOneEnough(of: checklist.mattering, worst)
        return checklist
    }

    /// What the rule comes to, given what is known of its criteria.
    ///
    /// Without criteria a person decides, as they like.
    func verdict(of known: [Int: Bool]) -> CriteriaVerdict { criteria.isEmpty ? .open : wholeRule.verdict(known) }
}

extension Checklist.Item {
    /// Whether it is evidence that was given and holds no longer.
    fileprivate func isExpired(on day: Day) -> Bool {
        guard case .evidence = criterion.kind else { return false }
        return submission?.until.map { $0 < day } ?? false
    }
}

extension Criterion {
    /// How the person stands to it, where `isExcluded` to its not being so; the word of people goes before what is seen.
    fileprivate func held(against facts: CriteriaFacts, isExcluded: Bool) -> Checklist.Item {
        var item = seen(in: facts)
        item.isExcluded = isExcluded
        item.isForPeople = kind.judge == .people || item.mark == .forPeople
        switch item.mark {
        case .met: item.mark = isExcluded ? .missing : .met
        case .missing: item.mark = isExcluded ? .met : .missing
        case .forPeople, .unavailable: break
        }
        if item.isForPeople, let verdict = facts.verdicts[number], verdict.asked == kind.fingerprint {
            item.verdict = verdict
            // What has expired since is no longer what was looked at.
            let isExpired = item.submission?.until.map { $0 < facts.today } ?? false
            if !verdict.isOutdated, !isExpired { item.mark = verdict.isMet ? .met : .missing }
        }
        if item.mark != .met, facts.waived.contains(kind.fingerprint) {
            (item.mark, item.isWaived) = (.met, true)
        }
        return item
    }

    private func seen(in facts: CriteriaFacts) -> Checklist.Item {
        let last = facts.submissions[number].flatMap { $0.asked == kind.fingerprint ? $0 : nil }
        let given = last.flatMap { $0.withdrawnAt == nil ? $0 : nil }
        func item(_ mark: Checklist.Mark) -> Checklist.Item {
            var item = Checklist.Item(criterion: self, mark: mark, submission: given)
            item.isWithdrawn = last?.withdrawnAt != nil
            if case .room(let id) = kind { item.movedTo = facts.movedRooms[id] }
            if case .test(let handle, let percent, let days) = kind {
                item.test = facts.tests[handle]?.seen(minimumPercent: percent, daysAtMost: days, on: facts.today)
            }
            return item
        }
        switch kind {
        case .test(let handle, let percent, let days):
            guard let test = facts.tests[handle] else { return item(.unavailable) }
            let pass = test.counting(minimumPercent: percent, daysAtMost: days, on: facts.today)
            return item(pass == nil ? .missing : .met)
        case .statement: return item(.forPeople)
        case .question: return item(given == nil ? .missing : .forPeople)
        case .evidence:
            let isExpired = given?.until.map { $0 < facts.today } ?? false
            return item(given == nil || isExpired ? .missing : .forPeople)
        case .server(let pattern): return item(pattern.matches(facts.person.serverName) ? .met : .missing)
        case .group(let id, _): return item(facts.groups.contains(id) ? .met : .missing)
        case .room(let id) where facts.unseenRooms.contains(id): return item(.forPeople)
        case .room(let id): return item(facts.rooms.contains(id) ? .met : .missing)
        case .terms, .code: return item(given == nil ? .missing : .met)
        case .freelancer(let days):
            guard facts.isFreelancer else { return item(.missing) }
            // Nobody is turned away for what was not written down: people look at it.
            guard let since = facts.freelancerSince else { return item(.forPeople) }
            let metFrom = facts.freelancerFrom[days] ?? since.later(days: days)
            guard facts.now < metFrom else { return item(.met) }
            return Checklist.Item(criterion: self, mark: .missing, metFrom: metFrom)
        }
    }
}
