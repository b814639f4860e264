import Identifiers

extension UserID {
    /// Reads an ID as people give it: bare, with the sign that clients or sentences put after it, or in a link.
    init?(spelled word: String) {
        let word = word.trimmingSpace()
        for start in ["https://matrix.to/#/", "http://matrix.to/#/", "matrix:u/"]
        where word.lowercased().hasPrefix(start) {
            guard
                let decoded = word.utf8.dropFirst(start.utf8.count).prefix(while: { $0 != UInt8(ascii: "?") })
                    .percentDecoded
            else { return nil }
            self.init(parsing: start == "matrix:u/" ? "@" + decoded : decoded)
            return
        }
        var bare = word[...]
        while let last = bare.utf8.last, ":,.;".utf8.contains(last) { bare = Substring(bare.utf8.dropLast()) }
        self.init(parsing: bare)
    }
}

extension Substring.UTF8View {
    /// The text with `%40` and the like decoded, or nil where that is no UTF-8.
    fileprivate var percentDecoded: String? {
        var bytes: [UInt8] = []
        var rest = self
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
