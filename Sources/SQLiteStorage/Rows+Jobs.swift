import GRDB
import Groups
import Identifiers

extension Job {
    /// Reads a row, but not the groups, which are rows of their own.
    init(_ row: Row) {
        self.init(
            id: JobID(rawValue: row["id"]),
            client: row.user("client"),
            title: row["title"],
            about: row["about"],
            wanted: Wanted(skills: listed(row["skills"], by: ","), needsAll: row["preferredFrom"] > 1),
            terms: Terms(row),
            draftedAt: row.moment("draftedAtMs"),
            state: Job.state(row),
            outcome: (row["outcome"] as String?).flatMap(Outcome.init),
            life: Job.life(row),
            editedAt: (row["editedAtMs"] as Int64?).map(Timestamp.init(rawValue:)),
            bumpedAt: (row["bumpedAtMs"] as Int64?).map(Timestamp.init(rawValue:)),
            responseCount: row["responseCount"],
            preferredCount: row["preferredCount"]
        )
    }

    private static func life(_ row: Row) -> Life? {
        guard let expires: Int64 = row["expiresAtMs"] else { return nil }
        return Life(expiresAt: Timestamp(rawValue: expires), isWarned: row["nextAtMs"] == expires)
    }

    private static func state(_ row: Row) -> State {
        // The table's CHECKs promise which of these are there.
        guard let openedAt = (row["openedAtMs"] as Int64?).map(Timestamp.init(rawValue:)) else { return .draft }
        guard let closedAt = (row["closedAtMs"] as Int64?).map(Timestamp.init(rawValue:)) else {
            return .open(since: openedAt)
        }
        guard row["heldAtMs"] as Int64? == nil else { return .held(openedAt: openedAt, at: closedAt) }
        return .closed(openedAt: openedAt, at: closedAt)
    }
}

extension Job {
    /// The columns from `payBasis` to `preferredFrom`.
    var storedTerms: StatementArguments {
        let startDay: Int? =
            switch terms.start {
            case .soon: -1
            case .on(let day): day.number
            case nil: nil
            }
        return [
            terms.pay?.basis.rawValue, terms.pay?.low, terms.pay?.high, terms.pay?.currency.code,
            terms.place?.text ?? "", terms.place?.isRemote ?? false, startDay, terms.length, terms.deadline?.number,
            terms.people,
            terms.isClientHidden, wanted.preferredFrom ?? 1,
        ]
    }
}

extension Job.Terms {
    fileprivate init(_ row: Row) {
        self.init(
            budget: row["budget"],
            length: row["length"],
            people: row["people"],
            isClientHidden: row["isClientHidden"]
        )
        if let basis = (row["payBasis"] as String?).flatMap(Pay.Basis.init),
            let currency = (row["payCurrency"] as String?).flatMap(Currency.init)
        {
            pay = Pay(basis, low: row["payLow"], high: row["payHigh"], in: currency)
        }
        let place: String = row["place"]
        self.place = place.isEmpty ? nil : Job.Place(text: place)
        start = (row["startDay"] as Int?).map { $0 < 0 ? .soon : .on(Day(number: $0)) }
        deadline = (row["deadlineDay"] as Int?).map(Day.init(number:))
    }
}
