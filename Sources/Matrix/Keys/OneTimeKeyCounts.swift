import JSON

extension JSONObject {
    /// How many one-time keys these counts give: none where the algorithm is not listed, nil where its count is none.
    var oneTimeKeyCount: Int? {
        guard let count = self[.oneTimeKeyAlgorithm] else { return 0 }
        return count.intValue.flatMap { $0 >= 0 ? Int($0) : nil }
    }
}

extension String {
    /// The one algorithm of one-time keys that is in use.
    static let oneTimeKeyAlgorithm = "signed_curve25519"
}
