import Groups
import Identifiers
import Testing

@Suite("Two accounts of one person")
struct AccountMoveTests {
    private func involvement(_ group: Int64, _ kind: Involvement.Kind) -> Involvement {
        Involvement(group: GroupID(rawValue: group), kind: kind)
    }

    private static let kinds: [Involvement.Kind] = [
        .member, .asked(RequestID(rawValue: 4)), .queued, .invited(InvitationID(rawValue: 2)), .banned,
    ]

    @Test("Where both have to do with one group nothing moves, but where both are banned", arguments: kinds, kinds)
    func oneGroup(_ old: Involvement.Kind, _ new: Involvement.Kind) {
        let found = AccountMove.conflicts(old: [involvement(1, old)], new: [involvement(1, new)])
        #expect(found.isEmpty == (old == .banned && new == .banned))
        #expect(AccountMove.conflicts(old: [involvement(1, old)], new: [involvement(2, new)]) == [])
    }

    @Test("Each group is named once, in their order, with all that both accounts are there")
    func named() {
        let asked = Involvement.Kind.asked(RequestID(rawValue: 4))
        let invited = Involvement.Kind.invited(InvitationID(rawValue: 2))
        let found = AccountMove.conflicts(
            old: [involvement(2, asked), involvement(2, invited), involvement(1, .banned), involvement(3, .member)],
            new: [involvement(2, .banned), involvement(1, .member)]
        )
        let first = LinkConflict.bothIn(GroupID(rawValue: 1), old: [.banned], new: [.member])
        #expect(found == [first, .bothIn(GroupID(rawValue: 2), old: [asked, invited], new: [.banned])])
    }

    @Test("Together they have no more open requests than one person may have, and not more groups than move at once")
    func limits() {
        func asked(_ groups: ClosedRange<Int64>) -> [Involvement] {
            groups.map { involvement($0, .asked(RequestID(rawValue: $0))) }
        }
        #expect(AccountMove.conflicts(old: asked(1...15), new: asked(16...20)) == [])
        #expect(AccountMove.conflicts(old: asked(1...15), new: asked(16...21)) == [.tooManyRequests(20)])
        let members = (1...201).map { involvement(Int64($0), .member) }
        #expect(AccountMove.conflicts(old: Array(members.prefix(200)), new: []) == [])
        #expect(AccountMove.conflicts(old: members, new: []) == [.tooManyGroups(200)])
    }

    @Test("A question is open until its time is over, or until whoever asked takes it back")
    func questions() {
        let noon = Timestamp(rawValue: 1_772_449_200_000)
        var question = LinkQuestion(
            asker: UserID(rawValue: "@finn:new.org"),
            asked: UserID(rawValue: "@finn:example.org"),
            askedAt: noon,
            endsAt: noon.later(days: 7)
        )
        #expect(question.isOpen(at: noon.later(days: 6)) && !question.isOpen(at: noon.later(days: 7)))
        // To whoever asked, a refusal looks like no answer.
        question.isRefused = true
        #expect(question.isOpen(at: noon))
        question.isOver = true
        #expect(!question.isOpen(at: noon))
    }
}
