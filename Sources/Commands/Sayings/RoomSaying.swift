import Groups
import Identifiers

/// What the bot says about the life of a group, and about its members' room.
enum RoomSaying: Saying {
    case paused(Group, waiting: Int)
    case reopened(Group)
    /// A draft that everybody sees from now on.
    /// With the tests that it asks for and nobody can begin, by their handles.
    case opened(Group, withoutTests: [String])
    /// The same, in the administrators' room.
    case openingTold(Group, by: UserID)
    /// What archiving would come to, before it is done.
    case archiveWanted(Group, waiting: Int)
    case archived(Group)
    /// To the operator, with the reason, or nil where it is lifted.
    case suspended(Group, because: String?)
    /// The same, to those who decide for the group.
    case suspensionTold(Group, because: String?)
    /// To a member of a group that was archived.
    case disbanded(Group)
    /// To an applicant whose group was archived.
    case void(JoinRequest, Group)
    /// To somebody who was invited to a group that was archived.
    case invitationVoid(Invitation, Group)
    /// To administrators: all who had to be told that the group is over have been.
    case everybodyTold(Group, Int)
    /// To administrators: all members who were not in the room are invited.
    case everybodyInvited(Group, Int)
    /// To a member who is outside the members' room.
    case invitedAgain(Group)
    /// At the door, to somebody whose request has come to nothing.
    case turnedAway(JoinRequest.State, Group)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}

/// What the bot says to somebody who knocks on a members' room.
enum KnockSaying: Saying {
    /// They asked before: the knock belongs to that request.
    case waits(JoinRequest, Group)
    /// They can't ask now, for the reason that follows.
    case turnedAway(Group, any Saying)
    /// At the door, where others read along: why is between the group and them.
    case notLetIn(Group)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}

/// A page of a log.
struct LogSaying: Saying {
    var subject: Subject
    var page: Page<LogEntry>
    /// Of the rooms that entries name, where they have one.
    var roomNames: [RoomID: String] = [:]

    init(of subject: Subject, _ page: Page<LogEntry>) {
        self.subject = subject
        self.page = page
    }

    /// What it is about.
    enum Subject: Sendable {
        case group(Group)
        case test(SkillTest)
    }

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
