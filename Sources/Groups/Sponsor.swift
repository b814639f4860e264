package import Identifiers

/// A company that opens groups.
///
/// It belongs to its owners; a group belongs to it.
package struct Sponsor: Hashable, Sendable {
    package var id: SponsorID
    /// As written by the operator who added it, such as `Acme`.
    package var name: String
    package var proof = Proof.missing
    /// Why the operator stopped it and its groups, or nil where nothing is stopped.
    package var suspendedFor: String?
    /// When it was registered, where that was noted.
    package var since: Timestamp?

    package init(id: SponsorID, name: String) {
        self.id = id
        self.name = name
    }

    /// What shows that a sponsor is who it says.
    package enum Proof: Hashable, Sendable {
        case missing
        /// An owner who asked for it has an account on the homeserver of that name.
        case domain(String)
        /// The operator says so.
        case operatorsWord
    }

    /// How many owners a sponsor may have.
    package static let ownersAtMost = 20
    /// How many groups a sponsor may have.
    package static let groupsAtMost = 1000
}

extension Sponsor {
    /// Decides what happens when another person is to own the sponsor.
    package func add(_ person: UserID, to owners: [UserID]) throws(Refusal) -> Change {
        guard !owners.contains(person) else { throw .sponsor(.alreadyOwner(person, self)) }
        guard owners.count < Self.ownersAtMost else { throw .sponsor(.tooManyOwners(self, Self.ownersAtMost)) }
        return .sponsor(.ownersAdded(id, [person]))
    }

    /// Decides what happens when a person is no longer to own it.
    ///
    /// The last one stays: nobody would be left to appoint administrators. A proof by domain needs an owner of that
    /// domain, and goes with the last of them.
    package func remove(_ person: UserID, from owners: [UserID]) throws(Refusal) -> [Change] {
        guard owners.contains(person) else { throw .sponsor(.notOwner(person, self)) }
        guard owners.count > 1 else { throw .sponsor(.lastOwner(self)) }
        let rest = owners.filter { $0 != person }
        guard case .domain(let domain) = proof, !rest.contains(where: { $0.isOf(domain: domain) }) else {
            return [.sponsor(.ownerRemoved(id, person))]
        }
        return [.sponsor(.ownerRemoved(id, person)), .sponsor(.proven(id, .missing))]
    }

    /// Decides what happens when an owner wants the sponsor to be known as the company of a domain.
    ///
    /// It is the owner's own account that counts: anybody can be named an owner without asking for it.
    package func prove(by domain: String, of owner: UserID) throws(Refusal) -> Change {
        guard owner.isOf(domain: domain) else { throw .sponsor(.notOfDomain(self, domain)) }
        guard proof != .domain(domain) else { throw .sponsor(.isSo(self)) }
        return .sponsor(.proven(id, .domain(domain)))
    }

    /// Decides what happens when the operator vouches for the sponsor, or no longer does.
    package func vouch(_ isTrue: Bool) throws(Refusal) -> Change {
        guard isTrue != (proof == .operatorsWord) else { throw .sponsor(.isSo(self)) }
        return .sponsor(.proven(id, isTrue ? .operatorsWord : .missing))
    }

    /// Decides what happens when the operator stops the sponsor and its groups, or for nil lets them go on.
    package func suspend(because reason: String?) throws(Refusal) -> Change {
        guard reason != suspendedFor else { throw .sponsor(.isSo(self)) }
        return .sponsor(.suspended(id, because: reason))
    }
}

extension UserID {
    /// Whether the account is on the homeserver of that name, with or without a port.
    ///
    /// A part of the name is not enough: `ann.github.io` says nothing about who `github.io` is.
    package func isOf(domain: String) -> Bool {
        let server = serverName.lowercased()
        return (server.hasPrefix("[") ? server : String(server.prefix { $0 != ":" })) == domain
    }
}
