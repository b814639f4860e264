import Groups

/// What the bot says about files that come without a command.
enum EvidenceSaying: Saying {
    /// More than one criterion asks for evidence.
    case several(Attachment, [Evidence.Wanted])
    /// The one criterion wants to know until when it holds.
    case dateWanted(Attachment, Evidence.Wanted)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
