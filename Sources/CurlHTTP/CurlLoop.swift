import CCurl
import HTTP

/// The curl thread: starts what the inbox asks for, drives all transfers, and resumes whoever waits for them.
///
/// Everything in it belongs to that one thread, so it is deliberately not `Sendable`.
final class CurlLoop {
    /// How many handles are kept for later; connections are kept by curl itself.
    private static let idleLimit = 32

    private let inbox: CurlInbox
    private let multi: UnsafeMutableRawPointer
    private var busy: [UInt64: EasyHandle] = [:]
    private var idle: [EasyHandle] = []

    init(_ inbox: CurlInbox) {
        self.inbox = inbox
        multi = inbox.multi
    }

    /// Runs until the inbox says stop.
    func run() {
        while true {
            var isStopping = false
            for job in inbox.take() {
                switch job {
                case .start(let request, let transfer): start(request, transfer)
                case .cancel(let id): if let handle = busy[id] { end(handle, .failure(.cancelled)) }
                case .stop: isStopping = true
                }
            }
            if isStopping { return stop() }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            endWhatIsDone()
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
    }

    private func start(_ request: HTTPRequest, _ transfer: EasyHandle.Transfer) {
        do throws(CurlError) {
            let handle = if let handle = idle.popLast() { handle } else { try EasyHandle() }
            try handle.prepare(request)
            guard curl_multi_add_handle(multi, handle.raw) == CURLM_OK else { throw CurlError(CURLE_FAILED_INIT) }
            handle.transfer = transfer
            busy[transfer.id] = handle
        } catch {
            transfer.continuation.resume(returning: .failure(error.transportError))
        }
    }

    private func endWhatIsDone() {
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(multi, &remaining) {
            // Read before the handle is removed, which frees the message.
            guard message.pointee.msg == CURLMSG_DONE, let raw = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            guard let handle = EasyHandle.of(raw) else { continue }
            end(handle, handle.finish(code))
        }
    }

    private func end(_ handle: EasyHandle, _ result: Result<HTTPResponse, HTTPError>) {
        curl_multi_remove_handle(multi, handle.raw)
        guard let transfer = handle.transfer else { return }
        handle.transfer = nil
        busy[transfer.id] = nil
        if idle.count < Self.idleLimit { idle.append(handle) }
        transfer.continuation.resume(returning: result)
    }

    private func stop() {
        for handle in Array(busy.values) { end(handle, .failure(.cancelled)) }
        for case .start(_, let transfer) in inbox.close() {
            transfer.continuation.resume(returning: .failure(.cancelled))
        }
        idle = []
        curl_multi_cleanup(multi)
    }
}
