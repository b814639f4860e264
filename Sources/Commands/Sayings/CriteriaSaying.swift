import Groups
import Identifiers

/// What the bot says about criteria.
enum CriteriaSaying: Saying {
    case page(CriteriaPage)
    /// How the criteria would read; nothing is stored.
    case checked(CriteriaPage)
    case dryRun(CriteriaPage, Rechecks.Effect)
    /// What a re-check would find, on the day that was named or by default now; `later` is a day that could be named.
    case recheckTried(Group, Rechecks.Effect, until: Day?, later: Day)
    case changed(CriteriaPage)
    case unchanged(Group)
    /// With the one that waited or was under way, if there was one.
    case recheckChosen(Group, Recheck, replacing: Recheck?)
    /// `notices` is how many members have notice because of it, or of the last one where none waits.
    case recheckOff(Group, was: Recheck?, notices: Int)
    /// To whoever started it.
    case recheckEnded(Group, Recheck)
    /// One criterion in full, and how to meet it.
    case howToMeet(Group, Criterion, CriteriaReport?)
    /// To whoever gave something of the wrong form.
    case notGiven(CriteriaMistake, example: String, help: String)
    case nothingToRecheck(Group)
    /// To an applicant who gave something.
    case given(Group, Criterion, CriteriaReport, Standing)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
