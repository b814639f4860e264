import Groups

extension Decision {
    /// Says no: to the person alone, where it is between the bot and them and others read along.
    static func refused(_ refusal: Refusal, _ call: Call) -> Decision {
        guard call.place == .shared, let (notice, key) = aside(refusal, call) else {
            return .answer(RefusalSaying(refusal: refusal))
        }
        return Decision(outgoing: [
            Outgoing(.answer(notice)),
            Outgoing(.tell(RefusalSaying(refusal: refusal), call.sender), key: key),
        ])
    }

    /// What the others read in the place of a refusal, and what tells it from every other one; nil where they may read it.
    private static func aside(_ refusal: Refusal, _ call: Call) -> (notice: any Saying, key: String)? {
        let once = "refused/\(call.event)"
        switch refusal {
        // That somebody was refused is between them and the group, as a ban is.
        case .membership(.refusedLately(let group, _)):
            let hour = call.receivedAt.rawValue / 3_600_000
            return (BanSaying.seeDirectMessage, "refusedLately/\(group.handle)/\(call.sender)/\(hour)")
        // Who has responded to a job, and what became of it, is between them and its client.
        case .job(.response(.decided, _)), .job(.response(.nothingToWithdraw, _)):
            return (ResponseSaying.ownSentPrivately, once)
        case .job(.response(_, let job)), .job(.noResponse(_, let job)):
            return (ResponseSaying.sentPrivately(job.id), once)
        case .job(.inviting):
            return (BanSaying.seeDirectMessage, once)
        default:
            return nil
        }
    }
}
