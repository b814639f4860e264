package import HTTP
import JSON

/// The homeserver's client-server API, one method per endpoint (see `Endpoints`).
///
/// Every method makes exactly one exchange and throws ``MatrixError``; retrying, pacing and refreshing tokens are the
/// caller's business, because only the caller knows what it has written down. The token goes to ``homeserver`` and to
/// nobody else.
package struct MatrixClient: Sendable {
    /// Where every exchange goes.
    package let homeserver: HomeserverURL
    /// The token in use.
    package let accessToken: AccessToken
    private let transport: any HTTPTransport
    private let allowsPlainHTTP: Bool

    /// - `allowsPlainHTTP`: Whether the operator allowed an `http` homeserver that is not on loopback.
    package init(
        homeserver: HomeserverURL,
        accessToken: AccessToken = AccessToken(),
        transport: any HTTPTransport,
        allowsPlainHTTP: Bool = false
    ) {
        self.homeserver = homeserver
        self.accessToken = accessToken
        self.transport = transport
        self.allowsPlainHTTP = allowsPlainHTTP
    }

    enum Method: String {
        case get = "GET"
        case put = "PUT"
        case post = "POST"
    }

    /// How large answers may be: files, those that grow with a room or an account, and all others.
    enum AnswerSize: Int {
        case file = 0x8_0000
        case small = 0x10_0000
        case large = 0x400_0000
    }

    /// Makes one exchange and returns the body of a successful answer.
    ///
    /// - `wait`: How long the server may take on purpose (a long poll), beside the usual 30 seconds.
    func exchange(
        _ method: Method,
        _ path: RequestPath,
        body: JSONValue? = nil,
        isAnonymous: Bool = false,
        wait: Duration = .zero,
        answer size: AnswerSize = .small
    ) async throws(MatrixError) -> [UInt8] {
        let response = try await response(
            method,
            path,
            body: body,
            isAnonymous: isAnonymous,
            wait: wait,
            answer: size
        )
        guard response.status == 200 else { throw .answer(MatrixError.Answer(response)) }
        return response.body
    }

    /// Makes one exchange and returns the answer, be it a success or an error.
    func response(
        _ method: Method,
        _ path: RequestPath,
        body: JSONValue?,
        isAnonymous: Bool = false,
        wait: Duration = .zero,
        answer size: AnswerSize = .small
    ) async throws(MatrixError) -> HTTPResponse {
        let request = HTTPRequest(
            method: method.rawValue,
            url: homeserver.text + path.text,
            headers: isAnonymous ? AccessToken.anonymousHeaders : accessToken.headers,
            body: body?.encoded ?? [],
            timeout: wait + .seconds(30),
            stallTimeout: wait + .seconds(20),
            answerLimit: size.rawValue,
            allowsPlainHTTP: allowsPlainHTTP
        )
        do {
            return try await transport.send(request)
        } catch {
            throw .exchange(error)
        }
    }

    /// Makes one exchange and returns the object that a successful answer holds.
    func object(
        _ method: Method,
        _ path: RequestPath,
        body: JSONValue? = nil,
        isAnonymous: Bool = false,
        answer size: AnswerSize = .small
    ) async throws(MatrixError) -> JSONValue {
        let bytes = try await exchange(method, path, body: body, isAnonymous: isAnonymous, answer: size)
        do {
            let value = try JSONValue(parsing: bytes)
            guard value.objectValue != nil else { throw MatrixError.unreadable("not an object") }
            return value
        } catch let error as JSONError {
            throw .unreadable("\(error)")
        } catch {
            throw .unreadable("not an object")
        }
    }
}

extension MatrixError.Answer {
    /// Reads an error answer, whatever its body is.
    init(_ response: HTTPResponse) {
        let body = try? JSONValue(parsing: response.body)
        let code = body?["errcode"]?.stringValue.flatMap { $0.utf8.count <= 255 ? $0 : nil }
        self.init(
            status: response.status,
            code: code.map(ErrorCode.init(rawValue:)),
            message: Self.line(body?["error"]?.stringValue ?? ""),
            retryAfter: RetryAfter.read(headers: response.headers, body: body),
            isSoftLogout: body?["soft_logout"]?.boolValue ?? false
        )
    }

    /// One line of at most 300 bytes, fit for a log.
    static func line(_ text: String) -> String {
        var line = ""
        var room = 300
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            let shown = isControl || scalar == "\u{2028}" || scalar == "\u{2029}" ? " " : scalar
            room -= UTF8.width(shown)
            guard room >= 0 else { break }
            line.unicodeScalars.append(shown)
        }
        return line
    }
}

extension JSONValue {
    /// A string that a successful answer must hold.
    func required(_ name: String) throws(MatrixError) -> String {
        guard let text = self[name]?.stringValue, !text.isEmpty else { throw .unreadable("no \(name)") }
        return text
    }
}
