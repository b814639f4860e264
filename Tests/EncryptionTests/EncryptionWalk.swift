import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import SeededTesting
import Testing

/// Some people with some devices in some rooms, who talk over a bad line while they come and go.
///
/// The model says of each message which devices may read it: the trusted ones of those who were in the room when it was said.
/// No other ever does, and these do in the end, unless what would have brought them the key got lost.
struct EncryptionWalk {
    private struct Said {
        let event: RoomEvent
        let words: String
        let room: RoomID
        let sender: DeviceAddress
        let readers: Set<DeviceAddress>

        var session: String { event.content["session_id"]?.stringValue ?? "" }
    }

    private static let rooms = [RoomID.hall, .other]
    private static let names = ["bot", "ada", "finn", "kim"]

    private var chance: SeededNumbers
    private let server = KeyServer()
    private var phones: [Phone] = []
    private var strangers: Set<DeviceAddress> = []
    /// Devices that are logged out, which go on trying to read.
    private var gone: [Phone] = []
    private var members: [RoomID: Set<UserID>] = [:]
    private var said: [Said] = []
    /// The sessions whose keys a device may have missed.
    private var missed: [DeviceAddress: Set<String>] = [:]
    private(set) var read = 0
    private(set) var steps: [String: Int] = [:]

    init(seed: UInt64) async throws {
        chance = SeededNumbers(seed: seed)
        for name in Self.names {
            let phone = try await Phone(name, at: server)
            try await phone.step { own, rows, _ in try rows.track(own.user) }
            phones.append(phone)
        }
        for room in Self.rooms {
            for phone in phones.prefix(3) { try await join(phone.user, room) }
        }
    }

    mutating func step() async throws {
        switch chance.number(in: 0...99) {
        case 0..<40: try await say()
        case 40..<60: try await listen()
        case 60..<66: tamper()
        case 66..<69: lose()
        case 69..<78: try await comeOrGo()
        case 78..<82: try await addDevice()
        case 82..<84: try await trust()
        case 84..<86: try await removeDevice()
        case 86..<90: restart()
        case 90..<93: try await changeHistory()
        case 93..<96: server.pass(.seconds(chance.number(in: 1...400_000)))
        default: for phone in phones { try await phone.keepHouse() }
        }
    }

    private mutating func note(_ step: String) { steps[step, default: 0] += 1 }

    // MARK: Talking

    private mutating func say() async throws {
        let sender = chance.pick(phones)
        let room = chance.pick(Self.rooms)
        guard members[room, default: []].contains(sender.user) else { return }
        try await sender.hear()
        try await sender.askForLists()
        let words = "\(said.count)"
        let event = try await sender.say(words, in: room)
        let readers = phones.map(\.address).filter {
            $0 != sender.address && members[room, default: []].contains($0.user) && !strangers.contains($0)
        }
        let message = Said(event: event, words: words, room: room, sender: sender.address, readers: Set(readers))
        said.append(message)
        note("say")
    }

    /// A device takes what came for it, and tries to read what was said, whether or not that is for it.
    private mutating func listen() async throws {
        let phone = chance.pick(phones + gone)
        if phones.contains(where: { $0.address == phone.address }) {
            try await phone.hear()
            try await phone.askForLists()
        }
        for message in said.suffix(20) { try await tryToRead(message, by: phone, isLast: false) }
        note("listen")
    }

    private mutating func tryToRead(_ message: Said, by phone: Phone, isLast: Bool) async throws {
        guard message.sender != phone.address else { return }
        let words = try await phone.read(message.event, in: message.room)
        guard words == "“\(message.words)”" else {
            let isExcused =
                missed[phone.address]?.contains(message.session) == true
                // What was said by a device that is logged out now is believed by those who had read it, and by no others.
                || gone.contains { $0.address == message.sender }
                // What came for a device after it was logged out is lost.
                || gone.contains { $0.address == phone.address }
            let isOwed = isLast && message.readers.contains(phone.address) && !isExcused
            #expect(!isOwed, "\(phone.address) cannot read \(message.words) of \(message.sender): \(words)")
            return
        }
        read += 1
        #expect(message.readers.contains(phone.address), "\(phone.address) reads \(message.words)")
    }

    /// In the end all comes together.
    mutating func finish() async throws {
        for phone in phones {
            try await phone.hear()
            try await phone.askForLists()
        }
        for phone in phones + gone {
            for message in said { try await tryToRead(message, by: phone, isLast: true) }
        }
    }

    // MARK: A bad line

    private mutating func tamper() {
        var chance = chance
        server.tamper(with: chance.pick(phones).address) { mail in
            mail.shuffle(using: &chance)
            if let some = mail.first { mail.append(some) }
        }
        self.chance = chance
        note("tamper")
    }

    private mutating func lose() {
        let phone = chance.pick(phones)
        var isLost = false
        server.tamper(with: phone.address) { mail in
            isLost = !mail.isEmpty
            mail = []
        }
        guard isLost else { return }
        missed[phone.address, default: []].formUnion(said.map(\.session))
        note("lose")
    }

    // MARK: Coming and going

    private mutating func join(_ user: UserID, _ room: RoomID) async throws {
        members[room, default: []].insert(user)
        for phone in phones {
            if phone.user == user {
                try await phone.enter(room, with: Array(members[room, default: []]))
            } else if members[room, default: []].contains(phone.user) {
                try await phone.note([.occupant(room, user, .joined)])
            }
        }
    }

    private mutating func comeOrGo() async throws {
        let (user, room) = (chance.pick(phones).user, chance.pick(Self.rooms))
        guard members[room, default: []].contains(user) else {
            note("join")
            return try await join(user, room)
        }
        let isOwnWill = chance.next() % 2 == 0
        members[room]?.remove(user)
        for phone in phones {
            if phone.user == user {
                try await phone.note([.membership(room, .gone)])
            } else if members[room, default: []].contains(phone.user) {
                let event = EventID(rawValue: "$gone")
                try await phone.note([isOwnWill ? .wentByThemselves(room, user, event) : .occupant(room, user, nil)])
            }
        }
        note("leave")
    }

    private mutating func addDevice() async throws {
        guard phones.count < 8 else { return }
        let owner = chance.pick(Array(phones.prefix(4)))
        let isSigned = chance.next() % 3 > 0
        let phone = try await owner.sibling("D\(phones.count + gone.count)", isSigned: isSigned)
        if !isSigned { strangers.insert(phone.address) }
        try await phone.step { own, rows, _ in try rows.track(own.user) }
        for room in Self.rooms where members[room, default: []].contains(phone.user) {
            try await phone.enter(room, with: Array(members[room, default: []]))
        }
        phones.append(phone)
        note("device")
    }

    private mutating func trust() async throws {
        guard let phone = phones.first(where: { strangers.contains($0.address) }),
            let owner = phones.first(where: { $0.user == phone.user })
        else { return }
        try await owner.sign(phone)
        strangers.remove(phone.address)
        note("trust")
    }

    private mutating func removeDevice() async throws {
        guard phones.count > 4 else { return }
        let phone = phones.remove(at: chance.number(in: 4...phones.count - 1))
        server.remove(phone.address)
        gone.append(phone)
        note("logout")
    }

    private mutating func restart() {
        let place = chance.number(in: 0...phones.count - 1)
        phones[place] = phones[place].restarted()
        note("restart")
    }

    private mutating func changeHistory() async throws {
        let room = chance.pick(Self.rooms)
        let visibility = chance.pick(["joined", "shared", "invited"])
        for phone in phones where members[room, default: []].contains(phone.user) {
            try await phone.note([.historyVisibility(room, visibility)])
        }
        note("history")
    }
}
