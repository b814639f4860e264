import Identifiers

extension Message {
    /// The message for clients that show no formatting, and for notifications: reads well alone.
    package var plainText: String {
        var text = ""
        var last: Block?
        for block in blocks {
            let part = block.plainText
            guard !part.isEmpty else { continue }
            if let last { text += last.isFollowedClosely(by: block) ? "\n" : "\n\n" }
            text += part
            last = block
        }
        // Clients take leading lines with `>` off a reply, because replies once began with a quotation.
        return text.hasPrefix(">") ? "\n" + text : text
    }

    /// The message in the part of HTML that Matrix allows
    /// ([Matrix v1.19, client-server API, "m.room.message msgtypes"](https://spec.matrix.org/v1.19/client-server-api/#mroommessage-msgtypes)).
    package var html: String {
        blocks.map(\.html).joined()
    }
}

extension Message.Block {
    var plainText: String {
        switch self {
        case .title(let phrase), .line(let phrase): phrase.plainText(lines: .one)
        case .list(let items): items.map { "• " + $0.plainText(lines: .one) }.joined(separator: "\n")
        case .fields(let fields):
            fields.map { "\($0.label): \($0.value.plainText(lines: .one))" }.joined(separator: "\n")
        case .quote(let phrase):
            phrase.plainText(lines: .many).split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? ">" : "> \($0)" }
                .joined(separator: "\n")
        case .example(let text): text.split(separator: "\n").map { String($0).typeable }.joined(separator: "\n")
        case .next(let phrase): "→ " + phrase.plainText(lines: .one)
        }
    }

    var html: String {
        switch self {
        case .title(let phrase): "<h4>\(phrase.html(lines: .one))</h4>"
        case .line(let phrase): "<p>\(phrase.html(lines: .one))</p>"
        case .list(let items):
            items.isEmpty ? "" : "<ul>" + items.map { "<li>\($0.html(lines: .one))</li>" }.joined() + "</ul>"
        case .fields(let fields):
            fields.isEmpty
                ? ""
                : "<p>"
                    + fields.map { "<strong>\($0.label.escapedForHTML):</strong> \($0.value.html(lines: .one))" }
                    .joined(separator: "<br>") + "</p>"
        case .quote(let phrase): "<blockquote>\(phrase.html(lines: .many))</blockquote>"
        case .example(let text):
            "<pre><code>"
                + text.split(separator: "\n").map { String($0).typeable.escapedForHTML + "\n" }.joined()
                + "</code></pre>"
        case .next(let phrase): "<p>→ <em>\(phrase.html(lines: .one))</em></p>"
        }
    }

    /// Whether no empty line stands between this block and the next.
    fileprivate func isFollowedClosely(by next: Message.Block) -> Bool {
        switch (self, next) {
        case (_, .next): false
        case (.title, _), (.line, .list), (.line, .fields), (.line, .quote), (.line, .example): true
        default: false
        }
    }
}

extension Phrase {
    /// The phrase without formatting; `lines` says whether what somebody else wrote keeps its line ends.
    package func plainText(lines: Cleaned.Lines) -> String {
        spans.map { span in
            switch span {
            case .words(let text): text
            case .said(let text): Cleaned(text, lines: lines).shown
            case .strong(let text): Cleaned(text).shown
            case .code(let text): text.typeable
            case .person(let user): user.shown
            case .place(let room, let event): room.link(to: event)
            }
        }.joined()
    }

    /// The phrase in HTML; `lines` says whether what somebody else wrote keeps its line ends.
    package func html(lines: Cleaned.Lines) -> String {
        spans.map { span in
            switch span {
            case .words(let text): text.escapedForHTML
            case .said(let text): Cleaned(text, lines: lines).shown.escapedForHTML
            case .strong(let text): "<strong>\(Cleaned(text).shown.escapedForHTML)</strong>"
            case .code(let text): "<code>\(text.typeable.escapedForHTML)</code>"
            case .person(let user): "<a href=\"\(user.link)\">\(user.shown.escapedForHTML)</a>"
            case .place(let room, let event):
                "<a href=\"\(room.link(to: event))\">\(event == nil ? "room" : "message")</a>"
            }
        }.joined()
    }
}

extension UserID {
    /// The address that clients show as a mention
    /// ([Matrix v1.19, appendices, "matrix.to navigation"](https://spec.matrix.org/v1.19/appendices/#matrixto-navigation)).
    package var link: String { "https://matrix.to/#/" + rawValue.percentEncoded { $0.isUnreservedInURL } }

    /// The ID as people read it; what ``Cleaned`` would take out is written as bytes, so that no two look the same.
    package var shown: String {
        let cleaned = Cleaned(rawValue).text
        guard !cleaned.utf8.elementsEqual(rawValue.utf8) else { return rawValue }
        return rawValue.percentEncoded { $0 > 0x20 && $0 < 0x7F }
    }
}

extension RoomID {
    /// The address that clients open, of the room or of a message in it
    /// ([Matrix v1.19, appendices, "matrix.to navigation"](https://spec.matrix.org/v1.19/appendices/#matrixto-navigation)).
    func link(to event: EventID?) -> String {
        let parts = [rawValue] + (event.map { [$0.rawValue] } ?? [])
        // Clients make links of whole addresses in plain text too: the signs of IDs may stand in them, and read better.
        return "https://matrix.to/#/"
            + parts.map { part in part.percentEncoded { $0.isUnreservedInURL || "!$:".utf8.contains($0) } }
            .joined(separator: "/")
    }
}

extension String {
    /// Text that is given to be typed as it stands: cleaned, `@room` broken up, Matrix IDs left whole.
    fileprivate var typeable: String {
        Cleaned.withoutMentions(Cleaned(self).text, keepingIDs: true)
    }

    /// The text with the characters that mean something in HTML written as entities, and line ends as `<br>`.
    fileprivate var escapedForHTML: String {
        // A byte of these means the character itself: UTF-8 uses them for nothing else.
        guard utf8.contains(where: { $0 < 0x40 && "&<>\"'\n".utf8.contains($0) }) else { return self }
        var escaped = ""
        escaped.reserveCapacity(utf8.count)
        // Scalars: a `<` with a combining mark is one character, which is not `<`.
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n": escaped += "<br>"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    fileprivate func percentEncoded(keeping isKept: (UInt8) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            if isKept(byte), byte != UInt8(ascii: "%") {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isUnreservedInURL: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
