package import Identifiers

/// What a decision may look at.
///
/// Every answer comes from the same moment: the one transaction in which the decision is stored. Nothing here
/// loads a whole group, list or history; what can be long is asked for a page at a time.
package protocol Board: HallBoard, DirectoryBoard, PeopleBoard, MembershipBoard, AdmissionBoard, JobBoard, RoomBoard,
    CriteriaBoard, CalendarBoard, RoomKeepingBoard, UpkeepBoard, JoiningBoard, WatchBoard,
    SkillTestBoard, QueueBoard, LinkBoard, HintBoard, GuidedFormBoard, JobReportBoard, FindingBoard,
    AlertBoard
{}

/// The hall itself.
package protocol HallBoard {
    var hall: Hall { get }
    /// The time zone of that IANA name, or nil.
    func zone(named name: String) -> Zone?
    /// The names of zones that may have been meant, the nearest first.
    func zones(near name: String) -> [String]
    func status() throws -> HallStatus
}

/// The settings that the operator chose.
package struct Hall: Sendable {
    package var name: String
    package var operators: Set<UserID>
    /// The calendar of groups that name none.
    package var calendar: Group.CalendarSettings

    package init(name: String, operators: Set<UserID>, calendar: Group.CalendarSettings) {
        self.name = name
        self.operators = operators
        self.calendar = calendar
    }

    /// A hall with no settings of its own.
    package static let unnamed = Hall(
        name: "Guildhall",
        operators: [],
        calendar: .init(zone: "UTC", workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday])
    )
}

/// How the bot is doing.
package struct HallStatus: Hashable, Sendable {
    package var groups = 0
    package var freelancers = 0
    package var memberships = 0
    package var pendingRequests = 0
    package var incompleteRequests = 0
    package var openJobs = 0
    /// When the homeserver was last heard, or nil where there is none.
    package var syncedAt: Timestamp?
    /// Besides the event that asks.
    package var inboxWaiting = 0
    package var outboxWaiting = 0
    package var outboxDead = 0
    package var quarantined = 0

    package init() {}
}

/// Sponsors and groups.
package protocol DirectoryBoard {
    func sponsor(named name: String) throws -> Sponsor?
    /// The sponsors that a person owns, by name, at most `limit`.
    func sponsors(ownedBy person: UserID, limit: Int) throws -> [Sponsor]
    func owners(of sponsor: SponsorID, limit: Int) throws -> [UserID]
    func isOwner(_ person: UserID, of sponsor: SponsorID) throws -> Bool
    func groupCount(of sponsor: SponsorID) throws -> Int
    /// The sponsor's groups by handle, archived ones left out.
    func groups(of sponsor: SponsorID, limit: Int) throws -> [Group]
    /// The sponsor's groups that are not open yet, by handle, those left out that were given up.
    func drafts(of sponsor: SponsorID, limit: Int) throws -> [Group]
    func nextSponsorID() throws -> SponsorID
    func nextGroupID() throws -> GroupID

    func group(_ id: GroupID) throws -> Group?
    func group(handle: String) throws -> Group?
    /// The group whose name looks the same to the eye: see `Title.skeleton`.
    func group(skeleton: String) throws -> Group?
    /// A group, other than `own`, that carries the badge as its own: the badge of groups that chose none belongs to nobody.
    ///
    /// However it is to be drawn: ❤ and ❤️ are one.
    func group(badge: String, besides own: GroupID) throws -> Group?
    /// Groups whose handle or name is near to what was typed.
    func groups(near text: String, limit: Int) throws -> [Group]
    /// Groups in the order of their handles, after that one.
    func groups(after handle: String?, limit: Int) throws -> [Group]
    func search(_ query: GroupQuery, limit: Int) throws -> GroupMatches
}

/// What somebody looks for in the directory.
package struct GroupQuery: Hashable, Sendable {
    package var words: [String]
    package var skills: [String]
    package var sponsor: String?

    package init(words: [String], skills: [String] = [], sponsor: String? = nil) {
        self.words = words
        self.skills = skills
        self.sponsor = sponsor
    }
}

/// What the directory found.
package struct GroupMatches: Hashable, Sendable {
    package var groups: [Group]
    /// Whether there are more than these.
    package var hasMore: Bool
    /// The words that were searched instead, where those that were typed are found nowhere.
    package var corrected: [String]?

    package init(groups: [Group], hasMore: Bool, corrected: [String]? = nil) {
        self.groups = groups
        self.hasMore = hasMore
        self.corrected = corrected
    }
}

/// People.
package protocol PeopleBoard {
    /// What is known of a person; somebody never heard of is a person without a profile.
    func person(_ id: UserID) throws -> Person
    func badges(of person: UserID, limit: Int) throws -> [Badge]
    func budget(of person: UserID) throws -> Budget?
}

/// Requests, members and administrators.
package protocol MembershipBoard {
    func standing(of person: UserID, in group: GroupID) throws -> Standing
    func openRequestCount(of person: UserID) throws -> Int
    /// The group's last refusal of the person, where nothing has made up for it since.
    func lastRefusal(of person: UserID, by group: GroupID) throws -> PastRefusal?
    func request(_ id: RequestID) throws -> JoinRequest?
    func nextRequestID() throws -> RequestID
    /// The person's open requests, oldest first.
    func openRequests(of person: UserID, limit: Int) throws -> [JoinRequest]
    /// The requests that wait for the group's administrators, oldest first, after that one.
    func pendingRequests(of group: GroupID, after: RequestID?, limit: Int) throws -> [JoinRequest]
    func pendingRequestCount(of group: GroupID) throws -> Int
    func isAdministrator(_ person: UserID, of group: GroupID) throws -> Bool
    func administrators(of group: GroupID, limit: Int) throws -> [UserID]
    func administratorCount(of group: GroupID) throws -> Int
    /// The groups that a person decides for, the oldest first.
    func groups(administeredBy person: UserID, limit: Int) throws -> [Group]
    /// Members in the order in which they joined, after that one.
    func members(of group: GroupID, after: UserID?, limit: Int) throws -> [Member]
    /// Requests for which a step of the ladder has come, the longest due first.
    func requestsDue(by now: Timestamp, limit: Int) throws -> [DueRequest]
}

/// A person in a group.
package struct Member: Hashable, Sendable {
    package var person: UserID
    package var headline: String
    package var since: Timestamp

    package init(person: UserID, headline: String, since: Timestamp) {
        self.person = person
        self.headline = headline
        self.since = since
    }
}

/// A request for which a reminder is due.
package struct DueRequest: Hashable, Sendable {
    package var request: JoinRequest
    package var rung: Rung

    package init(request: JoinRequest, rung: Rung) {
        self.request = request
        self.rung = rung
    }
}

/// Rooms on the homeserver, as far as the bot has seen them.
package protocol RoomBoard {
    /// Whether the person is in the room now.
    func occupies(_ person: UserID, _ room: RoomID) throws -> Bool
    /// Whether the person may change the room's settings.
    func mayConfigure(_ person: UserID, _ room: RoomID) throws -> Bool
    /// Whether the bot may invite and remove people there.
    func botMayInviteAndKick(in room: RoomID) throws -> Bool
    /// Whether what the bot says in the room arrives and may be said there: it is in the room and has the power to
    /// speak, the room was not replaced by another, and it is not encrypted.
    func maySpeak(in room: RoomID) throws -> Bool
    /// Whether the room is encrypted, so that the bot can't read what is said there.
    func isEncrypted(_ room: RoomID) throws -> Bool
    /// Whether that is the bot itself.
    func isBot(_ person: UserID) throws -> Bool
    /// Whether the bot opened the room itself, to tell somebody something.
    func isOpenedByBot(_ room: RoomID) throws -> Bool
    /// The room that has replaced a room, where the bot has followed it there.
    func replacement(of room: RoomID) throws -> RoomID?
    /// For which group the room is the administrators' room.
    func groupAdministered(in room: RoomID) throws -> GroupID?
    /// The groups, two at most, whose administrators' or members' room it is.
    func groupsUsing(_ room: RoomID) throws -> [Group]
    /// What a message of the bot is about.
    func subject(of message: EventID, in room: RoomID) throws -> String?
}

extension Board {
    /// The group of that number, which a foreign key promises is there.
    package func knownGroup(_ id: GroupID) throws -> Group {
        guard let group = try group(id) else { throw BoardFault.danglingGroup(id) }
        return group
    }
}

/// The database holds what it must not hold: a fault of ours, never of the person who asked.
package enum BoardFault: Error, Hashable, Sendable {
    case danglingGroup(GroupID)
    case danglingTest(SkillTestID)
    case danglingQuestion(TestQuestionID)
}
