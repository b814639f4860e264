extension Step {
    /// The story of the sample hall as the end-to-end tests tell it again and again.
    ///
    /// Patterns are regular expressions without regard to case; they name what must be there and leave the wording open.
    package static let sampleStory: [Step] = founding + criteria + joining + jobs + leaving

    /// The same with a skill test, and with a week that passes at once, in a hall that skips time: what `deploy/try` plays.
    package static let demonstration: [Step] = founding + criteria + joining + jobs + testing + knocking + leaving

    /// The operator registers a sponsor, its owner opens a group and gives it rooms.
    package static let founding: [Step] = [
        Step(
            "olga",
            .lobby,
            .says(#"!sponsor add "Acme" @ada:SERVER"#),
            .hears("olga", .lobby, "Acme is now a sponsor")
        ),
        Step(
            "ada",
            .lobby,
            .says(
                """
                !groups create Swift Guild
                sponsor: Acme
                skills: swift, linux
                badge: 🦜
                about: People who write Swift on servers
                """
            ),
            .hears("ada", .lobby, "swift-guild")
        ),
        Step("ada", .lobby, .says("!admins swift-guild add @abel:SERVER"), .hears("ada", .lobby, "@abel.*Swift Guild")),
        Step("ada", .admin, .says("!here swift-guild admin"), .hears("ada", .admin, "appear in this room")),
        Step("ada", .members, .says("!here swift-guild members"), .hears("ada", .members, "members’ room")),
        Step("ada", .jobs, .says("!here swift-guild jobs"), .hears("ada", .jobs, "job")),
    ]

    /// The group says what it asks for, which everybody sees held against themselves.
    package static let criteria: [Step] = [
        Step(
            "ada",
            .lobby,
            .says(
                """
                !criteria swift-guild
                criteria:
                1 server SERVER
                2 terms 2026-03 I will not quote clients in public
                """
            ),
            .hears("ada", .lobby, "Swift Guild now asks for this.*hall.test.*quote clients")
        ),
        Step("finn", .lobby, .says("!freelancer"), .hears("finn", .lobby, "you are a freelancer now")),
        Step("fay", .lobby, .says("!freelancer"), .hears("fay", .lobby, "you are a freelancer now")),
        Step(
            "finn",
            .direct,
            .says("groups show swift-guild"),
            .hears("finn", .direct, "✔ 1:.*hall.test.*✘ 2:.*meet swift-guild 2")
        ),
        Step("finn", .direct, .says("meet swift-guild 2 accept"), .hears("finn", .direct, "✔ 2:.*join swift-guild")),
        Step("fay", .direct, .says("meet swift-guild 2 accept"), .hears("fay", .direct, "✔ 2:.*join swift-guild")),
    ]

    /// A freelancer finds the group, asks, is admitted by one tap, and carries the badge.
    package static let joining: [Step] = [
        Step("finn", .lobby, .says("!groups search swfit"), .hears("finn", .lobby, "did you mean.*Swift Guild")),
        Step(
            "finn",
            .lobby,
            .says("!groups show swift-guild"),
            .hears("finn", .lobby, "Acme.*3 business days.*!join swift-guild")
        ),
        Step("cleo", .lobby, .says("!join swift-guild"), .hears("cleo", .lobby, "only freelancers.*!freelancer")),
        Step(
            "finn",
            .lobby,
            .says("!join swift-guild I have written Swift servers since 2016"),
            .hears("finn", .lobby, "request #1 .*Swift Guild"),
            .hears("abel", .admin, "#1: @finn.*since 2016", as: "card"),
            .offered("abel", ["✅", "❌"], on: "card")
        ),
        Step(
            "abel",
            .admin,
            .taps("✅", on: "card"),
            .hears("finn", .direct, "welcome to Swift Guild.*🦜"),
            .hears("abel", .admin, "approved by @abel"),
            .invited("finn", .members)
        ),
        Step("finn", .lobby, .says("!profile"), .hears("finn", .lobby, "@finn.*🦜")),
    ]

    /// A client posts a job for the group; everybody may respond, and members stand first.
    package static let jobs: [Step] = [
        Step(
            "cleo",
            .lobby,
            .says(
                """
                !postjob
                title: Timetable for a ferry line
                request: Swift Guild
                about: Four boats, one pier
                """
            ),
            .hears("cleo", .lobby, "Timetable for a ferry line", as: "preview"),
            .offered("cleo", ["✅"], on: "preview")
        ),
        Step(
            "cleo",
            .lobby,
            .taps("✅", on: "preview"),
            .hears("fay", .jobs, "Timetable for a ferry line.*prefer.*Swift Guild|Swift Guild.*prefer")
        ),
        Step("fay", .lobby, .says("!jobs search timetable"), .hears("fay", .lobby, "Job 1: Timetable")),
        Step("fay", .direct, .says("respond 1 I sail every Sunday"), .hears("fay", .direct, "job 1|response")),
        Step(
            "finn",
            .direct,
            .says("!respond 1\nprice: 80 EUR an hour\npitch: I have built two of these"),
            .hears("finn", .direct, "job 1|response")
        ),
        Step("cleo", .direct, .says("responses 1"), .hears("cleo", .direct, "@finn.*🦜.*@fay|🦜.*@finn.*@fay")),
        Step(
            "cleo",
            .direct,
            .says("job close 1 hired"),
            .hears("cleo", .direct, "Job 1,.*closed: somebody was hired")
        ),
    ]

    /// The owner writes a skill test of two questions, and a freelancer passes it.
    package static let testing: [Step] = [
        Step(
            "ada",
            .direct,
            .says("tests create Swift Basics\ndraw: optionals 1, errors 1\ntime: 10 minutes"),
            .hears("ada", .direct, "Swift Basics is there as a draft")
        ),
        Step(
            "ada",
            .direct,
            .says(
                """
                tests import swift-basics
                $CATEGORY: optionals
                nil is a value of every type. {F}
                $CATEGORY: errors
                A function that throws must be called with try. {T}
                """
            ),
            .hears("ada", .direct, "would add 2 questions", as: "questions"),
            .offered("ada", ["✅", "❌"], on: "questions")
        ),
        Step("ada", .direct, .taps("✅", on: "questions"), .hears("ada", .direct, "Added 2 questions")),
        Step("ada", .direct, .says("tests open swift-basics"), .hears("ada", .direct, "Swift Basics is open")),
        Step(
            "fay",
            .direct,
            .says("test swift-basics start"),
            .hears("fay", .direct, "question 1 of 2 · .*nil is a value.*A\\) True.*B\\) False", as: "first")
        ),
        // By replies, as the story goes faster than anybody reads.
        Step(
            "fay",
            .direct,
            .replies("b", to: "first"),
            .hears("fay", .direct, "question 2 of 2 · .*called with try", as: "second")
        ),
        Step(
            "fay",
            .direct,
            .replies("a", to: "second"),
            .hears("fay", .direct, "you have passed Swift Basics: 100 %")
        ),
        Step("fay", .direct, .says("profile"), .hears("fay", .direct, "Skill tests:.*Swift Basics by Acme, passed")),
    ]

    /// Another knocks on the members' room, which is asking to join; the promise is missed, and everybody hears of it; then
    /// an administrator has a question, the clock stands, and the answer starts it again.
    package static let knocking: [Step] = [
        Step(
            "fay",
            .members,
            .knocks("I sail every Sunday, and wrote the log book for it"),
            .hears("fay", .direct, "request #2 to join Swift Guild"),
            .hears("abel", .admin, "#2: @fay.*every Sunday", as: "knock"),
            .offered("abel", ["✅", "❌", "❓"], on: "knock")
        ),
        Step(
            "fay",
            .lobby,
            .letsPass(days: 7),
            .hears("abel", .admin, "waiting for a decision.*#2 @fay.*late"),
            .hears("fay", .direct, "#2.*should have been decided.*sorry")
        ),
        Step(
            "abel",
            .admin,
            .says("!ask 2 What did you write it in?"),
            .hears("fay", .direct, "question about your request #2.*what did you write it in", as: "question"),
            .hears("abel", .admin, "#2: @fay.*on hold")
        ),
        Step(
            "fay",
            .direct,
            .replies("Swift, of course", to: "question"),
            .hears("fay", .direct, "your answer is with the administrators"),
            .hears("abel", .admin, "answered your question about #2.*of course")
        ),
        Step(
            "abel",
            .admin,
            .says("!approve 2 Sorry that it took so long"),
            .hears("fay", .direct, "welcome to Swift Guild.*took so long"),
            .invited("fay", .members)
        ),
        Step(
            "fay",
            .lobby,
            .says("!groups show swift-guild"),
            .hears("fay", .lobby, "Members: 2.*Record: 1 of 2 decided in time.*You: a member")
        ),
    ]

    /// Whoever leaves is out at once, of the members' room too.
    package static let leaving: [Step] = [
        Step(
            "finn",
            .lobby,
            .says("!leave swift-guild"),
            .hears("finn", .lobby, "you have left Swift Guild"),
            .gone("ada", "finn", .members)
        ),
        Step("finn", .lobby, .says("!profile"), .hears("finn", .lobby, "@finn.*without a badge")),
    ]
}
