import Groups
import Identifiers

/// A person held against the criteria of a group, with what a text about it needs.
struct CriteriaReport: Hashable, Sendable {
    var group: Group
    var version: CriteriaVersion
    /// The version that holds for new requests.
    var present: Int
    var checklist: Checklist
    var roomNames: [RoomID: String]
    /// Whether nobody else reads it.
    var isPrivate: Bool
    /// The criterion that the applicant has a question about, which waits for its answer.
    var questioned: Int?
}

/// A group's criteria, as anybody may see them.
struct CriteriaPage: Hashable, Sendable {
    var group: Group
    /// Nil where the group never had any.
    var version: CriteriaVersion?
    /// The criteria that are shown: those of the version, or those that are proposed.
    var set: CriteriaSet
    var roomNames: [RoomID: String]
    var mayChange: Bool
    var recheck: Recheck?
    /// How many members have notice.
    var noticeCount = 0
}

extension Board {
    /// The criteria by which a person is judged in a group: of their request where one waits, else the present ones.
    func criteriaJudging(_ standing: Standing, in group: GroupID) throws -> (judging: CriteriaVersion, present: Int)? {
        let present = try criteria(of: group)
        guard case .waiting(let request) = standing else { return present.map { ($0, $0.number) } }
        guard let number = try criteriaVersion(of: request.id) else { return nil }
        if let present, present.number == number { return (present, number) }
        return try criteria(of: group, version: number).map { ($0, present?.number ?? number) }
    }

    /// How a person stands to the criteria of a group, or nil where it asks for nothing that could be listed.
    func criteriaReport(
        on person: UserID,
        _ standing: Standing,
        in group: Group,
        at now: Timestamp,
        isPrivate: Bool
    ) throws -> CriteriaReport? {
        guard let (version, present) = try criteriaJudging(standing, in: group.id), !version.set.criteria.isEmpty else {
            return nil
        }
        return CriteriaReport(
            group: group,
            version: version,
            present: present,
            checklist: version.set.evaluate(try criteriaFacts(on: person, for: version.set, in: group, at: now)),
            roomNames: try roomNames(in: version.set),
            isPrivate: isPrivate
        )
    }

    /// How the applicant of a request stands to what they are judged by, with the verdicts on it: for administrators alone.
    ///
    /// `verdicts` and `questions` are those as they are now, nil for those that are stored, and `submission` is what the
    /// applicant gives just now. `isByPresent` says that the present criteria count, and not those under which it was asked.
    func criteriaReport(
        judging request: JoinRequest,
        in group: Group,
        at now: Timestamp,
        verdicts: [ItemVerdict]? = nil,
        questions: [JoinRequest.Question]? = nil,
        giving submission: Submission? = nil,
        isByPresent: Bool = false
    ) throws -> CriteriaReport? {
        let standing: Standing = isByPresent ? .stranger : .waiting(request)
        guard let (version, present) = try criteriaJudging(standing, in: group.id), !version.set.criteria.isEmpty else {
            return nil
        }
        var facts = try criteriaFacts(on: request.person, for: version.set, in: group, at: now)
        if let submission { facts.submissions[submission.number] = submission }
        for verdict in try verdicts ?? self.verdicts(on: request.id) { facts.verdicts[verdict.number] = verdict }
        let open = try (questions ?? self.questions(about: request.id)).last { $0.endedAt == nil }
        return CriteriaReport(
            group: group,
            version: version,
            present: present,
            checklist: version.set.evaluate(facts),
            roomNames: try roomNames(in: version.set),
            isPrivate: true,
            questioned: open?.criterion
        )
    }

    /// What one set of criteria asks about one person, and nothing else.
    func criteriaFacts(
        on id: UserID,
        for set: CriteriaSet,
        in group: Group,
        at now: Timestamp
    ) throws -> CriteriaFacts {
        let person = try person(id)
        let zone = zone(of: group)
        var facts = CriteriaFacts(
            person: id,
            isFreelancer: person.isFreelancer,
            freelancerSince: person.freelancerSince,
            now: now,
            today: zone.local(now).day
        )
        facts.waived = try waived(for: id, in: group.id)
        for criterion in set.criteria {
            switch criterion.kind {
            case .group(let other, _):
                if case .member = try standing(of: id, in: other) { facts.groups.insert(other) }
            case .room(let room):
                facts.movedRooms[room] = try replacement(of: room)
                // Whoever is still in a room that was replaced has not left it.
                for place in [room, facts.movedRooms[room]].compactMap(\.self) where try occupies(id, place) {
                    facts.rooms.insert(room)
                }
            case .test(let handle, _, _):
                facts.tests[handle] = try testStanding(of: id, at: handle, for: group, now)
            case .freelancer(let days):
                facts.freelancerFrom[days] = person.freelancerSince.map { zone.startOfDay(days, after: $0) }
            default: break
            }
        }
        if set.criteria.contains(where: \.kind.takesSubmission) {
            for submission in try submissions(of: id, to: group.id) {
                facts.submissions[submission.number] = submission
            }
        }
        return facts
    }

    /// How a person stands to the test of a handle; nil where there is none.
    ///
    /// `group` is the one that asks for it.
    private func testStanding(
        of id: UserID,
        at handle: String,
        for group: Group,
        _ now: Timestamp
    ) throws -> TestStanding? {
        guard let test = try skillTest(handle: handle) else { return nil }
        let zone = zone(of: group)
        let passes = try passes(of: id, at: test.id)
        var standing = TestStanding(
            test: test,
            passes: passes,
            passedOn: Dictionary(passes.map { ($0.attempt, zone.local($0.at).day) }, uniquingKeysWith: { $1 }),
            today: zone.local(now).day
        )
        let attempts = try attempts(of: id, at: test.id, limit: Attempt.rememberedAtMost)
        standing.isRunning = attempts.first.map { $0.end == nil } ?? false
        standing.mayStartAt = test.wait(after: attempts, in: hallZone, at: now)?.until
        standing.isBarred =
            try !standing.isRunning && (hasReadQuestions(id, of: test.id) || runsTests(id, of: test.sponsor.id))
        if !passes.isEmpty, let asked = try followUps(of: id, at: test.id).first(where: { $0.answer != nil }) {
            standing.explained = try explained(asked)
            // Questions are read by those who run the test and those who take it: to others only what was said goes along.
            if test.sponsor.id != group.sponsor.id { standing.explained?.question = nil }
        }
        return standing
    }

    /// What somebody said about one of their answers.
    private func explained(_ asked: FollowUp) throws -> ExplainedAnswer? {
        guard let explanation = asked.answer,
            let item = try item(asked.position, of: asked.attempt), let answer = item.answer,
            let question = try question(item.question)
        else { return nil }
        let shown = ShownQuestion(question.content, seed: 0, position: asked.position)
        return ExplainedAnswer(
            question: question.content.text,
            answer: shown.written(answer.response),
            explanation: explanation
        )
    }

    /// The names of the rooms that a set asks for.
    func roomNames(in set: CriteriaSet) throws -> [RoomID: String] {
        var names: [RoomID: String] = [:]
        for criterion in set.criteria {
            guard case .room(let id) = criterion.kind else { continue }
            if let name = try name(of: replacement(of: id) ?? id) { names[id] = name }
        }
        return names
    }
}
