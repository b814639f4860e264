extension Storage {
    /// Asks the board outside any decision, for what is read out of the hall.
    ///
    /// Long lists are asked for page by page: nothing else happens in the database until `look` returns.
    package func look<Found: Sendable>(
        in frame: BoardFrame,
        _ look: @escaping @Sendable (StoredBoard) throws -> Found
    ) async throws -> Found {
        try await database.look { db in
            try look(StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings))
        }
    }
}
