import Groups

/// What the bot says about people.
enum ProfileSaying: Saying {
    case isFreelancer(Person, already: Bool)
    /// The requests are void because of it.
    case isNoFreelancer(was: Bool, void: [RequestID])
    /// The notices are those of the person who asks, by the handles of the groups.
    case profile(Person, badges: [Badge], passes: [ShownPass], isOwn: Bool, notices: [String: Upkeep.Notice])
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

/// A pass as it stands on a profile.
struct ShownPass: Hashable, Sendable {
    var pass: Pass
    var test: SkillTest
    /// Whether it holds no longer: only its owner sees that.
    var isOver = false
}
