package import Identifiers
import JSON
import Matrix

extension Person {
    /// Puts a text file on the homeserver and sends it, with words below it or none.
    ///
    /// With a client that encrypts, it is encrypted by that. `isEncrypted` makes one of which the key does not fit, as damaged
    /// clients would: without an address that could be read.
    @discardableResult
    package func sends(
        file name: String,
        holding text: String,
        saying words: String? = nil,
        in room: RoomID,
        type: String = "text/calendar",
        isEncrypted: Bool = false
    ) async throws -> EventID {
        let bytes = Array(text.utf8)
        var content: JSONValue = [
            "msgtype": "m.file", "body": .string(words ?? name), "filename": .string(name),
            "info": ["size": .int(Int64(bytes.count)), "mimetype": .string(type)],
        ]
        if let encrypting {
            content["file"] = try await encrypting.upload(bytes, type: type, name: name)
            return try await send(content, to: room)
        }
        let uri = try await upload(bytes, type: type)
        if isEncrypted {
            content["file"] = [
                "url": .string(uri), "v": "v2", "iv": "w+sE15fzSc0AAAAAAAAAAA",
                "hashes": ["sha256": "fdSLu/YkRx3Wyh3KQabP3rd6+SFiKg5lsJZQHtkSAYA"],
                "key": [
                    "kty": "oct", "alg": "A256CTR", "ext": true, "key_ops": ["encrypt", "decrypt"],
                    "k": "aWF6-32KGYaC3A_FEUCk1Bt0JA37zP0wrStgmdCaW-0",
                ],
            ]
        } else {
            content["url"] = .string(uri)
        }
        return try await send(content, to: room)
    }
}
