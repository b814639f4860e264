package import Identifiers
import JSON

/// Whose devices are no longer what they were
/// (Matrix v1.19, "Tracking the device list for a user",
/// <https://spec.matrix.org/v1.19/client-server-api/#tracking-the-device-list-for-a-user>).
package struct DeviceLists: Sendable, Equatable {
    /// People whose devices or keys changed, or with whom the bot shares an encrypted room only now.
    package var changed: [UserID]
    /// People with whom it shares no encrypted room any more.
    package var left: [UserID]

    package init(changed: [UserID] = [], left: [UserID] = []) {
        self.changed = changed
        self.left = left
    }
}

extension DeviceLists {
    /// Takes in one member of the object that has the lists; what names nobody is left out.
    mutating func take(_ name: String, _ reader: inout JSONReader) throws(JSONError) {
        switch name {
        case "changed": changed += try Self.users(&reader)
        case "left": left += try Self.users(&reader)
        default: try reader.skip()
        }
    }

    private static func users(_ reader: inout JSONReader) throws(JSONError) -> [UserID] {
        guard reader.peek() == UInt8(ascii: "[") else {
            try reader.skip()
            return []
        }
        var users: [UserID] = []
        try reader.eachElement { reader throws(JSONError) in
            if let user = try reader.lenientValue()?.stringValue.flatMap(UserID.init(untrusted:)) { users.append(user) }
        }
        return users
    }
}
