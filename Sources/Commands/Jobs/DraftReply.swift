import Groups
import Identifiers

/// A client's yes or no to the preview of a job, however it was said: typed, replied or tapped.
enum DraftReply {
    static let post = "✅"
    static let drop = "❌"

    /// What a tap on a preview means.
    static func tapped(_ key: String, on id: JobID, _ call: Call, _ board: some Board) throws -> Decision? {
        let verb = CardReply.plain(key)
        guard verb == CardReply.plain(post) || verb == CardReply.plain(drop) else { return nil }
        let say = { (saying: any Saying) in
            Outgoing(.say(saying, in: call.room), key: "draft/\(id.rawValue)/\(call.sender)/\(verb)/\(call.minute)")
        }
        do {
            return try verb == CardReply.plain(post)
                ? confirmed(id, call, board, say) : cancelled(id, call, board, say)
        } catch Refusal.job(.noSuchDraft) {
            return try notYours(id, call, board)
        } catch Refusal.job(.alreadyPosted), Refusal.job(.closed) {
            // The preview itself says so.
            return Decision()
        } catch let refusal as Refusal {
            return Decision(outgoing: [say(RefusalSaying(refusal: refusal))])
        }
    }

    /// What a reply to a preview means, or nil where it means nothing to the bot.
    ///
    /// In its thread, among others, only the words that the preview itself names count.
    static func replied(
        _ text: String,
        to id: JobID,
        inThread: Bool,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        let word = text.lowercased().trimmingSpace().droppingLast(anyOf: ".!")
        if inThread, call.place == .shared, !["post", "cancel"].contains(word) { return nil }
        return switch word {
        case "yes", "post", "post it", "ok", "confirm", post:
            try confirmed(id, call, board) { Outgoing(.answer($0)) }
        case "no", "cancel", "drop", "drop it", drop:
            try cancelled(id, call, board) { Outgoing(.answer($0)) }
        default: nil
        }
    }

    /// What `post` or `cancel` alone means, said to the bot and to nothing in particular; nil for anything else.
    static func said(_ text: CommandText, _ call: Call, _ board: some Board) throws -> Decision? {
        let rest = text.words.rest.lowercased().droppingLast(anyOf: ".!")
        guard call.place == .direct, call.replyTo == nil, call.thread == nil, text.lines.isEmpty,
            ["post", "cancel", "drop"].contains(text.name), ["", "it"].contains(rest)
        else { return nil }
        let isPosting = text.name == "post"
        let waiting = try board.drafts(of: call.sender, limit: Job.draftsAtMost)
            .filter { !$0.isExpiredDraft(at: call.receivedAt) }
        guard let first = waiting.first else { return nil }
        guard waiting.count == 1 else { return .answer(JobSaying.whichOne(waiting, isPosting: isPosting)) }
        return isPosting
            ? try confirmed(first.id, call, board) { Outgoing(.answer($0)) }
            : try cancelled(first.id, call, board) { Outgoing(.answer($0)) }
    }

    static func confirmed(
        _ id: JobID,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        guard var job = try board.job(id) else { throw Refusal.job(.noSuchDraft(id)) }
        do {
            let opened = try job.confirm(
                by: call.sender,
                openJobs: board.openJobCount(of: call.sender),
                posted: board.postedJobCount(of: call.sender, since: call.receivedAt.later(hours: -24)),
                at: call.receivedAt,
                in: board.hallZone
            )
            // Since the preview a group may have been archived or suspended.
            for id in job.wanted.groups {
                let group = try board.knownGroup(id)
                do throws(Refusal) {
                    try group.checkTakesJobs()
                } catch {
                    throw Refusal.job(.groupGone(job, group))
                }
            }
            job.state = .open(since: call.receivedAt)
            job.life = job.life(from: call.receivedAt, in: board.hallZone)
            let card = try JobCard(job, board)
            let rooms = try board.jobsRooms(for: job.wanted.groups, limit: Announcements.roomsAtMost)
            let posted = try JobSaying.posted(job, Announcements.places(rooms, call, board))
            return Decision(changes: [opened], outgoing: [say(posted)])
                + (try Announcements.begin(Announcements.everywhere(job), card, call, board))
                + Decision(outgoing: [settled(job, .draftPosted(job))])
        } catch Refusal.job(.draftExpired(let job)) {
            return expired(job, say)
        }
    }

    static func cancelled(
        _ id: JobID,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        guard let job = try board.job(id) else { throw Refusal.job(.noSuchDraft(id)) }
        do {
            return Decision(
                changes: [try job.cancel(by: call.sender, at: call.receivedAt)],
                outgoing: [say(JobSaying.dropped(job)), settled(job, .draftDropped(job))]
            )
        } catch Refusal.job(.draftExpired(let job)) {
            return expired(job, say)
        }
    }

    /// The preview once it waits no longer.
    static func settled(_ job: Job, _ saying: JobSaying) -> Outgoing {
        let subject = Subject.draft(job.id)
        return Outgoing(.edit(subject: subject, saying), key: "settled/\(job.key)", urgency: .chatter)
    }

    private static func expired(_ job: Job, _ say: (any Saying) -> Outgoing) -> Decision {
        Decision(
            changes: [.job(.draftDropped(job.id))],
            outgoing: [say(RefusalSaying(refusal: .job(.draftExpired(job)))), settled(job, .draftExpired(job))]
        )
    }

    /// Said once to each person who taps on somebody else's preview in a room that they share.
    private static func notYours(_ id: JobID, _ call: Call, _ board: some Board) throws -> Decision {
        // Once it is settled, the preview says so itself.
        guard let job = try board.job(id), job.state == .draft else { return Decision() }
        return Decision(
            outgoing: [
                Outgoing(
                    .say(JobSaying.notYours(call.sender, client: job.client), in: call.room),
                    key: "draft/\(job.key)/notYours/\(call.sender)"
                )
            ]
        )
    }
}
