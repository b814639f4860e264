/// A column that holds user IDs, and what becomes of it when all that a person has moves to another account of theirs.
///
/// Every column with user IDs is in ``all``, which a test compares with the tables, so that none can be forgotten.
struct PersonColumn: Sendable {
    /// Table and column, such as `membership.person`.
    var name: String
    var fate: Fate
    /// In words, for docs/PEOPLE.md.
    var reason: String

    enum Fate: Sendable {
        /// Moves: this statement puts the new account (`?1`) in the place of the old one (`?2`).
        case moves(String)
        /// Moves, by a statement of its own.
        case merged
        /// Stays as it is.
        case stays

        var word: String {
            switch self {
            case .moves, .merged: "moves"
            case .stays: "stays"
            }
        }
    }

    private init(_ name: String, _ fate: Fate, _ reason: String) {
        self.name = name
        self.fate = fate
        self.reason = reason
    }

    static let all = whatPeopleHave + whatOfficesDid + whatIsTheHomeservers + whatPasses

    /// In the order in which it moves: what belongs to memberships before these.
    private static let whatPeopleHave: [PersonColumn] = [
        .init("person.userID", .merged, "profile; where both have one, what the new one says, and the longer time"),
        .init(
            "personSettings.person",
            .moves("UPDATE personSettings SET person = ?1 WHERE person = ?2"),
            "zone, quiet hours and list; where both chose, those of the new account"
        ),
        .init(
            "heldNotice.person",
            .moves("UPDATE heldNotice SET person = ?1 WHERE person = ?2 AND dueAtMs IS NOT NULL"),
            "what waits for the end of quiet hours"
        ),
        .init(
            "joinPace.person",
            .moves("UPDATE joinPace SET person = ?1 WHERE person = ?2"),
            "when they joined or left last"
        ),
        .init(
            "upkeep.person",
            .moves(
                """
                UPDATE upkeep SET person = ?1 WHERE person = ?2 AND "group" IN (
                    SELECT "group" FROM membership WHERE person = ?2)
                """
            ),
            "warnings and notices, with their days"
        ),
        .init(
            "keptCriterion.person",
            .moves(
                """
                UPDATE keptCriterion SET person = ?1 WHERE person = ?2 AND "group" IN (
                    SELECT "group" FROM membership WHERE person = ?2
                    UNION ALL SELECT "group" FROM queuePlace WHERE person = ?2)
                """
            ),
            "what is not held against them"
        ),
        .init(
            "membership.person",
            .moves("UPDATE membership SET person = ?1 WHERE person = ?2"),
            "memberships, since when they are"
        ),
        .init(
            "queuePlace.person",
            .moves("UPDATE queuePlace SET person = ?1 WHERE person = ?2"),
            "places on waiting lists"
        ),
        .init(
            "request.person",
            .moves("UPDATE request SET person = ?1 WHERE person = ?2"),
            "requests with verdicts and questions, and so the wait after a refusal"
        ),
        .init(
            "endedMembership.person",
            .moves("UPDATE endedMembership SET person = ?1 WHERE person = ?2"),
            "how the last membership ended; of two, the later"
        ),
        .init("removal.person", .moves("UPDATE removal SET person = ?1 WHERE person = ?2"), "removals"),
        .init("ban.person", .moves("UPDATE ban SET person = ?1 WHERE person = ?2"), "bans; of two, the longer"),
        .init("invitation.person", .moves("UPDATE invitation SET person = ?1 WHERE person = ?2"), "invitations"),
        .init(
            "submission.person",
            .moves("UPDATE submission SET person = ?1 WHERE person = ?2"),
            "what they gave; of two, that of the account which is in the group or waits for it, else the later"
        ),
        .init(
            "answerEvent.person",
            .moves("UPDATE answerEvent SET person = ?1 WHERE person = ?2"),
            "in which message they gave it"
        ),
        .init("attempt.person", .moves("UPDATE attempt SET person = ?1 WHERE person = ?2"), "attempts, and so waits"),
        .init("testPass.person", .moves("UPDATE testPass SET person = ?1 WHERE person = ?2"), "passes"),
        .init(
            "testAllowance.person",
            .moves("UPDATE testAllowance SET person = ?1 WHERE person = ?2"),
            "extra time; of two, the longer"
        ),
        .init(
            "testReader.person",
            .moves("UPDATE testReader SET person = ?1 WHERE person = ?2"),
            "that they have read a test’s questions, and so can’t take it"
        ),
        .init("job.client", .moves("UPDATE job SET client = ?1 WHERE client = ?2"), "jobs they posted"),
        .init(
            "jobInvitation.person",
            .moves("UPDATE OR REPLACE jobInvitation SET person = ?1 WHERE person = ?2"),
            "jobs to which they were invited"
        ),
        .init(
            "jobReport.person",
            .moves("UPDATE OR REPLACE jobReport SET person = ?1 WHERE person = ?2"),
            "jobs they reported; of two reports on one job that of the old account"
        ),
        .init(
            "response.person",
            .moves("UPDATE response SET person = ?1 WHERE person = ?2"),
            "responses; of two to one job, that of the new account, or the one about which more was decided"
        ),
        .init(
            "responseMembership.person",
            .moves("UPDATE responseMembership SET person = ?1 WHERE person = ?2"),
            "in which groups they were when they responded"
        ),
        .init(
            "hintWanted.person",
            .moves("UPDATE OR REPLACE hintWanted SET person = ?1 WHERE person = ?2"),
            "where they were refused and want to hear of changes"
        ),
        .init(
            "jobAlert.person",
            .moves(
                """
                UPDATE jobAlert SET person = ?1, number = number + coalesce((
                    SELECT max(n.number) FROM jobAlert n WHERE n.person = ?1), 0)
                WHERE person = ?2
                """
            ),
            "alerts, numbered after those of the new account"
        ),
        .init(
            "jobFind.person",
            .moves("UPDATE OR REPLACE jobFind SET person = ?1 WHERE person = ?2"),
            "which jobs they were told of or will read of; of two, that they were told"
        ),
        .init(
            "jobDigest.person",
            .moves("UPDATE OR REPLACE jobDigest SET person = ?1 WHERE person = ?2"),
            "lists that are to come"
        ),
        .init("hintRound.after", .stays, "how far a round has come: a place in an order, not a person"),
        .init("jobRound.after", .stays, "how far a round has come: a place in an order, not a person"),
        .init("accountLink.old", .merged, "one row says where the account is now"),
        .init("accountLink.new", .merged, "accounts that led to the old one lead to the new one"),
        .init("linkQuestion.asker", .stays, "but the question that is answered goes"),
        .init("linkQuestion.asked", .stays, "but the question that is answered goes"),
    ]

    private static let whatOfficesDid: [PersonColumn] = [
        ("administrator.person", "an office is handed over, not moved"),
        ("sponsorOwner.person", "the same"),
        ("audit.person", "the log is never altered, but where somebody is erased"),
        ("audit.subject", "the same"),
        ("audit.change", "the same"),
        ("erasedPerson.person", "only while somebody is erased"),
        ("group.atOnceBy", "who decided something decided it as who they were then"),
        ("criteria.person", "the same"),
        ("recheck.startedBy", "the same"),
        ("request.claimedBy", "the same: claims belong to the office"),
        ("request.decidedBy", "the same"),
        ("requestPause.askedBy", "the same"),
        ("invitation.invitedBy", "the same"),
        ("removal.removedBy", "the same"),
        ("ban.bannedBy", "the same"),
        ("itemVerdict.person", "the same"),
        ("waiver.person", "the same"),
        ("keptCriterion.keptBy", "the same"),
        ("queuePlace.letInBy", "the same"),
        ("testRescoring.voidedBy", "the same"),
    ].map { PersonColumn($0.0, .stays, $0.1) }

    private static let whatIsTheHomeservers: [PersonColumn] = [
        ("room.directWith", "what the homeserver says about accounts"),
        ("room.powerLevels", "the same"),
        ("room.creators", "the same"),
        ("room.replacedBy", "the same"),
        ("room.inviter", "the same"),
        ("occupant.person", "the same"),
        ("knock.person", "the same"),
        ("directRoom.person", "the same"),
        ("absence.person", "the same: whether that account can be reached"),
        ("session.userID", "the bot’s own"),
        ("ownDevice.userID", "the same"),
        ("ownIdentity.userID", "the same"),
        ("deviceOwner.userID", "what the homeserver says about the devices of that account"),
        ("device.userID", "the same"),
        ("inboundRoomKey.sender", "the same: whose device brought the key of a room"),
        ("sharedRoomKey.userID", "the same: which devices have the key in which the bot writes"),
    ].map { PersonColumn($0.0, .stays, $0.1) }

    private static let whatPasses: [PersonColumn] = [
        ("application.person", "no account that is being asked is linked"),
        ("applicationAnswer.person", "the same"),
        ("guidedForm.person", "what that account is in the middle of writing; dropped after three hours"),
        ("guidedAnswer.person", "the same"),
        ("findToken.person", "made anew from the profile and the memberships of the new account"),
        ("walk.afterPerson", "how far a walk is; put back where somebody would be left out"),
        ("recheck.afterPerson", "how far a re-check is; whoever moves is looked at anyway"),
        ("sightChange.person", "the cards of the new account are shown anew"),
        ("roomStir.person", "what happened in a room in the last hour"),
        ("budget.person", "how many more commands the account may give"),
        ("attachment.sender", "files that wait for a word from that account"),
        ("fileKey.person", "what opens encrypted files of that account"),
        ("undecryptedEvent.sender", "what was said by that account, as long as it waits for its key"),
        ("calendarImport.person", "the same"),
        ("testImport.person", "the same"),
        ("inbox.sender", "what was said by that account, as long as it waits"),
        ("inbox.pills", "the same"),
        ("inbox.body", "the same"),
        ("outbox.lane", "what is being sent to that account"),
        ("toDevice.messages", "the same"),
        ("outbox.person", "the same"),
        ("outbox.asker", "the same"),
        ("outbox.mentions", "the same"),
        ("outbox.key", "the same"),
        ("outbox.subject", "the same"),
        ("heldNotice.key", "a name that only has to be the same when it is made again"),
        ("quarantine.excerpt", "what could not be read"),
    ].map { PersonColumn($0.0, .stays, $0.1) }
}
