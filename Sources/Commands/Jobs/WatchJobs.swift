import Groups
import Identifiers

/// `!jobs watch <what>`: hear of new jobs that fit, at once, daily or weekly; alone it lists what one hears of.
struct WatchJobs: Command {
    static let usage = Usage(
        name: "jobs watch",
        parameters: "[<words and filters> [daily/weekly]] [off [n]]",
        summary: "Hear of new jobs that fit, in a direct message; alone it lists your alerts.",
        example: "jobs watch swift remote daily",
        section: .jobs,
        choices: JobFilterReading.choices + [
            .init("2 weekly", "how soon you hear of what alert 2 finds: at once, daily or weekly"),
            .init("off 2", "ends alert 2; off alone ends all of them"),
        ]
    )

    private enum Wish {
        case list
        case end(Int?)
        case pace(Int, JobAlert.Pace)
        case make(JobFilterReading, JobAlert.Pace?)
    }

    private let wish: Wish

    init(_ text: inout CommandText) throws(UsageError) {
        guard !text.words.isAtEnd else {
            wish = .list
            return
        }
        var further = text.words
        let first = try further.next("words")
        if first.lowercased() == "off" {
            wish = .end(try AlertEnding.number(&further))
        } else if let number = AlertEnding.number(first), further.isAtEnd || JobAlert.Pace(typed: further.rest) != nil {
            guard let pace = JobAlert.Pace(typed: further.rest) else {
                throw .valueMissing("frequency", example: "jobs watch \(number) weekly")
            }
            wish = .pace(number, pace)
        } else {
            wish = try Self.making(&text.words)
        }
    }

    private static func making(_ words: inout Words) throws(UsageError) -> Wish {
        var reading = JobFilterReading()
        var pace: JobAlert.Pace?
        while !words.isAtEnd, pace == nil {
            pace = JobAlert.Pace(typed: words.rest)
            if pace == nil { try reading.take(&words) }
        }
        guard !reading.isEmpty else { throw .missing("word to look for") }
        guard !reading.isCut else { throw .tooManyWords(JobFilter.wordsAtMost) }
        return .make(reading, pace)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        switch wish {
        case .list:
            let alerts = try board.ownAlerts(of: call.sender)
            return AlertSaying.list(try alerts.map { try AlertCard($0, board) }).privately(call)
        case .end(let number): return try AlertEnding.end(number, call, board)
        case .pace(let number, let pace):
            guard let alert = try board.ownAlerts(of: call.sender).first(where: { $0.number == number }) else {
                return AlertSaying.noAlert(number).privately(call)
            }
            return try set(pace, of: alert, call, board)
        case .make(let reading, let pace):
            return try make(try reading.resolved(for: call.sender, board), pace, call, board)
        }
    }

    private func set(_ pace: JobAlert.Pace, of alert: JobAlert, _ call: Call, _ board: some Board) throws -> Decision {
        var alert = alert
        guard alert.pace != pace else { return AlertSaying.already(try AlertCard(alert, board)).privately(call) }
        alert.pace = pace
        return AlertSaying.paceSet(try AlertCard(alert, board)).privately(
            call,
            changes: [.alert(.paceSet(alert.id, pace))]
        )
    }

    private func make(
        _ named: NamedFilter,
        _ pace: JobAlert.Pace?,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let person = try board.person(call.sender)
        guard person.isFreelancer else { return AlertSaying.freelancersOnly(named).privately(call) }
        for group in named.groups { try group.checkTakesJobs() }
        let alerts = try board.ownAlerts(of: call.sender)
        if let twin = alerts.first(where: { $0.filter == named.filter }) {
            return try set(pace ?? twin.pace, of: twin, call, board)
        }
        guard alerts.count < JobAlert.perPersonAtMost else {
            return AlertSaying.tooMany(JobAlert.perPersonAtMost).privately(call)
        }
        let alert = JobAlert(
            id: try board.nextAlertID(),
            person: call.sender,
            number: JobAlert.nextNumber(after: alerts),
            filter: named.filter,
            pace: pace ?? .atOnce
        )
        let open = try board.search(JobQuery(named.filter, by: call.sender), limit: 1)
        let made = AlertSaying.Made(
            card: try AlertCard(alert, board),
            fitsOpenJobs: !open.jobs.isEmpty && open.corrected == nil,
            isInNoGroup: named.filter.isForOwnGroups ? try board.badges(of: call.sender, limit: 1).isEmpty : false,
            hasNoSkills: named.filter.isForOwnSkills && person.skills.isEmpty
        )
        return AlertSaying.made(made).privately(call, changes: [.alert(.made(alert))])
    }
}

extension Board {
    /// All alerts of a person: two linked accounts may have brought theirs together.
    func ownAlerts(of person: UserID) throws -> [JobAlert] {
        try alerts(of: person, limit: 5 * JobAlert.perPersonAtMost)
    }
}

extension AlertSaying {
    /// What somebody is alerted to is between them and the bot.
    func privately(_ call: Call, changes: [Change] = []) -> Decision {
        guard call.place == .shared else { return Decision(changes: changes, outgoing: [Outgoing(.answer(self))]) }
        return Decision(
            changes: changes,
            outgoing: [
                Outgoing(.answer(AlertSaying.sentPrivately)),
                Outgoing(.tell(self, call.sender), key: "alerts/\(call.event)"),
            ]
        )
    }
}
