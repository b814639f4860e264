import CurlHTTP
import FlyingFox
import FlyingSocks
import Foundation
import HTTP
import Testing

@Suite("HTTP exchanges over libcurl", .timeLimit(.minutes(1)))
struct ExchangeTests {
    @Test("An exchange carries method, header fields and body, and brings back status, header fields and body")
    func carriesEverything() async throws {
        try await withServer { request in
            let body = try await request.bodyData
            return .init(
                statusCode: .created,
                headers: HTTPHeaders([HTTPHeader("Retry-After"): "7", HTTPHeader("X-Method"): request.method.rawValue]),
                body: body + Data((request.headers[HTTPHeader("X-Given")] ?? "").utf8)
            )
        } operation: { url in
            try await withTransport { transport in
                let response = try await transport.send(
                    .init(
                        method: "PUT",
                        url: url + "/path",
                        headers: ["X-Given": "+this"],
                        body: Array("hello".utf8),
                        timeout: .seconds(5)
                    )
                )
                #expect(response.status == 201)
                #expect(String(decoding: response.body, as: UTF8.self) == "hello+this")
                #expect(response.headers["retry-AFTER"] == "7")
                #expect(response.headers["x-method"] == "PUT")
                #expect(response.headers["absent"] == nil)
            }
        }
    }

    @Test("A handle that is used again carries nothing over from the exchange before")
    func carriesNothingOver() async throws {
        let seen = Seen<String>()
        try await withServer { request in
            let body = String(decoding: try await request.bodyData, as: UTF8.self)
            let token = request.headers[HTTPHeader("Authorization")] ?? "none"
            seen.add("\(request.method.rawValue) \(token) \(body)")
            return .init(statusCode: .ok)
        } operation: { url in
            try await withTransport { transport in
                let put = HTTP.HTTPRequest(
                    method: "PUT",
                    url: url,
                    headers: ["Authorization": "Bearer one"],
                    body: Array("first".utf8),
                    timeout: .seconds(5)
                )
                _ = try await transport.send(put)
                _ = try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                _ = try await transport.send(.init(method: "POST", url: url, body: [0x61], timeout: .seconds(5)))
                _ = try await transport.send(put)
            }
        }
        #expect(seen.all == ["PUT Bearer one first", "GET none ", "POST none a", "PUT Bearer one first"])
    }

    @Test("A connection is kept and used again")
    func keepsConnections() async throws {
        let connections = Seen<Int>()
        try await withRawServer { socket in
            connections.add(1)
            while true {
                _ = try await readHead(socket)
                try await socket.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8))
            }
        } operation: { url in
            try await withTransport { transport in
                for _ in 0..<20 {
                    let response = try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                    #expect(response.body == Array("ok".utf8))
                }
            }
        }
        #expect(connections.all.count == 1)
    }

    @Test("Many exchanges at once each get their own answer")
    func manyAtOnce() async throws {
        try await withServer { request in
            .init(statusCode: .ok, body: Data(request.path.utf8))
        } operation: { url in
            try await withTransport { transport in
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<100 {
                        group.addTask {
                            let response = try await transport.send(
                                .init(method: "GET", url: "\(url)/\(number)", timeout: .seconds(20))
                            )
                            return response.body == Array("/\(number)".utf8)
                        }
                    }
                    for try await isOwn in group { #expect(isOwn) }
                }
            }
        }
    }

    @Test("A compressed answer is decompressed")
    func decompresses() async throws {
        try await withServer { _ in
            .init(statusCode: .ok, headers: [HTTPHeader("Content-Encoding"): "gzip"], body: zeros)
        } operation: { url in
            try await withTransport { transport in
                let response = try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                #expect(response.body == [UInt8](repeating: 0, count: 200_000))
            }
        }
    }

    @Test("The header fields of an interim answer are not those of the final one")
    func interimAnswer() async throws {
        try await withRawServer { socket in
            _ = try await readHead(socket)
            try await socket.write(
                Data("HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\nHTTP/1.1 204 No Content\r\nX-B:\t2 \r\n\r\n".utf8)
            )
        } operation: { url in
            try await withTransport { transport in
                let response = try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                #expect(response.status == 204)
                #expect(response.headers["X-A"] == nil)
                #expect(response.headers["X-B"] == "2")
            }
        }
    }

    @Test("Neither a request nor an answer shows a header, a body or a query when printed")
    func printsNoSecret() {
        let request = HTTP.HTTPRequest(
            method: "PUT",
            url: "https://example.org/a?token=sesame",
            headers: ["Authorization": "Bearer sesame"],
            body: Array("sesame".utf8),
            timeout: .seconds(1)
        )
        let response = HTTP.HTTPResponse(status: 200, headers: ["X": "sesame"], body: Array("sesame".utf8))
        var dumped = ""
        dump(request, to: &dumped)
        dump(response, to: &dumped)
        for text in ["\(request)", String(reflecting: request), "\(response)", String(reflecting: response), dumped] {
            #expect(!text.contains("sesame"), "\(text)")
            #expect(!text.contains("115"), "\(text)")
        }
        #expect("\(request)" == "PUT https://example.org/a (6 bytes)")
    }
}

/// 200,000 zeros, compressed.
let zeros = Data([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0x03]) + zerosDeflated

/// Runs the operation with a transport, which is stopped afterwards.
func withTransport(_ operation: (CurlTransport) async throws -> Void) async throws {
    let transport = try CurlTransport()
    defer { transport.stop() }
    try await operation(transport)
}

private let zerosDeflated = [
    (0xED, 1), (0xC1, 1), (0x31, 1), (0x01, 1), (0x00, 3), (0xC2, 1), (0xA0, 1), (0xF5, 1), (0x4F, 1), (0x6D, 1),
    (0x06, 1), (0x7F, 1), (0xA0, 1), (0x00, 193), (0x80, 1), (0xD7, 1), (0x00, 1), (0x7B, 1), (0x58, 1), (0xE0, 1),
    (0x5C, 1), (0x40, 1), (0x0D, 1), (0x03, 1), (0x00, 1),
].reduce(into: Data()) { $0.append(contentsOf: [UInt8](repeating: $1.0, count: $1.1)) }
