import Groups
import Identifiers
import Testing

@testable import Commands

struct SubjectTests {
    private static let request = RequestID(rawValue: 41)
    private static let people = ["@ada:example.org", "@a/b=.-_:x:8448", "@1/2:3"].map(UserID.init(rawValue:))

    private static let subjects: [Subject] =
        [
            .request(request), .item(request, 12), .question(request), .invitation(InvitationID(rawValue: 1)),
            .draft(JobID(rawValue: 2)), .job(JobID(rawValue: 3)), .calendarImport(CalendarImportID(rawValue: 4)),
            .testImport(TestImportID(rawValue: 5)),
            .evidence(EventID(rawValue: "$abc_-")), .evidence(EventID(rawValue: "$1/2+:example.org:8448")),
        ]
        + people.flatMap { [.refusalReason(request, $0), .questionWanted(request, $0), .itemQuestion(request, 7, $0)] }

    @Test("What is stored of a subject is read as the same subject", arguments: subjects)
    func roundTrip(subject: Subject) {
        #expect(Subject(text: subject.text) == subject)
    }

    @Test("Each subject is stored in words of its own")
    func distinct() {
        #expect(Set(Self.subjects.map(\.text)).count == Self.subjects.count)
    }

    @Test(
        "Anything else is no subject",
        arguments: [
            "", "request", "request:", "request:x", "request:41/2", "refusal:41", "refusal:41/", "refusal:41/ada",
            "refusal:x/@ada:example.org", "asking:41", "asking:41/@ada", "item:41", "item:41/x", "itemAsking:41/7",
            "itemAsking:41/@ada:example.org", "itemAsking:41/x/@ada:example.org", "evidence:", "evidence:abc",
            "nothing:41", "nothing:41/7", "request:99999999999999999999",
        ]
    )
    func none(text: String) {
        #expect(Subject(text: text) == nil)
    }
}
