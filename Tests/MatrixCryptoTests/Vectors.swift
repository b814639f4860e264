import Foundation
import JSON
import MatrixCrypto
import Testing

/// What vodozemac made once: `python oracle.py --vectors` printed it.
struct Vectors {
    /// Where they and the oracle are.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Oracle")

    private let json: JSONValue

    init() throws {
        let file = Self.folder.appending(path: "vectors.json")
        json = try JSONValue(parsing: Array(Data(contentsOf: file)))
    }

    subscript(_ name: String) -> JSONObject {
        get throws { try #require(json[name]?.objectValue) }
    }
}

extension JSONValue {
    /// Bytes as they travel to the oracle.
    static func base64(_ bytes: [UInt8]) -> JSONValue { .string(Base64.standard.encode(bytes)) }

    /// A text's bytes as they travel to the oracle.
    static func base64(_ text: String) -> JSONValue { .base64(Array(text.utf8)) }

    var text: String { get throws { try #require(stringValue) } }

    var bytes: [UInt8] { get throws { try Base64.standard.decode(text) } }
}

extension JSONObject {
    func text(_ key: String) throws -> String { try #require(self[key]).text }
}
