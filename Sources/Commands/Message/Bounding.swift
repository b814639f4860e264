import Identifiers

extension Message {
    /// The bytes that both texts of one message may have together, so that the whole event stays below the 65,536 bytes of
    /// [Matrix v1.19, client-server API, "Size limits"](https://spec.matrix.org/v1.19/client-server-api/#size-limits).
    package static let mostBytes = 30_000

    /// The bytes of both texts together.
    package var byteCount: Int { plainText.utf8.count + html.utf8.count }

    /// The message in so many bytes: first long texts of other people are cut, then items are dropped from the ends of
    /// lists, with `more` in their place; in the end whole blocks.
    package func bounded(
        bytes: Int = Message.mostBytes,
        more: (Int) -> Phrase = { "… and \($0) more" }
    ) -> Message {
        // Whoever is far above the limit is not rendered whole only to learn that.
        if roughByteCount <= 4 * bytes, byteCount <= bytes { return self }
        for cap in [2000, 500, 100, 24] {
            let message = withTexts(cappedAt: cap)
            if let fitting = message.withoutLastItems(bytes: bytes, more: more, mayEmptyLists: cap == 24) {
                return fitting
            }
        }
        return withTexts(cappedAt: 24).withoutLastBlocks(bytes: bytes)
    }

    /// How much text there is, before it is cleaned and escaped.
    private var roughByteCount: Int {
        blocks.reduce(0) { $0 + $1.phrases.reduce(0) { $0 + $1.roughByteCount } }
    }

    private func withTexts(cappedAt bytes: Int) -> Message {
        var message = self
        message.blocks = blocks.map { $0.withTexts(cappedAt: bytes) }
        return message
    }

    /// The message with as many items of its lists as fit, or nil where it does not fit without any.
    private func withoutLastItems(bytes: Int, more: (Int) -> Phrase, mayEmptyLists: Bool) -> Message? {
        // What stands outside lists, and in each list the remark that there is more, with the longest number.
        var room = bytes
        for block in blocks {
            let fixed: Block = if case .list = block { .list([more(1_000_000_000)]) } else { block }
            room -= fixed.plainText.utf8.count + fixed.html.utf8.count + 2
        }
        guard room >= 0 else { return nil }
        var message = self
        for (index, block) in blocks.enumerated() {
            guard case .list(let items) = block else { continue }
            var count = 0
            while count < items.count {
                let item = Block.list([items[count]])
                // Its line end, without the tags of the list, which are paid for.
                room -= item.plainText.utf8.count + 1 + item.html.utf8.count - "<ul></ul>".utf8.count
                if room < 0 { break }
                count += 1
            }
            guard count > 0 || items.isEmpty || mayEmptyLists else { return nil }
            if count < items.count {
                message.blocks[index] = .list(items.prefix(count) + [more(items.count - count)])
                room = 0
            }
        }
        return message
    }

    private func withoutLastBlocks(bytes: Int) -> Message {
        var message = self
        message.blocks = []
        var room = bytes - 1
        for block in blocks {
            room -= block.plainText.utf8.count + block.html.utf8.count + 2
            if room < 0 { break }
            message.blocks.append(block)
        }
        return message
    }
}

extension Message.Block {
    fileprivate var phrases: [Phrase] {
        switch self {
        case .title(let phrase), .line(let phrase), .quote(let phrase), .next(let phrase): [phrase]
        case .example(let text): ["\(code: text)"]
        case .list(let items): items
        case .fields(let fields): fields.map(\.value)
        }
    }

    fileprivate func withTexts(cappedAt bytes: Int) -> Message.Block {
        switch self {
        case .title(let phrase): .title(phrase.withTexts(cappedAt: bytes))
        case .line(let phrase): .line(phrase.withTexts(cappedAt: bytes))
        case .list(let items): .list(items.map { $0.withTexts(cappedAt: bytes) })
        case .fields(let fields):
            .fields(fields.map { Message.Field($0.label, $0.value.withTexts(cappedAt: bytes)) })
        case .quote(let phrase): .quote(phrase.withTexts(cappedAt: bytes))
        case .example: self
        case .next(let phrase): .next(phrase.withTexts(cappedAt: bytes))
        }
    }
}

extension Phrase {
    fileprivate var roughByteCount: Int {
        spans.reduce(0) { sum, span in
            switch span {
            case .words(let text), .said(let text), .strong(let text), .code(let text):
                sum + text.utf8.count
            case .person(let user): sum + user.rawValue.utf8.count
            case .place(let room, let event): sum + room.link(to: event).utf8.count
            }
        }
    }

    fileprivate func withTexts(cappedAt bytes: Int) -> Phrase {
        Phrase(
            spans: spans.map { span in
                switch span {
                case .said(let text): .said(text.capped(bytes: bytes))
                case .strong(let text): .strong(text.capped(bytes: bytes))
                case .code(let text): .code(text.capped(bytes: bytes))
                case .words, .person, .place: span
                }
            }
        )
    }
}
