package import Identifiers

/// Why the answer to a well-formed request is no, by the noun it is about.
package enum Refusal: Error, Hashable, Sendable {
    case directory(DirectoryRefusal)
    case membership(MembershipRefusal)
    case request(RequestRefusal)
    case invitation(InvitationRefusal)
    case ban(BanRefusal)
    case authority(AuthorityRefusal)
    case group(GroupRefusal)
    case job(JobRefusal)
    case criteria(CriteriaRefusal)
    case calendar(CalendarRefusal)
    case state(StateRefusal)
    case sponsor(SponsorRefusal)
    case upkeep(UpkeepRefusal)
    case skillTest(SkillTestRefusal)
    case link(LinkRefusal)
}

/// What was named is not there.
package enum DirectoryRefusal: Hashable, Sendable {
    /// No group goes by that name; these are near.
    case noSuchGroup(String, near: [Group])
    case noSuchSponsor(String, near: [String])
    case noSuchRequest(RequestID)
}

/// Joining and leaving.
package enum MembershipRefusal: Hashable, Sendable {
    case freelancersOnly(Group)
    case alreadyMember(Group, since: Timestamp)
    case alreadyAsked(Group, JoinRequest)
    case tooManyOpenRequests(Int)
    /// Joined or left so many times within a minute.
    case tooFast(Int)
    /// In the middle of questions about another group.
    case inTheMiddle(of: Group, instead: Group)
    case refusedLately(Group, mayAskAt: Timestamp)
    case notMember(Group)
    /// Not a member, but a request is open: that one is withdrawn, not left.
    case notMemberButAsked(Group, JoinRequest)
    case notYourRequest(RequestID)
    case alreadyDecided(JoinRequest)
    /// Refused before, perhaps by mistake: an administrator of that group can still invite the person.
    case alreadyRefused(JoinRequest, Group)
    case ownRequest(RequestID)
    /// Let in already, and waiting for a place.
    case onWaitingList(Group, QueuePlace)
}

/// Questions about requests, and claims on them.
package enum RequestRefusal: Hashable, Sendable {
    /// Something is missing that nobody can decide about.
    case incomplete(JoinRequest)
    /// A question waits for its answer already.
    case questionWaits(JoinRequest)
    case tooManyQuestions(RequestID, Int)
    /// Nobody asked the applicant anything, or they have answered.
    case nothingAsked(JoinRequest)
    /// The answer is for the administrators' eyes only.
    case answerElsewhere(RequestID)
    case alreadyClaimed(RequestID)
    case claimedBy(UserID, RequestID)
    case notClaimed(RequestID)
    case tooManyClaims(UserID, Int)
    /// Nobody decides their own request, so nobody can take it on.
    case claimByApplicant(RequestID, UserID)
    /// The bot finds out by itself whether that one is met, or nobody can yet.
    case notForPeople(RequestID, Criterion)
    /// There are no criteria to hold the applicant against.
    case nothingToJudge(JoinRequest, Group)
    /// What follows the numbers begins with that of another request of the group.
    case numbersInWords([RequestID], others: [RequestID], command: String, rest: String)
    /// What is missing with the applicant, and the names of the rooms in it.
    ///
    /// Whether that is by the present criteria, and not by those under which it was asked.
    case criteriaNotMet(JoinRequest, [Checklist.Item], names: [RoomID: String], isByPresent: Bool = false)
    /// Nobody said why, and nothing is marked as not met.
    case reasonMissing(JoinRequest)
    /// The request is judged by the present criteria already.
    case judgedByPresent(RequestID)
}

/// Inviting people, and being invited.
package enum InvitationRefusal: Hashable, Sendable {
    case alreadyMember(UserID, Group)
    /// They have asked: that request is to be decided.
    case hasAsked(UserID, Group, RequestID)
    case alreadyInvited(Invitation, Group)
    case banned(UserID, Group)
    case oneself(Group)
    case tooMany(Group, Int)
    /// No invitation of that person is open.
    case nothingToTakeBack(UserID, Group)
    /// To the person invited: accepted, declined, taken back or too late.
    case over(Invitation, Group)
    case notInvited(Group)
    case freelancersOnly(Invitation, Group)
    /// They were let in already, and wait for a place.
    case onWaitingList(QueuePlace, Group)
}

/// Removing and banning people.
package enum BanRefusal: Hashable, Sendable {
    case notMember(UserID, Group)
    case notBanned(UserID, Group)
    case oneself(Group)
    /// An administrator is taken out of office first.
    case administrator(UserID, Group)
    case tooMany(Group, Int)
    /// To the person themselves.
    case banned(Group, Ban)
}

/// Who may do what, and where.
package enum AuthorityRefusal: Hashable, Sendable {
    case operatorsOnly
    case ownersOnly
    /// Only owners of the group's sponsor.
    case ownersOnlyOf(Group)
    /// Said alike whether the request exists or not, so that a stranger learns nothing.
    case notYoursToDecide([RequestID])
    case administratorsOnly(Group)
    /// Only those who run the group: its administrators and the owners of its sponsor.
    case administratorsAndOwnersOnly(Group)
    /// Perhaps the right person, but in the wrong place; said alike whether the requests exist or not.
    case decideElsewhere([RequestID])
    /// An administrator asked in the wrong place for what waits.
    case listElsewhere(Group)
    /// What concerns a group's people is done in its administrators' room, or alone with the bot.
    case actElsewhere(Group)
    /// Something private was asked for among others.
    case readElsewhere(RequestID)
    /// The person would need power in the room.
    case needsRoomPower
    /// An administrator asked in the wrong place for the log.
    case logElsewhere(Group)
    /// The bot would need to be able to invite and remove people there.
    case botNeedsRoomPower
    case onlyInSharedRoom(typed: String)
    /// The bot and the person are not both in a room of that name.
    case noSuchRoom(String)
    /// The server of that alias does not answer.
    case roomUnreachable(String)
    /// The bot can't read what is said there.
    case encryptedRoom
    /// The room plays that part for that group already.
    case roomInUse(Group, RoomRole)
    /// The room has a part for a group that the person may not know of.
    case roomNotFree
}

/// Founding and changing groups.
package enum GroupRefusal: Hashable, Sendable {
    case nameTaken(by: Group)
    /// Looks like the name of another group to the eye.
    case nameConfusable(with: Group)
    /// The same, of a group that the person may not know of.
    case nameNotFree
    case handleTaken(String)
    /// Beside a name, a badge stands alone: two groups with one could not be told apart.
    case badgeTaken(String, by: Group)
    /// The same, of a group that the person may not know of.
    case badgeNotFree(String)
    case tooManyGroups(Int)
    case tooManyAdministrators(Group, Int)
    case alreadyAdministrator(UserID, Group)
    case notAdministrator(UserID, Group)
    case lastAdministrator(Group)
    /// The bot itself was named.
    case notForTheBot
}

/// Posting jobs and responding to them.
package enum JobRefusal: Hashable, Sendable {
    /// Said alike for a number never given and for a preview of somebody else.
    case noSuchJob(JobID)
    /// Nothing of that number waits for this person's word.
    case noSuchDraft(JobID)
    case draftExpired(Job)
    /// Since the preview the group that it names was archived or suspended.
    case groupGone(Job, Group)
    case alreadyPosted(Job)
    /// The job is still a preview of the person's own.
    case onlyPreview(Job)
    case tooManyDrafts([JobID])
    case tooManyOpenJobs(Int)
    /// As many within a day as one person may post.
    case tooManyPosted(Int)
    case closed(Job)
    case notYourJob(Job)
    /// It is open, so there is nothing to open again.
    case isOpen(Job)
    /// The operator took it away for good.
    case removed(Job)
    /// Closed for longer than a job can be opened again.
    case closedLongAgo(Job)
    /// A job with a deadline isn't kept: its deadline is changed.
    case hasDeadline(Job)
    case deadlineOver(Job)
    case bumpedLately(Job, mayBumpAt: Timestamp)
    /// It waits for an operator's word.
    case held(Job)
    case ownReport(Job)
    case reportedAlready(Job)
    /// As many reports in a day as one person may make.
    case tooManyReports(Int)
    /// Nothing that was reported of it waits for an operator.
    case notReported(JobID)
    case ownJob(Job)
    case freelancersOnly(Job)
    case tooManyResponses(Int)
    /// The person has not responded to that job.
    case noResponse(of: UserID, Job)
    case response(ResponseRefusal, Job)
    case inviting(JobInvitationRefusal, Job)
    /// In the middle of a form that is filled in one question at a time.
    case inTheMiddle
    /// In the middle of questions about a group.
    case answering(Group)
}

/// What is to become of a response.
package enum ResponseRefusal: Hashable, Sendable {
    /// The person took their response back.
    case withdrawn(by: UserID)
    /// The response is in that state already.
    case isSo(Response)
    case alreadyHired(UserID)
    /// The client has decided: its author can change nothing more.
    case decided(Response)
    case nothingToWithdraw
}

/// The state that a group is in.
package enum StateRefusal: Hashable, Sendable {
    /// Takes no new requests for a while.
    case paused(Group)
    /// Stopped by the operator.
    case suspended(Group)
    case archived(Group)
    /// Not open yet: nobody but its people may hear of it.
    case draft(Group)
    /// Somebody wants to open what is no draft any more.
    case wasOpened(Group)
    /// Nobody can be reached who decides for it.
    case vacant(Group)
    /// The group is in the state already that somebody wants it in.
    case isSo(Group)
}

/// Who owns a sponsor, and how it is known.
package enum SponsorRefusal: Hashable, Sendable {
    case ownersOnly(Sponsor)
    case lastOwner(Sponsor)
    case notOwner(UserID, Sponsor)
    case alreadyOwner(UserID, Sponsor)
    case tooManyOwners(Sponsor, Int)
    /// No owner has an account of that domain.
    case notOfDomain(Sponsor, String)
    case proofByOwnersOnly(Sponsor)
    case suspended(Sponsor)
    /// The sponsor is as somebody wants it already.
    case isSo(Sponsor)
}
