import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

@Suite("Imports of questions, stored")
struct SkillTestImportTests {
    private let hall: SkillTestHall

    init() throws { hall = try SkillTestHall() }

    private func file(_ id: Int64, by person: UserID = ada, text: String? = nil) -> TestImport {
        TestImport(
            id: TestImportID(rawValue: id),
            test: SkillTestHall.test,
            person: person,
            name: "more.gift",
            uri: text == nil ? "mxc://example.org/\(id)" : nil,
            askedAt: noon,
            content: text.map { .text(Array($0.utf8)) } ?? .wanted
        )
    }

    @Test("A file is wanted, fetched, due, shown and closed; a newer one takes its place")
    func life() async throws {
        try hall.apply(.fileImport(.asked(file(1))))
        try hall.apply(.fileImport(.asked(file(2))))
        #expect(try hall.ask { try $0.openTestImport(of: ada) } == file(2))
        #expect(try hall.ask { try $0.testImport(TestImportID(rawValue: 1)) } == nil)
        #expect(try hall.ask { try $0.nextTestImportID() }.rawValue == 3)
        let storage = hall.storage
        let wanted = try await storage.wantedFiles(at: noon, limit: 4)
        let id = WantedFile.ID.testImport(TestImportID(rawValue: 2))
        #expect(wanted == [WantedFile(id: id, uri: "mxc://example.org/2", attempts: 0)])
        #expect(try hall.ask { try $0.db.wantsFiles() })
        try await storage.putOffFetching(id, until: noon.later(seconds: 9))
        #expect(try await storage.wantedFiles(at: noon, limit: 4) == [])
        #expect(try await storage.wantedFiles(at: noon.later(seconds: 9), limit: 4).map(\.attempts) == [1])
        #expect(try await storage.nextDue() == nil)
        let bytes = Array("{T}\r\n\u{FEFF}".utf8) + [0xFF, 0]
        #expect(try await storage.noteFetched(id, .text(bytes), at: noon))
        #expect(try await !storage.noteFetched(id, .failed(.missing), at: noon))
        #expect(try await storage.nextDue() == noon)
        #expect(try hall.ask { try $0.testImportsFetched(limit: 9).map(\.content) } == [.text(bytes)])
        try hall.apply(.fileImport(.shown(TestImportID(rawValue: 2))))
        #expect(try await storage.nextDue() == nil)
        #expect(try hall.ask { try $0.testImportsFetched(limit: 9) } == [])
        #expect(try hall.ask { try $0.openTestImport(of: ada)?.content } == .text(bytes))
        try hall.apply(.fileImport(.closed(TestImportID(rawValue: 2))))
        #expect(try hall.ask { try $0.openTestImport(of: ada) } == nil)
    }

    @Test("A text that was pasted is not fetched; a failure says why; both are forgotten after a while")
    func pasted() async throws {
        try hall.apply(.fileImport(.asked(file(1, text: "{T}"))), .fileImport(.asked(file(2, by: finn))))
        let storage = hall.storage
        #expect(try await storage.wantedFiles(at: noon, limit: 9).map(\.uri) == ["mxc://example.org/2"])
        try await storage.noteFetched(.testImport(TestImportID(rawValue: 2)), .failed(.tooLarge), at: noon)
        #expect(try hall.ask { try $0.openTestImport(of: finn)?.content } == .failed(.tooLarge))
        #expect(try hall.ask { try $0.openTestImport(of: ada) } == file(1, text: "{T}"))
        // Files and imports of both kinds are kept apart, whatever their numbers.
        #expect(try await !storage.noteFetched(.calendarImport(CalendarImportID(rawValue: 1)), .text([]), at: noon))
        _ = try await storage.sweep(before: noon.later(days: -29))
        #expect(try hall.number("SELECT count(*) FROM testImport") == 2)
        _ = try await storage.sweep(before: noon.later(days: -27))
        #expect(try hall.number("SELECT count(*) FROM testImport") == 0)
    }
}
