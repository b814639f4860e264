import Groups

/// `!freelancer [on/off]`: say that one is a freelancer, which is who can join groups.
struct BecomeFreelancer: Command {
    static let usage = Usage(
        name: "freelancer",
        parameters: "[on/off]",
        summary: """
            Say that you are a freelancer; only freelancers can join groups. With off you no longer are, and your requests \
            that wait are void.
            """,
        example: "freelancer",
        section: .freelancer,
        fields: EditProfile.usage.fields
    )

    let isOn: Bool
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        form = text.form
        guard !text.words.isAtEnd else {
            isOn = true
            return
        }
        let word = try text.words.next("on/off")
        switch word.lowercased() {
        case "on": isOn = true
        case "off": isOn = false
        default: throw .unexpected(word)
        }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var person = try board.person(call.sender)
        let wasFreelancer = person.isFreelancer
        let mistakes = EditProfile.fill(&person, from: form)
        guard mistakes.isEmpty else {
            return .answer(
                FoundingSaying.mistakes(mistakes, of: Self.usage, example: EditProfile.usage.example)
            )
        }
        person.isFreelancer = isOn
        guard isOn || !wasFreelancer else { return try resign(person, call, board) }
        // Nobody gets rid of bans and waits by leaving them with another account of theirs.
        if isOn, let new = try board.successor(of: call.sender) { throw Refusal.link(.movedAway(to: new)) }
        let isChanged = try person != board.person(call.sender)
        let saying: ProfileSaying =
            isOn ? .isFreelancer(person, already: wasFreelancer) : .isNoFreelancer(was: false, void: [])
        return Decision(
            changes: isChanged ? [.person(.described(person))] : [],
            outgoing: [Outgoing(.answer(saying))]
        )
    }

    /// Who is no freelancer can't become a member: what they have asked for is void.
    private func resign(_ person: Person, _ call: Call, _ board: some Board) throws -> Decision {
        let requests = try board.openRequests(of: person.id, limit: Person.openRequestsAtMost)
        var decision = Decision(changes: [.person(.described(person))])
        decision.outgoing = [Outgoing(.answer(ProfileSaying.isNoFreelancer(was: true, void: requests.map(\.id))))]
        for var request in requests {
            decision.changes.append(.request(.voided(request.id, .notFreelancer, at: call.receivedAt)))
            request.state = .void(.notFreelancer, at: call.receivedAt)
            let group = try board.knownGroup(request.group)
            decision.outgoing.append(try Cards.closed(request, in: group, board))
            let saying = RefusalSaying(refusal: .membership(.freelancersOnly(group)))
            decision.outgoing += try Doors.turnAway(request, from: group, because: saying, board)
        }
        for place in try board.queuePlaces(of: person.id, limit: Queues.placesAtMost) {
            decision.changes.append(.queue(.voided(place, .notFreelancer, at: call.receivedAt)))
            decision.outgoing += try Queues.void(place, board.knownGroup(place.group), .notFreelancer, board)
        }
        return decision
    }
}
