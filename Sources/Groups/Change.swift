package import Identifiers

/// One fact that becomes true once a decision is stored, by the noun it is about.
package enum Change: Hashable, Sendable {
    case sponsor(SponsorChange)
    case group(GroupChange)
    case person(PersonChange)
    case request(RequestChange)
    case membership(MembershipChange)
    case invitation(InvitationChange)
    case room(RoomChange)
    case job(JobChange)
    case criteria(CriteriaChange)
    case calendar(CalendarChange)
    case walk(WalkChange)
    case upkeep(UpkeepChange)
    case joining(JoiningChange)
    case watch(WatchChange)
    case skillTest(SkillTestChange)
    case queue(QueueChange)
    case link(LinkChange)
    case hint(HintChange)
    case guidedForm(GuidedFormChange)
    case alert(AlertChange)
}

/// A fact about a sponsor.
package enum SponsorChange: Hashable, Sendable {
    case added(Sponsor, owners: [UserID])
    case ownersAdded(SponsorID, [UserID])
    case ownerRemoved(SponsorID, UserID)
    case proven(SponsorID, Sponsor.Proof)
    /// The operator stopped it and its groups for that reason, or for nil lets them go on.
    case suspended(SponsorID, because: String?)
}

/// A fact about a group.
package enum GroupChange: Hashable, Sendable {
    case created(Group, administrator: UserID)
    case edited(Group)
    case administratorAdded(GroupID, UserID)
    case administratorRemoved(GroupID, UserID)
    /// A room takes a part for the group, or gives it up.
    case roomSet(GroupID, RoomRole, RoomID?)
    /// It is no draft any more: everybody may know of it.
    case opened(GroupID)
    case stateSet(GroupID, Group.State)
    /// The operator stopped it for that reason, or for nil lets it go on.
    case suspended(GroupID, because: String?)
    case admissionSet(GroupID, Group.Admission)
    /// The bot has lost sight of all who decide for it: it takes no new requests.
    case vacated(GroupID, at: Timestamp)
    /// Somebody can decide for it again.
    case filled(GroupID)
}

/// A fact about a person.
package enum PersonChange: Hashable, Sendable {
    case described(Person)
    /// Too many commands at once: what is left of the person's budget.
    case spent(UserID, Budget)
}

/// A fact about a request to join.
package enum RequestChange: Hashable, Sendable {
    case asked(JoinRequest, firstReminderAt: Timestamp)
    /// An incomplete request is looked at then, or where that is nil when something about its applicant changes.
    case lookAgain(RequestID, at: Timestamp?)
    /// Nothing is missing any more: its clock begins, by that ladder.
    case completed(RequestID, at: Timestamp, Ladder)
    case admittedByRule(RequestID, JoinRequest.Verdict)
    case approved(RequestID, JoinRequest.Verdict)
    case refused(RequestID, JoinRequest.Verdict)
    case withdrawn(RequestID, at: Timestamp)
    /// The clock stands, and the applicant is reminded at that moment.
    case questioned(RequestID, JoinRequest.Question, remindAt: Timestamp)
    /// The clock runs again, by that ladder.
    case answered(RequestID, String, at: Timestamp, Ladder)
    /// The applicant was reminded of the question; without an answer the request lapses at that moment.
    case applicantReminded(RequestID, lapsesAt: Timestamp)
    case lapsed(RequestID, at: Timestamp)
    case voided(RequestID, JoinRequest.VoidReason, at: Timestamp)
    case claimed(RequestID, by: UserID)
    case released(RequestID)
    /// A step of the ladder was taken; the next comes at that moment, if there is a next.
    case reminded(RequestID, Rung, next: Timestamp?)
    /// What the open cards of a group say is out of date: they are shown anew, some at each tick.
    case cardsOutdated(GroupID, at: Timestamp)
    /// They were as far as that request; nil: all of them.
    case cardsShown(GroupID, through: RequestID?)
}

/// A fact about a membership.
package enum MembershipChange: Hashable, Sendable {
    /// By a request, or where that is nil by an invitation.
    case began(GroupID, UserID, by: RequestID?, at: Timestamp)
    case left(GroupID, UserID, at: Timestamp)
    /// The group was archived.
    case disbanded(GroupID, UserID, at: Timestamp)
    case removed(Removal)
    /// What the group asks for was missing until the days of the notice were over.
    case ended(GroupID, UserID, Lapse, at: Timestamp)
    /// The person may not join until the ban ends; whether they are a member is another change.
    case banned(Ban)
    case unbanned(GroupID, UserID)
}

/// A fact about an invitation to a group.
package enum InvitationChange: Hashable, Sendable {
    case sent(Invitation)
    case accepted(InvitationID, at: Timestamp)
    case declined(InvitationID, at: Timestamp)
    /// Taken back by the group.
    case voided(InvitationID, at: Timestamp)
    /// The group has decided about a request of the same person since.
    case overtaken(InvitationID, at: Timestamp)
    /// Its time is over, and that was said.
    case ranOut(InvitationID)
}

/// A fact about a room.
package enum RoomChange: Hashable, Sendable {
    /// Jobs are announced there: those for one group, or all.
    case announcesJobs(RoomID, of: GroupID?)
    case stopsAnnouncing(RoomID)
}

/// A fact about a job.
package enum JobChange: Hashable, Sendable {
    /// A preview waits for its client's word, who wrote it in that message.
    case drafted(Job, in: EventID)
    /// A preview is gone: its client said no, or nothing for too long.
    case draftDropped(JobID)
    /// A preview was changed.
    case redrafted(Job)
    case opened(JobID, Job.Life, at: Timestamp)
    /// Its client changed it while it was open.
    case edited(Job, at: Timestamp)
    case kept(JobID, Job.Life)
    case bumped(JobID, Job.Life, at: Timestamp)
    /// Its client was told that the end is near.
    case warned(JobID)
    case closed(JobID, Job.Outcome, at: Timestamp)
    /// It is open again, perhaps with another deadline.
    case reopened(JobID, Job.Life, deadline: Day?)
    /// Its client asked that person to respond.
    case invited(JobID, UserID, at: Timestamp)
    case reported(JobReport)
    /// Enough people have reported it: nobody is shown it until an operator has looked at it.
    case held(JobID, at: Timestamp)
    /// The operators were reminded of it; the bot looks at it again at that moment.
    case holdReminded(JobID, next: Timestamp)
    /// An operator found nothing wrong with it, and what was reported is settled.
    case cleared(JobID)
    /// The same where nobody was shown it: it is open again, perhaps without a deadline that went by meanwhile.
    case released(JobID, Job.Life, deadline: Day?)
    /// Those who responded are to be told that, from then on.
    case roundBegan(JobID, JobRound.News, at: Timestamp)
    /// They were, as far as that person; nil: all of them.
    case roundTold(JobRound, through: UserID?)
    /// A freelancer responded, for the first time or anew.
    case responded(Response)
    /// The client said something about a response, or its author took it back.
    case responseDecided(ResponseDecision)
    /// The client's note to themselves about the response of that person.
    case responseNoted(JobID, UserID, String)
}
