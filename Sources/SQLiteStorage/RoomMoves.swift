import GRDB
import Identifiers

extension Database {
    /// With whom a room is a direct one.
    func directPerson(of room: RoomID) throws -> UserID? {
        let sql = "SELECT directWith FROM room WHERE id = ?"
        return try String.fetchOne(cachedStatement(sql: sql), arguments: [room.rawValue]).map(UserID.init)
    }

    /// Takes what is bound to a room along when the room is replaced by another.
    func moveHall(from old: RoomID, to new: RoomID) throws {
        let pair: StatementArguments = [new.rawValue, old.rawValue]
        for sql in [
            #"UPDATE OR IGNORE "group" SET adminRoom = ? WHERE adminRoom = ?"#,
            #"UPDATE OR IGNORE "group" SET membersRoom = ? WHERE membersRoom = ?"#,
            "UPDATE OR IGNORE jobsRoom SET room = ? WHERE room = ?",
        ] {
            try execute(sql: sql, arguments: pair)
        }
    }
}
