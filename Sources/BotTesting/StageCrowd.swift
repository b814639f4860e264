import Identifiers

/// Many people who do the same, of whom a story shows only what comes of it.
extension Stage {
    func crowd(_ count: Int, respondingTo job: String) async throws {
        for number in 1...max(1, count) {
            let person = Stage.member(number)
            for words in ["freelancer", "respond \(job) I can do that, says number \(number)"] {
                _ = try await hear(.init(person: person, place: .direct, act: .says(words)))
            }
        }
    }

    /// `p001` and on.
    static func member(_ number: Int) -> String {
        "p" + String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
    }
}
