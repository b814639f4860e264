import Groups

/// One thing that is wrong with criteria as they were typed.
indirect enum CriteriaMistake: Error, Hashable, Sendable {
    /// On a line of the form, counted from 1.
    case line(Int, CriteriaMistake)
    case fault(CriteriaFault)
    /// Groups ask for each other's members: their handles, the first again at the end.
    case cycle([String])
    case kindMissing
    case unknownKind(String, near: String?)
    /// Something of this kind says nothing.
    case incomplete(String)
    case questionForm(String)
    case optionsMissing
    case server(String)
    case days(String, Int)
    case number(String, ClosedRange<Int>)
    case unknownGroup(String, near: [Group])
    case archivedGroup(Group)
    case draftGroup(Group)
    /// A test that nobody else sees, and nobody can take.
    case draftTest(SkillTest)
    case unknownTest(String, near: [SkillTest])
    /// Not a room's ID.
    case room(String)
    /// No room goes by that alias.
    case aliasMissing(String)
    /// The homeserver could not say where the alias leads.
    case aliasUnreachable(String)
    /// The bot or the person is not in that room.
    case roomUnknown(String)
    case codeLength
    /// There is no code that could be kept.
    case noCodeToKeep
    case noSuchNumber(String)
    case numberTwice(Int)
    /// The number belonged to a criterion that is gone, or would be far beyond the others.
    case numberNotFree(Int)
    case noCriteria
    case rule(RuleText.Problem)
    case ruleTooLong
    case noSuchDate(String)
    case datePast(Day)
    case dateFar(Day)
    // What applicants give:
    case notALink(String)
    /// What stands before an @ makes another server look like a known one.
    case linkWithSign
    case linkTooLong(limitBytes: Int)
    case dateMissing
    /// Below a file stands something else than until when it holds.
    case notUntil(String)
    case notANumber(String)
    case notAnOption(String, [String])
    case notYesOrNo(String)
    case notAccepted(String)
    case tooLong(limitBytes: Int)
}
