import Foundation
import Testing

@testable import guildhall

@Suite("The folder of an export")
struct ExportTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "guildhall-\(UUID().uuidString)")

    private func run(_ texts: [String: String]) throws -> JobFolder.Tally {
        var folder = try JobFolder(folder.path)
        for (path, text) in texts { try folder.put(.init(path: path, text: text)) }
        return try folder.finish()
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func read(_ name: String) -> String? {
        try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("A job that is over leaves it, one that is as it was is left alone, and the count says what was done")
    func upToDate() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try run(["jobs/1.jsonld": "a", "jobs/2.jsonld": "b", "jobs.atom": "x"]) == .init(jobs: 2, added: 2))
        let file = folder.appending(path: "jobs/1.jsonld").path
        let before = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
        let tally = try run(["jobs/1.jsonld": "a", "jobs/3.jsonld": "c", "jobs.atom": "y"])
        #expect(tally == .init(jobs: 2, added: 1, changed: 0, removed: 1))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int == before)
        #expect(read("jobs/2.jsonld") == nil && read("jobs/3.jsonld") == "c" && read("jobs.atom") == "y")
        #expect(try run(["jobs/1.jsonld": "A"]) == .init(jobs: 1, changed: 1, removed: 1))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/jobs")
        #expect(left == ["1.jsonld"] && read("jobs.atom") == nil)
    }

    @Test("What somebody else made is neither replaced nor removed, whatever the list of files says")
    func foreign() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try run(["jobs/1.jsonld": "a"]).added == 1)
        try write("mine", to: "jobs/2.jsonld")
        try write("mine", to: "index.html")
        #expect(throws: ExportError.foreign(folder.path + "/jobs/2.jsonld")) {
            try run(["jobs/1.jsonld": "a", "jobs/2.jsonld": "b"])
        }
        try write(
            "jobs/1.jsonld\nindex.html\n../jobs/2.jsonld\njobs/../index.html\n/etc/hostname\n",
            to: ".guildhall-export"
        )
        #expect(try run([:]) == .init(removed: 1))
        #expect(read("jobs/2.jsonld") == "mine" && read("index.html") == "mine")
        #expect(FileManager.default.fileExists(atPath: "/etc/hostname"))
    }

    @Test("A link that leads elsewhere is not followed", arguments: ["jobs/4.jsonld", ".guildhall-export"])
    func links(_ name: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appending(path: "jobs"), withIntermediateDirectories: true)
        let target = folder.path + "/elsewhere"
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(name)", withDestinationPath: target)
        #expect(throws: ExportError.self) { try run(["jobs/4.jsonld": "a"]) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test("A run that was cut off is taken up by the next: its files are known")
    func cutOff() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var cut = try JobFolder(folder.path)
        try cut.put(.init(path: "jobs/1.jsonld", text: "a"))
        #expect(try run(["jobs/2.jsonld": "b"]) == .init(jobs: 1, added: 1, removed: 1))
        #expect(read("jobs/1.jsonld") == nil)
    }

    @Test(
        "Only files of an export are written",
        arguments: ["jobs/x.jsonld", "../1", "jobs/1.jsonld/..", "index.html", ""]
    )
    func names(_ name: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: ExportError.unwritable(name)) { try run([name: "a"]) }
    }

    @Test(
        "What the bot gives out is taken only if it is whole",
        arguments: [
            "", #"{"path":"jobs.atom","text":"x"}"#, "{\"path\":\"jobs.atom\",\"text\":\"x\"}\n{\"end\":2}",
            #"{"path":"jobs.atom"}"#,
        ]
    )
    func whole(_ text: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(text, to: "spool")
        #expect(throws: ExportError.cutShort) { try JobSpool.read(folder.path + "/spool") { _ in } }
        try write("{\"path\":\"jobs.atom\",\"text\":\"x\\n\"}\n{\"end\":1}\n", to: "spool")
        var items: [JobSpool.Item] = []
        try JobSpool.read(folder.path + "/spool") { items.append($0) }
        #expect(items == [.init(path: "jobs.atom", text: "x\n")])
    }

    @Test(
        "A site is the address of a folder that is reached over HTTPS",
        arguments: [
            ("https://acme.example", "https://acme.example/"),
            ("https://acme.example/hire", "https://acme.example/hire/"),
            ("https://acme.example:8443/a/", "https://acme.example:8443/a/"), ("http://acme.example/", nil),
            ("https://", nil), ("https://ann@acme.example/", nil), ("https://acme.example/?a", nil),
            ("https://acme.example/#a", nil), ("acme.example", nil), ("javascript:alert(1)", nil),
            ("https://acme.example/\"><script>", "https://acme.example/%22%3E%3Cscript%3E/"),
        ] as [(String, String?)]
    )
    func sites(_ text: String, _ address: String?) {
        #expect(JobOrder.folderAddress(text) == address)
    }
}
