package import Identifiers

/// The sample hall: a homeserver, six people, four rooms, and the bot invited to all of them.
package struct Hall: Sendable {
    /// Where something is said.
    package enum Place: String, Sendable, CaseIterable {
        /// Everybody's room.
        case lobby
        /// Where requests for Swift Guild are decided.
        case admin
        /// For members of Swift Guild.
        case members
        /// Where jobs are announced.
        case jobs
        /// Each person's direct chat with the bot.
        case direct
    }

    /// The names of its people, operator first.
    package static let names = ["olga", "ada", "abel", "finn", "fay", "cleo"]

    /// Where they are.
    package let synapse: Synapse
    /// The bot, started.
    package let bot: BotProcess
    /// By name.
    package let people: [String: Person]
    /// All but the direct chats.
    package let rooms: [Place: RoomID]

    /// Somebody whom this hall does not know.
    package struct Unknown: Error, CustomStringConvertible {
        /// What was asked for.
        package let description: String
    }

    /// Fills a homeserver with people and rooms, starts the bot and waits until it is in each room.
    ///
    /// Where a client is named that encrypts, everybody has it, and all rooms are encrypted. Where it skips time, days can pass in a moment: see ``BotProcess/skip(_:)``.
    package static func open(
        on synapse: Synapse,
        skipsTime: Bool = false,
        encrypting: EncryptingClient.Kind? = nil,
        watch: @escaping @Sendable (Seen) -> Void = { _ in }
    ) async throws -> Hall {
        var people: [String: Person] = [:]
        for name in names {
            let person = try await Person(name, on: synapse, encrypting: encrypting, watch: watch)
            // On a server as shipped, the bot alone is to meet the limits.
            if case .asShipped = synapse.settings.rateLimits { try await synapse.exempt(person.id) }
            people[name] = person
        }
        guard let olga = people["olga"], let ada = people["ada"], let abel = people["abel"] else {
            throw Unknown(description: "the people of the hall")
        }
        let bot = try await BotProcess(on: synapse, operators: [olga.id], skipsTime: skipsTime)
        let isEncrypted = encrypting != nil
        // Public, because a server as shipped lets nobody be invited more than five times in half an hour.
        let rooms: [Place: RoomID] = [
            .lobby: try await olga.createRoom("Lobby", inviting: [bot.id], isPublic: true, isEncrypted: isEncrypted),
            .jobs: try await olga.createRoom("Jobs", inviting: [bot.id], isPublic: true, isEncrypted: isEncrypted),
            .admin: try await ada.createRoom("Swift Guild: requests", inviting: [abel.id, bot.id]),
            .members: try await ada.createRoom("Swift Guild: members", inviting: [bot.id], isKnockable: true),
        ]
        for (place, room) in rooms where place != .members {
            for guest in place == .admin ? [abel] : names.dropFirst().compactMap({ people[$0] }) {
                try await guest.joins(room)
            }
        }
        // Whoever marks a room must have a say in it.
        if let jobs = rooms[.jobs] { try await olga.gives(50, to: ada.id, in: jobs) }
        let hall = Hall(synapse: synapse, bot: bot, people: people, rooms: rooms)
        try await bot.start()
        do {
            try await hall.welcome()
        } catch {
            await hall.leave()
            throw error
        }
        return hall
    }

    /// Ends the bot and everybody's clients.
    package func leave() async {
        await bot.stop()
        for person in people.values { person.encrypting?.close() }
    }

    /// Ends the bot, everybody's clients and the homeserver.
    package func close() async {
        await leave()
        await synapse.stop()
    }

    /// Somebody by name.
    package func person(_ name: String) throws -> Person {
        guard let person = people[name] else {
            throw Unknown(description: "“\(name)”: here are \(Self.names.joined(separator: ", "))")
        }
        return person
    }

    /// The room that a place is for a person.
    ///
    /// A direct chat is the one to which the bot invited them, else it is made, and the bot has `limit` to come into it.
    package func room(
        _ place: Place,
        of person: Person,
        within limit: Duration = .seconds(20)
    ) async throws -> RoomID {
        if let room = rooms[place] { return room }
        if let room = await person.directRoom(with: bot.id, besides: rooms) {
            try await person.joins(room)
            return room
        }
        let room = try await person.createRoom(nil, inviting: [bot.id], isDirect: true)
        try await person.waitsUntil(bot.id, is: "join", in: room, within: limit)
        return room
    }

    private func welcome() async throws {
        for (place, room) in rooms {
            let owner = try person(place == .admin || place == .members ? "ada" : "olga")
            await owner.looksBack()
            try await owner.waitsUntil(bot.id, is: "join", in: room)
            if place == .members { try await owner.gives(50, to: bot.id, in: room) }
        }
    }
}
