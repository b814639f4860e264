import Groups
import Identifiers

/// What the bot says about alerts, and what they find.
enum AlertSaying: Saying {
    case list([AlertCard])
    case made(Made)
    /// There is such an alert already, as often as that.
    case already(AlertCard)
    case paceSet(AlertCard)
    case ended([AlertCard], hasOthers: Bool)
    /// None of that number, or where that is nil none at all.
    case noAlert(Int?)
    case tooMany(Int)
    case freelancersOnly(NamedFilter)
    /// Where others read along: the answer is in the direct message.
    case sentPrivately
    case found(JobCard, AlertCard)
    case digest([Line], JobDigest, hasMore: Bool)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A new alert, and what its person may want to know at once.
    struct Made: Hashable, Sendable {
        var card: AlertCard
        var fitsOpenJobs: Bool
        /// It is for their groups, of which there are none yet.
        var isInNoGroup: Bool
        /// It is for their skills, of which there are none yet.
        var hasNoSkills: Bool
    }

    /// A job in a list, and the numbers of the alerts that it fits.
    struct Line: Hashable, Sendable {
        var card: JobCard
        var alerts: [Int]
    }
}

/// An alert with the groups that it names.
struct AlertCard: Hashable, Sendable {
    var alert: JobAlert
    var named: NamedFilter

    init(_ alert: JobAlert, _ board: some Board) throws {
        self.alert = alert
        named = try NamedFilter(alert.filter, board)
    }
}
