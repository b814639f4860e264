import Groups
import Identifiers

/// `!claim <#> [release/person]`: take a request on, give it back, or give it to another administrator.
struct Claim: Command {
    static let usage = Usage(
        name: "claim",
        parameters: "<#> [release/person]",
        summary: "Take a request on, so that others see who looks after it; give it back or pass it on.",
        example: "claim #41",
        section: .decisions
    )

    enum Wish: Sendable {
        case take
        case release
        case pass(to: UserID)
    }

    let id: RequestID
    let wish: Wish

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextRequest()
        var further = text.words
        if text.words.isAtEnd {
            wish = .take
        } else if let word = try? further.next("release"), word.lowercased() == "release" {
            text.words = further
            wish = .release
        } else {
            wish = .pass(to: try text.words.nextPerson("release/person"))
        }
        if !text.words.isAtEnd { throw .unexpected(try text.words.next("release/person")) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Batch.checkPlace(of: [id], call, board)
        var (request, group, decider) = try Office.request(id, call, board)
        let report = try board.criteriaReport(judging: request, in: group, at: call.receivedAt)
        var decision = Decision()
        switch wish {
        case .take:
            decision.changes = try request.claim(
                by: decider,
                having: count(of: call.sender, in: group, board)
            )
            request.claimer = call.sender
            decision.outgoing = [Outgoing(.answer(AskingSaying.claimed(request, group, report)))]
        case .release:
            decision.changes = try request.release(by: decider)
            request.claimer = nil
            decision.outgoing = [Outgoing(.answer(AskingSaying.released(id)))]
        case .pass(let person):
            let successor = Decider(
                person: person,
                isAdministrator: try board.isAdministrator(person, of: group.id)
            )
            decision.changes = try request.pass(
                to: successor,
                having: count(of: person, in: group, board),
                by: decider,
                in: group
            )
            request.claimer = person
            decision.outgoing = [Outgoing(.answer(AskingSaying.passed(id, to: person)))]
            if person != call.sender {
                decision.outgoing.append(
                    Outgoing(
                        .tell(AskingSaying.passedToYou(request, group, report, by: call.sender), person),
                        key: "passed/\(call.event)",
                        urgency: .decision
                    )
                )
            }
        }
        decision.outgoing.append(try Cards.revised(request, in: group, by: call, board))
        return decision
    }

    private func count(of person: UserID, in group: Group, _ board: some Board) throws -> Int {
        try board.claims(of: person, in: group.id, limit: JoinRequest.claimsAtMost).count
    }

    /// Ends the claims of somebody who stops being an administrator of the group.
    static func endAll(of person: UserID, in group: Group, _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for var request in try board.claims(of: person, in: group.id, limit: JoinRequest.claimsAtMost) {
            request.claimer = nil
            decision.changes.append(.request(.released(request.id)))
            decision.outgoing.append(try Cards.revised(request, in: group, by: call, board))
        }
        return decision
    }
}
