import Groups

extension Spoken {
    /// Words that are hardly meant as an answer to an open question: a command about a group, a request or a job that there
    /// is, as people are used to type it alone with the bot.
    func isClearlyCommand(_ call: Call, _ board: some Board, _ manner: Manner) throws -> Bool {
        guard var text = CommandText(self, place: .direct, manner: manner), let command = text.takeCommand() else {
            return false
        }
        let isAlone = text.words.isAtEnd && text.lines.isEmpty
        switch command.usage.name {
        // Nobody's answer begins with this word.
        case "postjob": return true
        case "help" where isAlone, "requests" where isAlone, "withdraw" where isAlone, "jobs" where isAlone: return true
        case "join", "meet", "leave", "groups show":
            do {
                _ = try GroupReference(text: text.words.rest).resolve(for: call.sender, board)
                return true
            } catch is Refusal {
                return false
            }
        case "test":
            guard let word = try? text.words.next("test") else { return false }
            return try board.skillTest(handle: word.lowercased()) != nil
        case "approve", "refuse", "ask", "answer", "claim", "request", "withdraw":
            guard let id = try? text.words.nextRequest(), let request = try board.request(id) else { return false }
            return try request.person == call.sender || board.isAdministrator(call.sender, of: request.group)
        case "job", "respond", "responses", "postjob confirm", "postjob cancel", "job close", "job edit", "job keep":
            guard let id = try? text.words.nextJob(), let job = try board.job(id) else { return false }
            return job.isVisible(to: call.sender, at: call.receivedAt)
        default: return false
        }
    }
}
