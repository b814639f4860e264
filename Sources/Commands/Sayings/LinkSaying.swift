import Groups
import Identifiers

/// What the bot says about accounts that belong to one person.
enum LinkSaying: Saying {
    /// To whoever asked: what will move, and what the other account has to say.
    case asked(LinkQuestion)
    /// To the account that was asked.
    case question(LinkQuestion)
    /// To whoever asked: nothing was said in time.
    case noWord(LinkQuestion)
    /// To the account that was asked, which said no to these.
    case refused([UserID])
    /// To whoever asked these, and no longer does.
    case withdrawn([UserID])
    /// To both accounts, to the old one or the new one.
    case conflicts(LinkConflicts, isOld: Bool)
    case linked(LinkedPage, isOld: Bool)
    /// To the administrators of a group.
    case told(AccountMove, Involvement.Kind, Group)
    /// In the place of a profile.
    case profileMoved(UserID, to: UserID, isOwn: Bool)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}

/// Why two accounts can't be made one as they are.
struct LinkConflicts: Hashable, Sendable {
    var move: AccountMove
    /// Until when the question is open.
    var endsAt: Timestamp
    var lines: [Line]

    /// A conflict, with the group or test that it is about.
    struct Line: Hashable, Sendable {
        var conflict: LinkConflict
        var group: Group?
        var test: SkillTest?
    }
}

/// What has moved from one account to another, and what has not.
struct LinkedPage: Hashable, Sendable {
    var move: AccountMove
    var lines: [Line]
    /// The groups for which the old account decides, and the sponsors that it owns.
    var decidesFor: [Group]
    var owns: [Sponsor]

    struct Line: Hashable, Sendable {
        var kind: Involvement.Kind
        var group: Group
    }
}
