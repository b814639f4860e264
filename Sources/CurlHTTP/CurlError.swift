import CCurl
import HTTP

/// A curl result code other than `CURLE_OK`, with what curl said about it.
struct CurlError: Error {
    let code: CURLcode
    var detail = ""

    init(_ code: CURLcode, detail: String = "") {
        self.code = code
        self.detail = detail
    }

    var transportError: HTTPError {
        if code == CURLE_OPERATION_TIMEDOUT { return .timedOut }
        let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        return .failed(code: Int32(code.rawValue), message: Self.line(text))
    }

    /// One line of at most 200 bytes: curl quotes what servers and resolvers said.
    private static func line(_ text: String) -> String {
        let shown = text.utf8.prefix(200).map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: " ") }
        return String(decoding: shown, as: UTF8.self)
    }
}
