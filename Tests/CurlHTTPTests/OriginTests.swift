import CurlHTTP
import FlyingFox
import FlyingSocks
import Foundation
import HTTP
import Testing

@Suite("Exchanges go to the host they were meant for and nowhere else", .serialized, .timeLimit(.minutes(1)))
struct OriginTests {
    @Test(
        "A redirect is an answer like any other: it is not followed and no token goes there",
        arguments: [301, 302, 307, 308]
    )
    func redirects(status: Int) async throws {
        let seen = Seen<String>()
        try await withServer { request in
            seen.add(request.path)
            return .init(statusCode: .ok)
        } operation: { other in
            try await withServer { _ in
                .init(
                    statusCode: .init(status, phrase: "Elsewhere"),
                    headers: HTTPHeaders([.location: "\(other)/stolen"])
                )
            } operation: { url in
                try await withTransport { transport in
                    let response = try await transport.send(
                        .init(method: "GET", url: url, headers: ["Authorization": "Bearer x"], timeout: .seconds(5))
                    )
                    #expect(response.status == status)
                }
            }
        }
        #expect(seen.all.isEmpty)
    }

    @Test(
        "Only https is spoken, and http with loopback",
        arguments: [
            "file:///etc/passwd", "ftp://[::1]/", "gopher://[::1]:70/", "dict://[::1]/", "http://example.org/",
            "http://169.254.169.254/latest", "http://127.0.0.1@example.org/", "http://localhost.example.org/",
            "http://[::1]:80@example.org/", "http://127.0.0.1.example.org", "HTTP://example.org/", "", "nonsense://",
            "http://127.0.0.1\u{0}.example.org/", "https://exa mple.org/", "http://[::1]:80\\@example.org/",
        ]
    )
    func refusesOtherSchemes(url: String) async throws {
        try await withTransport { transport in
            let error = await #expect(throws: HTTPError.self) {
                try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
            }
            guard case .failed(let code, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            // Unsupported protocol, malformed URL, bad argument: refused before any host was looked up.
            #expect([1, 3, 43].contains(code), "\(url)")
            #expect(error?.serverMayHaveActed == false)
        }
    }

    @Test("The environment's proxy is not asked")
    func ignoresProxy() async throws {
        setenv("http_proxy", "http://[::1]:1", 1)
        setenv("ALL_PROXY", "http://[::1]:1", 1)
        defer {
            unsetenv("http_proxy")
            unsetenv("ALL_PROXY")
        }
        try await withServer { _ in
            .init(statusCode: .ok)
        } operation: { url in
            try await withTransport { transport in
                let response = try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                #expect(response.status == 200)
            }
        }
    }

    @Test(
        "A header field or a method that would make another is refused",
        arguments: [("GET", "a\r\nX-Evil: 1"), ("GET", "a\nb"), ("GET /evil HTTP/1.1\r\nX:", "a"), ("", "a")]
    )
    func refusesInjection(method: String, value: String) async throws {
        try await withTransport { transport in
            let error = await #expect(throws: HTTPError.self) {
                try await transport.send(
                    .init(method: method, url: "http://[::1]:1/", headers: ["X-A": value], timeout: .seconds(5))
                )
            }
            guard case .failed(code: 43, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("A path goes out as it is, folders named dot included")
    func keepsPath() async throws {
        let seen = Seen<String>()
        try await withRawServer { socket in
            seen.add(try await readHead(socket).prefix { $0 != "\r\n" }.description)
            try await socket.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
        } operation: { url in
            try await withTransport { transport in
                _ = try await transport.send(
                    .init(method: "GET", url: url + "/a/%2E%2E/../b%2F%3F%23?q=%25", timeout: .seconds(5))
                )
            }
        }
        #expect(seen.all == ["GET /a/%2E%2E/../b%2F%3F%23?q=%25 HTTP/1.1"])
    }
}
