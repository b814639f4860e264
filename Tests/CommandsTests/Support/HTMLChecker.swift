/// Reads what ``Message`` renders with no leniency at all, and says what is wrong with it.
struct HTMLChecker {
    private var rest: Substring.UnicodeScalarView
    private(set) var visibleText = ""

    private static let allowed: Set<String> = ["h4", "p", "ul", "li", "strong", "code", "blockquote", "em", "a"]
    private static let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]

    /// The first fault, or nil: only allowed tags, closed in order, `href` to matrix.to alone, every `&` an entity.
    static func fault(in html: String) -> String? {
        var checker = HTMLChecker(rest: html[...].unicodeScalars)
        return checker.check()
    }

    static func visibleText(of html: String) -> String {
        var checker = HTMLChecker(rest: html[...].unicodeScalars)
        _ = checker.check()
        return checker.visibleText
    }

    private init(rest: Substring.UnicodeScalarView) {
        self.rest = rest
    }

    private mutating func check() -> String? {
        var open: [String] = []
        while let scalar = rest.first {
            switch scalar {
            case "<":
                guard let end = rest.firstIndex(of: ">") else { return "a tag without an end" }
                let tag = String(rest[rest.startIndex...end])
                rest = rest[rest.index(after: end)...]
                if tag == "<br>" {
                    visibleText += "\n"
                } else if tag.hasPrefix("</") {
                    guard let name = open.popLast(), tag == "</\(name)>" else { return "\(tag) closes nothing" }
                } else if let address = tag.wholeMatch(of: #/<a href="([^"]*)">/#)?.1 {
                    guard address.wholeMatch(of: #/https://matrix\.to/\#/[A-Za-z0-9%._~!$:\/-]+/#) != nil else {
                        return "a link to \(address)"
                    }
                    open.append("a")
                } else {
                    let name = String(tag.dropFirst().dropLast())
                    guard name != "a", Self.allowed.contains(name) else { return "the tag \(tag)" }
                    open.append(name)
                }
            case ">", "\"", "'", "\n": return "an unescaped \(scalar)"
            case "&":
                guard let end = rest.prefix(6).firstIndex(of: ";") else { return "an & that is no entity" }
                guard let text = Self.entities[String(rest[rest.startIndex...end])] else { return "an unknown entity" }
                visibleText += text
                rest = rest[rest.index(after: end)...]
            default:
                visibleText.unicodeScalars.append(scalar)
                rest.removeFirst()
            }
        }
        return open.isEmpty ? nil : "\(open) left open"
    }
}
