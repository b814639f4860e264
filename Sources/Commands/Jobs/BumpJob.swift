import Groups

/// `!job bump <n>`: announce an open job anew, at most once a day.
struct BumpJob: Command {
    static let usage = Usage(
        name: "job bump",
        parameters: "<n>",
        summary: "Announce your job once more, at most once a day.",
        example: "job bump 7",
        section: .jobs
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        let change = try job.bump(by: call.sender, at: call.receivedAt, in: board.hallZone)
        let rooms = try board.jobsRooms(for: job.wanted.groups, limit: Announcements.roomsAtMost)
        let places = try Announcements.places(rooms, call, board)
        let anew = Announcements.everywhere(job, occasion: "\(call.event)")
        return Decision(changes: [change], outgoing: [Outgoing(.answer(JobLifeSaying.bumped(job, places)))])
            + (try Announcements.begin(anew, JobCard(job, board), call, board))
    }
}
