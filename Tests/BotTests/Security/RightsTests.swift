import BotTesting
import Commands
import Groups
import Identifiers
import SQLiteStorage
import Testing

/// Who may bring about what, tried for every command, by everybody, in every room.
///
/// What is allowed is written down here by what would become true, and not by command, so that a command that reaches a
/// change by another way is found out too.
@Suite("Rights", .timeLimit(.minutes(5)))
struct RightsTests {
    /// What tempts: each command with what would work for somebody.
    static let lines: [String: [String]] = [
        "groups": ["groups"], "groups search": ["groups search swift"], "groups show": ["groups show swift-guild"],
        "groups members": ["groups members swift-guild"], "join": ["join swift-guild Hello", "join go-guild"],
        "requests": ["requests", "requests swift-guild", "requests go-guild"], "request": ["request 2", "request 1"],
        "withdraw": ["withdraw 2", "withdraw 1"], "leave": ["leave swift-guild"],
        "freelancer": ["freelancer", "freelancer off"],
        "profile": ["profile", "profile @finn:example.org"], "profile edit": ["profile edit\nheadline: New"],
        "link": ["link @fay:example.org", "link @nobody:example.org", "link no", "link no @fay:example.org"],
        "approve": ["approve 2", "approve 2 welcome", "approve #1 #2", "approve 99"],
        "refuse": ["refuse 2 No", "refuse 1 No"],
        "verdict": [
            "verdict 2", "verdict 2 1 met", "verdict 2 1 not met No", "verdict 2 1 ask Why?", "verdict 2 --current",
            "verdict 1 1 met",
        ],
        "ask": ["ask 2 Since when?", "ask 1 Since when?"], "answer": ["answer 2 Since 2016", "answer 1 Mine"],
        "claim": ["claim 2", "claim 2 release", "claim 2 @abel:example.org", "claim 1"],
        "invite": [
            "invite swift-guild @cleo:example.org", "invite go-guild @cleo:example.org", "invite swift-guild",
            "invite swift-guild @zoe:example.org --cancel", "invite go-guild @zoe:example.org --cancel",
        ],
        "invitation decline": ["invitation decline swift-guild", "invitation decline go-guild"],
        "remove": ["remove swift-guild @fay:example.org No", "remove go-guild @fay:example.org No"],
        "keep": ["keep swift-guild @fay:example.org Fine", "keep go-guild @fay:example.org Fine"],
        "ban": ["ban swift-guild @finn:example.org No", "ban swift-guild @cleo:example.org No", "ban rust-guild"],
        "unban": ["unban swift-guild @hal:example.org", "unban go-guild @hal:example.org"],
        "groups create": [
            "groups create New Guild", "groups create New Guild --draft", "groups create Elm Guild\nsponsor: Acme",
            "groups create Elm\nsponsor: Beta",
        ],
        "groups edit": ["groups edit swift-guild\nabout: Mine now", "groups edit go-guild\nname: Gone"],
        "admins": [
            "admins swift-guild", "admins swift-guild add @cleo:example.org",
            "admins swift-guild remove @abel:example.org", "admins swift-guild hand over @cleo:example.org",
            "admins go-guild add @finn:example.org", "admins go-guild remove @zoe:example.org",
        ],
        "criteria": [
            "criteria swift-guild", "criteria swift-guild add statement Mine", "criteria go-guild add server a.org",
            "criteria swift-guild add code open-sesame", "criteria swift-guild remove 1",
            "criteria swift-guild\ncriteria: server a.org", "criteria swift-guild recheck",
            "criteria swift-guild recheck off", "criteria go-guild rule 1",
        ],
        "meet": ["meet swift-guild 1", "meet swift-guild 1 Mine", "meet go-guild 1 accept"],
        "here": [
            "here swift-guild admin", "here swift-guild members", "here swift-guild jobs", "here jobs",
            "here go-guild admin",
            "here rust-guild admin off", "here swift-guild admin off", "here jobs off", "here swift-guild members off",
        ],
        "sponsor add": ["sponsor add Gamma @cleo:example.org", "sponsor add Acme @cleo:example.org"],
        "holidays": [
            "holidays swift-guild", "holidays swift-guild add 2026-12-24 Ours", "holidays go-guild add 2026-12-24",
            "holidays swift-guild remove 2026-12-24",
            "holidays swift-guild import\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VEVENT\nEND:VCALENDAR",
            "holidays swift-guild confirm", "holidays swift-guild cancel",
        ],
        "settings": ["settings", "settings zone Europe/Paris", "settings quiet 1-2", "settings digest daily"],
        "sponsor": ["sponsor Acme"],
        "sponsor owners": [
            "sponsor owners Acme add @cleo:example.org", "sponsor owners Beta remove @zoe:example.org",
        ],
        "sponsor prove": ["sponsor prove Acme example.org", "sponsor prove Beta example.org"],
        "sponsor vouch": ["sponsor vouch Acme", "sponsor vouch Beta off"],
        "sponsor suspend": ["sponsor suspend Acme Because", "sponsor suspend Beta off"],
        "suspend": ["suspend swift-guild Because", "suspend go-guild off"],
        "groups pause": ["groups pause swift-guild", "groups pause go-guild Moving"],
        "groups open": ["groups open draft-guild", "groups open rust-guild"],
        "groups reopen": ["groups reopen rust-guild", "groups reopen swift-guild"],
        "groups archive": ["groups archive swift-guild for good", "groups archive go-guild for good"],
        "log": ["log swift-guild", "log go-guild", "log swift-guild before 9"],
        "status": ["status"],
        "help": ["help", "help approve"],
        "postjob": ["postjob swift-guild\ntitle: Mine\nabout: Something to do that takes a while"],
        "postjob confirm": ["postjob confirm 2"], "postjob cancel": ["postjob cancel 2"], "jobs": ["jobs"],
        "jobs search": ["jobs search timetable", "jobs search my groups remote"],
        "jobs watch": [
            "jobs watch", "jobs watch timetable daily", "jobs watch group:go-guild", "jobs watch 1 weekly",
            "jobs watch off 1", "jobs watch off",
        ],
        "jobs unwatch": ["jobs unwatch", "jobs unwatch 1"],
        "job": ["job 1", "job 2"],
        "job close": ["job close 1", "job close 1 filled"],
        "job edit": ["job edit 1\nbudget: 5 EUR"], "job keep": ["job keep 1"], "job bump": ["job bump 1"],
        "job reopen": ["job reopen 1", "job reopen 2"],
        "respond": ["respond 1 I can", "respond 2 I can"],
        "responses": ["responses 1", "responses 1 @fay:example.org", "responses 1 mine only:new sort:time"],
        "responses mine": ["responses mine"], "respond withdraw": ["respond withdraw 1", "respond withdraw 2"],
        "shortlist": ["shortlist 1 @fay:example.org"], "hire": ["hire 1 @fay:example.org", "hire 1 @finn:example.org"],
        "decline": ["decline 1 @fay:example.org No"], "job note": ["job note 1 @fay:example.org Mine"],
        "job ask": ["job ask 1 @fay:example.org When?"], "report": ["report 1 A fee", "report 2 A fee"],
        "find": ["find swift", "find swift-guild available"],
        "invite-to": ["invite-to 1 @fay:example.org", "invite-to 2 @zoe:example.org"],
        "reports": ["reports", "reports 1"], "job clear": ["job clear 1", "job clear 2"],
        "job remove": ["job remove 1 A fee", "job remove 2 A fee"],
    ]

    @Test("Whoever tries whatever, wherever: nothing becomes true that is not theirs to decide")
    func everyCommandByEverybodyEverywhere() async throws {
        let known = Set(allCommands.map { $0.usage.name })
        let lines = Self.lines.merging(Self.linesAboutTests) { $1 }
        #expect(known == Set(lines.keys), "a command is not tried here, or one is tried that is gone")
        let hall = try await TrialHall()
        var working: Set<String> = []
        for person in Role.all {
            for room in TrialHall.shared + [TrialHall.direct(person)] {
                for (name, lines) in lines {
                    for line in lines {
                        let trial = try await hall.say("!" + line, by: person, in: room)
                        if !trial.changes.isEmpty { working.insert(name) }
                        Ruling(trial, what: line).check()
                    }
                }
            }
        }
        // Each of them changes something for somebody, or the table tempts nobody.
        let changing: Set = [
            "ask", "verdict", "claim", "invite", "invitation decline", "remove", "ban", "unban", "join", "withdraw",
            "leave",
            "freelancer", "profile edit", "link", "approve", "refuse", "groups create",
            "groups edit", "admins", "here", "sponsor add", "postjob", "postjob confirm", "postjob cancel", "job close",
            "jobs watch", "jobs unwatch", "job edit", "job keep", "job bump", "job ask", "job note", "shortlist",
            "hire", "decline", "respond withdraw", "report", "job remove",
            "respond", "criteria", "meet", "holidays", "settings",
            "sponsor owners", "sponsor prove", "sponsor vouch", "sponsor suspend", "suspend",
            "groups open", "groups pause", "groups reopen", "groups archive",
        ]
        #expect(working == changing.union(Self.changesAboutTests))
    }

    @Test("A tap on the card, a reply to it, or to what looks like it, decides for those who may and where they may")
    func cards() async throws {
        let hall = try await TrialHall()
        var deciders: Set<UserID> = []
        for subject in ["request:2", "item:2/1", "request:1", "draft:2", "job:1", "invitation:1", "testImport:2"] {
            let cards = try await hall.cards(about: subject)
            #expect(!cards.isEmpty || subject == "job:1", "\(subject)")
            for card in cards {
                for person in Role.all {
                    for room in Set(TrialHall.shared + [TrialHall.direct(person), card.room]) {
                        for trial in try await trials(on: card.event, by: person, in: room, hall) {
                            Ruling(trial, what: "card of \(subject)").check()
                            if subject == "request:2", !trial.changes.isEmpty { deciders.insert(person) }
                            // The same name in another room is no card.
                            if room != card.room { #expect(trial.changes.isEmpty) }
                        }
                    }
                }
            }
        }
        #expect(deciders == [Role.ada, Role.abel])
    }

    @Test("A knock asks for oneself alone, and only on the members’ room of a group; so does going away again")
    func knocks() async throws {
        let hall = try await TrialHall()
        var moved: [Bool: Set<UserID>] = [:]
        for person in Role.all {
            for room in TrialHall.shared {
                for takenBack in [false, true] {
                    let trial = try await hall.knock(by: person, on: room, takenBack: takenBack)
                    Ruling(trial, what: takenBack ? "a knock taken back" : "a knock").check()
                    if !trial.changes.isEmpty { moved[takenBack, default: []].insert(person) }
                    if room != TrialHall.room("members") { #expect(trial.changes.isEmpty && trial.drafts.isEmpty) }
                    // What anybody in the room can read tells nothing that is not for everybody.
                    for draft in trial.drafts { #expect(draft.audience != .room(room)) }
                }
            }
        }
        // Zoe has an invitation, and finn a request that waits.
        #expect(moved == [false: [Role.zoe], true: [Role.finn]])
    }

    private func trials(
        on card: EventID,
        by person: UserID,
        in room: RoomID,
        _ hall: TrialHall
    ) async throws -> [TrialHall.Trial] {
        var trials: [TrialHall.Trial] = []
        for key in ["✅", "✅\u{FE0F}", "❌", "❓", "1️⃣", "👍", "approve"] {
            trials.append(
                try await hall.try(by: person, in: room) { event in
                    event.kind = .reaction
                    event.reaction = key
                    event.target = card
                }
            )
        }
        for text in [
            "approve", "yes", "refuse No", "ask Why?", "1 met", "not met", "post", "confirm", "ok", "accept", "no",
        ] {
            trials.append(
                try await hall.try(by: person, in: room) { event in
                    event.body = text
                    event.replyTo = card
                }
            )
        }
        return trials
    }

    @Test("A card that somebody else writes is no card")
    func lookAlikeCard() async throws {
        let hall = try await TrialHall()
        let copy = "#2: @finn:example.org asks to join Swift Guild"
        _ = try await hall.say(copy, by: Role.finn, in: TrialHall.room("admins"))
        for number in 1...40 {
            let trial = try await hall.try(by: Role.ada, in: TrialHall.room("admins")) { event in
                event.kind = .reaction
                event.reaction = "✅"
                event.target = EventID(rawValue: "$trial-\(number)")
            }
            #expect(trial.changes.isEmpty && trial.drafts.isEmpty)
        }
    }

    @Test(
        "An administrator who has left the room, or is only invited to it, decides nothing there",
        arguments: [nil, .invited, .knocking] as [RoomFact.Presence?]
    )
    func leftTheRoom(_ presence: RoomFact.Presence?) async throws {
        let hall = try await TrialHall()
        let admins = TrialHall.room("admins")
        #expect(try await !hall.say("!approve 2", by: Role.abel, in: admins).changes.isEmpty)
        try await hall.note([.occupant(admins, Role.abel, presence)])
        let card = try #require(try await hall.cards(about: "request:2").first)
        #expect(card.room == admins)
        #expect(try await hall.say("!approve 2", by: Role.abel, in: admins).changes.isEmpty)
        for trial in try await trials(on: card.event, by: Role.abel, in: admins, hall) {
            #expect(trial.changes.isEmpty)
        }
        // Alone with the bot he still is who he is.
        #expect(try await !hall.say("approve 2", by: Role.abel, in: TrialHall.direct(Role.abel)).changes.isEmpty)
    }

    @Test("With a third person in it, a direct room is one where nothing private is said and nothing decided")
    func watchedDirectRoom() async throws {
        let hall = try await TrialHall()
        let direct = TrialHall.direct(Role.abel)
        #expect(
            try await hall.say("!request 2", by: Role.abel, in: direct).drafts.description.contains(TrialHall.secret)
        )
        try await hall.note([.occupant(direct, Role.cleo, .invited)])
        let asked = try await hall.say("!request 2", by: Role.abel, in: direct)
        #expect(!asked.drafts.isEmpty && !asked.drafts.description.contains(TrialHall.secret))
        #expect(try await hall.say("!approve 2", by: Role.abel, in: direct).changes.isEmpty)
    }
}
