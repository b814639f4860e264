import Groups
import Identifiers

/// Taking a GIFT file into the pool of a test: asked for, fetched, shown, and confirmed.
enum TestImporting: Importing {
    static let name = "testImport"
    private static let fetchedAtMost = 4

    static func subject(of id: TestImportID) -> Subject { .testImport(id) }
    static func shown(_ id: TestImportID) -> Change { .skillTest(.fileImport(.shown(id))) }
    static func closed(_ id: TestImportID) -> Change { .skillTest(.fileImport(.closed(id))) }

    /// Somebody wants a file or a pasted text imported.
    static func ask(for test: SkillTest, pasted: String, _ call: Call, _ board: some Board) throws -> Decision {
        var asked = TestImport(
            id: try board.nextTestImportID(),
            test: test.id,
            person: call.sender,
            name: "",
            uri: nil,
            askedAt: call.receivedAt,
            content: .wanted
        )
        guard pasted.isEmpty else {
            asked.content = .text(Array(pasted.utf8))
            var decision = try show(asked, test, board) { Outgoing(.answer($0)) }
            decision.changes.insert(.skillTest(.fileImport(.asked(asked))), at: 0)
            return decision
        }
        guard let file = try file(for: call, board) else { throw Refusal.skillTest(.noFile(test)) }
        if let bytes = file.bytes, bytes > GIFT.bytesAtMost {
            throw Refusal.skillTest(.fileTooLarge(name: file.name, bytes: bytes))
        }
        (asked.name, asked.uri) = (file.name, file.uri)
        return Decision(
            changes: [.skillTest(.fileImport(.asked(asked)))],
            outgoing: [Outgoing(.answer(SkillTestSaying.fetching(asked, test)))]
        )
    }

    /// The files that were fetched since: what is in each is shown to whoever sent it.
    static func showFetched(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for fetched in try board.testImportsFetched(limit: fetchedAtMost) {
            guard let test = try board.skillTest(fetched.test), try board.runsTests(fetched.person, of: test.sponsor.id)
            else {
                // The test is gone, or none of that person's business any more.
                decision.changes.append(closed(fetched.id))
                continue
            }
            decision =
                try decision
                + show(fetched, test, board) { saying in
                    let key = key(of: fetched.id, askedAt: fetched.askedAt)
                    return Outgoing(.tell(saying, fetched.person), key: key, urgency: .decision)
                }
        }
        return decision
    }

    /// Shows what a file would add, and takes it no further where that is nothing.
    private static func show(
        _ found: TestImport,
        _ test: SkillTest,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let bytes: [UInt8]
        do throws(CalendarImport.Failure) {
            bytes = try found.content.bytes()
        } catch {
            let saying = SkillTestSaying.notFetched(found, test, error)
            return show(saying, of: found.id, askedAt: found.askedAt, isOffered: false, say)
        }
        let page = try TestImportPage(name: found.name, test: test, reading: GIFT.read(bytes), board)
        let saying = SkillTestSaying.importPage(page)
        return show(saying, of: found.id, askedAt: found.askedAt, isOffered: page.canBeAdded, say)
    }

    // MARK: The word of whoever wanted it

    static func confirmed(
        _ id: TestImportID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let (found, test, bytes) = try waiting(id, call, board)
        guard call.place == .direct else { throw Refusal.skillTest(.elsewhere(test)) }
        guard try board.runsTests(call.sender, of: test.sponsor.id) else { throw Refusal.skillTest(.runnersOnly(test)) }
        // The same bytes give the same reading; what has come into the pool meanwhile stays out.
        let page = try TestImportPage(name: found.name, test: test, reading: GIFT.read(bytes), board)
        guard page.canBeAdded else {
            return Decision(changes: [closed(found.id)], outgoing: [say(SkillTestSaying.importPage(page))])
        }
        let contents = page.added.map(\.content)
        var after = test
        after.questionCount += contents.count
        let topics = contents.reduce(try board.topics(of: test.id)) { SkillTest.topics($0, without: [], with: $1) }
        return try Decision(
            changes: [test.add(contents), closed(found.id)],
            outgoing: [say(SkillTestSaying.imported(after, contents.count, topics))]
        ).noting(readerOf: test, call, board)
    }

    static func cancelled(
        _ id: TestImportID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let (found, test, _) = try waiting(id, call, board)
        return Decision(
            changes: [closed(found.id)],
            outgoing: [say(SkillTestSaying.importDropped(test))]
        )
    }

    private static func waiting(
        _ id: TestImportID?,
        _ call: Call,
        _ board: some Board
    ) throws -> (TestImport, SkillTest, [UInt8]) {
        let found = try id.map { try board.testImport($0) } ?? board.openTestImport(of: call.sender)
        let age = found.map { call.receivedAt.rawValue - $0.askedAt.rawValue } ?? 0
        guard let found, found.person == call.sender, age < Int64(CalendarImport.hours) * 3_600_000,
            case .text(let bytes) = found.content, let test = try board.skillTest(found.test)
        else { throw Refusal.skillTest(.noImport) }
        return (found, test, bytes)
    }
}

/// What a GIFT file would add to the pool of a test.
struct TestImportPage: Sendable {
    /// Of the file; empty for a text that was pasted.
    var name: String
    var test: SkillTest
    var reading: GIFTReading
    /// Questions that are new, in their order.
    var added: [GIFTReading.Found] = []
    /// Those that the pool holds already, with the numbers that they have there.
    var known: [(found: GIFTReading.Found, number: Int)] = []
    /// Whether the pool would be too large.
    var isTooMuch: Bool { test.questionCount + added.count > SkillTest.poolAtMost }

    /// All or nothing.
    var canBeAdded: Bool { reading.problems.isEmpty && !added.isEmpty && !isTooMuch }

    init(name: String, test: SkillTest, reading: GIFTReading, _ board: some Board) throws {
        self.name = name
        self.test = test
        self.reading = reading
        for found in reading.questions {
            if let number = try board.question(fingerprint: found.content.fingerprint, in: test.id) {
                known.append((found, number))
            } else {
                added.append(found)
            }
        }
    }
}
