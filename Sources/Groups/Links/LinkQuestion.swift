package import Identifiers

/// Somebody says that another account is theirs too, and that one is to say so as well.
///
/// To whoever asked it looks the same whether the other account has refused, never heard of it, or says nothing: a stranger
/// learns nothing by asking.
package struct LinkQuestion: Hashable, Sendable {
    /// The account that somebody goes on with, to which everything is to move.
    package var asker: UserID
    /// The account from which everything is to move.
    package var asked: UserID
    package var askedAt: Timestamp
    package var endsAt: Timestamp
    /// The other account has said no: it is not asked again by this one.
    package var isRefused: Bool
    /// Its time is over and that was said, or whoever asked has thought better of it.
    package var isOver: Bool

    package init(
        asker: UserID,
        asked: UserID,
        askedAt: Timestamp,
        endsAt: Timestamp,
        isRefused: Bool = false,
        isOver: Bool = false
    ) {
        self.asker = asker
        self.asked = asked
        self.askedAt = askedAt
        self.endsAt = endsAt
        self.isRefused = isRefused
        self.isOver = isOver
    }

    package func isOpen(at now: Timestamp) -> Bool { !isOver && now < endsAt }

    package static let daysToAnswer = 7
    /// How many questions a person may put within 24 hours.
    package static let perDayAtMost = 3
    /// How many people may have put one to the same account at once: it is told of no more.
    package static let toOneAtMost = 3
}

/// A fact about accounts that belong to one person.
package enum LinkChange: Hashable, Sendable {
    case asked(LinkQuestion)
    /// The account that was asked does not want to be asked by that one.
    case refused(by: UserID, asker: UserID)
    /// The account that was asked may be asked by that one again.
    case allowed(by: UserID, asker: UserID)
    /// Whoever asked no longer does.
    case withdrawn(LinkQuestion)
    /// No word came in time, and that was said.
    case ranOut(LinkQuestion)
    case moved(AccountMove)
}

/// Why two accounts are not linked, or somebody may not ask for it.
package enum LinkRefusal: Hashable, Sendable {
    /// What concerns one person is said alone with the bot.
    case onlyAlone
    case oneself
    case alreadyAsked(LinkQuestion)
    case tooMany(Int)
    /// There is no question to say no to.
    case nothingAsked
    /// All that the account had is with another one of the same person.
    case movedAway(to: UserID)
}

/// What linking accounts needs to know.
package protocol LinkBoard {
    /// What one account has asked another, over or not.
    func linkQuestion(from asker: UserID, to asked: UserID) throws -> LinkQuestion?
    /// The questions to an account that are open and that it has not refused.
    func linkQuestions(to asked: UserID, at now: Timestamp, limit: Int) throws -> [LinkQuestion]
    /// The questions of an account that are open.
    func linkQuestions(from asker: UserID, at now: Timestamp, limit: Int) throws -> [LinkQuestion]
    /// How many questions an account has put since then.
    func linkQuestionCount(from asker: UserID, since moment: Timestamp) throws -> Int
    /// Questions that nobody answered in time, the longest over first.
    func linkQuestionsOver(by now: Timestamp, limit: Int) throws -> [LinkQuestion]
    /// Whether the account ever had to do with the bot.
    func hasSpoken(_ person: UserID) throws -> Bool
    /// The account to which everything moved that this one had.
    func successor(of person: UserID) throws -> UserID?
    /// In which groups an account is, waits, is invited or is banned, by the number of the group.
    func involvements(of person: UserID, at now: Timestamp, limit: Int) throws -> [Involvement]
    /// Open jobs of a client to which that person has responded.
    func openJobs(of client: UserID, respondedToBy person: UserID, limit: Int) throws -> [JobID]
}

extension LinkBoard {
    /// Whether two accounts are known to be those of one person.
    package func isSamePerson(_ one: UserID, _ other: UserID) throws -> Bool {
        try one == other || (successor(of: one) ?? one) == (successor(of: other) ?? other)
    }

    /// Whether it is another account than that one, and known to be of the same person.
    package func isAnotherAccount(_ one: UserID, of other: UserID) throws -> Bool {
        try one != other && isSamePerson(one, other)
    }
}
