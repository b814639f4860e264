/// What somebody looks for among jobs: all of it has to fit.
package struct JobFilter: Hashable, Sendable {
    /// As ``soughtWords(in:)`` has them: in the title, the skills, the groups' handles, the place or the description.
    package var words: [String]
    /// In their normal form (``Skill/text``).
    package var skills: [String]
    package var groups: [GroupID]
    /// Words of the place.
    package var place: [String]
    package var isRemote: Bool
    package var pay: PayWish?
    /// Only jobs for any of the groups that the person is in at the time.
    package var isForOwnGroups: Bool
    /// Only jobs that ask for any of the skills of the person's profile at the time.
    package var isForOwnSkills: Bool

    package init(
        words: [String] = [],
        skills: [String] = [],
        groups: [GroupID] = [],
        place: [String] = [],
        isRemote: Bool = false,
        pay: PayWish? = nil,
        isForOwnGroups: Bool = false,
        isForOwnSkills: Bool = false
    ) {
        self.words = words
        self.skills = skills
        self.groups = groups
        self.place = place
        self.isRemote = isRemote
        self.pay = pay
        self.isForOwnGroups = isForOwnGroups
        self.isForOwnSkills = isForOwnSkills
    }

    package static let wordsAtMost = 8
    package static let namesAtMost = 4

    package var isEmpty: Bool { self == JobFilter() }

    /// What a job has to have, every one of it, to fit.
    package var required: [JobToken] {
        groups.map(JobToken.group) + skills.map(JobToken.skill) + words.map { .word(folded($0)) }
            + place.map { .place(folded($0)) } + (isRemote ? [.remote] : [])
            + [pay?.currency.map(JobToken.currency), pay?.basis.map(JobToken.basis)].compactMap(\.self)
    }

    /// Whether a job fits that has these tokens, for somebody who is in such of its groups and has these skills.
    package func fits(_ job: Job, _ tokens: Set<JobToken>, groups: Set<GroupID>, skills: [String]) -> Bool {
        required.allSatisfy(tokens.contains)
            && pay?.fits(job.terms.pay) ?? true
            && (!isForOwnGroups || job.wanted.groups.contains(where: groups.contains))
            && (!isForOwnSkills || job.wanted.skills.contains(where: skills.contains))
    }
}

/// What somebody wants to be paid at least.
package struct PayWish: Hashable, Sendable {
    package var basis: Pay.Basis?
    package var currency: Currency?
    /// In the currency's smallest unit; nil where any amount will do.
    package var least: Int64?

    package init(basis: Pay.Basis? = nil, currency: Currency? = nil, least: Int64? = nil) {
        self.basis = basis
        self.currency = currency
        self.least = least
    }

    /// Reads `5000EUR`, `60 EUR/h`, `EUR`, `hourly` or `fixed`.
    ///
    /// - Throws: ``PayError``: why it is none of these.
    package init(reading text: String) throws(PayError) {
        let word = text.lowercased()
        if let basis = Pay.Basis(rawValue: word) {
            self.init(basis: basis)
        } else if let currency = Currency(code: word) {
            self.init(currency: currency)
        } else {
            guard let pay = try Pay.reading(text) else { throw .noAmount }
            self.init(basis: pay.basis, currency: pay.currency, least: pay.low ?? pay.high)
        }
    }

    /// Whether a job pays that much: what is “from” an amount may be more, and what is to be discussed is no amount.
    package func fits(_ pay: Pay?) -> Bool {
        guard let pay, basis.map({ $0 == pay.basis }) ?? true, currency.map({ $0 == pay.currency }) ?? true else {
            return false
        }
        return least.map { least in pay.high.map { $0 >= least } ?? true } ?? true
    }
}

/// Something that a job has and that people look for: what jobs and alerts are matched by.
package enum JobToken: Hashable, Sendable {
    case group(GroupID)
    case skill(String)
    /// Folded (``folded(_:)``), so that accents make no difference.
    case word(String)
    case place(String)
    case remote
    case currency(Currency)
    case basis(Pay.Basis)

    /// As stored, such as `skill:c++`.
    package var text: String {
        switch self {
        case .group(let id): "group:\(id.rawValue)"
        case .skill(let skill): "skill:\(skill)"
        case .word(let word): "word:\(word)"
        case .place(let word): "place:\(word)"
        case .remote: "remote"
        case .currency(let currency): "currency:\(currency.code)"
        case .basis(let basis): "basis:\(basis.rawValue)"
        }
    }
}

extension Job {
    /// All that an alert can ask of this job; `handles` are those of its groups.
    package func tokens(handles: [String]) -> Set<JobToken> {
        let place = soughtWords(in: terms.place?.text ?? "").map { folded($0) }
        let words =
            ([title, about] + wanted.skills + handles).flatMap { soughtWords(in: $0) }.map { folded($0) } + place
        var tokens = Set(words.map(JobToken.word))
        tokens.formUnion(place.map(JobToken.place))
        tokens.formUnion(wanted.skills.map(JobToken.skill))
        tokens.formUnion(wanted.groups.map(JobToken.group))
        if terms.place?.isRemote == true { tokens.insert(.remote) }
        if let pay = terms.pay { tokens.formUnion([.currency(pay.currency), .basis(pay.basis)]) }
        return tokens
    }
}
