import Groups
import Identifiers

/// What was said of the criteria of a request, as a text about its decision needs it.
struct Judged: Hashable, Sendable {
    /// What administrators have marked, and in a refusal what was missing besides.
    var items: [Checklist.Item] = []
    var roomNames: [RoomID: String] = [:]
    /// What counts as met because nobody had marked it when the applicant was let in.
    var unmarked: [Int] = []
    var waiver: StoredWaiver?
    /// Whether somebody gave a reason for a waiver where nothing was missing.
    var isWaiverNeedless = false
}

extension Judged {
    /// What an approval says of the criteria.
    init(approving report: CriteriaReport?, _ changes: [Change], isWaiverOffered: Bool) {
        for change in changes {
            switch change {
            case .criteria(.judged(let verdict)): unmarked.append(verdict.number)
            case .criteria(.waived(let waived)):
                waiver = StoredWaiver(
                    numbers: waived.criteria.map(\.number),
                    reason: waived.reason,
                    administrator: waived.administrator,
                    at: waived.at
                )
            default: break
            }
        }
        isWaiverNeedless = isWaiverOffered && waiver == nil
        items = report?.checklist.items.filter { $0.verdict?.isOutdated == false } ?? []
        roomNames = report?.roomNames ?? [:]
    }

    /// What a refusal says of them: nothing, where nothing was marked as not met.
    init(refusing report: CriteriaReport?) {
        guard let report, !report.checklist.judgedNotMet.isEmpty else { return }
        items = report.checklist.missing
        // Where it did not hang on what was marked, that was the reason all the same.
        if !items.contains(where: \.isJudgedNotMet) { items = report.checklist.judgedNotMet }
        roomNames = report.roomNames
    }
}

extension Board {
    /// What was said of the criteria of a request that is settled.
    func judged(_ request: JoinRequest) throws -> Judged {
        var judged = Judged()
        judged.waiver = try waiver(of: request.id)
        let verdicts = try verdicts(on: request.id).filter { !$0.isOutdated }
        guard !verdicts.isEmpty, let number = try criteriaVersion(of: request.id),
            let set = try criteria(of: request.group, version: number)?.set
        else { return judged }
        let wanted = set.wholeRule.wanted
        for verdict in verdicts {
            guard let criterion = set[verdict.number], criterion.kind.fingerprint == verdict.asked else { continue }
            var item = Checklist.Item(criterion: criterion, mark: verdict.isMet ? .met : .missing)
            item.verdict = verdict
            item.isExcluded = !wanted.contains(verdict.number)
            judged.items.append(item)
        }
        judged.roomNames = try roomNames(in: set)
        return judged
    }
}
