import Groups
import Identifiers

/// Files that applicants send as evidence: where each lies is kept, never what it holds.
enum Evidence {
    /// A criterion of a request that waits, which asks for evidence.
    struct Wanted: Hashable, Sendable {
        var request: JoinRequest
        var group: Group
        var item: Checklist.Item

        /// The command that gives the file which it is a reply to.
        var command: String {
            let start = "meet \(group.handle) \(item.criterion.number)"
            if case .evidence(_, mustExpire: true) = item.criterion.kind { return start + " until 2031-12-31" }
            return start
        }
    }

    /// What a file means that came without a command: evidence, where just one criterion still wants some.
    static func sent(_ file: Attachment, _ call: Call, _ board: some Board) throws -> Decision {
        // Whatever it was sent for, it can't be read: better said now than after the next word.
        guard !file.isEncrypted else { throw Refusal.criteria(.fileEncrypted(name: file.name)) }
        // Whoever is being asked for evidence means that.
        if let asked = try Applications.evidenceAsked(of: call, board) {
            return try Meet(group: GroupReference(text: "\(asked.group.handle) \(asked.number)")).decide(call, board)
        }
        let wanted = try wanted(of: call, board)
        // What is still missing comes before what is there already and could be replaced.
        let missing = wanted.filter { $0.item.submission == nil || $0.item.mark == .missing }
        let found = missing.isEmpty ? wanted : missing
        guard !found.isEmpty else { return .answer(CalendarSaying.fileSeen(name: file.name)) }
        guard found.count == 1 else { return .answer(EvidenceSaying.several(file, found)) }
        let criterion = found[0].item.criterion
        if case .evidence(_, mustExpire: true) = criterion.kind {
            return .answer(EvidenceSaying.dateWanted(file, found[0]))
        }
        let meet = Meet(group: GroupReference(text: "\(found[0].group.handle) \(criterion.number)"))
        return try meet.decide(call, board)
    }

    /// Whether a file may stand for what a criterion asks.
    ///
    /// What is said below it may be an answer in words: then the file is only beside it.
    static func check(
        _ file: Attachment,
        for criterion: Criterion,
        saying text: String,
        _ group: Group
    ) throws(Refusal) {
        guard case .evidence = criterion.kind else {
            if text.isEmpty { throw .criteria(.noFileWanted(group, criterion)) }
            return
        }
        guard !file.isEncrypted else { throw .criteria(.fileEncrypted(name: file.name)) }
        if let bytes = file.bytes, bytes > Submission.File.bytesAtMost {
            throw .criteria(.fileTooLarge(name: file.name, bytes: bytes))
        }
    }

    /// The criteria of somebody's waiting requests that ask for evidence.
    private static func wanted(of call: Call, _ board: some Board) throws -> [Wanted] {
        var wanted: [Wanted] = []
        for request in try board.openRequests(of: call.sender, limit: Person.openRequestsAtMost) {
            let group = try board.knownGroup(request.group)
            let report = try board.criteriaReport(
                on: call.sender,
                .waiting(request),
                in: group,
                at: call.receivedAt,
                isPrivate: true
            )
            for item in report?.checklist.items ?? [] {
                guard case .evidence = item.criterion.kind else { continue }
                wanted.append(Wanted(request: request, group: group, item: item))
            }
        }
        return wanted
    }
}
