import Groups
import Identifiers

extension StateRefusal {
    var line: Phrase {
        switch self {
        case .paused(let group):
            if case .paused(let reason) = group.state, !reason.isEmpty {
                "\(strong: group.name) takes no new requests for now. Its administrators say: “\(reason)”."
            } else {
                "\(strong: group.name) takes no new requests for now."
            }
        case .suspended(let group) where group.state == .draft:
            """
            The operator of this bot has suspended \(strong: group.name)\
            \(words: group.suspension?.isOfSponsor == true ? " with its sponsor" : ""): until that is lifted it can’t be opened.
            """
        case .suspended(let group):
            """
            The operator of this bot has suspended \(strong: group.name)\
            \(words: group.suspension?.isOfSponsor == true ? " with its sponsor" : ""): until that is lifted nobody can \
            ask to join it, no request is decided, and no job can name it.
            """
        case .archived(let group):
            "\(strong: group.name) is archived: it is over, and nothing about it changes any more."
        case .draft(let group):
            """
            \(strong: group.name) is a draft: until it is open nobody can join it or be invited to it, and no job can name it.
            """
        case .wasOpened(let group):
            if case .paused = group.state {
                "\(strong: group.name) is no draft any more: it was opened before, and is paused now."
            } else {
                "\(strong: group.name) is open already: everybody sees it."
            }
        case .vacant(let group):
            """
            \(strong: group.name) takes no new requests for now: none of its administrators can be reached. The \
            owners of its sponsor, \(group.sponsor.name), know, and can appoint somebody.
            """
        case .isSo(let group) where group.suspension != nil && group.state == .open:
            "\(strong: group.name) cannot reopen while the operator has it suspended."
        case .isSo(let group):
            "Nothing to do: \(strong: group.name) is \(English.state(of: group) ?? "open, and not suspended")."
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .vacant(let group):
            """
            Find another group: \(reader.command("groups")) · as an owner: \
            \(reader.command("admins \(group.handle) add @person:server"))
            """
        case .draft(let group): "Open it first: \(reader.command("groups open \(group.handle)"))"
        case .wasOpened(let group) where group.state != .open:
            "Take requests again: \(reader.command("groups reopen \(group.handle)"))"
        case .paused(let group), .suspended(let group), .isSo(let group), .wasOpened(let group):
            "See how it stands: \(reader.command("groups show \(group.handle)"))"
        case .archived: "See the groups there are: \(reader.command("groups"))"
        }
    }
}

extension SponsorRefusal {
    var line: Phrase {
        switch self {
        case .ownersOnly(let sponsor):
            "Only an owner of \(strong: sponsor.name) can do that, or the operator of this bot."
        case .lastOwner(let sponsor):
            "That is the last owner of \(strong: sponsor.name): nobody would be left to run it. Add another one first."
        case .notOwner(let person, let sponsor): "\(person) does not own \(strong: sponsor.name)."
        case .alreadyOwner(let person, let sponsor): "\(person) owns \(strong: sponsor.name) already: nothing changes."
        case .tooManyOwners(let sponsor, let limit):
            "\(strong: sponsor.name) has \(limit) owners, and can have no more."
        case .notOfDomain(let sponsor, let domain):
            """
            Your account is not on the homeserver \(code: domain). An owner of \(strong: sponsor.name) who has one \
            there, such as \(code: "@ann:\(domain)"), can prove it; else ask the operator to vouch.
            """
        case .proofByOwnersOnly(let sponsor):
            "Only an owner of \(strong: sponsor.name) can prove who it is, by an account of their own."
        case .suspended(let sponsor):
            "The operator of this bot has suspended \(strong: sponsor.name): until that is lifted it can open neither groups nor tests."
        case .isSo(let sponsor) where sponsor.proof == .missing:
            """
            Nothing to do: nobody has checked who \(strong: sponsor.name) is, and it is \
            \(words: sponsor.suspendedFor == nil ? "not suspended" : "suspended").
            """
        case .isSo(let sponsor):
            """
            Nothing to do: \(strong: sponsor.name) is \(English.proof(of: sponsor)), and \
            \(words: sponsor.suspendedFor == nil ? "not suspended" : "suspended").
            """
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .lastOwner(let sponsor): "Add one: \(reader.command("sponsor owners \(sponsor.typed) add @person:server"))"
        case .notOfDomain(let sponsor, let domain):
            "Make them an owner: \(reader.command("sponsor owners \(sponsor.typed) add @person:\(domain)"))"
        case .ownersOnly(let sponsor), .notOwner(_, let sponsor), .alreadyOwner(_, let sponsor),
            .tooManyOwners(let sponsor, _), .suspended(let sponsor), .isSo(let sponsor),
            .proofByOwnersOnly(let sponsor):
            "See its page: \(reader.command("sponsor \(sponsor.typed)"))"
        }
    }
}

extension Sponsor {
    /// The name as it is typed in a command.
    var typed: String { English.typed(name) }
}

extension English {
    /// A name as it is typed in a command: in quotes where it has several words.
    static func typed(_ name: String) -> String {
        name.contains(where: \.isWhitespace) ? "\"\(name.filter { $0 != "\"" })\"" : name
    }

    /// Whom to write to about what only the operator can do.
    static func writeToOperator(_ reader: Reader) -> Phrase {
        reader.operatorToAsk.map { "Write to \($0), who runs this bot" } ?? "Write to the operator of this bot"
    }
}
