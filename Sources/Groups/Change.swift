/// One fact that becomes true once a decision is stored, by the noun it is about.
package enum Change: Hashable, Sendable {
    case group(GroupChange)
}

package enum GroupChange: Hashable, Sendable {
    case suspended(GroupID)
}
