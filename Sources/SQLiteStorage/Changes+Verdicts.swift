import GRDB
import Groups
import Identifiers

extension Database {
    /// The changes by which administrators judge a request criterion by criterion.
    func applyVerdict(_ change: CriteriaChange, _ cause: Cause) throws {
        switch change {
        case .requestRejudged(let request, let version):
            try run(
                """
                INSERT INTO requestCriteria (request, version) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET version = excluded.version
                """,
                [request.rawValue, version]
            )
            try auditVerdict("request.rejudged \(version)", request, cause)
        case .judged(let verdict): try store(verdict, cause)
        case .verdictOutdated(let request, let number):
            try run(
                "UPDATE itemVerdict SET isOutdated = 1 WHERE request = ? AND number = ?",
                [request.rawValue, number]
            )
            try auditVerdict("request.verdictOutdated \(number)", request, cause)
        case .verdictTakenBack(let request, let number):
            try run("DELETE FROM itemVerdict WHERE request = ? AND number = ?", [request.rawValue, number])
            try auditVerdict("request.verdictTakenBack \(number)", request, cause)
        case .waived(let waiver): try store(waiver, cause)
        default: break
        }
    }

    private func store(_ verdict: ItemVerdict, _ cause: Cause) throws {
        try run(
            """
            INSERT INTO itemVerdict (request, number, asked, isMet, remark, person, atMs, isOutdated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                asked = excluded.asked, isMet = excluded.isMet, remark = excluded.remark, person = excluded.person,
                atMs = excluded.atMs, isOutdated = excluded.isOutdated
            """,
            [
                verdict.request.rawValue, verdict.number, verdict.asked, verdict.isMet, verdict.remark,
                verdict.administrator.rawValue, verdict.at.rawValue, verdict.isOutdated,
            ]
        )
        // What was said, not why: the log outlives the reasons.
        try auditVerdict("request.judged \(verdict.number) \(verdict.isMet ? "met" : "notMet")", verdict.request, cause)
    }

    private func store(_ waiver: Waiver, _ cause: Cause) throws {
        try run(
            "INSERT INTO waiver (request, reason, person, atMs) VALUES (?, ?, ?, ?)",
            [waiver.request.rawValue, waiver.reason, waiver.administrator.rawValue, waiver.at.rawValue]
        )
        for criterion in waiver.criteria {
            try run(
                "INSERT INTO waivedCriterion (request, number, asked) VALUES (?, ?, ?)",
                [waiver.request.rawValue, criterion.number, criterion.kind.fingerprint]
            )
        }
        let numbers = waiver.criteria.map { String($0.number) }.joined(separator: ",")
        try auditVerdict("request.waived \(numbers)", waiver.request, cause)
    }

    private func auditVerdict(_ change: String, _ request: RequestID, _ cause: Cause) throws {
        try audit(change, cause, group: group(ofRequest: request), request: request)
    }
}
