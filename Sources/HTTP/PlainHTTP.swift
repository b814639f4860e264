/// Which URLs may be fetched without TLS.
package enum PlainHTTP {
    /// Whether the URL is `http` and its host this machine itself, spelled so that no parser can take it for another:
    /// `localhost`, an address of 127.0.0.0/8 in four plain numbers, or `[::1]`, perhaps with a port.
    package static func isLoopback(_ url: String) -> Bool {
        let prefix = "http://"
        guard url.utf8.starts(with: prefix.utf8) else { return false }
        let authority = url.utf8.dropFirst(prefix.utf8.count).prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        let isBracketed = authority.first == UInt8(ascii: "[")
        let host = isBracketed ? authority.prefix("[::1]".utf8.count) : authority.prefix { $0 != UInt8(ascii: ":") }
        return isOwn(String(Substring(host))) && isPort(authority.dropFirst(host.count))
    }

    private static func isOwn(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        // A leading zero makes some parsers read a number as octal.
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first else { return true }
        return first == UInt8(ascii: ":")
            && bytes.dropFirst().allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
