import Foundation

/// Where things of this package lie on disk.
package enum ProjectFiles {
    /// The directory of `Package.swift`, as it was when this file was compiled.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .path

    /// The directory of the programs that were built together with the running one.
    package static var programs: String {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var directory = URL(filePath: link ?? "/").deletingLastPathComponent()
        let names = ["guildhall", "workbench"]
        // Tests may be run by a program of the toolchain; then the arguments name the test bundle.
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            directory = URL(filePath: argument).deletingLastPathComponent()
        }
        let candidates = [directory.path, root + "/.build/debug", root + "/.build/release"]
        return candidates.first { candidate in
            names.contains { FileManager.default.isExecutableFile(atPath: "\(candidate)/\($0)") }
        } ?? directory.path
    }

    /// Writes a file that nobody else may read, in the place of one that may be there.
    package static func writePrivately(_ text: String, to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXFailure("open \(path)") }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else { throw POSIXFailure("write \(path)") }
    }
}
