import Groups

extension TitleError {
    /// Why a name can't be one, and what would do.
    var line: Phrase {
        switch self {
        case .tooShort: "The name is too short: at least \(Title.length.lowerBound) characters, please."
        case .tooLong: "The name is too long: at most \(Title.length.upperBound) characters, please."
        case .hiddenCharacter: "The name holds a character that nobody can see. Type it anew rather than pasting it."
        case .strayMark: "The name holds an accent that belongs to no letter."
        case .nothingToRead: "The name needs letters, not only signs."
        case .mixedScripts: "The name mixes alphabets, so that it could be taken for another. Keep to one."
        case .unknownScript: "The name is in an alphabet that I can’t tell apart from others."
        case .mixedDigits: "The name mixes digits of several alphabets. Keep to one."
        case .decoratedLetters: "The name is written in decorated letters. Plain ones, please."
        }
    }
}

extension HandleError {
    /// Why a word can't be a handle, and what would do.
    var line: Phrase {
        let field: Phrase = "\(code: "handle")"
        return switch self {
        case .tooShort: field + ": at least \(Handle.length.lowerBound) characters, please."
        case .tooLong: field + ": at most \(Handle.length.upperBound) characters, please."
        case .otherCharacter: field + ": only the letters a to z, digits and hyphens, such as \(code: "swift-guild")."
        case .hyphenOutOfPlace: field + ": a hyphen stands between letters or digits, one at a time."
        case .noLetter: field + ": at least one letter, please."
        case .reserved: field + ": that word has another meaning here. Choose another one."
        }
    }
}
