import Groups
import Identifiers

/// A refusal, said to whoever asked.
struct RefusalSaying: Saying {
    let refusal: Refusal
    /// A group that whoever asked decides for, where that helps.
    var ownGroup: Group?
    /// Whether a request can be read where this is said.
    var isPrivate = false

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: Message([.line(refusal.line(reader)), .next(next(reader))])
        }
    }

    private func next(_ reader: Reader) -> Phrase {
        if isPrivate, case .membership(.alreadyDecided(let request)) = refusal {
            return "Read it: \(reader.command("request \(request.id.rawValue)"))"
        }
        guard let ownGroup else { return refusal.next(reader) }
        return "See what waits for you: \(reader.command("requests \(ownGroup.handle)"))"
    }
}

extension Refusal {
    /// Why not, in one sentence or two.
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .directory(let refusal): refusal.line(reader)
        case .membership(let refusal): refusal.line(reader)
        case .request(let refusal): refusal.line(reader)
        case .invitation(let refusal): refusal.line(reader)
        case .ban(let refusal): refusal.line(reader)
        case .authority(let refusal): refusal.line(reader)
        case .group(let refusal): refusal.line(reader)
        case .job(let refusal): refusal.line(reader)
        case .criteria(let refusal): refusal.line(reader)
        case .calendar(let refusal): refusal.line(reader)
        case .state(let refusal): refusal.line
        case .sponsor(let refusal): refusal.line
        case .upkeep(let refusal): refusal.line
        case .skillTest(let refusal): refusal.line(reader)
        case .link(let refusal): refusal.line(reader)
        }
    }

    /// What to do instead.
    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .directory(let refusal): refusal.next(reader)
        case .membership(let refusal): refusal.next(reader)
        case .request(let refusal): refusal.next(reader)
        case .invitation(let refusal): refusal.next(reader)
        case .ban(let refusal): refusal.next(reader)
        case .authority(let refusal): refusal.next(reader)
        case .group(let refusal): refusal.next(reader)
        case .job(let refusal): refusal.next(reader)
        case .criteria(let refusal): refusal.next(reader)
        case .calendar(let refusal): refusal.next(reader)
        case .state(let refusal): refusal.next(reader)
        case .sponsor(let refusal): refusal.next(reader)
        case .upkeep(let refusal): refusal.next(reader)
        case .skillTest(let refusal): refusal.next(reader)
        case .link(let refusal): refusal.next(reader)
        }
    }
}

extension DirectoryRefusal {
    fileprivate func line(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchGroup(let typed, let near):
            if let first = near.first {
                "There is no group called “\(typed)”. Did you mean \(strong: first.name) (\(code: first.handle))?"
            } else {
                "There is no group called “\(typed)”."
            }
        case .noSuchSponsor(let typed, let near):
            near.isEmpty
                ? "There is no sponsor called “\(typed)”."
                : "You own no sponsor called “\(typed)”. Yours: \(near.joined(separator: ", "))."
        case .noSuchRequest(let id):
            "There is no request #\(id.rawValue) that you could read."
        }
    }

    fileprivate func next(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchGroup(_, let near):
            near.first.map { "Open it: \(reader.command("groups show \($0.handle)"))" }
                ?? "See them all: \(reader.command("groups"))"
        case .noSuchSponsor: "See the groups and their sponsors: \(reader.command("groups"))"
        case .noSuchRequest: "See yours: \(reader.command("requests"))"
        }
    }
}

extension MembershipRefusal {
    fileprivate func line(_ reader: Reader) -> Phrase {
        switch self {
        case .freelancersOnly(let group):
            """
            Only freelancers can join groups, and you have not said that you are one. Clients and sponsors need no \
            membership: they post jobs for \(strong: group.name).
            """
        case .alreadyMember(let group, let since):
            """
            You are a member of \(strong: group.name) already, since \
            \(words: EnglishDate.day(since, in: reader.zone(of: group))).
            """
        case .alreadyAsked(let group, let request):
            """
            You asked to join \(strong: group.name) on \
            \(words: EnglishDate.day(request.askedAt, in: reader.zone(of: group))): #\(request.id.rawValue) \
            \(words: request.state == .pending ? "waits," : "is") \(English.standing(request, in: group, reader)).
            """
        case .tooManyOpenRequests(let limit):
            "You have \(limit) requests waiting, which is as many as one person may have."
        case .tooFast(let times):
            "You have joined or left \(times) times within a minute, and more is too fast for people. Wait a minute, please."
        case .inTheMiddle(let group, let other):
            """
            I am still asking you about \(strong: group.name): one group at a time, so I have not begun with \
            \(strong: other.name).
            """
        case .refusedLately(let group, let mayAskAt):
            """
            \(strong: group.name) refused your last request. You may ask again from \
            \(words: EnglishDate.start(mayAskAt, in: reader.zone(of: group))).
            """
        case .notMember(let group): "You are not a member of \(strong: group.name)."
        case .notMemberButAsked(let group, let request):
            "You are not a member of \(strong: group.name) yet: request #\(request.id.rawValue) still waits."
        case .notYourRequest(let id): "#\(id.rawValue) is not a request of yours."
        case .alreadyDecided(let request), .alreadyRefused(let request, _): English.alreadyDecided(request, reader)
        case .ownRequest(let id):
            "#\(id.rawValue) is your own request, and nobody decides their own. Another administrator has to."
        case .onWaitingList(let group, let place):
            """
            \(strong: group.name) has let you in already, and is full: you are on its waiting list, \(English.place(place)). As \
            soon as a place is yours, you are a member.
            """
        }
    }

    fileprivate func next(_ reader: Reader) -> Phrase {
        switch self {
        case .freelancersOnly(let group):
            """
            Become one: \(reader.command("freelancer")), then \(reader.command("join \(group.handle)")) · \
            post a job: \(reader.command("postjob \(group.handle)"))
            """
        case .alreadyMember(let group, _):
            "See the badge: \(reader.command("profile")) · leave: \(reader.command("leave \(group.handle)"))"
        case .alreadyAsked(_, let request) where request.isIncomplete:
            """
            See what is missing: \(reader.command("request \(request.id.rawValue)")) · \
            take it back: \(reader.command("withdraw \(request.id.rawValue)"))
            """
        case .alreadyAsked(_, let request), .notMemberButAsked(_, let request):
            "Take it back: \(reader.command("withdraw \(request.id.rawValue)"))"
        case .tooFast: "See what you are a member of: \(reader.command("profile"))"
        case .inTheMiddle(let group, let other):
            """
            Go on: \(reader.command("join \(group.handle)")) · drop it: \(reader.command("withdraw")), then \
            \(reader.command("join \(other.handle)"))
            """
        case .tooManyOpenRequests: "See them: \(reader.command("requests"))"
        case .refusedLately(let group, _):
            "See what the group asks for: \(reader.command("groups show \(group.handle)"))"
        case .notMember(let group):
            group.state == .draft
                ? "See its page: \(reader.command("groups show \(group.handle)"))"
                : group.state == .archived
                    ? "Find another group: \(reader.command("groups"))"
                    : "Join it: \(reader.command("join \(group.handle)"))"
        case .notYourRequest: "See yours: \(reader.command("requests"))"
        case .alreadyDecided(let request):
            // Among others the request may be private.
            "Read it in a direct message with me: \(reader.command("request \(request.id.rawValue)"))"
        case .alreadyRefused(let request, let group): English.mistake(request, group, reader)
        case .ownRequest(let id):
            """
            See where it stands: \(reader.command("requests")) · \
            take it back: \(reader.command("withdraw \(id.rawValue)"))
            """
        case .onWaitingList(let group, let place):
            "Give the place up: \(reader.command(place.givingUp(group)))"
        }
    }
}

extension AuthorityRefusal {
    fileprivate func line(_ reader: Reader) -> Phrase {
        switch self {
        case .operatorsOnly: "Only the operator of this bot can do that."
        case .ownersOnly: "Only the owner of a sponsor can open a group. The operator of this bot registers sponsors."
        case .ownersOnlyOf(let group): "Only an owner of its sponsor, \(strong: group.sponsor.name), can do that."
        case .notYoursToDecide(let ids):
            "\(words: ids.map { "#\($0.rawValue)" }.joined(separator: ", ")) is not a request that you can decide."
        case .administratorsOnly(let group): "Only administrators of \(strong: group.name) can do that."
        case .administratorsAndOwnersOnly(let group):
            """
            Only administrators of \(strong: group.name) and owners of its sponsor, \(strong: group.sponsor.name), can do \
            that.
            """
        case .decideElsewhere, .listElsewhere:
            "Requests are read and decided in the administrators’ room of their group, or in a direct message with me."
        case .logElsewhere: "The log is read in the administrators’ room of its group, or in a direct message with me."
        case .actElsewhere(let group):
            "Do that in the administrators’ room of \(strong: group.name), or in a direct message with me."
        case .readElsewhere: "A request may be private: ask me in a direct message."
        case .needsRoomPower: "For that you need the power to change the room’s settings (moderator, at least)."
        case .botNeedsRoomPower:
            "For that I need the power to invite people to the room and to remove them: make me a moderator there first."
        case .onlyInSharedRoom: "That is about a room: say it in the room that is meant, or name that room behind it."
        case .noSuchRoom(let typed):
            "“\(typed)” is no room that we are both in. Mind the spelling; invite me there, and be in it yourself."
        case .roomUnreachable(let typed):
            "I could not find out where \(code: typed) leads: its server does not answer. Try again later."
        case .encryptedRoom:
            "The room is encrypted, and I can’t read what is said in it. Requests and members need a room that is not."
        case .roomInUse(let group, let role):
            "That room is already the \(words: role == .admin ? "administrators" : "members")’ room of \(strong: group.name)."
        case .roomNotFree: "That room has a part for another group already. Choose another one."
        }
    }

    fileprivate func next(_ reader: Reader) -> Phrase {
        switch self {
        case .operatorsOnly: "What you can do: \(reader.command("help"))"
        case .notYoursToDecide: "See your own requests: \(reader.command("requests"))"
        case .administratorsOnly(let group): "See who they are: \(reader.command("admins \(group.handle)"))"
        case .administratorsAndOwnersOnly(let group):
            """
            See who they are: \(reader.command("admins \(group.handle)")) · \
            \(reader.command("sponsor \(English.typed(group.sponsor.name))"))
            """
        case .ownersOnly: English.writeToOperator(reader)
        case .ownersOnlyOf(let group):
            "See its owners: \(reader.command("sponsor \(English.typed(group.sponsor.name))"))"
        case .decideElsewhere(let ids): "There, read it first: \(reader.command("request \(ids.first?.rawValue ?? 0)"))"
        case .actElsewhere(let group): "See who decides for it: \(reader.command("admins \(group.handle)"))"
        case .listElsewhere(let group): "There: \(reader.command("requests \(group.handle)"))"
        case .logElsewhere(let group): "There: \(reader.command("log \(group.handle)"))"
        case .readElsewhere(let id): "There: \(reader.command("request \(id.rawValue)"))"
        case .roomInUse(let group, let role):
            "Free it first: \(reader.command("here \(group.handle) \(role.rawValue) off"))"
        case .onlyInSharedRoom(let typed): "Such as: \(reader.command("\(typed) #room:server"))"
        case .needsRoomPower, .botNeedsRoomPower, .encryptedRoom, .noSuchRoom, .roomUnreachable, .roomNotFree:
            "How rooms get their parts: \(reader.command("help here"))"
        }
    }
}

extension GroupRefusal {
    fileprivate func line(_ reader: Reader) -> Phrase {
        switch self {
        case .nameTaken(let group): "There is a group called \(strong: group.name) already (\(code: group.handle))."
        case .nameConfusable(let group):
            "That name is too easily taken for \(strong: group.name) (\(code: group.handle)), which there is already."
        case .nameNotFree: "Another group has that name, or one that looks like it. Choose another one."
        case .handleTaken(let handle):
            "The handle \(code: handle) is taken. Add a line \(code: "handle: another-one") to the form."
        case .badgeTaken(let badge, let group):
            "The badge \(badge) is that of \(strong: group.name) (\(code: group.handle)). Choose another emoji."
        case .badgeNotFree(let badge): "The badge \(badge) is that of another group. Choose another emoji."
        case .tooManyGroups(let limit): "A sponsor can have \(limit) groups at most."
        case .tooManyAdministrators(_, let limit): "A group can have \(limit) administrators at most."
        case .alreadyAdministrator(let person, let group):
            "\(person) is an administrator of \(strong: group.name) already."
        case .notAdministrator(let person, let group): "\(person) is not an administrator of \(strong: group.name)."
        case .notForTheBot: "That is me, the bot: I decide nothing here."
        case .lastAdministrator(let group):
            """
            That is the last administrator of \(strong: group.name): nobody would be left to decide. Add another one \
            first.
            """
        }
    }

    fileprivate func next(_ reader: Reader) -> Phrase {
        switch self {
        case .alreadyAdministrator(_, let group), .notAdministrator(_, let group), .tooManyAdministrators(let group, _):
            "See them all: \(reader.command("admins \(group.handle)"))"
        case .lastAdministrator(let group): "Add one: \(reader.command("admins \(group.handle) add @person:server"))"
        case .nameTaken(let group), .nameConfusable(let group), .badgeTaken(_, let group):
            "See it: \(reader.command("groups show \(group.handle)"))"
        case .handleTaken(let handle): "See whose it is: \(reader.command("groups show \(handle)"))"
        case .tooManyGroups, .nameNotFree, .badgeNotFree: "See the groups there are: \(reader.command("groups"))"
        case .notForTheBot: "What I do: \(reader.command("help"))"
        }
    }
}
