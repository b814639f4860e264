import Groups

/// What the bot says about files that come without a command.
enum EvidenceSaying: Saying {
    /// More than one criterion asks for evidence.
    case several(Attachment, [Evidence.Wanted])
    /// The one criterion wants to know until when it holds.
    case dateWanted(Attachment, Evidence.Wanted)
    /// The file was deleted, and with that the evidence; the administrators see that where they have seen it.
    case withdrawn(Group, Criterion, isSeen: Bool)
    /// The words below a file that an applicant gave, as it is shown to those who decide.
    case file(Submission, of: JoinRequest)
    /// In the place of a file that was shown and that its sender has deleted since.
    case gone(Submission)
    /// To somebody who wants to see files where there are none.
    case noFiles(JoinRequest)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
