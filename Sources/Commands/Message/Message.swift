package import Identifiers

/// What the bot says: a small document, rendered once as HTML and once as plain text that reads well alone.
package struct Message: Hashable, Sendable {
    package var blocks: [Block]
    /// Whether a client should ring: `notice` never notifies, `text` does.
    package var attention: Attention
    /// Whom the message is meant to reach: goes into `m.mentions`, nobody else does.
    package var mentions: [UserID]

    package init(_ blocks: [Block], attention: Attention = .notice, mentions: [UserID] = []) {
        self.blocks = blocks
        self.attention = attention
        self.mentions = mentions
    }

    /// How loud a message is.
    package enum Attention: Hashable, Sendable {
        /// `m.notice`: talk. Never rings, whoever it mentions.
        case notice
        /// `m.text`: something a person must see.
        case text
    }

    /// One part of a message.
    package enum Block: Hashable, Sendable {
        /// A heading of one line.
        case title(Phrase)
        /// A paragraph.
        case line(Phrase)
        /// Points, one a line.
        case list([Phrase])
        /// `label: value`, one a line.
        case fields([Field])
        /// What somebody else wrote, set apart.
        case quote(Phrase)
        /// Lines that can be typed as they stand.
        case example(String)
        /// The likely next step, always last, set in small type where the client can.
        case next(Phrase)
    }

    /// One labelled line of a message.
    package struct Field: Hashable, Sendable {
        package var label: String
        package var value: Phrase

        package init(_ label: String, _ value: Phrase) {
            self.label = label
            self.value = value
        }
    }
}
