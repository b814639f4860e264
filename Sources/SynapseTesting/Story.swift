import Identifiers

/// One step of a conversation: somebody does something, and then something is to be seen.
package struct Step: Sendable {
    /// What somebody does.
    package enum Act: Sendable {
        case says(String)
        /// With the reply button, to a message that an earlier step remembered.
        case replies(String, to: String)
        /// A reaction, on a message that an earlier step remembered.
        case taps(String, on: String)
        /// Knocks on the room, for that reason.
        case knocks(String)
        /// Nobody does anything for so many days, which pass at once.
        case letsPass(days: Int)
    }

    /// What somebody is to see afterwards.
    package enum Expectation: Sendable {
        /// A message of the bot that fits the pattern; it is remembered under that name, if one is given.
        case hears(String, Hall.Place, String, as: String? = nil)
        /// The bot puts these reactions on a message that was remembered.
        case offered(String, [String], on: String)
        /// Somebody is invited to a room by the bot, and goes there.
        case invited(String, Hall.Place)
        /// The first person sees that the second is no longer in a room.
        case gone(String, String, Hall.Place)
    }

    /// Who.
    package let who: String
    /// Where.
    package let place: Hall.Place
    /// Does what.
    package let act: Act
    /// With which consequences, in any order that the waiting allows.
    package let expected: [Expectation]

    package init(_ who: String, _ place: Hall.Place, _ act: Act, _ expected: Expectation...) {
        self.who = who
        self.place = place
        self.act = act
        self.expected = expected
    }
}

/// Plays steps in a hall and remembers messages by name.
package actor StoryTeller {
    /// What a step expected and did not get.
    package struct Miss: Error, Sendable, CustomStringConvertible {
        /// Which step, counted from 1.
        package let number: Int
        /// What was done, what was expected and what came instead.
        package let description: String

        package init(number: Int, description: String) {
            self.number = number
            self.description = description
        }
    }

    /// Where the story happens.
    package nonisolated let hall: Hall
    private let limit: Duration
    private var remembered: [String: (event: EventID, room: RoomID)] = [:]
    private var steps = 0

    /// Each consequence may take that long; a server as shipped needs minutes where others need seconds.
    package init(_ hall: Hall, waiting limit: Duration = .seconds(20)) {
        self.hall = hall
        self.limit = limit
    }

    /// Does what the step says.
    package func act(_ step: Step) async throws {
        steps += 1
        let person = try hall.person(step.who)
        switch step.act {
        case .says(let text):
            let room = try await hall.room(step.place, of: person, within: limit)
            try await person.says(text.replacing("SERVER", with: hall.synapse.settings.serverName), in: room)
        case .replies(let text, let name):
            let target = try recall(name)
            try await person.replies(text, to: target.event, in: target.room)
        case .taps(let key, let name):
            let target = try recall(name)
            try await person.reacts(key, to: target.event, in: target.room)
        case .knocks(let reason):
            guard let room = hall.rooms[step.place] else { throw Hall.Unknown(description: step.place.rawValue) }
            try await person.knocks(on: room, saying: reason)
        case .letsPass(let days): try hall.bot.skip(.seconds(days * 86_400))
        }
    }

    /// Waits for all that the step expects and returns each miss.
    package func check(_ step: Step) async -> [Miss] {
        var misses: [Miss] = []
        for expectation in step.expected {
            do {
                try await meet(expectation)
            } catch {
                misses.append(Miss(number: steps, description: "step \(steps), \(step.line)\n\(error)"))
            }
        }
        return misses
    }

    /// Does what the step says and waits for all that it expects.
    ///
    /// - Throws: The first ``Miss``.
    package func play(_ step: Step) async throws {
        try await act(step)
        if let miss = await check(step).first { throw miss }
    }

    /// Waits for one thing that is to be seen, whoever brought it about.
    package func meet(_ expectation: Step.Expectation) async throws {
        let bot = hall.bot.id
        switch expectation {
        case .hears(let name, let place, let pattern, let key):
            let person = try hall.person(name)
            let room = try await listeningRoom(place, of: person)
            let seen = try await person.waitsForMessage(pattern, from: bot, in: room, within: limit)
            if let key, let event = seen.event { remembered[key] = (event, seen.room) }
        case .offered(let name, let keys, let target):
            let card = try recall(target)
            for key in keys {
                try await hall.person(name).waits(for: "the reaction \(key)", in: card.room, within: limit) {
                    $0.sender == bot && $0.kind == .reaction(key, to: card.event)
                }
            }
        case .invited(let name, let place):
            let person = try hall.person(name)
            guard let room = hall.rooms[place] else { throw Hall.Unknown(description: place.rawValue) }
            try await person.waits(for: "an invitation to \(place)", in: room, within: limit) {
                $0.event == nil && $0.sender == bot
            }
            try await person.joins(room)
        case .gone(let watcher, let name, let place):
            guard let room = hall.rooms[place] else { throw Hall.Unknown(description: place.rawValue) }
            let id = try hall.person(name).id
            try await hall.person(watcher).waitsUntil(id, is: "leave", in: room, within: limit)
        }
    }

    /// Where a person hears the bot: in a direct chat only after following its invitation.
    private func listeningRoom(_ place: Hall.Place, of person: Person) async throws -> RoomID {
        guard place == .direct, await person.directRoom(with: hall.bot.id, besides: hall.rooms) == nil else {
            return try await hall.room(place, of: person, within: limit)
        }
        return try await person.followsInvitation(of: hall.bot.id, isDirect: true, within: limit)
    }

    private func recall(_ name: String) throws -> (event: EventID, room: RoomID) {
        guard let known = remembered[name] else { throw Hall.Unknown(description: "a message called “\(name)”") }
        return known
    }
}

extension Step {
    /// One line about what is done.
    package var line: String {
        if case .letsPass(let days) = act { return "\(days) days later" }
        let first =
            switch act {
            case .says(let text): text
            case .replies(let text, let name): "replies “\(text)” to the \(name)"
            case .taps(let key, let name): "taps \(key) on the \(name)"
            case .knocks(let reason): "knocks: \(reason)"
            case .letsPass: ""
            }
        return "\(who) in \(place): " + (first.split(separator: "\n").first ?? "")
    }
}
