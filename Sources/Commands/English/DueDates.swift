import Groups

extension English {
    /// Whether a request should have been decided by now.
    static func isLate(_ request: JoinRequest, _ reader: Reader) -> Bool {
        request.state == .pending && request.dueAt < reader.now
    }

    /// Such as `🔴 late since the end of Thu 5 March 2026 (Europe/Berlin)`.
    static func lateSince(_ request: JoinRequest, in zone: Zone) -> Phrase {
        "🔴 late since \(words: EnglishDate.end(request.dueAt, in: zone))"
    }

    /// Whether a request has a day by which it will be decided: nobody decides while its group is suspended.
    static func isInTime(_ request: JoinRequest, in group: Group, _ reader: Reader) -> Bool {
        request.state == .pending && !isLate(request, reader) && group.suspension == nil
    }

    /// When a request is due, since when it is late, or why its clock stands.
    static func due(_ request: JoinRequest, in group: Group, _ reader: Reader) -> Phrase {
        let zone = reader.zone(of: group)
        if case .awaitingApplicant(let since) = request.state {
            return "on hold since \(words: EnglishDate.day(since, in: zone)), waiting for the applicant’s answer"
        }
        if case .incomplete = request.state { return "not complete: there is nothing to decide yet" }
        if isLate(request, reader) {
            return lateSince(request, in: zone) + (group.suspension == nil ? "" : "; " + suspended)
        }
        return group.suspension == nil ? "\(words: EnglishDate.end(request.dueAt, in: zone))" : suspended
    }

    /// The same after the number of a request, to an administrator.
    static func dueBy(_ request: JoinRequest, in group: Group, _ reader: Reader) -> Phrase {
        let due: Phrase = (isInTime(request, in: group, reader) ? "due by " : "") + due(request, in: group, reader)
        return request.claimer.map { due + ", with \($0)" } ?? due
    }

    /// A sentence for whoever takes a request on.
    static func decideBy(_ request: JoinRequest, in group: Group, _ reader: Reader) -> Phrase {
        let end = EnglishDate.end(request.dueAt, in: reader.zone(of: group))
        return isLate(request, reader) ? "It has been late since \(words: end)." : "Decide by \(words: end)."
    }

    /// How an open request stands, to its applicant.
    static func standing(_ request: JoinRequest, in group: Group, _ reader: Reader) -> Phrase {
        let zone = reader.zone(of: group)
        if case .awaitingApplicant(let since) = request.state {
            return "on hold since \(words: EnglishDate.day(since, in: zone)), waiting for your answer"
        }
        if case .incomplete = request.state {
            return group.suspension == nil
                ? "not complete, so nobody decides yet and the clock does not run"
                : "on hold while the group is suspended: it goes on when that is lifted, once it is complete"
        }
        if isLate(request, reader) { return lateSince(request, in: zone) }
        return group.suspension == nil
            ? "to be decided by \(words: EnglishDate.end(request.dueAt, in: zone))" : suspended
    }

    private static let suspended: Phrase =
        "on hold while the group is suspended: nobody may decide until that is lifted"
}
