import Groups

/// What the bot says about people.
enum ProfileSaying: Saying {
    case isFreelancer(Person, already: Bool)
    /// The requests are void because of it.
    case isNoFreelancer(was: Bool, void: [RequestID])
    /// The notices are those of the person who asks, by the handles of the groups.
    case profile(Person, badges: [Badge], isOwn: Bool, notices: [String: Upkeep.Notice])
    case edited(Person)
    /// How the profile would look, nothing stored.
    case checked(Person)
    case howToEdit(example: String)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
