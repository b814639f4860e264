import Foundation
import SynapseTesting
import Testing

@Suite("A process of a test")
struct ChildProcessTests {
    private let directory = FileManager.default.temporaryDirectory.path

    private func start(_ script: String) throws -> ChildProcess {
        let environment = ["PATH": "/usr/bin:/bin"]
        return try ChildProcess(["/bin/sh", "-c", script], environment: environment, directory: "/", log: "/dev/null")
    }

    @Test("Its lines are read as they come, and its exit status at the end")
    func lines() async throws {
        let process = try start("echo one; echo two >&2; exit 3")
        #expect(try await process.line(containing: "two", within: .seconds(10)) == "two")
        #expect(await process.end(within: .seconds(10)) == .exited(3))
        #expect(process.lines == ["one", "two"])
    }

    @Test("Waiting for a line of a process that ends without it fails at once and shows what it wrote last")
    func endsEarly() async throws {
        let process = try start("echo no such file; exit 1")
        await #expect {
            try await process.line(containing: "ready", within: .seconds(60))
        } throws: { error in
            String(describing: error).contains("no such file")
        }
    }

    @Test("One that ignores SIGTERM is killed")
    func stubborn() async throws {
        let process = try start("trap '' TERM; echo up; while :; do sleep 1; done")
        _ = try await process.line(containing: "up", within: .seconds(10))
        #expect(await process.stop(within: .milliseconds(200)) == .signalled(SIGKILL))
    }

    @Test("One whose parent is killed is killed too", .enabled(if: WorkbenchProgram.path != nil))
    func orphan() async throws {
        let workbench = try #require(WorkbenchProgram.path)
        let parent = try ChildProcess(
            [workbench, "hold", "/bin/sh", "-c", "echo child $$; exec sleep 600"],
            environment: ["PATH": "/usr/bin:/bin"],
            directory: "/",
            log: "/dev/null"
        )
        let line = try await parent.line(containing: "child ", within: .seconds(30))
        let pid = try #require(line.split(separator: " ").last.flatMap { pid_t($0) })
        #expect(kill(pid, 0) == 0)
        parent.signal(SIGKILL)
        _ = await parent.end(within: .seconds(10))
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(10)
        // Nobody tells a process when a stranger is gone: it has to look.
        while isRunning(pid), clock.now < limit { await Task.yield() }
        #expect(!isRunning(pid))
    }

    /// Whether there is such a process that is more than an entry waiting to be read.
    private func isRunning(_ pid: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }
}

enum WorkbenchProgram {
    /// Where the program lies, or nil where it has not been built.
    static var path: String? {
        let path = ProjectFiles.programs + "/workbench"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
}
