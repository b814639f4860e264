import Foundation
import Publishing

/// The folder that the export keeps up to date.
///
/// Each file is replaced in one step, and left alone where it is as it should be. What the export made stands in a list of
/// its own, and nothing else is ever replaced or removed.
struct JobFolder {
    private let path: String
    /// What was there before.
    private var old: Set<String>
    private var new: Set<String> = []
    private var tally = Tally()

    private static let listName = ".guildhall-export"

    /// What was done about the jobs.
    struct Tally: Equatable, CustomStringConvertible {
        var jobs = 0
        var added = 0
        var changed = 0
        var removed = 0

        var description: String {
            "\(jobs) open \(jobs == 1 ? "job" : "jobs") (\(added) new, \(changed) changed, \(removed) removed)"
        }
    }

    init(_ path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path + "/jobs", withIntermediateDirectories: true)
        } catch {
            throw ExportError.unwritable(path)
        }
        let list = FileManager.default.contents(atPath: "\(path)/\(Self.listName)") ?? Data()
        let names = String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
        old = Set(names.filter(Self.isOfExport))
    }

    /// Puts a file in its place.
    ///
    /// - Throws: `.foreign` where somebody else has one there.
    mutating func put(_ item: JobSpool.Item) throws {
        guard Self.isOfExport(item.path) else { throw ExportError.unwritable(item.path) }
        let isJob = item.path.hasPrefix("jobs/")
        new.insert(item.path)
        if isJob { tally.jobs += 1 }
        let file = "\(path)/\(item.path)"
        if old.contains(item.path) {
            let present = FileManager.default.contents(atPath: file)
            guard present != Data(item.text.utf8) else { return }
            if isJob { tally.changed += 1 }
        } else {
            guard !isThere(file) else { throw ExportError.foreign(file) }
            // Noted first: should this run end here, the next one knows whose file it is.
            old.insert(item.path)
            try note(item.path)
            if isJob { tally.added += 1 }
        }
        try replace(file, by: item.text)
    }

    /// Removes what is no longer there, and says what was done.
    mutating func finish() throws -> Tally {
        for name in old.subtracting(new) {
            guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else { throw ExportError.unwritable(name) }
            if name.hasPrefix("jobs/") { tally.removed += 1 }
        }
        let names = new.sorted().map { $0 + "\n" }.joined()
        let list = "\(path)/\(Self.listName)"
        if FileManager.default.contents(atPath: list) != Data(names.utf8) { try replace(list, by: names) }
        return tally
    }

    /// Whether the export makes files of that name: nothing else counts, whoever may have written into the list.
    private static func isOfExport(_ name: String) -> Bool {
        name == Publication.listPath || name == Publication.feedPath
            || name.wholeMatch(of: #/jobs/[0-9]+\.jsonld/#) != nil
    }

    /// Whether there is anything of that name, a link that leads nowhere too.
    private func isThere(_ file: String) -> Bool {
        var status = stat()
        return lstat(file, &status) == 0
    }

    private func note(_ name: String) throws(ExportError) {
        try write(name + "\n", to: "\(path)/\(Self.listName)", O_APPEND)
    }

    private func replace(_ file: String, by text: String) throws(ExportError) {
        let draft = file + ".part"
        unlink(draft)
        try write(text, to: draft, O_EXCL)
        guard rename(draft, file) == 0 else { throw .unwritable(file) }
    }

    private func write(_ text: String, to file: String, _ flag: Int32) throws(ExportError) {
        // For the web server to read; the mask of whoever runs this may say otherwise.
        let descriptor = open(file, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flag, 0o644)
        guard descriptor >= 0 else { throw .unwritable(file) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw .unwritable(file)
        }
    }
}
