import ArgumentParser
import Foundation
import SynapseTesting

/// Runs a program until this one ends: what the tests kill, to see that the program goes with it.
struct Hold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a program that ends with this one.",
        shouldDisplay: false
    )

    @Argument(parsing: .captureForPassthrough)
    var program: [String]

    func run() async throws {
        let environment = ["PATH": "/usr/bin:/bin"]
        let process = try ChildProcess(program, environment: environment, directory: "/", log: "/dev/null")
        let line = try await process.line(containing: "", within: .seconds(10))
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
        while await process.end(within: .seconds(3600)) == nil {}
    }
}
