import Groups
import Identifiers

/// Who may know of a draft. To everybody else it is not there: whatever is named by people is looked up through here.
extension Board {
    /// Whether a person may know of a group: of one that was never open, those who run it, and the operator.
    func mayKnow(_ person: UserID, of group: Group) throws -> Bool {
        try group.wasOpened || hall.operators.contains(person) || runs(group, person)
    }

    /// The group of that handle, where the person may know of it.
    func group(handle: String, knownTo person: UserID) throws -> Group? {
        try group(handle: handle).flatMap { try mayKnow(person, of: $0) ? $0 : nil }
    }

    /// The group whose name looks the same to the eye, where the person may know of it.
    func group(skeleton: String, knownTo person: UserID) throws -> Group? {
        try group(skeleton: skeleton).flatMap { try mayKnow(person, of: $0) ? $0 : nil }
    }
}
