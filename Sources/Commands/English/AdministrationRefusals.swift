import Groups

extension Refusal {
    /// Whether its words say which request it is about.
    var namesRequest: Bool {
        switch self {
        case .authority(.decideElsewhere), .state: false
        default: true
        }
    }
}
