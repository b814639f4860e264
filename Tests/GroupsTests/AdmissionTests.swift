import Groups
import Identifiers
import Testing

private let ada = UserID(rawValue: "@ada:example.org")
private let abel = UserID(rawValue: "@abel:example.org")
private let finn = UserID(rawValue: "@finn:example.org")
private let noon = Timestamp(rawValue: 1_772_449_200_000)
private let decider = Decider(person: ada, isAdministrator: true)

private let guild = Group(
    id: GroupID(rawValue: 1),
    handle: "swift-guild",
    name: "Swift Guild",
    sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
    calendar: .init(zone: "UTC", workingDays: [.monday])
)

private func request(
    _ state: JoinRequest.State = .pending,
    claimer: UserID? = nil
) -> JoinRequest {
    JoinRequest(
        id: RequestID(rawValue: 41),
        group: guild.id,
        person: finn,
        message: "",
        askedAt: noon,
        dueAt: noon,
        state: state,
        claimer: claimer
    )
}

@Suite("Questions and claims")
struct QuestionAndClaimTests {
    @Test("Ten questions are the most that one request may have")
    func cap() throws {
        #expect(try request().ask("Why?", by: decider, after: 9, in: .utc, at: noon).number == 10)
        #expect(throws: Refusal.request(.tooManyQuestions(RequestID(rawValue: 41), 10))) {
            try request().ask("Why?", by: decider, after: 10, in: .utc, at: noon)
        }
    }

    @Test("Halfway the applicant is reminded, and has at least as many days again however late the reminder is")
    func silence() throws {
        let question = try request().ask("Why?", by: decider, after: 0, in: .utc, at: noon)
        let held = request(.awaitingApplicant(since: noon))
        // Noon is Monday 2 March 2026, 11:00 in UTC: the day ends 13 hours later.
        func end(_ days: Int) -> Timestamp { noon.later(days: days).later(hours: 13) }
        let fresh = UnansweredRequest(request: held, question: question, isReminded: false)
        for (days, last) in [(7, 14), (8, 15), (30, 37)] {
            let step = fresh.step(at: noon.later(days: days), in: .utc)
            #expect(step == .applicantReminded(held.id, lapsesAt: end(last)))
        }
        let reminded = UnansweredRequest(request: held, question: question, isReminded: true)
        #expect(reminded.step(at: end(14), in: .utc) == .lapsed(held.id, at: end(14)))
    }

    @Test("Fifty requests of a group are the most that one administrator takes on, or is given")
    func claims() throws {
        let most = JoinRequest.claimsAtMost
        let other = Decider(person: abel, isAdministrator: true)
        #expect(try request().claim(by: decider, having: most - 1) == [.request(.claimed(request().id, by: ada))])
        #expect(throws: Refusal.request(.tooManyClaims(ada, most))) { try request().claim(by: decider, having: most) }
        #expect(throws: Refusal.request(.tooManyClaims(abel, most))) {
            try request().pass(to: other, having: most, by: decider, in: guild)
        }
    }

    @Test("Only its claimer gives a request back or on; without one anybody may give it to somebody")
    func passing() throws {
        let other = Decider(person: abel, isAdministrator: true)
        let claimed = request(claimer: abel)
        #expect(throws: Refusal.request(.claimedBy(abel, claimed.id))) { try claimed.claim(by: decider, having: 0) }
        #expect(throws: Refusal.request(.claimedBy(abel, claimed.id))) { try claimed.release(by: decider) }
        #expect(throws: Refusal.request(.claimedBy(abel, claimed.id))) {
            try claimed.pass(to: decider, having: 0, by: decider, in: guild)
        }
        #expect(throws: Refusal.request(.alreadyClaimed(claimed.id))) { try claimed.claim(by: other, having: 0) }
        #expect(try claimed.release(by: other) == [.request(.released(claimed.id))])
        #expect(
            try claimed.pass(to: decider, having: 0, by: other, in: guild) == [.request(.claimed(claimed.id, by: ada))]
        )
        #expect(
            try request().pass(to: other, having: 0, by: decider, in: guild)
                == [.request(.claimed(claimed.id, by: abel))]
        )
        let applicant = Decider(person: finn, isAdministrator: true)
        #expect(throws: Refusal.request(.claimByApplicant(claimed.id, finn))) {
            try request().pass(to: applicant, having: 0, by: decider, in: guild)
        }
    }
}

@Suite("Invitations")
struct InvitationTests {
    private func invitee(
        isFreelancer: Bool = true,
        standing: Standing = .stranger,
        ban: Ban? = nil,
        invitation: Invitation? = nil
    ) -> Invitee {
        Invitee(
            person: Person(id: finn, isFreelancer: isFreelancer),
            standing: standing,
            ban: ban,
            invitation: invitation
        )
    }

    private func invite(_ invitee: Invitee, by decider: Decider = decider, open: Int = 0) throws -> Invitation {
        try guild.invite(
            invitee,
            by: decider,
            saying: "",
            numbered: InvitationID(rawValue: 1),
            open: open,
            in: .utc,
            at: noon
        )
    }

    private func ban(until: Timestamp?) -> Ban {
        Ban(group: guild.id, person: finn, bannedBy: ada, at: noon, until: until, reason: "", isTold: false)
    }

    @Test("An invitation is taken back by whoever decides, as long as it is open; whoever accepted is in")
    func takingBack() throws {
        let known = try invite(invitee())
        let takenBack = [Change.invitation(.voided(known.id, at: noon))]
        #expect(try guild.takeBack(invitationOf: invitee(invitation: known), by: decider, at: noon) == takenBack)
        let other = Decider(person: abel, isAdministrator: true)
        #expect(try guild.takeBack(invitationOf: invitee(invitation: known), by: other, at: noon) == takenBack)
        #expect(throws: Refusal.authority(.administratorsOnly(guild))) {
            let stranger = Decider(person: abel, isAdministrator: false)
            return try guild.takeBack(invitationOf: invitee(invitation: known), by: stranger, at: noon)
        }
        #expect(throws: Refusal.invitation(.alreadyMember(finn, guild))) {
            try guild.takeBack(invitationOf: invitee(standing: .member(since: noon)), by: decider, at: noon)
        }
        for state in [nil, .declined, .void, .accepted] as [Invitation.State?] {
            var ended = known
            ended.state = state ?? .open
            let moment = state == nil ? known.endsAt : noon
            #expect(throws: Refusal.invitation(.nothingToTakeBack(finn, guild))) {
                try guild.takeBack(invitationOf: invitee(invitation: ended), by: decider, at: moment)
            }
        }
        #expect(throws: Refusal.invitation(.nothingToTakeBack(finn, guild))) {
            try guild.takeBack(invitationOf: invitee(), by: decider, at: noon)
        }
    }

    @Test("Thirty open invitations are the most that one group may have")
    func cap() throws {
        #expect(try invite(invitee(), open: 29).person == finn)
        #expect(throws: Refusal.invitation(.tooMany(guild, 30))) { try invite(invitee(), open: 30) }
    }

    @Test(
        "Nobody is invited who is in, who has asked, who is invited, who is banned, or by somebody who decides nothing"
    )
    func refusals() throws {
        let known = try invite(invitee())
        #expect(throws: Refusal.invitation(.alreadyMember(finn, guild))) {
            try invite(invitee(standing: .member(since: noon)))
        }
        #expect(throws: Refusal.invitation(.hasAsked(finn, guild, request().id))) {
            try invite(invitee(standing: .waiting(request())))
        }
        #expect(throws: Refusal.invitation(.alreadyInvited(known, guild))) { try invite(invitee(invitation: known)) }
        #expect(throws: Refusal.invitation(.banned(finn, guild))) { try invite(invitee(ban: ban(until: nil))) }
        #expect(throws: Never.self) { try invite(invitee(ban: ban(until: noon))) }
        #expect(throws: Refusal.authority(.administratorsOnly(guild))) {
            try invite(invitee(), by: Decider(person: abel, isAdministrator: false))
        }
        #expect(throws: Refusal.invitation(.oneself(guild))) {
            try invite(invitee(), by: Decider(person: finn, isAdministrator: true))
        }
    }

    @Test("An invitation is answered once and by the end of the 14th day; only a freelancer becomes a member")
    func answering() throws {
        let sent = try invite(invitee())
        #expect(sent.endsAt == noon.later(days: 14).later(hours: 13))
        let last = Timestamp(rawValue: sent.endsAt.rawValue - 1)
        let accepted: [Change] = [
            .invitation(.accepted(sent.id, at: last)), .membership(.began(guild.id, finn, by: nil, at: last)),
        ]
        #expect(try guild.accept(sent, by: invitee(), at: last) == accepted)
        #expect(
            try guild.accept(sent, by: invitee(standing: .waiting(request())), at: last)
                == [.request(.voided(request().id, .invited, at: last))] + accepted
        )
        #expect(throws: Refusal.invitation(.freelancersOnly(sent, guild))) {
            try guild.accept(sent, by: invitee(isFreelancer: false), at: last)
        }
        #expect(throws: Refusal.invitation(.over(sent, guild))) {
            try guild.accept(sent, by: invitee(), at: sent.endsAt)
        }
        for state in [Invitation.State.accepted, .declined, .void] {
            var settled = sent
            settled.state = state
            #expect(throws: Refusal.invitation(.over(settled, guild))) {
                try guild.accept(settled, by: invitee(), at: noon)
            }
            #expect(throws: Refusal.invitation(.over(settled, guild))) { try guild.decline(settled, at: noon) }
        }
        var overtaken = sent
        overtaken.state = .void
        #expect(throws: Refusal.membership(.alreadyMember(guild, since: noon))) {
            try guild.accept(overtaken, by: invitee(standing: .member(since: noon)), at: last)
        }
    }
}

@Suite("Removing and banning")
struct BanTests {
    private func subjected(_ standing: Standing, isAdministrator: Bool = false) -> Subjected {
        Subjected(person: finn, isAdministrator: isAdministrator, standing: standing, ban: nil, invitation: nil)
    }

    private func ban(_ subject: Subjected, having bans: Int = 0) throws -> [Change] {
        try guild.ban(subject, by: decider, until: nil, reason: "Spam", having: bans, at: noon)
    }

    @Test("A ban ends what there is, and is told to whoever has to do with the group")
    func endings() throws {
        func expected(isTold: Bool) -> Change {
            let ban = Ban(
                group: guild.id,
                person: finn,
                bannedBy: ada,
                at: noon,
                until: nil,
                reason: "Spam",
                isTold: isTold
            )
            return .membership(.banned(ban))
        }
        let removal = Removal(group: guild.id, person: finn, removedBy: ada, at: noon, reason: "Spam")
        #expect(try ban(subjected(.stranger)) == [expected(isTold: false)])
        #expect(
            try ban(subjected(.member(since: noon))) == [.membership(.removed(removal)), expected(isTold: true)]
        )
        #expect(
            try ban(subjected(.waiting(request())))
                == [.request(.voided(request().id, .banned, at: noon)), expected(isTold: true)]
        )
    }

    @Test("An administrator is taken out of office first, and the list of bans has an end")
    func limits() throws {
        #expect(throws: Refusal.ban(.administrator(finn, guild))) {
            try ban(subjected(.stranger, isAdministrator: true))
        }
        #expect(throws: Refusal.ban(.tooMany(guild, Ban.bansAtMost))) {
            try ban(subjected(.stranger), having: Ban.bansAtMost)
        }
    }

    @Test("Only a member is removed")
    func removing() throws {
        for standing in [Standing.stranger, .waiting(request())] {
            #expect(throws: Refusal.ban(.notMember(finn, guild))) {
                try guild.remove(subjected(standing), by: decider, reason: "No", at: noon)
            }
        }
    }
}
