import Groups
import Identifiers
import SQLiteStorage
import Testing

/// Whether what came of a trial was for its sender to bring about, and whether anybody heard what is not for them.
struct Ruling {
    private let trial: TrialHall.Trial
    private let what: String

    private static let swift = GroupID(rawValue: 1)
    private static let rust = GroupID(rawValue: 2)
    private static let go = GroupID(rawValue: 3)
    private static let owners = [1: Role.ada, 2: Role.zoe] as [Int64: UserID]
    private static let administrators = [
        swift: [Role.ada, Role.abel], rust: [Role.ada], go: [Role.zoe, Role.zoeWithAccent],
    ]

    init(_ trial: TrialHall.Trial, what: String) {
        self.trial = trial
        self.what = what
    }

    private var sender: UserID { trial.sender }

    func check() {
        for change in trial.changes where !isTheirs(change) {
            Issue.record("\(sender) in \(trial.room) by “\(what)”: \(change)")
        }
        for draft in trial.drafts {
            if draft.text.contains(TrialHall.secret), !mayReadRequest(draft.audience) {
                Issue.record("\(sender) in \(trial.room) by “\(what)” makes the request known to \(draft.audience)")
            }
            if draft.text.contains("Log of"), !mayReadLog(draft.audience) {
                Issue.record("\(sender) in \(trial.room) by “\(what)” makes the log known to \(draft.audience)")
            }
            if draft.text.contains(TrialHall.question), !draft.audience.isAlone(with: mayReadQuestions) {
                Issue.record("\(sender) in \(trial.room) by “\(what)” makes a question known to \(draft.audience)")
            }
            if draft.text.contains(TrialHall.pitch), !draft.audience.isAlone(with: [Role.cleo, Role.fay]) {
                Issue.record("\(sender) in \(trial.room) by “\(what)” makes the response known to \(draft.audience)")
            }
        }
    }

    private func mayReadRequest(_ audience: Draft.Audience) -> Bool {
        audience == .room(TrialHall.room("admins")) || audience.isAlone(with: [Role.ada, Role.abel, Role.finn])
            || audience == .cards
    }

    /// Those who run the test, and whoever just began to take it.
    private var mayReadQuestions: [UserID] {
        let isTaking = trial.changes.contains { if case .skillTest(.started) = $0 { true } else { false } }
        return [Role.ada, Role.abel] + (isTaking ? [sender] : [])
    }

    private func mayReadLog(_ audience: Draft.Audience) -> Bool {
        let isInRoom = audience == .room(TrialHall.room("admins")) || audience == .room(TrialHall.room("others"))
        return isInRoom || audience.isAlone(with: [Role.ada, Role.abel, Role.zoe, Role.zoeWithAccent])
    }

    private func isTheirs(_ change: Change) -> Bool {
        switch change {
        case .sponsor(let change): isTheirs(change)
        case .group(let change): isTheirs(change)
        case .person(.described(let person)): person.id == sender
        case .person(.spent(let person, _)): person == sender
        case .request(let change): isTheirs(change)
        // Fay is a member by #1; only #2 waits, for Swift Guild.
        case .membership(.began(let group, let person, let request, _)):
            // By invitation only zoe, who has one to Swift Guild.
            request == nil
                ? group == Self.swift && person == Role.zoe && sender == Role.zoe
                : group == Self.swift && person == Role.finn && request?.rawValue == 2 && mayDecide
        case .membership(.left(_, let person, _)): person == sender
        case .membership(.disbanded), .membership(.ended): false
        case .walk(let change): isTheirs(change)
        case .upkeep(let change): isTheirs(change)
        case .membership(.removed(let removal)): removal.removedBy == sender && mayDecide(for: removal.group)
        case .membership(.banned(let ban)): ban.bannedBy == sender && mayDecide(for: ban.group)
        case .membership(.unbanned(let group, _)): mayDecide(for: group)
        case .invitation(let change): isTheirs(change)
        case .room(.announcesJobs(let room, let group)):
            room == trial.room && mayConfigure && group.map { runs($0) } ?? true
        case .room(.stopsAnnouncing(let room)): room == trial.room && mayConfigure
        case .job(let change): isTheirs(change)
        case .criteria(let change): isTheirs(change)
        case .calendar(let change): isTheirs(change)
        case .joining(let change): isTheirs(change)
        case .skillTest(let change): isTheirs(change)
        case .link(let change): isTheirs(change)
        case .guidedForm(.asking(let form)): form.person == sender
        case .guidedForm(.ended(let person)): person == sender
        case .alert(let change): isTheirs(change)
        // What only time brings about.
        case .watch, .hint: false
        // No group of that hall is ever full.
        case .queue: false
        }
    }

    private func isTheirs(_ change: AlertChange) -> Bool {
        switch change {
        case .made(let alert): alert.person == sender
        // There is one alert in that hall, and it is finn's.
        case .paceSet, .ended: sender == Role.finn
        // What only time brings about.
        case .matchingGoesOn, .matchingEnded, .found, .lost, .listed, .listPutOff, .announcingGoesOn, .announcingEnded:
            false
        }
    }

    private func isTheirs(_ change: LinkChange) -> Bool {
        switch change {
        case .asked(let question), .withdrawn(let question): question.asker == sender && trial.isDirect
        case .refused(let asked, _), .allowed(let asked, _): asked == sender && trial.isDirect
        // Of no two accounts have both said that they are one person's, and the rest only time brings about.
        case .moved, .ranOut: false
        }
    }

    private func isTheirs(_ change: JoiningChange) -> Bool {
        switch change {
        case .asking(let application): application.person == sender
        case .askingEnded(let person), .joinedOrLeft(let person, _): person == sender
        case .answered(let given): given.person == sender && trial.isDirect
        // What is looked at again comes with time alone.
        case .roundGoesOn, .roundEnded: false
        }
    }

    private func isTheirs(_ change: SkillTestChange) -> Bool {
        // Whoever owns the sponsor or decides for one of its groups; a test that has only a number is Acme's.
        let runners = [1: [Role.ada, Role.abel], 2: [Role.zoe, Role.zoeWithAccent]] as [Int64: [UserID]]
        let runsAcmes = runners[1]?.contains(sender) == true
        return switch change {
        case .created(let test), .edited(let test, _): runners[test.sponsor.id.rawValue]?.contains(sender) == true
        case .stateSet, .deleted: runsAcmes
        case .questionsAdded, .questionRetired, .timeExtended: runsAcmes && trial.isDirect
        case .questionsRead(_, let person): person == sender && runsAcmes && trial.isDirect
        case .questionVoided(_, let rescoring): runsAcmes && trial.isDirect && rescoring.voidedBy == sender
        case .fileImport(.asked(let asked)): asked.person == sender && runsAcmes && trial.isDirect
        case .fileImport(.shown), .fileImport(.closed): runsAcmes && trial.isDirect
        case .started(let attempt, _), .answered(_, let attempt), .delayed(let attempt):
            attempt.person == sender && trial.isDirect
        // Giving up is nothing that others could not see.
        case .ended(let attempt): attempt.person == sender
        case .passed(let pass): pass.person == sender && trial.isDirect
        case .passShown(let person, _, _): person == sender
        case .tapped, .tapTakenBack, .followUpAsked, .followUpAnswered: trial.isDirect
        // What only time brings about.
        case .rescoring, .rescoringEnded, .rescored, .passEndTold: false
        }
    }

    private func isTheirs(_ change: CalendarChange) -> Bool {
        switch change {
        case .holidaysAdded(let group, _), .holidaysRemoved(let group, _), .changed(let group, _): runs(group)
        case .decided(let group, _, _, _): group == Self.swift && mayDecide
        case .settingsChanged(let person, _, _): person == sender && trial.isDirect
        case .fileImport(.asked(let asked)):
            asked.person == sender && runs(asked.group) && asked.room == (trial.isDirect ? nil : trial.room)
        case .fileImport(.closed), .fileImport(.shown): [Role.ada, Role.abel, Role.zoe].contains(sender)
        // What only time brings about.
        case .redated, .redatingMoved, .redatingEnded, .postponed, .reminded, .promiseMissed, .digestSent: false
        }
    }

    private func isTheirs(_ change: GroupChange) -> Bool {
        switch change {
        case .created(let group, let administrator):
            Self.owners[group.sponsor.id.rawValue] == sender && administrator == sender
        case .edited(let group): runs(group.id)
        case .administratorAdded(let group, _): owns(group) || decides(group)
        case .administratorRemoved(let group, let person): owns(group) || decides(group) && person == sender
        case .roomSet(let group, _, let room): runs(group) && mayConfigure && room.map { $0 == trial.room } ?? true
        case .opened(let group): runs(group)
        case .stateSet(let group, .archived): owns(group)
        case .stateSet(let group, _): runs(group)
        case .suspended: sender == Role.olga
        // What only time brings about.
        case .vacated, .filled: false
        case .admissionSet(let group, let admission):
            if case .atOnce(let setter, _) = admission { runs(group) && setter == sender } else { runs(group) }
        }
    }

    private func isTheirs(_ change: SponsorChange) -> Bool {
        let isOperator = sender == Role.olga
        return switch change {
        case .added, .suspended, .proven(_, .operatorsWord), .proven(_, .missing): isOperator
        case .ownersAdded(let id, _), .ownerRemoved(let id, _), .proven(let id, .domain):
            isOperator || Self.owners[id.rawValue] == sender
        }
    }

    private func isTheirs(_ change: WalkChange) -> Bool {
        switch change {
        case .goesOn(let walk): walk.task == .inviting ? runs(walk.group) && mayConfigure : owns(walk.group)
        case .ended(let group, _): owns(group)
        }
    }

    private func isTheirs(_ change: CriteriaChange) -> Bool {
        switch change {
        case .changed(let version): runs(version.group) && version.changedBy == sender
        case .requestAsked: [Role.finn, Role.fay].contains(sender)
        case .submitted(let submission): submission.person == sender && trial.isDirect
        case .submissionWithdrawn(_, let person, _, _): person == sender
        case .recheck(let recheck): runs(recheck.group) && recheck.startedBy == sender
        case .recheckEnded(let recheck), .recheckCancelled(let recheck, _): runs(recheck.group)
        case .recheckUndone(let group, _): runs(group)
        // Nothing but a look-up, which tells its sender no more than any client does.
        case .aliasesWanted: true
        case .judged(let verdict): verdict.request.rawValue == 2 && verdict.administrator == sender && mayDecide
        case .waived(let waiver): waiver.request.rawValue == 2 && waiver.administrator == sender && mayDecide
        case .requestRejudged(let id, _), .verdictTakenBack(let id, _): id.rawValue == 2 && mayDecide
        case .verdictOutdated(let id, _): id.rawValue == 2 && sender == Role.finn && trial.isDirect
        }
    }

    private func isTheirs(_ change: UpkeepChange) -> Bool {
        switch change {
        case .settled(let group, _): mayDecide(for: group)
        case .kept(let keeping): keeping.by == sender && mayDecide(for: keeping.group)
        case .watched, .warned, .noticed, .extended, .lifted, .calledOff, .membersHeld: false
        }
    }

    private func isTheirs(_ change: RequestChange) -> Bool {
        switch change {
        case .asked(let request, _): request.person == sender && [Role.finn, Role.fay, Role.zoe].contains(sender)
        case .approved(let id, let verdict), .refused(let id, let verdict):
            id.rawValue == 2 && verdict.administrator == sender && mayDecide
        case .withdrawn(let id, _), .voided(let id, .notFreelancer, _): id.rawValue == 2 && sender == Role.finn
        case .voided(let id, .banned, _): id.rawValue == 2 && mayDecide
        case .questioned(let id, let question, _): id.rawValue == 2 && question.askedBy == sender && mayDecide
        // Nobody asked anything, and nobody has taken a request on.
        case .claimed(let id, _): id.rawValue == 2 && mayDecide
        // Nothing is missing that could come, and nobody has made a rule.
        case .lookAgain, .completed, .admittedByRule: false
        case .cardsOutdated(let group, _): runs(group)
        case .cardsShown, .answered, .released, .reminded, .applicantReminded, .lapsed, .voided: false
        }
    }

    private func isTheirs(_ change: JobChange) -> Bool {
        switch change {
        case .drafted(let job, _): job.client == sender
        case .closed(_, .removed, _), .cleared, .released: sender == Role.olga
        case .roundBegan: sender == Role.cleo || sender == Role.olga
        case .draftDropped, .redrafted, .opened, .edited, .kept, .bumped, .closed, .reopened, .responseNoted:
            sender == Role.cleo
        case .reported(let report): report.person == sender && sender != Role.cleo
        // Not by the first report, and nobody of that hall agreed to be found.
        case .held, .invited: false
        // By itself, when its time comes.
        case .warned, .holdReminded, .roundTold: false
        case .responseDecided(let decision): sender == (decision.state == .withdrawn ? Role.fay : Role.cleo)
        case .responded(let response): response.person == sender && [Role.finn, Role.fay, Role.zoe].contains(sender)
        }
    }

    private func isTheirs(_ change: InvitationChange) -> Bool {
        switch change {
        case .sent(let invitation): invitation.invitedBy == sender && mayDecide(for: invitation.group)
        case .accepted, .declined: sender == Role.zoe
        case .voided, .overtaken: mayDecide
        // By itself, when its time is over.
        case .ranOut: false
        }
    }

    private func decides(_ group: GroupID) -> Bool { Self.administrators[group]?.contains(sender) == true }

    private func mayDecide(for group: GroupID) -> Bool {
        let room = [Self.swift: TrialHall.room("admins"), Self.rust: TrialHall.room("others")][group]
        return decides(group) && (trial.isDirect || trial.room == room)
    }

    /// Only an administrator of the group, in its administrators' room or alone with the bot.
    private var mayDecide: Bool {
        Self.administrators[Self.swift]?.contains(sender) == true
            && (trial.room == TrialHall.room("admins") || trial.isDirect)
    }

    private func owns(_ group: GroupID) -> Bool { sender == (group == Self.go ? Role.zoe : Role.ada) }

    private func runs(_ group: GroupID) -> Bool {
        owns(group) || Self.administrators[group]?.contains(sender) == true
    }

    /// Who has power in the rooms of this hall.
    private var mayConfigure: Bool { !trial.isDirect && [Role.olga, Role.ada, Role.abel].contains(sender) }
}
