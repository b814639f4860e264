import Groups
import Identifiers

/// Every command, in the order in which `help` lists them.
package let allCommands: [any Command.Type] = [
    ListGroups.self,
    SearchGroups.self,
    ShowGroup.self,
    ListMembers.self,
    ShowSponsor.self,
    Join.self,
    Requests.self,
    ShowRequest.self,
    Answer.self,
    Withdraw.self,
    Leave.self,
    Meet.self,
    DeclineInvitation.self,
    BecomeFreelancer.self,
    ShowProfile.self,
    EditProfile.self,
    Link.self,
    ListTests.self,
    TakeTest.self,
    StopTest.self,
    ShowPass.self,
    HidePass.self,
    ExplainAnswer.self,
    PostJob.self,
    ConfirmJob.self,
    CancelJob.self,
    ListJobs.self,
    SearchJobs.self,
    WatchJobs.self,
    UnwatchJobs.self,
    ShowJob.self,
    RespondToJob.self,
    ReportJob.self,
    FindPeople.self,
    InviteToJob.self,
    WithdrawResponse.self,
    OwnResponses.self,
    Responses.self,
    Shortlist.self,
    AskRespondent.self,
    NoteResponse.self,
    Decline.self,
    Hire.self,
    EditJob.self,
    KeepJob.self,
    BumpJob.self,
    CloseJob.self,
    ReopenJob.self,
    ListOwnTests.self,
    CreateTest.self,
    EditTest.self,
    ShowTest.self,
    AddQuestion.self,
    ImportQuestions.self,
    ListQuestions.self,
    ShowQuestion.self,
    RetireQuestions.self,
    ReplaceQuestion.self,
    VoidQuestion.self,
    OpenTest.self,
    CloseTest.self,
    DeleteTest.self,
    ShowStatistics.self,
    ExtendTime.self,
    ListExtraTime.self,
    ShowTestLog.self,
    TraceLeak.self,
    Approve.self,
    Refuse.self,
    Verdict.self,
    Ask.self,
    Claim.self,
    Invite.self,
    Remove.self,
    Keep.self,
    BanMember.self,
    Unban.self,
    ShowLog.self,
    CreateGroup.self,
    EditGroup.self,
    Criteria.self,
    Administrators.self,
    Here.self,
    Holidays.self,
    Settings.self,
    OpenGroup.self,
    PauseGroup.self,
    ReopenGroup.self,
    ArchiveGroup.self,
    SponsorOwners.self,
    ProveSponsor.self,
    AddSponsor.self,
    VouchForSponsor.self,
    SuspendSponsor.self,
    SuspendGroup.self,
    ListReports.self,
    ClearJob.self,
    RemoveJob.self,
    ShowStatus.self,
    ShowHelp.self,
]

/// The commands by name, so that finding one costs no walk through all of them.
let commandsByName = Dictionary(
    allCommands.flatMap { command in ([command.usage.name] + command.usage.otherNames).map { ($0, command) } },
    uniquingKeysWith: { first, _ in first }
)

/// What the fields of all forms answer to, but for those about tests: with “question” or “time” lines of any text begin.
let fieldNames = Set(
    allCommands.filter { $0.usage.section != .tests }.flatMap { $0.usage.fields.flatMap(\.names) }
)

extension Usage {
    /// Whether a person may give the command at all.
    func isOpen(to person: UserID, in hall: Hall) -> Bool {
        switch access {
        case .everybody: true
        case .operators: hall.operators.contains(person)
        }
    }
}

extension CommandText {
    /// Takes the command that was typed, of two words or one, off the text.
    mutating func takeCommand() -> (any Command.Type)? {
        var further = words
        guard let second = try? further.next("command").lowercased() else { return commandsByName[name] }
        if let command = commandsByName["\(name) \(second)"] {
            words = further
            return command
        }
        // “groups serach swift” lists no groups: a suggestion is better than the wrong command.
        let family = commandsByName.keys.filter { $0.hasPrefix(name + " ") }.sorted()
        return closest(to: "\(name) \(second)", among: family) == nil ? commandsByName[name] : nil
    }
}
