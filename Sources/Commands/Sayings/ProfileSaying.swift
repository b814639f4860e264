import Groups

/// What the bot says about people.
enum ProfileSaying: Saying {
    case isFreelancer(Person, already: Bool)
    /// The requests are void because of it.
    case isNoFreelancer(was: Bool, void: [RequestID])
    case profile(Person, badges: [Badge], isOwn: Bool)
    case edited(Person)
    case howToEdit(example: String)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
