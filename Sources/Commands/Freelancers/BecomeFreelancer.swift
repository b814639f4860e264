import Groups

/// `!freelancer [on/off]`: say that one is a freelancer, which is who can join groups.
struct BecomeFreelancer: Command {
    static let usage = Usage(
        name: "freelancer",
        parameters: "[on/off]",
        summary: "Say that you are a freelancer; only freelancers can join groups.",
        example: "freelancer",
        section: .freelancer,
        fields: EditProfile.usage.fields
    )

    let isOn: Bool
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        form = text.form
        guard !text.words.isAtEnd else {
            isOn = true
            return
        }
        let word = try text.words.next("on/off")
        switch word.lowercased() {
        case "on": isOn = true
        case "off": isOn = false
        default: throw .unexpected(word)
        }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var person = try board.person(call.sender)
        let wasFreelancer = person.isFreelancer
        let mistakes = EditProfile.fill(&person, from: form)
        guard mistakes.isEmpty else {
            let saying = FoundingSaying.mistakes(
                mistakes,
                example: EditProfile.usage.example,
                fields: Self.usage.fields
            )
            return .answer(saying)
        }
        person.isFreelancer = isOn
        let isChanged = try person != board.person(call.sender)
        let saying: ProfileSaying =
            isOn ? .isFreelancer(person, already: wasFreelancer) : .isNoFreelancer(was: wasFreelancer)
        return Decision(
            changes: isChanged ? [.person(.described(person))] : [],
            outgoing: [Outgoing(.answer(saying))]
        )
    }
}
