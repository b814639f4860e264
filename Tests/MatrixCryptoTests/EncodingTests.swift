import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Encodings of what is signed and encrypted")
struct EncodingTests {
    @Test(
        "Base64 is as the specification shows it, with or without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(_ plain: String, _ text: String) throws {
        let bytes = Array(plain.utf8)
        #expect(Base64.standard.encode(bytes) == text)
        #expect(try Base64.standard.decode(text) == bytes)
        #expect(try Base64.standard.decode(text + String(repeating: "=", count: (4 - text.count % 4) % 4)) == bytes)
    }

    @Test("All letters of both alphabets are read and written")
    func alphabets() throws {
        let standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let urlSafe = standard.dropLast(2) + "-_"
        let bytes = try Base64.standard.decode(standard)
        #expect(bytes.count == 48)
        #expect(Base64.standard.encode(bytes) == standard)
        #expect(Base64.urlSafe.encode(bytes) == urlSafe)
        #expect(try Base64.urlSafe.decode(String(urlSafe)) == bytes)
        #expect(throws: CryptoError.malformedText) { try Base64.urlSafe.decode(standard) }
        #expect(throws: CryptoError.malformedText) { try Base64.standard.decode(String(urlSafe)) }
    }

    @Test("Every other character is refused, wherever it stands")
    func strangers() {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
        for value in UInt32(0)...0x17F where !letters.contains(Unicode.Scalar(value) ?? "A") {
            let stranger = String(Unicode.Scalar(value).map(Character.init) ?? "!")
            for text in ["\(stranger)AAA", "AA\(stranger)A", "AAAA\(stranger)", "AAA\(stranger)AAAA"]
            where text != "AAA=" {
                #expect(throws: CryptoError.malformedText, "\(text)") { try Base64.standard.decode(text) }
            }
        }
    }

    @Test(
        "Padding of the wrong length, lone letters and bits of no byte are refused",
        arguments: [
            "A", "AAAAA", "Zg=", "Zg===", "Zm9v=", "Zm9v====", "=", "==", "Zh", "Zm9", "Zm9=", "Zg==Zg==", "Zm 8",
        ]
    )
    func misshapen(_ text: String) {
        #expect(throws: CryptoError.malformedText) { try Base64.standard.decode(text) }
    }

    @Test(
        "Canonical JSON is as the specification shows it",
        arguments: [
            ("{}", "{}"), (#"{"one": 1, "two": "Two"}"#, #"{"one":1,"two":"Two"}"#),
            (#"{"b": "2", "a": "1"}"#, #"{"a":"1","b":"2"}"#), (#"{"a": "日本語"}"#, #"{"a":"日本語"}"#),
            (#"{"本": 2, "日": 1}"#, #"{"日":1,"本":2}"#), (#"{"a": "\u65E5"}"#, #"{"a":"日"}"#),
            (#"{"a": null}"#, #"{"a":null}"#), (#"{"a": -0, "b": 1e10}"#, #"{"a":0,"b":10000000000}"#),
            (#"{"b":true,"a":1}"#, #"{"a":1,"b":true}"#), (#"{"\ud83d\ude00":1,"\uffee":2}"#, #"{"￮":2,"😀":1}"#),
            (#"{"a":"\u0008\u000c\u0001\u001f\u007f\/"}"#, "{\"a\":\"\\b\\f\\u0001\\u001f\u{7F}/\"}"),
            ("{\"e\u{301}\":1,\"\u{e9}\":2,\"f\":3}", "{\"e\u{301}\":1,\"f\":3,\"\u{e9}\":2}"),
            (#"[9007199254740991,-9007199254740991]"#, #"[9007199254740991,-9007199254740991]"#),
        ]
    )
    func canonical(_ text: String, _ canonical: String) throws {
        #expect(try JSONValue(parsing: text).canonical() == Array(canonical.utf8))
    }

    @Test(
        "Numbers without a canonical form are refused, however deep",
        arguments: ["1.5", "9007199254740992", "1e300"]
    )
    func numbers(_ text: String) throws {
        let value = try JSONValue(parsing: #"{"a":[{"b":\#(text)}]}"#)
        #expect(throws: CryptoError.notCanonical) { try value.canonical() }
    }
}

@Suite("The wire format of messages")
struct WireFormatTests {
    /// A Megolm message with these bytes between version and authentication code.
    private func message(_ payload: [UInt8]) throws(CryptoError) -> MegolmMessage {
        try MegolmMessage([3] + payload + [UInt8](repeating: 0, count: 72))
    }

    @Test("Unknown tags are passed over, also twice; numbers and strings in any order")
    func unknown() throws {
        #expect(try message([0x08, 0x07, 0x12, 0x01, 0xFF]).index == 7)
        #expect(try message([0x12, 0x00, 0x08, 0x87, 0x01]).index == 135)
        #expect(try message([0x18, 0x01, 0x22, 0x02, 9, 9, 0x18, 0x01, 0x08, 0x02, 0x12, 0x00]).index == 2)
        #expect(try message([0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x12, 0x00]).index == .max)
    }

    @Test(
        "What breaks the format is refused",
        arguments: [
            [], [0x08], [0x08, 0x01], [0x12, 0x00], [0x08, 0x01, 0x08, 0x01, 0x12, 0x00],
            [0x08, 0x01, 0x12, 0x00, 0x12, 0x00], [0x08, 0x01, 0x12, 0x05, 0x00], [0x08, 0x80],
            [0x08, 0x80, 0x80, 0x80, 0x80, 0x10, 0x12, 0x00],
            [0x08] + [UInt8](repeating: 0x80, count: 9) + [0x02, 0x12, 0x00],
            [0x08, 0x01, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [0x08, 0x01, 0x12, 0x00] + [UInt8](repeating: 0xFF, count: 10),
            [0x08, 0x01, 0x12, 0x00] + [UInt8](repeating: 0x80, count: 1000),
            [0x08, 0x01, 0x12, 0x00, 0x1D, 0, 0, 0, 0], [0x08, 0x01, 0x12, 0x00, 0x1B],
        ] as [[UInt8]]
    )
    func broken(_ payload: [UInt8]) {
        #expect(throws: CryptoError.malformed) { try message(payload) }
    }

    @Test("Another version, and a message shorter than code and signature, are refused")
    func version() {
        #expect(throws: CryptoError.unsupported) { try MegolmMessage([4] + [UInt8](repeating: 0, count: 100)) }
        #expect(throws: CryptoError.malformed) { try MegolmMessage([3] + [UInt8](repeating: 0, count: 71)) }
        #expect(throws: CryptoError.malformed) { try MegolmMessage([]) }
        #expect(throws: CryptoError.unsupported) { try OlmMessage(type: 2, body: "AwA") }
        #expect(throws: CryptoError.unsupported) { try OlmMessage(type: 0, body: "AgA") }
    }
}
