import Groups
import Identifiers

/// Files that applicants send as evidence: where each lies is kept, never what it holds.
enum Evidence {
    /// A criterion of a request that waits or is being made, which asks for evidence.
    struct Wanted: Hashable, Sendable {
        var group: Group
        var item: Checklist.Item

        /// The command that gives the file which it is a reply to.
        var command: String {
            let start = "meet \(group.handle) \(item.criterion.number)"
            return isDated ? start + " until 2031-12-31" : start
        }

        /// Whether it asks until when the evidence holds.
        var isDated: Bool {
            if case .evidence(_, mustExpire: true) = item.criterion.kind { true } else { false }
        }
    }

    /// What a file means that came without a command: evidence, where just one criterion still wants some.
    ///
    /// `words` are those below it: the day until which it holds, and the answer to what the administrators have asked.
    static func sent(_ file: Attachment, saying words: String, _ call: Call, _ board: some Board) throws -> Decision {
        // Whatever it was sent for, it can't be read: better said now than after the next word.
        guard !file.isEncrypted else { throw Refusal.criteria(.fileEncrypted(name: file.name)) }
        let wanted = try wanted(of: call, board)
        guard !wanted.isEmpty else {
            let runsTests = try !board.sponsorsWithTests(runBy: call.sender, limit: 1).isEmpty
            return .answer(CalendarSaying.fileSeen(name: file.name, runsTests: runsTests))
        }
        try checkSize(file)
        guard wanted.count == 1 else { return .answer(EvidenceSaying.several(file, wanted)) }
        let until = until(in: words)
        if wanted[0].isDated, until == nil { return .answer(EvidenceSaying.dateWanted(file, wanted[0])) }
        let number = wanted[0].item.criterion.number
        return try Meet(number, of: wanted[0].group, until: until, remark: words).decide(call, board)
    }

    /// The day in words such as “Here it is, until 2027-12-31”: what stands behind the last “until”, where that is a day
    /// or was meant as one.
    private static func until(in words: String) -> String? {
        let words = words.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard let place = words.lastIndex(of: "until"), place + 1 < words.count else { return nil }
        let day = words[place + 1].droppingLast(anyOf: ".,;!)")
        return Day(parsing: day) != nil || day.first?.isNumber == true ? day : nil
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
        try checkSize(file)
    }

    private static func checkSize(_ file: Attachment) throws(Refusal) {
        if let bytes = file.bytes, bytes > Submission.File.bytesAtMost {
            throw .criteria(.fileTooLarge(name: file.name, bytes: bytes))
        }
    }

    /// For which criteria a file may be, those that are meant most likely.
    private static func wanted(of call: Call, _ board: some Board) throws -> [Wanted] {
        // Whoever is being asked for evidence means that.
        if let asked = try Applications.evidenceAsked(of: call, board) { return [asked] }
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
            let questioned = try board.questions(about: request.id).last { $0.endedAt == nil }?.criterion
            for item in report?.checklist.items ?? [] {
                guard case .evidence = item.criterion.kind else { continue }
                let one = Wanted(group: group, item: item)
                if item.criterion.number == questioned { return [one] }
                wanted.append(one)
            }
        }
        // What is still missing comes before what is there already and could be replaced.
        let missing = wanted.filter { $0.item.submission == nil || $0.item.mark == .missing }
        return missing.isEmpty ? wanted : missing
    }
}
