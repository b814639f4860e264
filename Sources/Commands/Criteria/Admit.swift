import Groups

/// `!criteria <group> admit person/at-once`: whether somebody looks at applicants who meet everything.
enum Admit {
    static func choose(_ text: String, _ group: Group, _ set: CriteriaSet?, _ call: Call) throws -> Decision {
        let admission: Group.Admission
        switch text.lowercased() {
        case "person": admission = .person
        case "at-once", "at once": admission = .atOnce(setBy: call.sender, since: call.receivedAt)
        case "": throw UsageError.missing("word person or at-once")
        default: throw UsageError.unexpected(text.capped(bytes: 60))
        }
        let change = try group.setAdmission(admission, having: set)
        var group = group
        group.admission = admission
        return Decision(
            changes: [change],
            outgoing: [Outgoing(.answer(JoiningSaying.admissionSet(group, set ?? CriteriaSet())))]
        )
    }
}
