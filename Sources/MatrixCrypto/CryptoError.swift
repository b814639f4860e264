/// Why something is not taken, or can't be done.
///
/// It holds nothing of what was refused, so it may be logged.
package enum CryptoError: Error, Equatable, Sendable {
    /// Text that is no base64 or base58, or not the one text that its bytes have.
    case malformedText
    /// Bytes or JSON that break their format: cut short, a number too large, a field missing or twice.
    case malformed
    /// A key, a signature, a code or a nonce of a length that it can't have.
    case wrongLength
    /// A version or an algorithm that this program doesn't know.
    case unsupported
    /// JSON with a number that canonical JSON has no form for.
    case notCanonical
    /// A public key of low order: whatever one agrees on with it is known to everybody.
    case weakKey
    /// No signature of that entity and key is there.
    case notSigned
    /// A signature that is not over these bytes, or not by that key.
    case badSignature
    /// An authentication code that is not over these bytes, or not by that key.
    case badCode
    /// A hash that is not that of these bytes.
    case badHash
    /// Keys that name another user or device than the one they were asked of.
    case wrongOwner
    /// A pre-key message for a one-time key that was never made, is used up, or was dropped.
    case unknownOneTimeKey
    /// A message of another session, or of another device than was said.
    case wrongSession
    /// A message so far ahead of the last one that its key is not worked out.
    case tooFarAhead
    /// A message whose key was used already, or dropped after too many others.
    case keyIsGone
    /// A new ratchet key from somebody who can't have a reason for one yet.
    case unexpectedRatchetKey
    /// A message from before the first index that this session knows.
    case beforeFirstKnown
    /// A session that has no more indices.
    case exhausted
    /// A secret storage key, or a passphrase, that is not the one which the account data describes.
    case wrongKey
}
