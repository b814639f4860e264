extension Job {
    /// What a client offers, and when and where, beside the work itself.
    package struct Terms: Hashable, Sendable {
        package var pay: Pay?
        /// What stands in the place of an amount, in the client's words: “to be discussed”, or what was written before
        /// amounts were read.
        package var budget: String
        package var place: Place?
        package var start: Start?
        /// How long the work lasts, in the client's words.
        package var length: String
        /// The last day on which responses are taken, in the hall's zone.
        package var deadline: Day?
        /// How many freelancers the client looks for.
        package var people: Int
        /// Whether only those who are shortlisted or hired learn who the client is.
        package var isClientHidden: Bool

        package init(
            pay: Pay? = nil,
            budget: String = "",
            place: Place? = nil,
            start: Start? = nil,
            length: String = "",
            deadline: Day? = nil,
            people: Int = 1,
            isClientHidden: Bool = false
        ) {
            self.pay = pay
            self.budget = budget
            self.place = place
            self.start = start
            self.length = length
            self.deadline = deadline
            self.people = people
            self.isClientHidden = isClientHidden
        }
    }

    /// Where the work is done, in the client's words.
    package struct Place: Hashable, Sendable {
        package var text: String

        package init(text: String) {
            self.text = text
        }

        /// Whether it can be done from afar: the client wrote the word, perhaps beside a place.
        package var isRemote: Bool {
            let words = text.lowercased().split { !$0.isLetter }
            return words.contains("remote") && !words.contains("no") && !words.contains("not")
        }
    }

    /// When the work begins.
    package enum Start: Hashable, Sendable {
        case soon
        case on(Day)
    }

    package static let placeBytesAtMost = 200
    package static let lengthBytesAtMost = 200
    package static let peopleRange = 1...50
    /// How far ahead a deadline may lie, in days.
    package static let deadlineDaysAtMost = 180
    /// How far ahead the work may begin, in days.
    package static let startDaysAtMost = 730
}
