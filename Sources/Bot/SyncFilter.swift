import JSON
import Matrix

/// What the bot wants to hear of.
///
/// Members are not loaded lazily: who is in a room decides who may speak for whom, so it must be known in full.
enum SyncFilter {
    private static let stateTypes: JSONValue = [
        "m.room.member", "m.room.create", "m.room.name", "m.room.power_levels", "m.room.encryption",
        "m.room.tombstone", "m.room.join_rules", "m.room.history_visibility",
    ]

    /// For the timeline, which must name the state events too: one that lies in the window comes nowhere else.
    static let timeline: JSONValue = [
        "types": [
            "m.room.message", "m.room.encrypted", "m.reaction", "m.room.redaction", "m.room.member", "m.room.create",
            "m.room.name",
            "m.room.power_levels", "m.room.encryption", "m.room.tombstone", "m.room.join_rules",
            "m.room.history_visibility",
        ]
    ]

    static let json: JSONValue = [
        "presence": ["not_types": ["*"]],
        "account_data": ["types": ["m.direct"]],
        "room": [
            "include_leave": false,
            "ephemeral": ["not_types": ["*"]],
            "account_data": ["not_types": ["*"]],
            "state": ["types": stateTypes],
            "timeline": ["limit": 50, "types": timeline["types"] ?? []],
        ],
    ]
}
