import Identifiers

/// The name of one of a user's devices: opaque.
package struct DeviceID: ByteIdentifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
