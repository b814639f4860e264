import HTTP
import Identifiers
import Matrix
import Synchronization

/// Answers every exchange with the same answer and remembers what was asked.
final class RecordingTransport: HTTPTransport {
    private let answer: Result<HTTPResponse, HTTPError>
    private let requests = Mutex<[HTTPRequest]>([])

    init(_ answer: Result<HTTPResponse, HTTPError>) {
        self.answer = answer
    }

    convenience init(status: Int = 200, headers: HTTPFields = [:], _ body: String) {
        self.init(.success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))))
    }

    var sent: [HTTPRequest] { requests.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        requests.withLock { $0.append(request) }
        return try answer.get()
    }

    /// A client of `https://hs.example`, with the token `sesame`.
    func client() throws -> MatrixClient {
        guard let homeserver = HomeserverURL(parsing: "https://hs.example/") else { throw HTTPError.cancelled }
        return MatrixClient(homeserver: homeserver, accessToken: AccessToken("sesame"), transport: self)
    }
}

extension HTTPRequest {
    /// Method, path and body as one line.
    var line: String {
        let path = url.hasPrefix("https://hs.example") ? url.dropFirst("https://hs.example".count) : url[...]
        let text = String(decoding: body, as: UTF8.self)
        return "\(method) \(path)" + (text.isEmpty ? "" : " \(text)")
    }
}

let ada = UserID(rawValue: "@ada:example.org")
let bob = UserID(rawValue: "@bob:example.org")
let room = RoomID(rawValue: "!room:example.org")
let event = EventID(rawValue: "$event")
