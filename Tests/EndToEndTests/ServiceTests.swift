import Foundation
import SynapseTesting
import Testing

@Suite("The systemd unit")
struct ServiceTests {
    static let analyzer = "/usr/bin/systemd-analyze"

    @Test(
        "Its exposure, as systemd reckons it, is at most 1.5",
        .enabled(if: FileManager.default.isExecutableFile(atPath: analyzer))
    )
    func exposure() async throws {
        let process = try ChildProcess(
            [Self.analyzer, "security", "--offline=true", "--no-pager", "deploy/guildhall.service"],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            directory: ProjectFiles.root,
            log: "/dev/null"
        )
        #expect(await process.end(within: .seconds(30)) == .exited(0))
        let line = try #require(process.lines.first { $0.contains("Overall exposure level") })
        let level = line.split(separator: " ").compactMap { Double($0) }.first
        #expect(try #require(level) <= 1.5)
    }

    @Test("It says what the program relies on")
    func contents() throws {
        let unit = try String(contentsOfFile: ProjectFiles.root + "/deploy/guildhall.service", encoding: .utf8)
        let lines = unit.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("LoadCredential=password:") })
        #expect(lines.contains("Environment=GUILDHALL_MATRIX_PASSWORD_FILE=%d/password"))
        #expect(lines.contains("StateDirectory=guildhall"))
        #expect(lines.contains("UMask=0077"))
        #expect(lines.contains("Restart=on-failure"))
        #expect(lines.contains("RestartPreventExitStatus=78"))
    }
}
