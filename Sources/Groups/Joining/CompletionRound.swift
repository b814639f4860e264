/// That the incomplete requests of a group are looked at anew, some at each tick: its criteria have changed, or it goes on
/// after the operator had stopped it.
package struct CompletionRound: Hashable, Sendable {
    package var group: GroupID
    /// The last request that was looked at; nil at the beginning.
    package var after: RequestID?

    package init(group: GroupID, after: RequestID? = nil) {
        self.group = group
        self.after = after
    }

    /// How many requests one tick looks at.
    ///
    /// When there are more, the next tick follows at once.
    package static let batch = 100
}
