package import Foundation
import Synchronization

/// A process that cannot outlive the one which started it.
///
/// The program gets a process group of its own, so that Ctrl-C in a terminal reaches only the parent, which then ends
/// it in order. Should the parent die without doing so, a shell that waits at the other end of a socket kills the program.
/// (`PR_SET_PDEATHSIG` would fire as soon as the *thread* that started the program ends.)
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// The process is gone, with the last lines that it wrote.
    package struct Ended: Error, CustomStringConvertible {
        /// How it ended.
        package let ending: Ending
        /// At most the last twenty lines of its output.
        package let lastLines: [String]

        package var description: String { (["the process ended: \(ending)"] + lastLines).joined(separator: "\n") }
    }

    private struct State {
        var lines: [String] = []
        var ending: Ending?
        var waiters: [UInt64: Waiter] = [:]
        var nextWaiter: UInt64 = 0
    }

    private struct Waiter {
        /// Nil waits for the end.
        let wanted: String?
        let continuation: CheckedContinuation<String?, Never>

        /// Any line will do where no text is asked for.
        func wants(_ line: String) -> Bool { wanted.map { $0.isEmpty || line.contains($0) } ?? false }
    }

    /// Its number, for as long as ``ending`` is nil.
    package let pid: pid_t
    private let lifeline: Int32
    private let state = Mutex(State())

    /// Starts a program; its output goes, line by line, to the log file and to ``line(containing:within:)``.
    package init(_ arguments: [String], environment: [String: String], directory: String, log: String) throws {
        var sockets: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else { throw POSIXFailure("socketpair") }
        // A pair of sockets, where a pipe would do, because no other program may be born with an end of it.
        guard socketpair(AF_UNIX, kind, 0, &output) == 0 else { throw POSIXFailure("socketpair") }
        defer {
            close(sockets[1])
            close(output[1])
        }
        let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXFailure("open \(log)") }
        let shell = """
            exec 3<&0 </dev/null
            (read -r done <&3 || kill -9 $$) >/dev/null 2>&1 &
            exec 3<&-
            cd "$0" && exec "$@"
            """
        lifeline = sockets[0]
        pid = try Self.spawn(
            ["/bin/sh", "-c", shell, directory] + arguments,
            environment: environment,
            input: sockets[1],
            output: output[1]
        )
        Thread.detachNewThread { [self, pipe = output[0]] in read(pipe, into: file) }
    }

    /// How the process ended, or nil while it runs.
    package var ending: Ending? { state.withLock { $0.ending } }

    /// All lines of its output so far.
    package var lines: [String] { state.withLock { $0.lines } }

    /// Waits until a line with that text has been written, from the given line on.
    ///
    /// - Throws: ``Ended`` where the process ends without it, ``TookTooLong`` where it does not come in time.
    package func line(containing text: String, from start: Int = 0, within limit: Duration) async throws -> String {
        let line = await wait(for: text, from: start, within: limit)
        if let line { return line }
        if let ending { throw Ended(ending: ending, lastLines: lines.suffix(20)) }
        throw TookTooLong("a line with “\(text)”", limit, instead: lines.suffix(20))
    }

    /// Waits for the end, or until the time is up; says how it ended.
    package func end(within limit: Duration) async -> Ending? {
        _ = await wait(for: nil, from: 0, within: limit)
        return ending
    }

    /// Sends a signal; nothing where the process has ended.
    package func signal(_ number: Int32) {
        state.withLock { if $0.ending == nil { _ = kill(pid, number) } }
    }

    /// Asks the process to end (SIGTERM), and kills it where it does not.
    @discardableResult
    package func stop(within limit: Duration = .seconds(10)) async -> Ending? {
        signal(SIGTERM)
        if let ending = await end(within: limit) { return ending }
        signal(SIGKILL)
        return await end(within: .seconds(10))
    }

    // MARK: - Inside

    private func wait(for wanted: String?, from start: Int, within limit: Duration) async -> String? {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let alarm = Task {
            try await Task.sleep(for: limit)
            resume(number)
        }
        defer { alarm.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let found: String?? = state.withLock { state in
                    let waiter = Waiter(wanted: wanted, continuation: continuation)
                    if let line = state.lines.dropFirst(start).first(where: waiter.wants) { return line }
                    if state.ending != nil || Task.isCancelled { return .some(nil) }
                    state.waiters[number] = waiter
                    return nil
                }
                if let found { continuation.resume(returning: found) }
            }
        } onCancel: {
            resume(number)
        }
    }

    private func resume(_ number: UInt64) {
        state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume(returning: nil)
    }

    private func read(_ pipe: Int32, into file: Int32) {
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(pipe, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            _ = write(file, buffer, count)
            rest += buffer[..<count]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                add(String(decoding: rest[..<end], as: UTF8.self))
                rest.removeSubrange(...end)
            }
        }
        if !rest.isEmpty { add(String(decoding: rest, as: UTF8.self)) }
        close(pipe)
        close(file)
        reap()
    }

    private func add(_ line: String) {
        let ready = state.withLock { state in
            state.lines.append(line)
            let ready = state.waiters.filter { $0.value.wants(line) }
            for number in ready.keys { state.waiters[number] = nil }
            return ready.values.map(\.continuation)
        }
        for continuation in ready { continuation.resume(returning: line) }
    }

    /// Waits for the end.
    ///
    /// The number stays taken until the watching shell has been sent home and the state says so:
    /// nobody can kill a stranger who was given the same number.
    private func reap() {
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        _ = send(lifeline, "done\n", 5, Int32(MSG_NOSIGNAL))
        close(lifeline)
        let left = state.withLock { state in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            state.ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
            defer { state.waiters = [:] }
            return state.waiters.values.map(\.continuation)
        }
        for continuation in left { continuation.resume(returning: nil) }
    }

    private static func spawn(
        _ arguments: [String],
        environment: [String: String],
        input: Int32,
        output: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, arguments[0], &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw POSIXFailure("posix_spawn \(arguments[0])", code: code) }
        return pid
    }
}

/// The operating system refused something.
package struct POSIXFailure: Error, CustomStringConvertible {
    /// What was refused, and its reason.
    package let description: String

    package init(_ call: String, code: Int32 = errno) {
        description = "\(call): \(String(cString: strerror(code)))"
    }
}

/// What was waited for did not come in time.
package struct TookTooLong: Error, CustomStringConvertible {
    /// What was waited for, and what came instead.
    package let description: String

    package init(_ what: String, _ limit: Duration, instead: [String]) {
        let list = instead.isEmpty ? "Nothing came." : "This came instead:\n  " + instead.joined(separator: "\n  ")
        description = "\(what) did not come within \(limit). \(list)"
    }
}
