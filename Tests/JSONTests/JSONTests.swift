import JSON
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "What is read and written again is the same, compactly",
        arguments: [
            ("null", "null"), (" true ", "true"), ("false", "false"), ("0", "0"), ("-0", "0"), ("-12", "-12"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("1.5", "1.5"), ("1e2", "100.0"), ("[ 1 , [ ] , { } ]", "[1,[],{}]"),
            (#"{ "b" : 1 , "a" : "x" }"#, #"{"b":1,"a":"x"}"#), (#""\u00e9\/\b\f\n\r\t""#, #""é/\b\f\n\r\t""#),
            (#""\ud83d\ude00""#, #""😀""#), (#""\uD800x""#, #""\#u{FFFD}x""#), (#""\u0000\u001f""#, #""\u0000\u001f""#),
            (#""\\\"""#, #""\\\"""#), (#"{"a":1,"a":2}"#, #"{"a":1}"#), ("\"e\u{301}\"", "\"e\u{301}\""),
            (#"{"é":1,"e\#u{301}":2}"#, #"{"é":1,"e\#u{301}":2}"#),
        ]
    )
    func roundTrip(text: String, written: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(Array(value.encodedText.utf8) == Array(written.utf8))
        #expect(try JSONValue(parsing: value.encoded) == value)
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", " ", "nul", "tru", "+1", "01", "1.", ".5", "1e", "--1", "1-2", "{", "[", "\"", #"{"a"}"#, "[1,]", "{,}",
            "1 2",
            #""\u12G4""#, #""\"#, "[1", #"{"a":1"#, "]", "}", ",", "NaN", "'a'", "[}", "{]",
        ]
    )
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test("Numbers beyond 64 bits are kept as doubles, and beyond doubles as the largest")
    func largeNumbers() throws {
        #expect(try JSONValue(parsing: "9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(try JSONValue(parsing: "1e400") == .double(.greatestFiniteMagnitude))
        #expect(try JSONValue(parsing: "-1e400") == .double(-.greatestFiniteMagnitude))
        #expect(try JSONValue(parsing: "9223372036854775808").intValue == nil)
        #expect(try JSONValue(parsing: "50.0").intValue == 50)
        #expect(try JSONValue(parsing: "50.5").intValue == nil)
    }

    @Test("Names and texts that only look the same are different")
    func comparesBytes() throws {
        let value: JSONValue = ["\u{212A}": 1, "K": 2, "e\u{301}": 3]
        #expect(value["K"] == 2)
        #expect(value["\u{212A}"] == 1)
        #expect(value["é"] == nil)
        #expect(JSONValue.string("é") != .string("e\u{301}"))
        #expect(JSONValue(dictionaryLiteral: ("é", 1)) != ["e\u{301}": 1])
    }

    @Test("Of many members with one name the first counts, in small objects and in large ones", arguments: [2, 1000])
    func firstCounts(count: Int) throws {
        let text = "{" + (0..<count).map { "\"k\($0 % (count / 2))\":\($0)" }.joined(separator: ",") + "}"
        let object = try #require(try JSONValue(parsing: text).objectValue)
        #expect(object.count == count / 2)
        #expect(object["k0"] == 0)
    }

    @Test("A member can be set, replaced and removed")
    func sets() {
        var value: JSONValue = ["a": 1]
        value["b"] = 2
        value["a"] = 3
        #expect(value.encodedText == #"{"a":3,"b":2}"#)
        value["a"] = nil
        #expect(value.encodedText == #"{"b":2}"#)
        var text: JSONValue = "x"
        text["a"] = 1
        #expect(text == "x")
    }

    @Test("Nothing infinite is written")
    func writesNoInfinity() {
        #expect(JSONValue.array([.double(.infinity), .double(.nan), 1.5]).encodedText == "[null,null,1.5]")
    }
}
