import Foundation
import Testing

/// A Swift file of this repository.
struct SourceFile {
    let name: String
    let lines: [String]

    /// The Swift files of a folder, given from the top of the repository.
    static func all(in folder: String) throws -> [SourceFile] {
        let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let path = top.appending(path: folder).standardizedFileURL
        let files = try #require(FileManager.default.enumerator(at: path, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { file in
            var lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n",
                omittingEmptySubsequences: false
            ).map(String.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return SourceFile(name: file.lastPathComponent, lines: lines)
        }
    }

    struct Function {
        var line: Int
        var length: Int
    }

    /// The functions, found by how the formatter indents them: from the line with `func` or `init` to the brace below it.
    var functions: [Function] {
        lines.enumerated().compactMap { index, line in
            guard line.contains(#/^ *([a-z@()]+ )*(func |init[?(<])/#) else { return nil }
            let indent = line.prefix { $0 == " " }
            let end = lines[index...].firstIndex { $0 == indent + "}" }
            return end.map { Function(line: index + 1, length: $0 - index + 1) }
        }
    }

    struct Statement {
        var line: Int
        var text: String
    }

    /// The string literals that begin as a statement of SQL does.
    var statements: [Statement] {
        var found: [Statement] = []
        var open: Statement?
        for (index, line) in lines.enumerated() {
            if var statement = open {
                if line.contains("\"\"\"") {
                    if statement.text.contains(Self.verb) { found.append(statement) }
                    open = nil
                } else {
                    statement.text += line.trimmingCharacters(in: .whitespaces) + "\n"
                    open = statement
                }
            } else if line.hasSuffix("\"\"\"") {
                open = Statement(line: index + 1, text: "")
            } else if let quote = line.firstIndex(of: "\""), line[line.index(after: quote)...].contains(Self.verb) {
                found.append(Statement(line: index + 1, text: String(line[line.index(after: quote)...])))
            }
        }
        return found
    }

    private static var verb: Regex<(Substring, Substring)> { #/^(SELECT|INSERT|UPDATE|DELETE|WITH) /# }
}
