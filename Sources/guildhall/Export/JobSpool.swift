import Bot
import Commands
import Foundation
import Groups
import Identifiers
import JSON
import Publishing
import SQLiteStorage

/// Everything that is to be published, in one file beside the database.
///
/// Whoever holds the database writes it, and whoever runs the export reads it: the bot needs no right to write where a
/// website is, and a folder is touched only once all that comes into it is there. Each line is a file in JSON, the last
/// one says how many there were.
struct JobSpool {
    private let hall: Hall
    private let bot: UserID
    private let prefix: String
    private let now: @Sendable () -> Timestamp

    /// How many jobs are read from the database at once: the bot goes on with its work in between.
    private static let pageSize = 100

    init(_ program: ProgramConfiguration, now: @escaping @Sendable () -> Timestamp) {
        hall = program.hall
        bot = program.user
        prefix = program.prefix
        self.now = now
    }

    static func path(_ database: String) -> String { "\(database)-jobs" }

    /// A file of the export.
    struct Item: Equatable {
        /// Below the folder that is written into.
        var path: String
        var text: String
    }

    // MARK: Writing

    /// Writes all jobs that are wanted, newest first, then their list and the feed; says how many jobs there are.
    func write(_ order: JobOrder, from storage: Storage, to path: String) async throws -> Int {
        let moment = now()
        let frame = BoardFrame(hall: hall, surroundings: .init(zone: { Zones.named($0) }, uptimeMs: { 0 }))
        let reader = Reader(
            language: .english,
            zone: Zones.named(hall.calendar.zone) ?? .utc,
            prefix: prefix,
            zoneNamed: { Zones.named($0) },
            now: moment
        )
        let selection = try await storage.look(in: frame) { try Self.selection(order, $0) }
        let publication = Publication(hall: hall.name, bot: bot, site: order.site, selection: selection)
        var file = try Output(path)
        defer { file.close() }
        var list = JobList(publication)
        var feed = AtomFeed(publication, entriesAtMost: order.entries)
        var after: JobID?
        repeat {
            let page = try await storage.look(in: frame) { [after, bot] board in
                try PublicJob.Page(
                    of: selection,
                    after: after,
                    limit: Self.pageSize,
                    board,
                    through: bot,
                    to: reader
                )
            }
            for job in page.jobs {
                let text = JobPosting(job, in: publication).text + "\n"
                try file.add(Item(path: Publication.path(of: job.id), text: text))
                list.add(job)
                feed.add(job)
            }
            after = page.after
        } while after != nil
        try file.add(Item(path: Publication.listPath, text: list.text))
        try file.add(Item(path: Publication.feedPath, text: feed.text(at: moment)))
        try file.end()
        return list.count
    }

    private static func selection(_ order: JobOrder, _ board: StoredBoard) throws -> PublicJob.Selection {
        if let handle = order.group {
            guard let group = try PublicJob.Selection(handle: handle, board) else {
                throw ExportError.noSuchGroup(handle)
            }
            return group
        }
        guard let name = order.sponsor else { return .all }
        guard let sponsor = try PublicJob.Selection(sponsor: name, board) else {
            throw ExportError.noSuchSponsor(name)
        }
        return sponsor
    }

    /// The file while it is written.
    private struct Output {
        private let handle: FileHandle
        private let path: String
        private var count = 0

        init(_ path: String) throws(ExportError) {
            try? FileManager.default.removeItem(atPath: path)
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw .unwritable(path) }
            handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
            self.path = path
        }

        mutating func add(_ item: Item) throws(ExportError) {
            count += 1
            try write(["path": .string(item.path), "text": .string(item.text)])
        }

        func end() throws(ExportError) { try write(["end": .int(Int64(count))]) }

        private func write(_ line: JSONValue) throws(ExportError) {
            do {
                try handle.write(contentsOf: Data(line.encoded + [UInt8(ascii: "\n")]))
            } catch {
                throw .unwritable(path)
            }
        }

        func close() { try? handle.close() }
    }

    // MARK: Reading

    /// Gives each file in turn.
    ///
    /// - Throws: `.cutShort` where the end is missing, and whatever `take` throws.
    static func read(_ path: String, _ take: (Item) throws -> Void) throws {
        guard let file = fopen(path, "re") else { throw ExportError.unreadable(path) }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var count: Int64 = 0
        while case let length = getline(&line, &capacity, file), length > 0, let line {
            let bytes = UnsafeRawBufferPointer(start: line, count: length)
            let value = try JSONValue(parsing: Array(bytes))
            if let end = value["end"]?.intValue {
                guard end == count else { throw ExportError.cutShort }
                return
            }
            guard let path = value["path"]?.stringValue, let text = value["text"]?.stringValue else {
                throw ExportError.cutShort
            }
            count += 1
            try take(Item(path: path, text: text))
        }
        throw ExportError.cutShort
    }
}
