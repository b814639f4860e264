import Groups
import Identifiers
import Testing

private let noon = Timestamp(rawValue: 1_772_449_200_000)

private func guild(_ state: Group.State, _ suspension: Group.Suspension?) -> Group {
    var group = Group(
        id: GroupID(rawValue: 1),
        handle: "swift-guild",
        name: "Swift Guild",
        sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
        calendar: .init(zone: "UTC", workingDays: [.monday])
    )
    if state == .draft { group.beginAsDraft() } else { group.state = state }
    group.suspension = suspension
    return group
}

private let states: [Group.State] = [.draft, .open, .paused(reason: ""), .paused(reason: "Moving"), .archived]
private let suspensions: [Group.Suspension?] = [
    nil, Group.Suspension(reason: "Abuse"), Group.Suspension(reason: "Abuse", isOfSponsor: true),
]

/// Every state with everything that can be tried in it.
@Suite("The states of a group")
struct GroupStateTests {
    private func refusal(_ attempt: () throws -> Void) -> Refusal? {
        do {
            try attempt()
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test(
        "New people are taken by an open group alone, and told what stands in the way",
        arguments: states,
        suspensions
    )
    func requests(_ state: Group.State, _ suspension: Group.Suspension?) {
        let group = guild(state, suspension)
        let expected: Refusal? =
            switch (state, suspension) {
            case (.archived, _): .state(.archived(group))
            case (_, _?): .state(.suspended(group))
            case (.draft, nil): .state(.draft(group))
            case (.paused, nil): .state(.paused(group))
            case (.open, nil): nil
            }
        #expect(refusal { try group.checkTakesRequests() } == expected)
        #expect(group.takesRequests == (expected == nil))
        // Of what stands in the way, the least is that nobody is there.
        let vacant = vacated(group)
        let alone: Refusal? = .state(.vacant(vacant))
        #expect(
            refusal { try vacant.checkTakesRequests() } == (expected == nil ? alone : refusal(as: vacant, expected))
        )
        #expect(!vacant.takesRequests)
    }

    private func vacated(_ group: Group) -> Group {
        var group = group
        group.vacantSince = noon
        return group
    }

    private func refusal(as group: Group, _ refusal: Refusal?) -> Refusal? {
        switch refusal {
        case .state(.archived): .state(.archived(group))
        case .state(.suspended): .state(.suspended(group))
        case .state(.paused): .state(.paused(group))
        case .state(.draft): .state(.draft(group))
        default: refusal
        }
    }

    @Test(
        "Whether anybody can be reached who decides for it pauses it and lets it go on, beside its state, from when it opens until it is over",
        arguments: states,
        suspensions
    )
    func vacancy(_ state: Group.State, _ suspension: Group.Suspension?) throws {
        let group = guild(state, suspension)
        let vacant = vacated(group)
        let isOver = state == .archived
        let isWatched = !isOver && state != .draft
        #expect(group.watch(isVacant: false, at: noon) == nil)
        #expect(vacant.watch(isVacant: true, at: noon) == nil)
        #expect(group.watch(isVacant: true, at: noon) == (isWatched ? .group(.vacated(group.id, at: noon)) : nil))
        #expect(vacant.watch(isVacant: false, at: noon) == (isWatched ? .group(.filled(group.id)) : nil))
        // Those who wait can be decided by whoever comes; who runs it can still end it, or pause it for a reason of theirs.
        #expect((refusal { try vacant.checkDecides() } == nil) == (refusal { try group.checkDecides() } == nil))
        #expect((refusal { _ = try vacant.archive(at: noon) } == nil) == !isOver)
        if state == .open { #expect(refusal { _ = try vacant.reopen() } == .state(.vacant(vacant))) }
    }

    @Test(
        "Requests that wait are decided, and jobs posted, unless it is over, suspended or a draft",
        arguments: states,
        suspensions
    )
    func decisions(_ state: Group.State, _ suspension: Group.Suspension?) {
        let group = guild(state, suspension)
        let expected: Refusal? =
            switch (state, suspension) {
            case (.archived, _): .state(.archived(group))
            case (_, _?): .state(.suspended(group))
            case (.draft, nil): .state(.draft(group))
            case (.open, nil), (.paused, nil): nil
            }
        #expect(refusal { try group.checkDecides() } == expected)
        #expect(refusal { try group.checkTakesJobs() } == expected)
    }

    @Test("Whoever runs it moves it between open and paused, and ends it once", arguments: states, suspensions)
    func moves(_ state: Group.State, _ suspension: Group.Suspension?) throws {
        let group = guild(state, suspension)
        let over: Refusal? = state == .archived ? .state(.archived(group)) : nil
        #expect(refusal { try group.checkMayChange() } == over)
        // A pause is of something that was open.
        let closed = over ?? (state == .draft ? .state(.draft(group)) : nil)
        let isMoving = state == .paused(reason: "Moving")
        #expect(refusal { _ = try group.pause(because: "Moving") } == closed ?? (isMoving ? .state(.isSo(group)) : nil))
        #expect(refusal { _ = try group.reopen() } == closed ?? (state == .open ? .state(.isSo(group)) : nil))
        #expect(refusal { _ = try group.archive(at: noon) } == over)
        guard over == nil else { return }
        #expect(try group.archive(at: noon).first == .group(.stateSet(group.id, .archived)))
    }

    @Test("Whoever runs it opens a draft, once, and nothing else", arguments: states, suspensions)
    func opening(_ state: Group.State, _ suspension: Group.Suspension?) throws {
        let group = guild(state, suspension)
        let expected: Refusal? =
            switch (state, suspension) {
            case (.archived, _): .state(.archived(group))
            case (_, _?): .state(.suspended(group))
            case (.open, nil), (.paused, nil): .state(.wasOpened(group))
            case (.draft, nil): nil
            }
        #expect(refusal { _ = try group.open() } == expected)
        if expected == nil { #expect(try group.open() == .group(.opened(group.id))) }
        var givenUp = guild(.draft, suspension)
        givenUp.state = .archived
        #expect(refusal { _ = try givenUp.open() } == .state(.archived(givenUp)))
    }

    @Test(
        "Nobody is invited to a draft or banned from it, and yet those who run it may change it",
        arguments: suspensions
    )
    func strangers(_ suspension: Group.Suspension?) throws {
        let group = guild(.draft, suspension)
        let ada = UserID(rawValue: "@ada:example.org")
        let cleo = UserID(rawValue: "@cleo:example.org")
        let stranger = Subjected(person: cleo, isAdministrator: false, standing: .stranger, ban: nil, invitation: nil)
        let decider = Decider(person: ada, isAdministrator: true)
        let found = refusal {
            _ = try group.ban(stranger, by: decider, until: nil, reason: "Spam", having: 0, at: noon)
        }
        #expect(found == .state(.draft(group)))
        #expect(refusal { try group.checkIsNoDraft() } == .state(.draft(group)))
        #expect(refusal { try group.checkDecides() } != nil && refusal { try group.checkMayChange() } == nil)
    }

    @Test(
        "The operator suspends whatever is not over, and lifts what was suspended by itself",
        arguments: states,
        suspensions
    )
    func suspending(_ state: Group.State, _ suspension: Group.Suspension?) {
        let group = guild(state, suspension)
        let over: Refusal? = state == .archived ? .state(.archived(group)) : nil
        #expect(refusal { _ = try group.suspend(because: "Abuse") } == over)
        let notLifted: Refusal? =
            suspension == nil ? .state(.isSo(group)) : suspension?.isOfSponsor == true ? .state(.suspended(group)) : nil
        #expect(refusal { _ = try group.suspend(because: nil) } == over ?? notLifted)
    }

    @Test("Nothing that the operator can do to a group admits or refuses anybody")
    func operatorDecidesNothing() throws {
        for state in states where state != .archived {
            #expect(
                try guild(state, nil).suspend(because: "x") == .group(.suspended(GroupID(rawValue: 1), because: "x"))
            )
        }
    }
}

@Suite("Sponsors")
struct SponsorTests {
    private let sponsor = Sponsor(id: SponsorID(rawValue: 1), name: "Acme")

    @Test(
        "An account proves the name of its homeserver, and no part of it",
        arguments: [
            ("@a:acme.example", true), ("@a:matrix.acme.example", false), ("@a:ACME.example:8448", true),
            ("@a:notacme.example", false), ("@a:acme.example.evil.org", false), ("@a:example", false),
            ("@acme.example:evil.org", false), ("@a:evil.org:acme.example", false), ("@a:[::1]", false),
        ]
    )
    func domains(_ account: String, _ isProof: Bool) {
        #expect(UserID(rawValue: account).isOf(domain: "acme.example") == isProof)
    }

    @Test("The last owner stays, and a proof by domain goes with the last owner of that domain")
    func owners() throws {
        let (eve, ada) = (UserID(rawValue: "@eve:acme.example"), UserID(rawValue: "@ada:example.org"))
        var proven = sponsor
        proven.proof = .domain("acme.example")
        #expect(throws: Refusal.sponsor(.lastOwner(sponsor))) { try sponsor.remove(ada, from: [ada]) }
        #expect(throws: Refusal.sponsor(.notOwner(eve, sponsor))) { try sponsor.remove(eve, from: [ada]) }
        #expect(try proven.remove(ada, from: [ada, eve]) == [.sponsor(.ownerRemoved(sponsor.id, ada))])
        #expect(
            try proven.remove(eve, from: [ada, eve])
                == [.sponsor(.ownerRemoved(sponsor.id, eve)), .sponsor(.proven(sponsor.id, .missing))]
        )
    }
}
