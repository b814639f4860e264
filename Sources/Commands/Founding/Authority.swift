import Groups
import Identifiers

extension Board {
    /// Whether a person runs a group: as one of its administrators or as an owner of its sponsor.
    func runs(_ group: Group, _ person: UserID) throws -> Bool {
        try isAdministrator(person, of: group.id) || isOwner(person, of: group.sponsor.id)
    }

    /// Holds somebody off who does not run the group.
    ///
    /// - Throws: An authority refusal that names both who may.
    func checkRuns(_ group: Group, _ person: UserID) throws {
        guard try runs(group, person) else { throw Refusal.authority(.administratorsAndOwnersOnly(group)) }
    }
}
