import Groups
import Identifiers

extension LogSaying {
    func english(_ reader: Reader) -> Message {
        guard let last = page.lines.last else {
            return Message([
                .line("The log of \(subject.name) has nothing further."),
                .next("Its latest entries: \(reader.command(subject.command))"),
            ])
        }
        let zone = subject.zone(reader)
        var blocks: [Message.Block] = [
            .line("Log of \(subject.name), the latest first (times in \(words: zone.name)):"),
            .list(page.lines.map { $0.line(in: zone, roomNames) }),
        ]
        if page.hasMore {
            blocks.append(.line("Before that: \(reader.command("\(subject.command) before \(last.number)"))"))
        }
        return Message(blocks + [.next(subject.next(page.lines, reader))])
    }
}

extension LogSaying.Subject {
    fileprivate var name: Phrase {
        switch self {
        case .group(let group): "\(strong: group.name)"
        case .test(let test): "\(strong: test.name)"
        }
    }

    fileprivate var command: String {
        switch self {
        case .group(let group): "log \(group.handle)"
        case .test(let test): "tests log \(test.handle)"
        }
    }

    fileprivate func zone(_ reader: Reader) -> Zone {
        switch self {
        case .group(let group): reader.zone(of: group)
        case .test: reader.ownZone ?? reader.zone
        }
    }

    fileprivate func next(_ entries: [LogEntry], _ reader: Reader) -> Phrase {
        switch self {
        case .group(let group):
            entries.lazy.compactMap(\.request).first.map {
                "Read a request: \(reader.command("request \($0.rawValue)"))"
            }
                ?? "See what waits: \(reader.command("requests \(group.handle)"))"
        case .test(let test):
            """
            See it as it is: \(reader.command("tests show \(test.handle)")) · \
            who has more time: \(reader.command("tests extra \(test.handle)"))
            """
        }
    }
}

extension LogEntry {
    /// Such as `12. Mon 2 March 2026, 10:06: @ada:example.org approved request #1 of @finn:example.org`.
    fileprivate func line(in zone: Zone, _ roomNames: [RoomID: String]) -> Phrase {
        let start: Phrase = "\(words: "\(number).") \(words: EnglishDate.bareMoment(at, in: zone)): "
        if let room = roomNamed, let name = roomNames[room] {
            return start + actor + " made “\(name)” the " + roomRole + link
        }
        return start + sentence + link
    }

    private var link: Phrase {
        guard let room else { return "" }
        return " (\(linkTo: room, event))"
    }

    var actor: Phrase { person.map(Self.name) ?? "I" }

    private static func name(_ text: String) -> Phrase {
        UserID(parsing: text).map { "\($0)" } ?? "\(text)"
    }

    var about: Phrase { Self.name(detail) }

    private var theRequest: Phrase {
        let number: Phrase = request.map { "request #\($0.rawValue)" } ?? "a request"
        return applicant.map { number + " of " + Self.name($0) } ?? number
    }

    /// The same where its applicant acted.
    private var ownRequest: Phrase { request.map { "request #\($0.rawValue)" } ?? "a request" }

    private var holidays: Phrase { detail == "1" ? "holiday" : "holidays" }

    private var because: Phrase { detail.isEmpty ? "" : ": \(detail)" }

    /// What was done, in a sentence; a change that nobody wrote a sentence for is named as it is stored.
    private var sentence: Phrase {
        switch change {
        case "request.asked": actor + " asked to join" + (request.map { " (request #\($0.rawValue))" } ?? "")
        case "request.approved": actor + " approved " + theRequest + English.why(remark.capped(bytes: 200))
        case "request.refused": actor + " refused " + theRequest + English.why(remark.capped(bytes: 200))
        case "request.completed": theRequest + " became complete"
        case "request.admittedByRule": "the sponsor’s rule, set by " + about + ", approved " + theRequest
        case "group.admissionSet":
            actor + " chose that "
                + (detail == "person" ? "a person looks at each request" : "whoever meets everything is let in at once")
        case "request.withdrawn": actor + " took back " + ownRequest
        case "request.void": theRequest + " became void"
        case "request.claimed" where detail == person: actor + " took on " + theRequest
        case "request.claimed": actor + " gave " + theRequest + " to " + about
        case "request.released": theRequest + " is free to be claimed again"
        case "request.lapsed": theRequest + " lapsed: its applicant did not answer"
        case "request.questioned": actor + " asked the applicant of " + theRequest + " something"
        case "request.answered": actor + " answered the question about " + ownRequest
        case "request.applicantReminded": actor + " reminded the applicant of " + theRequest + " of the question"
        case "request.judged": actor + " marked " + judged
        case "request.verdictOutdated": "the verdict on criterion \(detail) of " + theRequest + " no longer counts"
        case "request.verdictTakenBack": actor + " took back the verdict on criterion \(detail) of " + theRequest
        case "request.rejudged": actor + " had " + theRequest + " judged by version \(detail) of the criteria"
        case "request.waived": actor + " waived \(words: waivedNumbers) for " + theRequest + ": \(waivedBecause ?? "")"
        case "invitation.sent": actor + " invited " + about
        case "invitation.accepted": about + " accepted the invitation"
        case "invitation.declined": about + " declined the invitation"
        case "invitation.void": actor + " took back the invitation of " + about
        case "invitation.overtaken": "the invitation of " + about + " is over: their request was decided"
        case "invitation.ranOut": "the invitation of " + about + " ran out"
        case "membership.removed": actor + " removed " + about
        case "membership.banned": actor + " banned " + about
        case "membership.unbanned": actor + " lifted the ban of " + about
        case "membership.began": about + " became a member"
        case "membership.left": about + " left the group"
        case "membership.expired": "the membership of " + about + " ended: evidence ran out and was not renewed"
        case "membership.revoked": "the membership of " + about + " ended: they no longer met the criteria"
        case "membership.disbanded": "the membership of " + about + " ended with the group"
        case "queue.joined": about + " is on the waiting list: the group is full"
        case "queue.admitted": "a place was free: " + letIn
        case "queue.admittedByRule": "a place was free: by the sponsor’s rule, set by " + about + ", for " + theRequest
        case "queue.left": about + " gave up their place on the waiting list"
        case "queue.removed": actor + " took " + about + " off the waiting list"
        case "queue.banned", "queue.archived", "queue.notFreelancer":
            "the place of " + about + " on the waiting list became void"
        case "person.linked": about + " is " + actor + " now, linked by both accounts"
        case "group.created": actor + " opened the group"
        case "group.drafted": actor + " founded the group, as a draft"
        case "group.opened": actor + " opened the group"
        case "group.edited": actor + " changed the group’s page"
        case "group.administratorAdded": actor + " made " + about + " an administrator"
        case "group.administratorRemoved": actor + " took " + about + " off the administrators"
        case "group.roomSet": actor + " " + roomPart
        case "group.paused": actor + " paused the group" + because
        case "group.reopened": actor + " reopened the group"
        case "group.archived": actor + " archived the group"
        case "group.suspended": "the operator " + actor + " suspended the group" + because
        case "group.suspensionLifted": "the operator " + actor + " lifted the suspension"
        case "group.vacated": actor + " paused the group: none of its administrators could be reached"
        case "group.filled": "somebody can decide for the group again"
        case "criteria.changed": actor + " changed the criteria (version \(detail))"
        case "criteria.recheck": actor + " had members checked by version \(detail) of the criteria"
        case "criteria.warned": about + " was told that evidence runs out"
        case "criteria.noticeGiven": about + " has notice that criteria are missing"
        case "criteria.kept" where person == detail: about + " came in by an invitation although criteria are missing"
        case "criteria.kept": actor + " kept " + about + " although criteria are missing"
        case "criteria.recheckEnded": actor + " ended the re-check by version \(detail)"
        case "criteria.noticeExtended": about + " has more time: the re-check was put off"
        case "criteria.noticeLifted": about + " meets the criteria again: the notice was lifted"
        case "criteria.noticeCalledOff": "the notice of " + about + " was lifted: the re-check was called off"
        case "criteria.recheckCancelled": actor + " called off the re-check by version \(detail)"
        case "criteria.recheckUndone": actor + " called off the last re-check, which had ended"
        case "criteria.withdrawn": actor + " withdrew what they gave to criterion \(detail)"
        case "criteria.submitted": actor + " answered criterion \(detail)"
        case "calendar.changed": actor + " changed the calendar"
        case "calendar.holidaysAdded": actor + " entered \(detail) " + holidays
        case "calendar.holidaysRemoved": actor + " took back \(detail) " + holidays
        case "room.announcesJobs": actor + " had its jobs announced in \(code: detail)"
        case let word where word.hasPrefix("skillTest."): sentenceAboutTest
        default: actor + ": \(code: change)" + (detail.isEmpty ? "" : " " + about) + requestNamed
        }
    }

    /// By what somebody came off the waiting list and in.
    private var letIn: Phrase {
        request == nil ? "by the invitation of " + about : "by the approval of " + about + " of " + theRequest
    }

    private var requestNamed: Phrase { request.map { " (request #\($0.rawValue))" } ?? "" }

    /// Such as `criterion 2 of request #1 of @finn:example.org as met`.
    private var judged: Phrase {
        let parts = detail.split(separator: " ").map(String.init)
        guard parts.count == 2 else { return theRequest }
        return "criterion \(parts[0]) of " + theRequest + (parts[1] == "met" ? " as met" : " as not met")
    }

    private var waivedNumbers: String {
        let numbers = detail.split(separator: ",")
        return (numbers.count == 1 ? "criterion " : "criteria ") + numbers.joined(separator: ", ")
    }

    private var roomPart: Phrase {
        let parts = detail.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[1] != "none" else { return "gave up the " + roomRole }
        return "made \(code: parts[1]) the " + roomRole
    }

    private var roomRole: Phrase {
        detail.hasPrefix(RoomRole.admin.rawValue) ? "administrators’ room" : "members’ room"
    }
}
