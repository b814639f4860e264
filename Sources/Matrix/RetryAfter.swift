import HTTP
import JSON

/// How long an error answer asks to wait
/// ([Matrix v1.19, "Rate limiting"](https://spec.matrix.org/v1.19/client-server-api/#rate-limiting)).
enum RetryAfter {
    /// Nobody is made to wait longer than this, whatever the answer says.
    static let longest: Duration = .seconds(3600)

    /// Reads `Retry-After` (seconds, or a date counted from the answer's own `Date`), else `retry_after_ms`.
    ///
    /// What is missing, malformed or negative counts as not said.
    static func read(headers: HTTPFields, body: JSONValue?) -> Duration? {
        if let text = headers["Retry-After"] {
            if let seconds = whole(text) { return capped(seconds, .seconds(1)) }
            if let until = HTTPDate.seconds(text), let now = headers["Date"].flatMap(HTTPDate.seconds) {
                return capped(max(until - now, 0), .seconds(1))
            }
        }
        switch body?["retry_after_ms"] {
        case .int(let milliseconds)? where milliseconds >= 0: return capped(milliseconds, .milliseconds(1))
        case .double(let milliseconds)? where milliseconds >= 0:
            return capped(Int64(min(milliseconds.rounded(.up), 1e15)), .milliseconds(1))
        case .string(let text)?: return whole(text).flatMap { capped($0, .milliseconds(1)) }
        default: return nil
        }
    }

    private static func capped(_ count: Int64, _ unit: Duration) -> Duration? {
        min(unit * min(count, 3_600_000), longest)
    }

    /// Digits alone; a number too large for 64 bits counts as the largest.
    private static func whole(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= 100,
            text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        return Int64(text) ?? .max
    }
}

/// Dates as HTTP writes them ([RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
enum HTTPDate {
    /// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that may be sent.
    static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int64(parts[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(parts[2])), let year = Int64(parts[3]),
            (1970...9999).contains(year)
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2])
        else { return nil }
        return days(year: year, month: Int64(month) + 1, day: day) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days since 1970-01-01 in the Gregorian calendar, counting years from March so that the leap day comes last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let years = month <= 2 ? year - 1 : year
        let monthsSinceMarch = (month + 9) % 12
        let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
        return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    }
}
