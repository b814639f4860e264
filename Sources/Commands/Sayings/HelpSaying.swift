import Groups

/// What the bot says about itself.
enum HelpSaying: Saying {
    /// The names of the commands by area; those for people who run groups only where the reader runs one.
    case all([Usage], hall: String, place: Call.Place, runsGroups: Bool)
    /// The commands of one area.
    case area([Usage])
    case command(Usage)
    case unknown(String, near: Usage?)
    /// To a person who meets the bot alone for the first time.
    case welcome(hall: String)
    case slowDown
    case status(HallStatus, now: Timestamp)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}

/// What is wrong with what was typed, with the way it should be.
struct UsageSaying: Saying {
    let error: UsageError
    let usage: Usage

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
