import Testing

@testable import Commands

struct VerdictTextTests {
    @Test(
        "Numbers alone, and numbers that no criterion has, are meant as verdicts and are none",
        arguments: [
            "1 2 10", "7", "1, 2, 10", "#1 #2", "1.", "1234567890 met", "12345678901234567890 not met Why",
            "99999 ask Who?",
            "1 met\n1234567890 met", "1 met\n2", "123456789012345678901234567890",
        ]
    )
    func attempts(text: String) {
        #expect(VerdictText.all(in: text) == nil)
        #expect(VerdictText.attempt(in: text) != nil)
    }

    @Test(
        "Verdicts, decisions and talk are no such attempt",
        arguments: [
            "1 met", "1 met\n2 not met Why", "9999 met", "2 of us know him", "1 is fine", "1 2 and 10", "approve",
            "refuse 1 2",
            "met", "", "#", ".", "1 met\nand so on", "2026-12-24", "１ ２",
        ]
    )
    func others(text: String) {
        #expect(VerdictText.attempt(in: text) == nil)
    }

    @Test("What can be read of an attempt is read, and the rest is named line by line")
    func split() throws {
        let attempt = try #require(VerdictText.attempt(in: "1 met\n\n2 3\n1234567890 met"))
        #expect(attempt.verdicts == [VerdictText(number: 1, word: .met(""))])
        #expect(attempt.unreadable == ["2 3", "1234567890 met"])
    }
}
