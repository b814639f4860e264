import Groups
import Identifiers

/// `!profile [person]`: what a person says about themselves, and the badges that they carry.
struct ShowProfile: Command {
    static let usage = Usage(
        name: "profile",
        parameters: "[person]",
        summary: "See a profile with its badges, yours or somebody’s.",
        example: "profile @finn:example.org",
        section: .freelancer
    )

    static let badgesAtMost = 30
    static let passesAtMost = 20

    let person: UserID?

    init(_ text: inout CommandText) throws(UsageError) {
        person = text.words.isAtEnd ? nil : try text.words.nextPerson("person")
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let id = person ?? call.sender
        if let new = try board.successor(of: id) {
            return .answer(LinkSaying.profileMoved(id, to: new, isOwn: id == call.sender))
        }
        let saying = ProfileSaying.profile(
            try board.person(id),
            badges: try board.badges(of: id, limit: Self.badgesAtMost),
            passes: try Self.passes(of: id, isOwn: id == call.sender && call.place == .direct, call, board),
            isOwn: id == call.sender,
            // Between the bot and the person: nobody else hears of a notice.
            notices: id == call.sender && call.place == .direct
                ? try board.notices(of: id, limit: Self.badgesAtMost) : [:]
        )
        return .answer(saying)
    }

    /// The passes that stand on a profile; to their owner alone also those that are hidden or over.
    static func passes(
        of person: UserID,
        isOwn: Bool,
        _ call: Call,
        _ board: some Board
    ) throws -> [ShownPass] {
        let today = board.hallZone.local(call.receivedAt).day
        return try board.latestPasses(of: person, limit: passesAtMost).compactMap { latest in
            let pass = try board.pass(of: person, at: latest.test, on: today) ?? latest
            let isOver = !pass.holds(on: today)
            guard isOwn || (pass.isShown && !isOver) else { return nil }
            return ShownPass(pass: pass, test: try board.knownTest(pass.test), isOver: isOver)
        }
    }
}
