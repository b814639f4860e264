import CCurl
import HTTP
import Synchronization

/// What other threads ask of the curl thread.
enum CurlJob {
    case start(HTTPRequest, EasyHandle.Transfer)
    case cancel(UInt64)
    case stop
}

/// The jobs that wait for the curl thread, and the bell that wakes it.
final class CurlInbox: Sendable {
    private struct State {
        var jobs: [CurlJob] = []
        var isOpen = true
    }

    private let state = Mutex(State())
    // Off the curl thread only curl_multi_wakeup(3), which is thread-safe, is called on it, and only while open.
    nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    init?() {
        guard let multi = curl_multi_init() else { return nil }
        self.multi = multi
        // More at once than the bot ever has; what exceeds it waits inside curl.
        ccurl_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 32)
        ccurl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, 32)
    }

    /// Leaves a job for the curl thread; false where it takes no more.
    func post(_ job: CurlJob) -> Bool {
        state.withLock { state in
            guard state.isOpen else { return false }
            state.jobs.append(job)
            // The bell is sticky, and whoever left the first of several jobs has rung it.
            if state.jobs.count == 1 { curl_multi_wakeup(multi) }
            return true
        }
    }

    /// Takes all jobs.
    func take() -> [CurlJob] {
        state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
    }

    /// Takes all jobs, and no more from now on: afterwards the bell may be destroyed.
    func close() -> [CurlJob] {
        state.withLock { state in
            state.isOpen = false
            return state.jobs
        }
    }
}
