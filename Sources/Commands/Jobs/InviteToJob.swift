import Groups
import Identifiers

/// `!invite-to <n> <person>`: ask somebody to respond to one's job.
struct InviteToJob: Command {
    static let usage = Usage(
        name: "invite-to",
        parameters: "<n> <person>",
        summary: "Ask a freelancer who agreed to be found to respond to your job; they are told in a direct message.",
        example: "invite-to 7 @finn:example.org",
        section: .jobs
    )

    let id: JobID
    let person: UserID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        person = try text.words.nextPerson("person")
        if !text.words.isAtEnd { throw .unexpected(text.words.rest) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        let standing = try board.jobInvitationStanding(of: person, to: id, at: call.receivedAt)
        let change = try job.invite(board.person(person), standing, by: call.sender, at: call.receivedAt)
        let left = Job.invitationsAtMost - standing.sent - 1
        return Decision(
            changes: [.job(change)],
            outgoing: [
                Outgoing(.answer(FindingSaying.invited(person, job, left: left))),
                Outgoing(
                    .tell(FindingSaying.invitation(try JobCard(job, board), to: person), person),
                    key: "invite-to/\(job.key)/\(person)"
                ),
            ]
        )
    }
}
