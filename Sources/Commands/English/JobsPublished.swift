import Groups
import Identifiers

extension JobCard {
    /// The job for whoever reads of it on a website, and may never have heard of Matrix.
    func published(through bot: UserID, _ reader: Reader) -> Message {
        Message(
            offer() + [
                .next(
                    """
                    Respond on Matrix, the open network for chat: write \
                    \(reader.command("respond \(job.id.rawValue)")) to \(bot)
                    """
                )
            ]
        )
    }
}

extension PublicJob.Selection {
    /// What a list of these jobs is called.
    package func title(in hall: String) -> String {
        switch self {
        case .all: "Open jobs in \(hall)"
        case .group(let group): "Open jobs for \(group.name)"
        case .sponsor(let sponsor): "Open jobs for groups of \(sponsor.name)"
        }
    }
}
