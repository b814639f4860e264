// MARK: - Questions, and who takes on what

extension WalkModel {
    mutating func clock(_ command: Command, _ person: String, in room: String?, at now: Int64) {
        switch command {
        case .ask(let number):
            guard mayDecide(number, person, in: room), requests[number - 1].heldAt == nil,
                questions[number, default: 0] < 10
            else { return }
            requests[number - 1].heldAt = now
            questions[number, default: 0] += 1
            silences[number] = (now + 7 * Self.day, false)
            note("ask")
        case .answer(let number):
            guard isPending(number), requests[number - 1].person == person, requests[number - 1].heldAt != nil,
                room == nil
            else { return }
            requests[number - 1].heldAt = nil
            silences[number] = nil
            note("answer")
        default: break
        }
    }

    mutating func claim(_ command: Command, _ person: String, in room: String?) {
        switch command {
        case .claim(let number, let successor):
            guard mayDecide(number, person, in: room) else { return }
            let (request, claimer) = (requests[number - 1], successor ?? person)
            guard request.claimer == nil || (successor != nil && request.claimer == person),
                claimer != request.claimer, claimer != request.person,
                administrators[request.group, default: []].contains(claimer)
            else { return }
            requests[number - 1].claimer = claimer
            note(successor == nil ? "claim" : "pass")
        case .release(let number):
            guard mayDecide(number, person, in: room), requests[number - 1].claimer == person else { return }
            requests[number - 1].claimer = nil
            note("release")
        default: break
        }
    }
}
