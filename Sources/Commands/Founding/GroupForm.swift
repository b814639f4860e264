import Groups
import Identifiers

/// The form by which a group is described.
enum GroupForm {
    static let fields = [
        FormField("name", limitBytes: 200),
        FormField("sponsor", limitBytes: 200),
        FormField("handle", limitBytes: 60),
        FormField("about", limitBytes: 2000, isProse: true),
        FormField("skills", limitBytes: 1000),
        FormField("criteria", limitBytes: 2000, isProse: true),
        FormField("badge", limitBytes: 60),
        FormField("time zone", aliases: ["zone", "timezone"], limitBytes: 60),
        FormField("business days", aliases: ["working days", "days"], limitBytes: 60),
        FormField("hours", aliases: ["opening hours", "open"], limitBytes: 60),
        FormField("reapply", aliases: ["reapply days"], limitBytes: 10),
        FormField("capacity", aliases: ["places"], limitBytes: 20),
    ]

    /// Takes over what a form says about a group; all that is wrong with it is added to `mistakes`.
    static func fill(
        _ group: inout Group,
        from form: Form,
        for person: UserID,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws {
        mistakes += form.problems.map(FormMistake.grammar)
        if let about = form["about"] { group.about = about }
        if let criteria = form["criteria"] { group.criteria = criteria }
        if let skills = form["skills"] {
            group.skills = FormReading.skills(skills, atMost: Group.skillsAtMost, &mistakes)
        }
        if let badge = form["badge"].flatMap({ FormReading.badge($0, &mistakes) }), badge != group.badge {
            group.badge = badge
            if let other = try board.group(badge: badge, besides: group.id) {
                let isKnown = try board.mayKnow(person, of: other)
                mistakes.append(.refusal(.group(isKnown ? .badgeTaken(badge, by: other) : .badgeNotFree(badge))))
            }
        }
        if let name = form["time zone"] {
            if let zone = board.zone(named: name) {
                group.calendar.zone = zone.name
            } else {
                mistakes.append(.zone(name, near: board.zones(near: name)))
            }
        }
        if let days = form["business days"].flatMap({ FormReading.workingDays($0, &mistakes) }) {
            group.calendar.workingDays = days
        }
        if let hours = form["hours"].flatMap({ FormReading.hours($0, &mistakes) }) { group.calendar.hours = hours }
        if let days = form["reapply"].flatMap({ FormReading.number("reapply", $0, in: 0...365, &mistakes) }) {
            group.reapplyDays = days
        }
        if let text = form["capacity"] { group.capacity = FormReading.capacity(text, &mistakes) }
    }

    /// The sponsor that a form names, or the only one that the person owns.
    static func sponsor(_ form: Form, among sponsors: [Sponsor], _ mistakes: inout [FormMistake]) -> Sponsor? {
        guard let name = form["sponsor"] else {
            if sponsors.count == 1 { return sponsors[0] }
            mistakes.append(.missing("sponsor"))
            return nil
        }
        let skeleton = Skeleton(of: name).text
        if let sponsor = sponsors.first(where: { Skeleton(of: $0.name).text == skeleton }) { return sponsor }
        mistakes.append(.refusal(.directory(.noSuchSponsor(name, near: sponsors.map(\.name)))))
        return nil
    }

    /// The handle that a form gives, or one made from the name.
    static func handle(
        _ form: Form,
        name: String,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws -> String? {
        let handle: Handle
        do throws(HandleError) {
            handle = try Handle(parsing: form["handle"] ?? Handle.spelling(of: name) ?? "")
        } catch {
            // Of a handle that nobody has typed, only what the person can understand is said.
            let isTyped = form["handle"] != nil
            mistakes.append(isTyped || error == .reserved ? .handle(error, isTyped: isTyped) : .handleNeeded)
            return nil
        }
        guard let taken = try board.group(handle: handle.text) else { return handle.text }
        mistakes.append(.refusal(.group(.handleTaken(taken.handle))))
        return nil
    }

    /// Whether a name may be a group's: well-formed, and not to be mistaken for another's.
    static func checkName(
        _ name: String,
        besides own: GroupID?,
        for person: UserID,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws {
        do throws(TitleError) {
            _ = try Title(parsing: name)
        } catch {
            mistakes.append(.title(error))
            return
        }
        guard let other = try board.group(skeleton: Skeleton(of: name).text), other.id != own else { return }
        // Of a draft of others no more is said than that the name is taken.
        guard try board.mayKnow(person, of: other) else { return mistakes.append(.refusal(.group(.nameNotFree))) }
        let isSame = other.name.lowercased() == name.lowercased()
        mistakes.append(.refusal(.group(isSame ? .nameTaken(by: other) : .nameConfusable(with: other))))
    }
}
