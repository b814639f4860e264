import Groups
import Identifiers

/// `!tests time <test> <person> <percent>`: give one person more time.
struct ExtendTime: Command {
    static let usage = Usage(
        name: "tests time",
        parameters: "<test> <person> <percent>",
        summary: "Give one person more time, from their next attempt on; 0 takes it back.",
        example: "tests time swift-basics @ann:example.org 50",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        var words = Words(rest)
        let person = try words.nextPerson("person")
        let percent = try Self.percent(&words)
        let was = try board.extraTime(of: person, at: test.id)
        guard percent != was else { return .answer(SkillTestSaying.timeIsSo(test, person, percent)) }
        let change = try test.extend(by: percent, for: person, was: was)
        // Only freelancers take tests; nobody else wants to be rung about one.
        let isTold = try board.person(person).isFreelancer
        let answer = Outgoing(.answer(SkillTestSaying.timeExtended(test, person, percent, isTold: isTold)))
        guard isTold else { return Decision(changes: [change], outgoing: [answer]) }
        return Decision(
            changes: [change],
            outgoing: [
                answer,
                Outgoing(
                    .tell(SkillTestSaying.timeExtendedForYou(test, person, percent, by: call.sender), person),
                    key: "extraTime/\(test.id.rawValue)/\(call.event)",
                    urgency: .decision
                ),
            ]
        )
    }

    /// `50`, `50%`, `+50 %`.
    private static func percent(_ words: inout Words) throws(UsageError) -> Int {
        let word = try words.next("percent (such as 50)")
        if words.rest == "%" || words.rest.lowercased() == "percent" { words = Words("") }
        if !words.isAtEnd { throw .unexpected(words.rest.capped(bytes: 60)) }
        let digits = (word.hasPrefix("+") ? word.dropFirst() : word[...]).droppingLast(anyOf: "%")
        guard digits.utf8.count <= 4, let percent = Int(digits), SkillTest.extraPercent.contains(percent) else {
            throw .notExtraTime(word.capped(bytes: 60))
        }
        return percent
    }
}
