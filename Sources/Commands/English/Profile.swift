import Groups

extension ProfileSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .isFreelancer(let person, let already):
            Message([
                .line(already ? "You are a freelancer already." : "You are a freelancer now, and can join groups."),
                .next(
                    person.headline.isEmpty
                        ? """
                        Say who you are: \(reader.command("profile edit")) · \
                        find a group: \(reader.command("groups"))
                        """
                        : "Find a group: \(reader.command("groups")) · see yourself: \(reader.command("profile"))"
                ),
            ])
        case .isNoFreelancer(let was, let void): isNoFreelancer(was, void, reader)
        case .profile(let person, let badges, let passes, let isOwn, let notices):
            profile(person, badges, passes, isOwn, notices, reader)
        case .edited(let person):
            Message([
                .line("Your profile is changed."),
                .next(
                    person.isFreelancer
                        ? "See it: \(reader.command("profile"))"
                        : "See it: \(reader.command("profile")) · be a freelancer: \(reader.command("freelancer"))"
                ),
            ])
        case .checked(let person):
            Message([
                .line("The form is in order; nothing is stored. Your profile would say:"),
                .fields(
                    [
                        .init("Headline", person.headline.isEmpty ? "none" : "\(person.headline)"),
                        .init("Skills", person.skills.isEmpty ? "none" : "\(person.skills.joined(separator: ", "))"),
                    ] + forClients(person, isOwn: true, reader)
                ),
                .next("Send it again without \(code: "--check")"),
            ])
        case .howToEdit(let example):
            Message([
                .line(
                    "Send the command with a form, one field a line; what you leave out stays as it is. For example:"
                ),
                .example(reader.prefix + example),
                .next("See how you look: \(reader.command("profile"))"),
            ])
        }
    }

    private func isNoFreelancer(_ was: Bool, _ void: [RequestID], _ reader: Reader) -> Message {
        guard was else {
            return Message([
                .line("You are not listed as a freelancer."), .next("Be one: \(reader.command("freelancer"))"),
            ])
        }
        var line: Phrase = "You are no longer listed as a freelancer. Your memberships stay as they are."
        if !void.isEmpty {
            let numbers = void.map { "#\($0.rawValue)" }.joined(separator: ", ")
            line =
                line + """
                     Only freelancers can join groups, so what you asked for is void: \(words: numbers). You may ask again \
                    once you are one.
                    """
        }
        return Message([.line(line), .next("Be one again: \(reader.command("freelancer"))")])
    }

    private func profile(
        _ person: Person,
        _ badges: [Badge],
        _ passes: [ShownPass],
        _ isOwn: Bool,
        _ notices: [String: Upkeep.Notice],
        _ reader: Reader
    ) -> Message {
        var blocks: [Message.Block] = [.title("\(person.id)")]
        if !person.headline.isEmpty { blocks.append(.line("\(person.headline)")) }
        var fields: [Message.Field] = []
        if !person.skills.isEmpty { fields.append(.init("Skills", "\(person.skills.joined(separator: ", "))")) }
        fields += forClients(person, isOwn: isOwn, reader)
        if !fields.isEmpty { blocks.append(.fields(fields)) }
        if badges.isEmpty {
            blocks.append(.line(person.isFreelancer ? "A freelancer, without a badge yet." : "Not a freelancer."))
        } else {
            blocks.append(
                .list(
                    badges.map { badge in
                        """
                        \(badge.emoji) \(strong: badge.groupName), since \
                        \(words: EnglishDate.day(badge.since, in: reader.zone))
                        """ + noticed(notices[badge.groupHandle], badge, reader)
                    }
                )
            )
        }
        if !passes.isEmpty {
            blocks.append(.line("Skill tests:"))
            blocks.append(.list(passes.map { $0.english(isOwn: isOwn, reader) }))
        }
        if isOwn {
            blocks.append(
                .next(
                    """
                    \(words: person.isFreelancer ? "Join groups" : "Become a freelancer"): \
                    \(reader.command(person.isFreelancer ? "groups" : "freelancer")) · \
                    change this: \(reader.command("profile edit"))
                    """
                )
            )
        } else if let badge = badges.first {
            blocks.append(.next("See the group: \(reader.command("groups show \(badge.groupHandle)"))"))
        } else {
            blocks.append(.next("See your own: \(reader.command("profile"))"))
        }
        return Message(blocks)
    }

    /// When somebody has time, and to themselves whether clients find them.
    private func forClients(_ person: Person, isOwn: Bool, _ reader: Reader) -> [Message.Field] {
        var fields: [Message.Field] = []
        let today = reader.zone.local(reader.now).day
        if let when = person.availability { fields.append(.init("Time", when.english(today: today))) }
        if isOwn, person.isFreelancer { fields.append(.init("Found by clients", person.isFindable ? "yes" : "no")) }
        return fields
    }

    private func noticed(_ notice: Upkeep.Notice?, _ badge: Badge, _ reader: Reader) -> Phrase {
        guard let notice else { return "" }
        return """
             – on notice: put right what is missing by the end of \(words: EnglishDate.written(notice.lastDay)); see \
            \(reader.command("groups show \(badge.groupHandle)"))
            """
    }
}
