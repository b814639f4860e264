extension Group {
    /// How far a group's life has come.
    package enum State: Hashable, Sendable {
        /// Not open yet: its people get it ready, and nobody else knows of it.
        case draft
        case open
        /// Takes no new requests, for that reason; those that wait go on.
        case paused(reason: String)
        /// Over for good: nothing about it changes any more.
        case archived
    }

    /// Why the operator has stopped a group, which is for abuse only.
    package struct Suspension: Hashable, Sendable {
        /// In the operator's words.
        package var reason: String
        /// Whether the sponsor is suspended, and this group with all others of it.
        package var isOfSponsor: Bool

        package init(reason: String, isOfSponsor: Bool = false) {
            self.reason = reason
            self.isOfSponsor = isOfSponsor
        }
    }

    /// Whether new people may ask to join it now.
    package var takesRequests: Bool { state == .open && suspension == nil && vacantSince == nil }
}

extension Group {
    /// Refuses new requests unless the group is open.
    package func checkTakesRequests() throws(Refusal) {
        switch (state, suspension) {
        case (.archived, _): throw .state(.archived(self))
        case (_, _?): throw .state(.suspended(self))
        case (.draft, nil): throw .state(.draft(self))
        case (.paused, nil): throw .state(.paused(self))
        case (.open, nil): if vacantSince != nil { throw .state(.vacant(self)) }
        }
    }

    /// Refuses decisions about requests where there are none to be made: a pause holds up nobody who waits.
    package func checkDecides() throws(Refusal) {
        if state == .archived { throw .state(.archived(self)) }
        if suspension != nil { throw .state(.suspended(self)) }
        try checkIsNoDraft()
    }

    /// Refuses what would tell somebody of a group that they are not to know of yet.
    package func checkIsNoDraft() throws(Refusal) {
        if state == .draft { throw .state(.draft(self)) }
    }

    /// Refuses what would alter a group that is over.
    package func checkMayChange() throws(Refusal) {
        if state == .archived { throw .state(.archived(self)) }
    }

    /// Refuses jobs that name a group whose members can't be preferred any more.
    package func checkTakesJobs() throws(Refusal) {
        try checkDecides()
    }

    /// Decides what happens when those who run the group take no new requests for a while.
    package func pause(because reason: String) throws(Refusal) -> Change {
        try checkMayChange()
        try checkIsNoDraft()
        guard state != .paused(reason: reason) else { throw .state(.isSo(self)) }
        return .group(.stateSet(id, .paused(reason: reason)))
    }

    /// Decides what happens when they take requests again.
    package func reopen() throws(Refusal) -> Change {
        try checkMayChange()
        try checkIsNoDraft()
        guard state != .open else { throw .state(vacantSince == nil ? .isSo(self) : .vacant(self)) }
        return .group(.stateSet(id, .open))
    }

    /// Makes a group that is about to be founded one that only its people know of.
    package mutating func beginAsDraft() {
        state = .draft
        wasOpened = false
    }

    /// Decides what happens when they let everybody see the group, and join it.
    package func open() throws(Refusal) -> Change {
        try checkMayChange()
        if suspension != nil { throw .state(.suspended(self)) }
        if wasOpened { throw .state(.wasOpened(self)) }
        return .group(.opened(id))
    }

    /// Decides what happens when they end the group for good: at once nothing can be asked of it any more, and those who
    /// are in it or wait for it are told batch by batch.
    package func archive(at now: Timestamp) throws(Refusal) -> [Change] {
        try checkMayChange()
        return [
            .group(.stateSet(id, .archived)), .walk(.ended(id, .inviting)),
            .walk(.goesOn(Walk(group: id, task: .disbanding, beganAt: now, dueAt: now))),
        ]
    }

    /// Decides what happens when the operator stops the group for abuse, or for nil lets it go on as it was.
    ///
    /// Nobody is admitted or refused by it: only the administrators decide that.
    package func suspend(because reason: String?) throws(Refusal) -> Change {
        try checkMayChange()
        if reason == nil {
            if suspension?.isOfSponsor == true { throw .state(.suspended(self)) }
            guard suspension != nil else { throw .state(.isSo(self)) }
        }
        return .group(.suspended(id, because: reason))
    }
}

extension JoinRequest {
    /// What becomes of a request that can no longer be decided, because its group is over.
    package func void(at now: Timestamp) -> [Change] {
        [.request(.voided(id, .archived, at: now))]
    }
}
