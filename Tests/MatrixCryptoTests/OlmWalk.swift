import JSON
import MatrixCrypto
import SeededTesting
import Testing

/// Two devices, ours and vodozemac's, that talk at random over a bad line.
///
/// At each step one of them says something in one of the sessions that it has, or something that was said arrives: late, damaged,
/// for the second time, or never. Both may begin sessions whenever they like. Whatever arrives undamaged for the first time and
/// within the limits has to be read; whatever does not has to be refused and to change nothing.
struct OlmWalk {
    private struct Line {
        var ours: OlmSession?
        var theirs: OracleSession?
        /// What was said and has not arrived, to us and to them.
        var toUs: [Said] = []
        var toThem: [Said] = []
    }

    private struct Said {
        let message: OlmMessage
        let plaintext: [UInt8]
    }

    private var chance: SeededNumbers
    private let them: OracleAccount
    private var us: OlmAccount
    private var lines: [Line] = []
    private(set) var delivered = 0

    init(seed: UInt64, oracle: Oracle) throws {
        chance = SeededNumbers(seed: seed)
        them = try OracleAccount(oracle)
        us = try OlmAccount(using: &chance)
        try begin(byUs: true)
        try begin(byUs: false)
    }

    mutating func step() throws {
        let place = chance.number(in: 0...lines.count - 1)
        switch chance.number(in: 0...99) {
        case 0: try begin(byUs: chance.next() % 2 == 0)
        case 1...24: try weSay(in: place)
        case 25...48: try theySay(in: place)
        case 49...71: try arriveAtUs(in: place)
        case 72...94: try arriveAtThem(in: place)
        case 95: lose(in: place)
        case 96: try damage(in: place)
        case 97...98: try store(place)
        default: us = try OlmAccount(pickle: us.pickle)
        }
    }

    private mutating func begin(byUs: Bool) throws {
        guard lines.count < 12 else { return }
        if byUs {
            lines.append(
                Line(ours: try us.outboundSession(to: them.identity, oneTimeKey: them.oneTimeKey(), using: &chance))
            )
        } else {
            try us.makeOneTimeKeys(1, using: &chance)
            let key = try #require(us.unpublishedOneTimeKeys.last).key
            us.markKeysAsPublished()
            lines.append(Line(theirs: try them.outbound(to: us.curve25519, key)))
        }
    }

    private mutating func words() -> [UInt8] {
        (0..<chance.number(in: 0...80)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    }

    private mutating func weSay(in place: Int) throws {
        let words = words()
        guard let message = try lines[place].ours?.encrypt(words, using: &chance) else { return }
        lines[place].toThem.append(Said(message: message, plaintext: words))
    }

    private mutating func theySay(in place: Int) throws {
        let words = words()
        guard let message = try lines[place].theirs?.encrypt(words) else { return }
        lines[place].toUs.append(Said(message: message, plaintext: words))
    }

    /// Which of those on their way arrives: most often one of the first.
    private mutating func next(of count: Int) -> Int { chance.number(in: 0...min(count - 1, chance.number(in: 0...5))) }

    private mutating func arriveAtUs(in place: Int) throws {
        guard !lines[place].toUs.isEmpty else { return }
        let said = lines[place].toUs.remove(at: next(of: lines[place].toUs.count))
        if var session = lines[place].ours {
            #expect(try session.decrypt(said.message) == said.plaintext)
            let stored = session.pickle
            #expect(throws: CryptoError.keyIsGone) { try session.decrypt(said.message) }
            #expect(session.pickle == stored)
            lines[place].ours = session
        } else if case .preKey(let message) = said.message {
            let (session, plaintext) = try us.inboundSession(from: them.identity, message)
            #expect(plaintext == said.plaintext)
            lines[place].ours = session
        }
        delivered += 1
    }

    private mutating func arriveAtThem(in place: Int) throws {
        guard !lines[place].toThem.isEmpty else { return }
        let said = lines[place].toThem.remove(at: next(of: lines[place].toThem.count))
        if let session = lines[place].theirs {
            #expect(try session.decrypt(said.message) == said.plaintext)
        } else {
            let (session, plaintext) = try them.inbound(from: us, said.message)
            #expect(plaintext == said.plaintext)
            lines[place].theirs = session
        }
        delivered += 1
    }

    private mutating func lose(in place: Int) {
        if !lines[place].toUs.isEmpty { lines[place].toUs.removeFirst() }
        if lines[place].theirs != nil, !lines[place].toThem.isEmpty { lines[place].toThem.removeFirst() }
    }

    /// A damaged copy arrives before the message does.
    private mutating func damage(in place: Int) throws {
        guard let said = lines[place].toUs.first, var session = lines[place].ours else { return }
        var bytes = try Base64.standard.decode(said.message.body)
        // The last bytes are those of the code, whatever the type.
        bytes[bytes.count - chance.number(in: 1...8)] ^= 1 << UInt8(chance.number(in: 0...7))
        let damaged = try OlmMessage(type: said.message.type, body: Base64.standard.encode(bytes))
        let stored = session.pickle
        #expect(throws: CryptoError.badCode) { try session.decrypt(damaged) }
        #expect(session.pickle == stored)
    }

    private mutating func store(_ place: Int) throws {
        if let session = lines[place].ours { lines[place].ours = try OlmSession(pickle: session.pickle) }
        try lines[place].theirs?.repickle()
    }
}
