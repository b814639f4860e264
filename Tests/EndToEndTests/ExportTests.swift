import Foundation
import SynapseTesting
import Testing

/// Goal: whatever people write into jobs, what a website gets is valid, whole and free of what is not for the public.
///
/// Method: the program itself, on a hall that is set up through its console; the files are judged by validators from PyPI
/// (`Validation/jobs.py`), without a network.
@Suite("Exported jobs")
struct ExportTests {
    @Test("They pass schema.org's vocabulary, JSON-LD, what search engines require, and RFC 4287")
    func valid() throws {
        let hall = try ExportedHall()
        defer { hall.remove() }
        let all = "3 open jobs (3 new, 0 changed, 0 removed) in "
        let one = "1 open job (1 new, 0 changed, 0 removed) in "
        #expect(try hall.export(to: "all").hasPrefix(all))
        #expect(try hall.export("--site", "https://acme.example/hire", "--entries", "2", to: "site").hasPrefix(all))
        #expect(try hall.export("--group", "swift-guild", to: "group").hasPrefix(one))
        #expect(try hall.export("--sponsor", "globex", to: "sponsor").hasPrefix(one))
        let expected = """
            all: 3 postings, 1 of them without a place; 3 entries
            site: 3 postings, 1 of them without a place; 2 entries
            group: 1 postings, 0 of them without a place; 1 entries
            sponsor: 1 postings, 0 of them without a place; 1 entries

            """
        #expect(try hall.validate("all", "site", "group", "sponsor") == .init(status: 0, output: expected))
    }

    @Test("The validators themselves find what is wrong")
    func control() throws {
        let hall = try ExportedHall()
        defer { hall.remove() }
        _ = try hall.export()
        let damages = Self.damages.enumerated().map { (name: "damaged-\($0)", damage: $1) }
        for (name, damage) in damages { try hall.copy("out", to: name, with: damage) }
        let verdict = try hall.validate(damages.map(\.name))
        #expect(verdict.status == 1)
        let lines = verdict.output.split(separator: "\n")
        try #require(lines.count == damages.count, "\(verdict.output)")
        for (line, (name, damage)) in zip(lines, damages) {
            #expect(line.hasPrefix("\(name): \(damage.file): "), "\(damage)")
        }
    }

    /// A text of a file, and what stands there instead.
    struct Damage {
        var file: String
        var text: String
        var instead: String
    }

    private static let damages: [Damage] = [
        .init(file: "jobs/1.jsonld", text: "\"datePosted\":\"", instead: "\"datePosted\":\"on "),
        .init(file: "jobs/1.jsonld", text: "employmentType", instead: "employmentKind"),
        .init(file: "jobs/1.jsonld", text: "\"QuantitativeValue\"", instead: "\"Place\""),
        .init(file: "jobs/1.jsonld", text: "\"title\":\"Timetable for a ferry line\",", instead: ""),
        .init(file: "jobs/1.jsonld", text: "\\u003c/p>", instead: "</p>"),
        .init(file: "jobs/1.jsonld", text: "https://schema.org/", instead: "https://other.example/"),
        .init(file: "jobs/1.jsonld", text: "applicantLocationRequirements", instead: "jobBenefits"),
        .init(file: "jobs/2.jsonld", text: "&lt;img", instead: "\\u003cimg"),
        .init(file: "jobs.jsonld", text: "\"position\":2", instead: "\"position\":3"),
        .init(file: "jobs.jsonld", text: "jobs/2.jsonld", instead: "jobs/9.jsonld"),
        .init(file: "jobs.atom", text: "<author><name>", instead: "<author><nom>"),
        .init(file: "jobs.atom", text: "<author><name>Guildhall</name></author>", instead: "<author/>"),
        .init(file: "jobs.atom", text: "<id>tag:", instead: "<id>tag :"),
        .init(file: "jobs.atom", text: "<updated>2", instead: "<updated>1"),
        .init(file: "jobs.atom", text: "&lt;", instead: "<"),
        .init(file: "jobs.atom", text: "</title>", instead: "\u{8}</title>"),
        .init(file: "jobs.atom", text: "term=", instead: "word="),
        .init(file: "jobs.atom", text: "<published>", instead: "<issued/><published>"),
    ]

    @Test("Hidden clients, drafts of groups, previews and closed jobs are in none of the files, and what closes leaves")
    func secrets() throws {
        let hall = try ExportedHall()
        defer { hall.remove() }
        _ = try hall.export()
        let text = hall.files(in: "out").values.joined()
        #expect(text.contains("cleo") && text.contains("Timetable for a ferry line"))
        for secret in ["hana", "secret", "Secret", "Nobody knows", "Unposted", "Not out yet", "Finished", "stub-token"]
        {
            #expect(!text.contains(secret), "\(secret)")
        }
        try hall.say("@cleo:here: !job close 1 hired")
        #expect(try hall.export().hasPrefix("2 open jobs (0 new, 0 changed, 1 removed) in "))
        #expect(!hall.files(in: "out").values.joined().contains("ferry line"))
        #expect(Set(hall.files(in: "out").keys.filter { $0.hasPrefix("jobs/") }) == ["jobs/2.jsonld", "jobs/3.jsonld"])
        #expect(try hall.program("export", "jobs", "--output", "none", "--group", "secret-crew").status == 1)
        #expect(try hall.program("export", "jobs", "--output", "none", "--sponsor", "Nobody").status == 1)
        #expect(hall.files(in: "none").isEmpty)
    }

    @Test("A running bot gives its jobs out, the same as are read without it")
    func whileRunning() async throws {
        let hall = try ExportedHall()
        defer { hall.remove() }
        let stub = try StubHomeserver([])
        defer { withExtendedLifetime(stub) {} }
        try hall.configure(homeserver: stub.url)
        let bot = try ChildProcess(
            [Products.executable("guildhall").path, "run", "--config", hall.folder.path + "/bot.conf"],
            environment: ["PATH": "/usr/bin:/bin", "TZ": "UTC"],
            directory: hall.folder.path,
            log: hall.folder.path + "/log"
        )
        _ = try await bot.line(containing: "ready", within: .seconds(30))
        #expect(try hall.export().hasPrefix("3 open jobs (3 new, 0 changed, 0 removed) in "))
        #expect(try hall.program("export", "jobs", "--output", "none", "--group", "nothing").status == 1)
        #expect(await bot.stop() == .exited(0))
        let files = hall.files(in: "out")
        #expect(try hall.export().hasPrefix("3 open jobs (0 new, 0 changed, 0 removed) in "))
        #expect(hall.files(in: "out") == files)
        let left = try FileManager.default.contentsOfDirectory(atPath: hall.folder.path)
        #expect(!left.contains { $0.contains("-jobs") }, "what was handed over is taken away again")
    }
}

/// A folder with a configuration and a hall's database, and what the programs say there.
private final class ExportedHall: Sendable {
    let folder: URL

    struct Ending: Equatable {
        var status: Int32
        var output: String
    }

    private static let here = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Validation")

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try configure(homeserver: "http://127.0.0.1:1")
        try say(String(contentsOf: Self.here.appending(path: "hall.txt"), encoding: .utf8))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func configure(homeserver: String) throws {
        let text = """
            [matrix]
            homeserver = "\(homeserver)"
            user = "@guildhall:stub"
            access_token = "stub-token"
            device_id = "GUILDHALL"
            [storage]
            path = "\(folder.path)/hall.sqlite"
            [encryption]
            mode = "off"

            [hall]
            operators = ["@olga:here"]
            """
        try ProjectFiles.writePrivately(text, to: folder.path + "/bot.conf")
    }

    /// Says lines in the console.
    func say(_ lines: String) throws {
        let ending = try run(
            Products.executable("guildhall"),
            ["console", "--database", "hall.sqlite", "--as", "@olga:here"],
            lines
        )
        try #require(ending.status == 0, "\(ending.output)")
    }

    func program(_ arguments: String...) throws -> Ending {
        try run(Products.executable("guildhall"), arguments + ["--config", "bot.conf"])
    }

    /// Exports, and gives what the program says of it.
    func export(_ options: String..., to name: String = "out") throws -> String {
        let arguments = ["export", "jobs", "--config", "bot.conf", "--output", name] + options
        let ending = try run(Products.executable("guildhall"), arguments)
        try #require(ending.status == 0, "\(ending.output)")
        return ending.output
    }

    /// Copies an export and damages the copy.
    func copy(_ name: String, to other: String, with damage: ExportTests.Damage) throws {
        let copy = folder.appending(path: other)
        try FileManager.default.copyItem(at: folder.appending(path: name), to: copy)
        let file = copy.appending(path: damage.file)
        let whole = try String(contentsOf: file, encoding: .utf8)
        let range = try #require(whole.range(of: damage.text), "\(damage)")
        try Data(whole.replacingCharacters(in: range, with: damage.instead).utf8).write(to: file)
    }

    func validate(_ names: String...) throws -> Ending { try validate(names) }

    /// Has the validators look at exports.
    func validate(_ names: [String]) throws -> Ending {
        let python = ProjectFiles.root + "/.build-validators/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the validators are not installed in .build-validators/: run deploy/install"
        )
        return try run(URL(filePath: python), [Self.here.appending(path: "jobs.py").path] + names)
    }

    /// What is in each file below a folder.
    func files(in name: String) -> [String: String] {
        let top = folder.appending(path: name)
        let names = FileManager.default.enumerator(atPath: top.path)?.compactMap { $0 as? String } ?? []
        return names.reduce(into: [:]) { files, name in
            files[name] = try? String(contentsOf: top.appending(path: name), encoding: .utf8)
        }
    }

    private func run(_ program: URL, _ arguments: [String], _ input: String = "") throws -> Ending {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let said = folder.appending(path: UUID().uuidString)
        try Data(input.utf8).write(to: said)
        defer { try? FileManager.default.removeItem(at: said) }
        process.standardInput = try FileHandle(forReadingFrom: said)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Ending(status: process.terminationStatus, output: text)
    }
}
