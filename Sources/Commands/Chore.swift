import Groups

/// A kind of thing that the bot looks after by itself.
///
/// At a tick each has its turn, in this order, and sees what those before it have made of the board. Each is stored by
/// itself, so a fault in one keeps nobody else from being reminded.
package enum Chore: Hashable, Sendable, CaseIterable {
    // Before all else: whether there is anybody to be told anything.
    case watches
    // Dates next: nobody is reminded by a calendar that is no more.
    case redatings
    case imports
    case testImports
    case digests
    // Before what is due about requests: those of a group that is over are void.
    case walks
    case reminders
    case silences
    case invitations
    // Before requests complete themselves: a test may be what they wait for.
    case attempts
    // Before what waits for a pass: whoever passes by it waits no longer.
    case rescorings
    case completions
    case completionRounds
    case applications
    case guidedForms
    case passEnds
    case upkeep
    case rechecks
    case queues
    case links
    case sights
    case jobLives
    case jobRounds
    case jobAnnouncings
    case jobMatchings
    case jobDigests
    case hints
    // Last: cards show what all of the others have made of it.
    case cards

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        switch self {
        case .watches: try Watches.decide(call, board)
        case .redatings: try Redatings.decide(at: call.receivedAt, call, board)
        case .imports: try CalendarImporting.showFetched(call, board)
        case .testImports: try TestImporting.showFetched(call, board)
        case .digests: try Digests.decide(at: call.receivedAt, call, board)
        case .walks: try Walks.decide(at: call.receivedAt, call, board)
        case .reminders: try Reminders.decide(at: call.receivedAt, call, board)
        case .silences: try Silences.decide(at: call.receivedAt, call, board)
        case .invitations: try InvitationEnds.decide(call, board)
        case .attempts: try Attempts.decide(call, board)
        case .rescorings: try Rescorings.decide(call, board)
        case .completions: try Completions.decide(call, board)
        case .completionRounds: try CompletionRounds.decide(call, board)
        case .applications: try Applications.expire(call, board)
        case .guidedForms: try GuidedForms.expire(call, board)
        case .passEnds: try PassEnds.decide(call, board)
        case .upkeep: try Upholding.decide(call, board) ?? Decision()
        case .rechecks: try Rechecks.decide(call, board)
        case .queues: try Queues.decide(call, board)
        case .links: try LinkEnds.decide(call, board)
        case .sights: try Sights.decide(call, board)
        case .jobLives: try JobLives.decide(call, board)
        case .jobRounds: try JobRounds.decide(call, board)
        case .jobAnnouncings: try Announcements.goOn(call, board)
        case .jobMatchings: try JobMatchings.decide(call, board)
        case .jobDigests: try JobDigests.decide(call, board)
        case .hints: try Hints.decide(call, board)
        case .cards: try CardRounds.decide(at: call.receivedAt, call, board)
        }
    }
}
