package import Identifiers

/// What groups ask for, and what people gave to it.
package protocol CriteriaBoard {
    /// The present criteria of a group, or nil where it never had any.
    func criteria(of group: GroupID) throws -> CriteriaVersion?
    /// The criteria of a group as they were in a version.
    func criteria(of group: GroupID, version: Int) throws -> CriteriaVersion?
    /// The version that a request is judged by, or nil where its group had none when it was asked.
    func criteriaVersion(of request: RequestID) throws -> Int?
    /// The groups whose members a group asks for now.
    func groupsWanted(by group: GroupID) throws -> [GroupID]
    /// What a person gave to the criteria of a group: at most one submission for each number.
    func submissions(of person: UserID, to group: GroupID) throws -> [Submission]
    /// What was given by a file that was sent in that message.
    func submission(ofFile event: EventID) throws -> Submission?
    /// The verdicts on a request, in the order of their criteria.
    func verdicts(on request: RequestID) throws -> [ItemVerdict]
    /// What was waived when a request was approved.
    func waiver(of request: RequestID) throws -> StoredWaiver?
    /// What was waived when a member was admitted: ``Criterion/Kind/fingerprint``.
    func waived(for person: UserID, in group: GroupID) throws -> Set<String>
    /// A room's name, where it has one.
    func name(of room: RoomID) throws -> String?
    /// What is known of an alias that a command named; nil where nobody has looked it up for that.
    func lookup(of alias: String, for event: EventID) throws -> AliasLookup?
    /// The re-check of a group that waits or is under way.
    func recheck(of group: GroupID) throws -> Recheck?
    /// The last re-check that has ended, by when it was chosen first.
    func lastRecheck(of group: GroupID) throws -> Timestamp?
    /// Re-checks of which a part is due, the longest due first.
    func rechecksDue(by now: Timestamp, limit: Int) throws -> [Recheck]
    /// Members in the order in which they joined, after a place in that order.
    func members(of group: GroupID, after place: Recheck.Place?, limit: Int) throws -> [Member]
}

/// Members held against criteria that changed, a batch at a time.
package struct Recheck: Hashable, Sendable {
    package var group: GroupID
    package var version: Int
    /// Who chose it, and is told how it came out.
    package var startedBy: UserID
    package var startedAt: Timestamp
    /// When the first of those was chosen that this one goes on with, on another day: what its notices are known by.
    package var since: Timestamp
    /// When the next batch is due.
    package var dueAt: Timestamp
    /// The day on which members are held against the criteria, as long as this is the round before it, in which those who
    /// don't meet them are told that they have until then.
    package var until: Day?
    /// The last member that was checked.
    package var place: Place?
    package var checked: Int
    package var met: Int
    package var lost: Int
    package var open: Int

    package init(
        group: GroupID,
        version: Int,
        startedBy: UserID,
        startedAt: Timestamp,
        dueAt: Timestamp,
        until: Day? = nil
    ) {
        self.group = group
        self.version = version
        self.startedBy = startedBy
        self.startedAt = startedAt
        since = startedAt
        self.dueAt = dueAt
        self.until = until
        (checked, met, lost, open) = (0, 0, 0, 0)
    }

    /// A place in the order in which members joined.
    package struct Place: Hashable, Sendable {
        package var since: Timestamp
        package var person: UserID

        package init(since: Timestamp, person: UserID) {
            self.since = since
            self.person = person
        }
    }

    /// How many members one batch holds.
    package static let batch = 500
    /// How long the next batch waits, in milliseconds, so that others get their turn.
    package static let pause: Int64 = 1000
}

/// What the homeserver said of a room's alias.
package enum AliasLookup: Hashable, Sendable {
    /// It has not said anything yet.
    case wanted
    case room(RoomID)
    case missing
    /// It could not say, or the server of the alias could not.
    case unreachable
}

/// A fact about criteria.
package enum CriteriaChange: Hashable, Sendable {
    case changed(CriteriaVersion)
    /// A request is judged by that version, whatever comes after it.
    case requestAsked(RequestID, version: Int)
    /// A request is judged by another version than that under which it was asked.
    case requestRejudged(RequestID, version: Int)
    case judged(ItemVerdict)
    /// The verdict on a criterion no longer counts: the applicant gave something else.
    case verdictOutdated(RequestID, Int)
    /// The verdict on a criterion is taken back: somebody asked about it.
    case verdictTakenBack(RequestID, Int)
    case waived(Waiver)
    /// The command names rooms by aliases: it is decided once the homeserver has said where they lead.
    case aliasesWanted([String])
    case submitted(Submission)
    /// A person deleted the file that they had given to a criterion: it counts no longer.
    case submissionWithdrawn(GroupID, UserID, number: Int, at: Timestamp)
    /// A re-check begins, or comes one batch further.
    case recheck(Recheck)
    case recheckEnded(Recheck)
    /// A re-check is called off: notices that it gave are looked at again from that moment on.
    case recheckCancelled(Recheck, at: Timestamp)
    /// The last re-check, which had ended, counts no longer: its notices are looked at again, too.
    case recheckUndone(GroupID, at: Timestamp)
}

/// Why something about criteria can't be done.
package enum CriteriaRefusal: Hashable, Sendable {
    case noSuchCriterion(Group, Int)
    /// It is not for the applicant to give.
    case nothingToGive(Group, Criterion)
    case wrongCode(Group, Int)
    /// Answers are private.
    case giveElsewhere(Group, Int)
    /// A code would be known to all who read here.
    case codeElsewhere(Group)
    /// Nobody but its sender could open it.
    case fileEncrypted(name: String)
    case fileTooLarge(name: String, bytes: Int)
    /// The criterion takes words and no file.
    case noFileWanted(Group, Criterion)
    /// Without criteria there is nothing by which anybody could be let in at once.
    case nothingToCheck(Group)
}
