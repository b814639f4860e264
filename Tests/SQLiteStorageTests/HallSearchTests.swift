import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

@Suite("Searching the directory")
struct HallSearchTests {
    private let hall: JobHall
    private let acme = Sponsor(id: SponsorID(rawValue: 7), name: "Northern Lights")

    init() throws {
        hall = try JobHall(groups: 1)
        try hall.apply([.sponsor(.added(acme, owners: [ada]))])
        try hall.apply([
            .group(.created(group(11, "Swift Guild", skills: ["swift", "c++"], about: "Servers"), administrator: ada)),
            .group(.created(group(12, "Swiftly Sailing", skills: ["rigging"], about: "Boats"), administrator: ada)),
            .group(.created(group(13, "Painters", skills: ["drawing"], about: "Swift strokes"), administrator: ada)),
        ])
    }

    private func group(_ id: Int64, _ name: String, skills: [String], about: String) -> Groups.Group {
        Group(
            id: GroupID(rawValue: id),
            handle: "g\(id)",
            name: name,
            sponsor: acme,
            about: about,
            skills: skills,
            calendar: .init(zone: "UTC", workingDays: [.monday])
        )
    }

    private func found(_ words: [String], skills: [String] = [], sponsor: String? = nil) throws -> [Int64] {
        try hall.ask { try $0.search(GroupQuery(words: words, skills: skills, sponsor: sponsor), limit: 9) }
            .groups.map(\.id.rawValue)
    }

    @Test("The beginning of a word finds it; names come before skills, and skills before descriptions")
    func prefixes() throws {
        #expect(try found(["swif"]) == [11, 12, 1, 13])
        #expect(try found(["pain"]) == [13])
        #expect(try found(["nters"]) == [])
        #expect(try found(["swift", "boa"]) == [12])
        #expect(try found(["rigg"]) == [12])
    }

    @Test("A skill or a sponsor narrows it down, alone or with words")
    func narrowed() throws {
        #expect(try found([], skills: ["drawing"]) == [13])
        #expect(try found(["swift"], skills: ["rigging"]) == [12])
        #expect(try found(["c++"]) == [11])
        #expect(try found([], sponsor: "northern lights") == [11, 12, 13])
        #expect(try found(["swift"], sponsor: "Acme") == [1])
        #expect(try found(["group"], sponsor: "Acme") == [1])
        #expect(try found(["north"]) == [11, 12, 13])
        #expect(try found([], sponsor: "Nobody") == [])
    }

    @Test(
        "One slip of the finger is corrected to a word that some group uses",
        arguments: [
            ("swfit", "swift"), ("swit", "swift"), ("swiift", "swift"), ("swiff", "swift"), ("painetrs", "painters"),
            ("norhtern", "northern"), ("rigggin", "rigging"),
        ]
    )
    func slips(_ typed: String, _ meant: String) throws {
        let matches = try hall.ask { try $0.search(GroupQuery(words: [typed]), limit: 9) }
        #expect(matches.corrected == [meant])
        #expect(!matches.groups.isEmpty)
    }

    @Test("What is two slips away from a short word, or is in no group's name, skills or sponsor, is not guessed")
    func notGuessed() throws {
        for typed in ["swxyt", "xx", "strokse"] {
            #expect(try hall.ask { try $0.search(GroupQuery(words: [typed]), limit: 9) }.corrected == nil, "\(typed)")
        }
    }

    @Test("After an edit the old words find nothing and the new ones do, in names, skills, descriptions and spelling")
    func edited() throws {
        var new = group(13, "Sculptors", skills: ["marble"], about: "Slow strokes")
        try hall.apply([.group(.edited(new))])
        for word in ["painters", "drawing", "paintesr"] { #expect(try found([word]) == [], "\(word)") }
        for word in ["sculptors", "marble", "slow", "scluptors"] { #expect(try found([word]) == [13], "\(word)") }
        #expect(try found(["swift"]) == [11, 12, 1])
        #expect(try found([], skills: ["drawing"]) == [])
        // And back again: nothing is left of what was in between.
        new = group(13, "Painters", skills: ["drawing"], about: "Swift strokes")
        try hall.apply([.group(.edited(new))])
        #expect(try found(["marble"]) == [])
        #expect(try found(["painters"]) == [13])
    }

    @Test("A group taken out of the index leaves no word behind")
    func unindexed() throws {
        let left = try hall.storage.database.write { db in
            let groups = try db.allRows("SELECT \(Groups.Group.columns)").map(Groups.Group.init)
            for group in groups { try db.unindex(group) }
            try db.execute(sql: "INSERT INTO groupWords (groupWords) VALUES ('integrity-check')")
            try db.execute(sql: "CREATE VIRTUAL TABLE terms USING fts5vocab('groupWords', 'row')")
            return try ["terms", "searchTerm", "searchVariant", "groupSkill"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(left == [0, 0, 0, 0])
    }
}
