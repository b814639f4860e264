/// Which URLs may be fetched without TLS.
enum PlainHTTP {
    /// Whether the URL's host is this machine itself, spelled so that no parser can take it for another.
    static func isLoopback(_ url: String) -> Bool {
        let prefix = "http://"
        guard url.utf8.starts(with: prefix.utf8) else { return false }
        let authority = url.utf8.dropFirst(prefix.utf8.count).prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        for host in ["[::1]", "localhost", "127.0.0.1"] where authority.starts(with: host.utf8) {
            let port = authority.dropFirst(host.utf8.count)
            return port.isEmpty
                || port.first == UInt8(ascii: ":")
                    && port.dropFirst().allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        }
        return false
    }
}
