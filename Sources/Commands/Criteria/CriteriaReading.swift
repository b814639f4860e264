import Groups
import Identifiers

/// Makes criteria of what an administrator typed, with the names in it looked up; what is wrong is collected.
struct CriteriaReading {
    let group: Group
    let call: Call
    /// The set as it is now.
    let old: CriteriaSet
    private(set) var mistakes: [CriteriaMistake] = []
    /// Whether somebody typed a code, which others must not read.
    private(set) var hasNewCode = false
    /// The aliases of rooms that are still to be looked up.
    private(set) var aliases: [String] = []

    init(_ group: Group, _ call: Call, old: CriteriaSet) {
        self.group = group
        self.call = call
        self.old = old
    }

    mutating func add(_ mistake: CriteriaMistake) {
        mistakes.append(mistake)
    }

    /// Reads one criterion, or notes what is wrong with it.
    mutating func kind(
        _ text: some StringProtocol,
        replacing number: Int?,
        line: Int? = nil,
        _ board: some Board
    ) throws -> Criterion.Kind? {
        do {
            let spelled = try CriterionText.read(text)
            if case .code(.some) = spelled { hasNewCode = true }
            return try found(
                try roomFound(spelled, board),
                replacing: number,
                salt: "\(call.event)/\(line ?? 0)",
                board
            )
        } catch let mistake as CriteriaMistake {
            mistakes.append(line.map { .line($0, mistake) } ?? mistake)
            return nil
        }
    }

    /// The room to which an alias leads; the alias itself as long as nobody knows.
    private mutating func roomFound(_ spelled: CriterionText.Spelled, _ board: some Board) throws
        -> CriterionText.Spelled
    {
        guard case .room(let text) = spelled, let alias = RoomReference.alias(text) else { return spelled }
        let shown = alias.capped(bytes: 100)
        switch try board.lookup(of: alias, for: call.event) {
        case nil, .wanted:
            if !aliases.contains(alias) { aliases.append(alias) }
            return spelled
        case .room(let id): return .room(id.rawValue)
        case .missing: throw CriteriaMistake.aliasMissing(shown)
        case .unreachable: throw CriteriaMistake.aliasUnreachable(shown)
        }
    }

    private func found(
        _ spelled: CriterionText.Spelled,
        replacing number: Int?,
        salt: String,
        _ board: some Board
    ) throws -> Criterion.Kind {
        switch spelled {
        case .ready(let kind): return kind
        case .group(let name):
            do {
                let (group, _) = try GroupReference(text: name).resolve(for: call.sender, board)
                // One that was there before may stay: else nothing else about the criteria could be changed.
                let kind = Criterion.Kind.group(id: group.id, handle: group.handle)
                guard group.state != .archived || old.criteria.contains(where: { $0.kind == kind }) else {
                    throw CriteriaMistake.archivedGroup(group)
                }
                // Criteria are read by everybody. That a group can't ask for its own members is said elsewhere.
                guard group.state != .draft || group.id == self.group.id else {
                    throw CriteriaMistake.draftGroup(group)
                }
                return kind
            } catch Refusal.directory(.noSuchGroup(_, let near)) {
                throw CriteriaMistake.unknownGroup(name.capped(bytes: 100), near: near)
            }
        case .test(let name, let percent, let days):
            let test =
                try board.skillTest(handle: name.lowercased())
                ?? board.skillTest(skeleton: Skeleton(of: name).text)
            if let test, test.state != .draft {
                return .test(name: test.handle, minimumPercent: percent, daysAtMost: days)
            }
            // One that was there before may stay: else nothing else about the criteria could be changed.
            let kind = Criterion.Kind.test(name: name, minimumPercent: percent, daysAtMost: days)
            guard old.criteria.contains(where: { $0.kind == kind }) else {
                if let test, try board.runsTests(call.sender, of: test.sponsor.id) {
                    throw CriteriaMistake.draftTest(test)
                }
                throw CriteriaMistake.unknownTest(
                    name.capped(bytes: 100),
                    near: try board.skillTests(near: name, limit: 3)
                )
            }
            return kind
        case .room(let text):
            guard let room = Self.room(text, call) else { throw CriteriaMistake.room(text.capped(bytes: 100)) }
            // Else an administrator could learn who is in a room that is none of their business.
            let isOld = old.criteria.contains { $0.kind == .room(id: room) }
            let isKnown = try isOld || (board.maySpeak(in: room) && board.occupies(call.sender, room))
            guard isKnown else { throw CriteriaMistake.roomUnknown(text.capped(bytes: 100)) }
            return .room(id: room)
        case .code(nil):
            guard let number, case .code(let kept) = old[number]?.kind else { throw CriteriaMistake.noCodeToKeep }
            return .code(hashed: kept)
        case .code(let code?):
            guard InvitationCode.length.contains(code.utf8.count) else { throw CriteriaMistake.codeLength }
            return .code(hashed: InvitationCode(code, salt: salt))
        }
    }

    /// A room as people name it: `here`, its ID, or a link with its ID.
    private static func room(_ text: String, _ call: Call) -> RoomID? {
        if text.lowercased() == "here" { return call.place == .shared ? call.room : nil }
        return RoomReference.id(text)
    }

    /// Reads a whole set: one criterion a line, with the numbers that they have or shall have.
    mutating func set(_ form: Form, _ board: some Board) throws -> CriteriaSet {
        var numbered: [(number: Int?, line: Int, text: String)] = []
        for (index, line) in (form["criteria"] ?? "").split(whereSeparator: \.isNewline).enumerated() {
            let (number, text) = Self.number(of: Cleaned(line).text)
            guard !text.isEmpty || number != nil else { continue }
            numbered.append((number, index + 1, text))
        }
        if numbered.isEmpty, form["criteria"] != nil || old.criteria.isEmpty { mistakes.append(.noCriteria) }
        // Without the field, only the rule changes.
        var set = form["criteria"] == nil ? old : CriteriaSet(lastNumber: old.lastNumber)
        var criteria = set.criteria
        var last = max(old.lastNumber, numbered.compactMap(\.number).filter(isFree).max() ?? 0)
        for entry in numbered.prefix(2 * CriteriaSet.criteriaAtMost) {
            if let number = entry.number {
                if criteria.contains(where: { $0.number == number }) {
                    mistakes.append(.line(entry.line, .numberTwice(number)))
                    continue
                }
                if !isFree(number), old[number] == nil {
                    mistakes.append(.line(entry.line, .numberNotFree(number)))
                    continue
                }
            } else {
                last += 1
            }
            let number = entry.number ?? last
            guard let kind = try kind(entry.text, replacing: number, line: entry.line, board) else { continue }
            criteria.append(Criterion(number: number, kind: kind))
        }
        set = CriteriaSet(criteria: criteria, rule: nil, lastNumber: max(last, old.lastNumber))
        if numbered.count > 2 * CriteriaSet.criteriaAtMost {
            mistakes.append(.fault(.tooMany(CriteriaSet.criteriaAtMost)))
        }
        if let text = form["rule"] { set.rule = rule(text) }
        return set
    }

    /// Whether a number may be given to a criterion that is new.
    private func isFree(_ number: Int) -> Bool {
        number > old.lastNumber
            && number <= min(old.lastNumber + 2 * CriteriaSet.criteriaAtMost, CriteriaSet.numberAtMost)
    }

    /// Reads a rule, or notes what is wrong with it.
    mutating func rule(_ text: String) -> CriteriaRule? {
        guard text.utf8.count <= RuleText.bytesAtMost else {
            mistakes.append(.ruleTooLong)
            return nil
        }
        do throws(RuleText.Problem) {
            return try RuleText.read(text)
        } catch {
            mistakes.append(.rule(error))
            return nil
        }
    }

    /// The number at the beginning of a line: `3 server …`, `3. …`, `• 3: …`.
    private static func number(of line: String) -> (number: Int?, text: String) {
        let text = line.drop { "•-* ".contains($0) }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text[digits.endIndex...]
        guard (1...4).contains(digits.utf8.count), let number = Int(digits) else { return (nil, String(text)) }
        guard let sign = rest.first, " .:)".contains(sign) else {
            return rest.isEmpty ? (number, "") : (nil, String(text))
        }
        return (number, rest.dropFirst().trimmingSpace())
    }
}
