import Groups

/// One thing that is wrong with a form.
///
/// All of them are told at once.
enum FormMistake: Error, Hashable, Sendable {
    case grammar(FormProblem)
    case missing(String)
    /// A field that may only be given when the group is opened.
    case fixed(String)
    /// The rules of the hall say no.
    case refusal(Refusal)
    case title(TitleError)
    /// A handle that can't be one, typed or made from the name.
    case handle(HandleError, isTyped: Bool)
    /// The name suggests no handle: one has to be chosen.
    case handleNeeded
    case skill(String)
    case tooMany(String, Int)
    /// Not one emoji or a very short sign.
    case badge(String)
    /// No zone of that name; these are near.
    case zone(String, near: [String])
    case workingDays(String)
    case noWorkingDay
    case hours(String, OpeningHoursError)
    /// Not two times of day that differ.
    case quiet(String)
    case digest(String)
    case hints(String)
    case number(field: String, String, ClosedRange<Int>)
    /// A text of too few or too many characters.
    case length(String, ClosedRange<Int>)
    /// A group and a skill go by the same name.
    case groupOrSkill(String, Group)
    /// No skill that any group names, and nearly the name of these groups.
    case neitherGroupNorSkill(String, near: [Group])
    case job(JobMistake)
    case criteria(CriteriaMistake)
    case test(TestMistake)
}

/// One thing that is wrong with what a job offers.
enum JobMistake: Hashable, Sendable {
    /// No amount that can be paid.
    case pay(String, PayError)
    /// No day within those.
    case day(field: String, String, ClosedRange<Day>)
    /// A deadline or a start that is over.
    case pastDay(field: String, Day)
    /// No address of a page.
    case link(String)
    /// Not when somebody has time.
    case availability(String)
    /// None of a few words.
    case choice(field: String, String, [String])
}

/// Reads the values of form fields.
enum FormReading {
    /// Skills, separated by commas, semicolons or lines.
    static func skills(_ text: String, atMost limit: Int, _ mistakes: inout [FormMistake]) -> [String] {
        var skills: [String] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isNewline }) {
            let written = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !written.isEmpty else { continue }
            guard let skill = try? Skill(parsing: written) else {
                mistakes.append(.skill(written))
                continue
            }
            if !skills.contains(skill.text) { skills.append(skill.text) }
        }
        if skills.count > limit { mistakes.append(.tooMany("skills", limit)) }
        return Array(skills.prefix(limit))
    }

    /// Working days: `mon tue wed thu fri` or `Mon-Fri`.
    static func workingDays(_ text: String, _ mistakes: inout [FormMistake]) -> Set<Weekday>? {
        guard !text.isEmpty, !["none", "never", "no", "-"].contains(text.lowercased()) else {
            mistakes.append(.noWorkingDay)
            return nil
        }
        guard let days = Weekday.days(parsing: text) else {
            mistakes.append(.workingDays(text))
            return nil
        }
        return days
    }

    /// Opening hours: `09:00-17:00`, or `all day`.
    static func hours(_ text: String, _ mistakes: inout [FormMistake]) -> OpeningHours? {
        do throws(OpeningHoursError) {
            return try OpeningHours(parsing: text)
        } catch {
            mistakes.append(.hours(text, error))
            return nil
        }
    }

    /// A sign of at most two characters that stands for a group: an emoji.
    static func badge(_ text: String, _ mistakes: inout [FormMistake]) -> String? {
        let badge = text.filter { !$0.isWhitespace }
        let isSign = badge.unicodeScalars.contains { $0.properties.isEmoji && $0.value > 0xFF }
        guard badge.count == 1, badge.utf8.count <= 40, isSign else {
            mistakes.append(.badge(text))
            return nil
        }
        return badge
    }

    /// How many members a group takes: a number, or `none` for no end of them.
    static func capacity(_ text: String, _ mistakes: inout [FormMistake]) -> Int? {
        if ["none", "no", "unlimited", "no limit", "-"].contains(text.lowercased()) { return nil }
        // As people write thousands.
        return number("capacity", text.filter { $0 != "," && $0 != "’" }, in: Group.capacityRange, &mistakes)
    }

    /// A whole number within a range.
    static func number(
        _ field: String,
        _ text: String,
        in range: ClosedRange<Int>,
        _ mistakes: inout [FormMistake]
    ) -> Int? {
        guard let number = Int(text.filter { !$0.isWhitespace }), range.contains(number) else {
            mistakes.append(.number(field: field, text, range))
            return nil
        }
        return number
    }
}
