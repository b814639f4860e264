import Groups
import Identifiers

/// A decision made on the card itself: by replying to it or by tapping a reaction.
///
/// Each is turned into the same verdict that the typed command gives, so the rules are written once.
enum CardReply {
    /// What a tap on a card means.
    static func tapped(_ key: String, on id: RequestID, _ call: Call, _ board: some Board) throws -> Decision? {
        switch plain(key) {
        case plain(Cards.approve): try decided(id, Verdicts(kind: .approve(note: "")), call, board)
        case plain(Cards.refuse): try refused(id, reason: "", againDays: nil, call, board)
        case plain(Cards.ask):
            try wanted(
                id,
                call,
                board,
                AskingSaying.questionWanted(id, call.sender),
                "asking",
                .questionWanted(id, call.sender)
            )
        default: try Cards.number(digit: key).flatMap { try JudgingReply.chosen($0, on: id, call, board) }
        }
    }

    /// What a reply to a card means: `approve [note]`, `refuse [reason]`, or their short forms, or verdicts such as
    /// `2 met`, one a line; or what the same means in the thread on the card.
    static func replied(
        _ text: String,
        to id: RequestID,
        inThread: Bool,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        let isTalk = inThread && call.place == .shared
        // “2 met?” and “approve him?” ask the others.
        if isTalk, text.hasSuffix("?") { return nil }
        if let verdicts = VerdictText.all(in: text), !isTalk || verdicts.allSatisfy(\.isPlain) {
            return try JudgingReply.judged(verdicts, id, call, board)
        }
        if !isTalk, let attempt = VerdictText.attempt(in: text) {
            return try JudgingReply.judged(attempt.verdicts, unreadable: attempt.unreadable, id, call, board)
        }
        var words = Words(text)
        guard let word = try? words.next("decision").lowercased() else { return nil }
        if inThread {
            // “approve 2” in the thread of #1 is a command about #2.
            var further = words
            if let ids = try? further.nextRequests() {
                guard ids == [id] else { return nil }
                words = further
            } else if VerdictText.digits(CriterionText.firstWord(words.rest[...]).0) != nil {
                return nil
            }
        }
        let remark = words.rest
        let verb = verb(word, isAlone: remark.isEmpty, amongTalk: isTalk)
        // Among others “approve him?” asks them; what ends so and begins with “ask” is for the applicant.
        if call.place == .shared, text.hasSuffix("?"), verb != .ask { return nil }
        switch verb {
        case .approve:
            let approval: Approval
            do throws(UsageError) {
                approval = try Approval(remark)
            } catch {
                return .answer(UsageSaying(error: error, usage: Approve.usage))
            }
            return try decided(id, approval.verdicts, call, board)
        case .refuse:
            let againDays = try words.takeAgain()
            return try refused(id, reason: words.rest, againDays: againDays, call, board)
        case .ask:
            guard !remark.isEmpty else { return try tapped(Cards.ask, on: id, call, board) }
            return try asked(remark, about: id, call, board)
        case nil: return nil
        }
    }

    private enum Verb {
        case approve
        case refuse
        case ask
    }

    /// The decision that the first word of a text means.
    ///
    /// A decision can't be taken back. So “yes”, “ok” and “no” count only alone: “no problem from my side” refuses nobody.
    /// Where people talk with each other only what the card itself says counts: there “refused last year already” is
    /// meant for others.
    private static func verb(_ word: String, isAlone: Bool, amongTalk: Bool) -> Verb? {
        let bare = plain(word.droppingLast(anyOf: ".,!:;"))
        switch bare {
        case "approve", plain(Cards.approve): return .approve
        case "refuse", plain(Cards.refuse): return .refuse
        case _ where amongTalk: return nil
        case "ask", plain(Cards.ask): return .ask
        case "approved": return .approve
        case "refused": return .refuse
        case "yes" where isAlone, "ok" where isAlone: return .approve
        case "no" where isAlone: return .refuse
        default: return nil
        }
    }

    /// What a reply to the question for a reason means: it is the reason.
    static func reasonGiven(_ text: String, for id: RequestID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard !isSecondThought(text) else {
            return .answer(AdministrationSaying.stillWaiting(id))
        }
        var words = Words(text)
        let againDays = try words.takeAgain()
        guard !words.isAtEnd else { return nil }
        return try refused(id, reason: words.rest, againDays: againDays, call, board)
    }

    /// What a reply to the question for a question means: it is the one for the applicant.
    static func questionGiven(_ text: String, for id: RequestID, _ call: Call, _ board: some Board) throws -> Decision?
    {
        guard !isSecondThought(text) else { return .answer(AskingSaying.notAsked(id)) }
        guard !text.isEmpty else { return nil }
        return try asked(text, about: id, call, board)
    }

    static func isSecondThought(_ text: String) -> Bool {
        ["cancel", "never mind", "nevermind", "stop"].contains(text.lowercased().droppingLast(anyOf: ".!"))
    }

    private static func asked(_ text: String, about id: RequestID, _ call: Call, _ board: some Board) throws -> Decision
    {
        guard text.utf8.count <= Ask.questionBytesAtMost else {
            throw UsageError.tooLong(field: "question", limitBytes: Ask.questionBytesAtMost)
        }
        do {
            // The card itself shows that it was asked: no further message.
            return try Ask.put(text, about: id, call, board)
        } catch let refusal as Refusal {
            return try Decision(outgoing: [failed(refusal, id, call, board)])
        }
    }

    /// A reaction as clients mean it, whatever variation selector or skin tone they add.
    static func plain(_ key: String) -> String {
        String(
            String.UnicodeScalarView(
                key.unicodeScalars.filter { $0.value != 0xFE0F && !(0x1F3FB...0x1F3FF).contains($0.value) }
            )
        )
    }

    /// Refuses; where nobody said why and nothing is marked as not met, asks for the reason.
    private static func refused(
        _ id: RequestID,
        reason: String,
        againDays: Int?,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        guard reason.utf8.count <= Verdicts.remarkBytesAtMost else {
            throw UsageError.tooLong(field: "reason", limitBytes: Verdicts.remarkBytesAtMost)
        }
        do {
            return try decided(id, Verdicts(kind: .refuse(reason: reason, againDays: againDays)), call, board)
        } catch Refusal.request(.reasonMissing) {
            let saying = AdministrationSaying.reasonWanted(id, call.sender)
            return try wanted(id, call, board, saying, "reason", .refusalReason(id, call.sender))
        }
    }

    private static func decided(
        _ id: RequestID,
        _ verdicts: Verdicts,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        do {
            let decided = try verdicts.decide(id, call, board)
            // The card itself shows the outcome: no further message.
            return Decision(changes: decided.changes, outgoing: decided.outgoing)
        } catch let refusal as Refusal {
            return try Decision(outgoing: [failed(refusal, id, call, board)])
        }
    }

    /// Asks whoever tapped for the words that a refusal or a question needs.
    static func wanted(
        _ id: RequestID,
        _ call: Call,
        _ board: some Board,
        _ saying: any Saying,
        _ what: String,
        _ subject: Subject
    ) throws -> Decision {
        guard let request = try board.request(id) else { return Decision() }
        guard try board.isAdministrator(call.sender, of: request.group) else {
            return Decision(outgoing: [try notYours(request, call, board)])
        }
        guard request.isOpen else { return Decision(outgoing: [tooLate(request, call)]) }
        guard try !board.isSamePerson(request.person, call.sender) else {
            return Decision(outgoing: [ownRequest(id, call)])
        }
        return Decision(
            outgoing: [
                Outgoing(
                    .say(saying, in: call.room, thread: call.thread),
                    // Whoever taps again at once has the question right above.
                    key: "\(what)/\(request.key)/\(call.sender)/\(call.room)/\(call.minute)",
                    urgency: .answer,
                    subject: subject
                )
            ]
        )
    }

    /// Why a tap or reply decided nothing, said once to each person about each request.
    static func failed(
        _ refusal: Refusal,
        _ id: RequestID,
        _ call: Call,
        _ board: some Board
    ) throws -> Outgoing {
        switch refusal {
        case .authority(.notYoursToDecide):
            guard let request = try board.request(id) else { throw refusal }
            return try notYours(request, call, board)
        case .membership(.ownRequest): return ownRequest(id, call)
        case .membership(.alreadyDecided(let request)): return tooLate(request, call)
        case .membership(.alreadyRefused(let request, let group)): return tooLate(request, refusedBy: group, call)
        default: throw refusal
        }
    }

    static func notYours(_ request: JoinRequest, _ call: Call, _ board: some Board) throws -> Outgoing {
        let id = request.id
        let saying = AdministrationSaying.notYours(call.sender, id, try board.knownGroup(request.group))
        return once(saying, "notYours/\(id.rawValue)/\(call.sender)", call)
    }

    private static func ownRequest(_ id: RequestID, _ call: Call) -> Outgoing {
        once(AdministrationSaying.ownRequest(id, call.sender), "ownRequest/\(id.rawValue)/\(call.sender)", call)
    }

    /// `refusedBy` is the group that refused what somebody now wants to approve.
    private static func tooLate(_ request: JoinRequest, refusedBy group: Group? = nil, _ call: Call) -> Outgoing {
        let key = "tooLate/\(request.id.rawValue)/\(call.sender)" + (group == nil ? "" : "/approve")
        return once(AdministrationSaying.tooLate(request, by: call.sender, refusedBy: group), key, call)
    }

    static func once(_ saying: AdministrationSaying, _ key: String, _ call: Call) -> Outgoing {
        Outgoing(.say(saying, in: call.room, thread: call.thread), key: key, urgency: .answer)
    }
}
