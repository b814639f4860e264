import Groups
import Identifiers
import Testing

private let ada = UserID(rawValue: "@ada:example.org")
private let finn = UserID(rawValue: "@finn:example.org")
private let noon = Timestamp(rawValue: 1_772_449_200_000)
private let ticket = QueuePlace.Ticket.approval(of: RequestID(rawValue: 41))

private func guild(capacity: Int?, members: Int, queued: Int = 0) -> Group {
    var group = Group(
        id: GroupID(rawValue: 1),
        handle: "swift-guild",
        name: "Swift Guild",
        sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
        calendar: .init(zone: "UTC", workingDays: [.monday]),
        memberCount: members
    )
    group.capacity = capacity
    group.queueCount = queued
    return group
}

private func place(_ number: Int = 1) -> QueuePlace {
    QueuePlace(
        group: GroupID(rawValue: 1),
        person: finn,
        since: noon,
        ticket: ticket,
        letInBy: ada,
        number: number
    )
}

@Suite("Places in a group")
struct QueueTests {
    @Test("A group without a capacity is never full; one with it is when members and those who wait fill it")
    func full() {
        for members in [0, 1, 1_000_000] { #expect(!guild(capacity: nil, members: members).isFull()) }
        for members in 0...4 {
            for queued in 0...4 {
                let group = guild(capacity: 3, members: members, queued: queued)
                #expect(group.isFull() == (members + queued >= 3))
                #expect(group.isFull(after: 1) == (members + queued + 1 >= 3))
                // Taking fewer than there are takes nobody out, and lets nobody in.
                #expect(group.placesFree == max(0, 3 - members))
            }
        }
    }

    @Test("Whoever is let in is a member where there is a place, and else the last of those who wait")
    func lettingIn() {
        let free = guild(capacity: 3, members: 2).letIn(finn, by: ticket, of: ada, at: noon)
        #expect(free == .membership(.began(GroupID(rawValue: 1), finn, by: RequestID(rawValue: 41), at: noon)))
        let full = guild(capacity: 3, members: 3, queued: 4).letIn(finn, by: ticket, of: ada, at: noon)
        #expect(full == .queue(.joined(place(5))))
        // A place is free, but others wait for it.
        let promised = guild(capacity: 3, members: 2, queued: 1).letIn(finn, by: ticket, of: ada, at: noon)
        #expect(promised == .queue(.joined(place(2))))
    }

    @Test(
        "Of several who are let in at one moment as many are members as there are places, and the others wait in order"
    )
    func atOnce() {
        let group = guild(capacity: 3, members: 1)
        var changes: [Change] = []
        for _ in 1...4 { changes.append(group.letIn(finn, by: ticket, of: ada, after: changes, at: noon)) }
        let began = Change.membership(.began(group.id, finn, by: RequestID(rawValue: 41), at: noon))
        #expect(changes == [began, began, .queue(.joined(place(1))), .queue(.joined(place(2)))])
    }

    @Test("Nobody comes in while the group is stopped or over, nor who is banned or no freelancer by then")
    func admitting() {
        var group = guild(capacity: 3, members: 1, queued: 1)
        var freelancer = Person(id: finn)
        #expect(
            group.admit(place(), freelancer, ban: nil, at: noon) == [.queue(.voided(place(), .notFreelancer, at: noon))]
        )
        freelancer.isFreelancer = true
        let admitted = group.admit(place(), freelancer, ban: nil, at: noon)
        #expect(
            admitted == [
                .membership(.began(group.id, finn, by: RequestID(rawValue: 41), at: noon)),
                .queue(.admitted(place(), at: noon)),
            ]
        )
        let ban = Ban(group: group.id, person: finn, bannedBy: ada, at: noon, until: nil, reason: "", isTold: true)
        #expect(group.admit(place(), freelancer, ban: ban, at: noon) == [.queue(.voided(place(), .banned, at: noon))])
        group.state = .paused(reason: "")
        #expect(group.placesFree == 2)
        group.suspension = .init(reason: "Abuse")
        #expect(group.placesFree == 0)
        group.suspension = nil
        group.state = .archived
        #expect(group.placesFree == 0)
    }

    @Test("Whoever waits for a place asks for nothing, is invited to nothing, and gives the place up at any time")
    func waiting() throws {
        let group = guild(capacity: 1, members: 1, queued: 1)
        let person = Person(id: finn, isFreelancer: true)
        let standing = Standing.queued(place())
        let applicant = Applicant(person: person, standing: standing, openRequests: 0, lastRefusal: nil)
        let calendar = try BusinessCalendar(zone: .utc, workingDays: [.monday])
        #expect(throws: Refusal.membership(.onWaitingList(group, place()))) {
            try group.request(
                by: applicant,
                saying: "",
                numbered: RequestID(rawValue: 42),
                at: noon,
                ladder: Ladder(from: noon, by: calendar),
                in: .utc
            )
        }
        let invitee = Invitee(person: person, standing: standing, ban: nil, invitation: nil)
        #expect(throws: Refusal.invitation(.onWaitingList(place(), group))) {
            try group.invite(
                invitee,
                by: Decider(person: ada, isAdministrator: true),
                saying: "",
                numbered: InvitationID(rawValue: 1),
                open: 0,
                in: .utc,
                at: noon
            )
        }
        #expect(try group.leave(by: finn, standing: standing, at: noon) == .queue(.left(place(), at: noon)))
    }

    @Test("An administrator takes somebody off the list, and a ban does")
    func takenOff() throws {
        let group = guild(capacity: 1, members: 1, queued: 1)
        let decider = Decider(person: ada, isAdministrator: true)
        let subject = Subjected(
            person: finn,
            isAdministrator: false,
            standing: .queued(place()),
            ban: nil,
            invitation: nil
        )
        #expect(
            try group.remove(subject, by: decider, reason: "No", at: noon) == [
                .queue(.voided(place(), .removed, at: noon))
            ]
        )
        let changes = try group.ban(subject, by: decider, until: nil, reason: "No", having: 0, at: noon)
        #expect(changes.first == .queue(.voided(place(), .banned, at: noon)))
        #expect(throws: Refusal.authority(.administratorsOnly(group))) {
            try group.remove(subject, by: Decider(person: finn, isAdministrator: false), reason: "No", at: noon)
        }
    }
}
