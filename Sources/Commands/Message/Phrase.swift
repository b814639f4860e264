package import Identifiers

/// A run of text with parts set apart, written as a string literal.
///
/// What is interpolated without a label is somebody else's text, and is cleaned and escaped when it is rendered:
/// `"You asked to join \(strong: group.name): \(request.message)"`.
package struct Phrase: Hashable, Sendable {
    package var spans: [Span]

    package init(spans: [Span] = []) {
        self.spans = spans
    }

    /// A part of a phrase.
    package enum Span: Hashable, Sendable {
        /// The bot's own words.
        case words(String)
        /// Somebody else's words: cleaned of control, zero-width and direction characters, isolated, never a mention.
        case said(String)
        /// Somebody else's words, set strong: names of groups, jobs, sponsors.
        case strong(String)
        /// Something that can be typed as it stands.
        case code(String)
        /// A person: a link in HTML, the Matrix ID in plain text. Notifies only if the message mentions them too.
        case person(UserID)
        /// A room, or a message in it: a link of one word in HTML, the whole address in plain text.
        case place(RoomID, EventID?)
    }
}

extension Phrase: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var spans: [Span] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            spans.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { spans.append(.words(literal)) }
        }

        package mutating func appendInterpolation(_ said: String) {
            spans.append(.said(said))
        }

        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            spans.append(.words(String(number)))
        }

        package mutating func appendInterpolation(_ phrase: Phrase) {
            spans += phrase.spans
        }

        package mutating func appendInterpolation(words: String) {
            spans.append(.words(words))
        }

        package mutating func appendInterpolation(strong text: String) {
            spans.append(.strong(text))
        }

        package mutating func appendInterpolation(code text: String) {
            spans.append(.code(text))
        }

        package mutating func appendInterpolation(linkTo room: RoomID, _ event: EventID? = nil) {
            spans.append(.place(room, event))
        }

        package mutating func appendInterpolation(_ person: UserID) {
            spans.append(.person(person))
        }
    }

    package init(stringLiteral value: String) {
        spans = value.isEmpty ? [] : [.words(value)]
    }

    package init(stringInterpolation: StringInterpolation) {
        spans = stringInterpolation.spans
    }

    package static func + (left: Phrase, right: Phrase) -> Phrase {
        Phrase(spans: left.spans + right.spans)
    }
}
