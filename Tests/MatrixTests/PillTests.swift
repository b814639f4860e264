import Identifiers
import Matrix
import Testing

@Suite("Pills")
struct PillTests {
    @Test(
        "A link to a person is a pill, and only its target counts",
        arguments: [
            // Whom a quotation mentions, the sender did not.
            (
                #"<mx-reply><a href="matrix:u/eve:x">Ada</a></mx-reply>!add <a href="matrix:u/ada:x">Ada</a>"#,
                "Ada=@ada:x"
            ),
            (#"<mx-reply><a href="matrix:u/eve:x">Ada</a>"#, ""),
            (#"<a href="https://matrix.to/#/@ada:example.org">Ada</a>"#, "Ada=@ada:example.org"),
            (#"<a href="https://matrix.to/#/%40ada%3Aexample.org">Ada</a>"#, "Ada=@ada:example.org"),
            (#"<a href='https://matrix.to/#/@ada:example.org'>Ada</a>"#, "Ada=@ada:example.org"),
            ("<a href=https://matrix.to/#/@ada:example.org>Ada</a>", "Ada=@ada:example.org"),
            (
                #"<A class="x" HREF = "https://matrix.to/#/@ada:example.org" target=_blank>Ada</A>"#,
                "Ada=@ada:example.org"
            ),
            (#"<a href="HTTPS://Matrix.To/#/@ada:example.org">Ada</a>"#, "Ada=@ada:example.org"),
            (#"<a href="https://matrix.to/#/@ada:example.org?via=x">Ada</a>"#, "Ada=@ada:example.org"),
            (#"<a href="matrix:u/ada:example.org">Ada</a>"#, "Ada=@ada:example.org"),
            (#"<a href="matrix:u/ada:example.org?action=chat">Ada</a>"#, "Ada=@ada:example.org"),
            (#"<a href="https://matrix.to/#/@a%2Fb:example.org">x</a>"#, "x=@a/b:example.org"),
            (#"!add <a href="matrix:u/a:x">A</a> and <a href="matrix:u/b:x">B</a>"#, "A=@a:x,B=@b:x"),
            (#"<a href="matrix:u/a:x"><b>B</b>old &amp; &lt;i&gt;&#33;&#x21;</a>"#, "Bold & <i>!!=@a:x"),
            (#"<a href="matrix:u/a:x">open <a href="matrix:u/b:x">B"#, "open =@a:x,B=@b:x"),
            (#"<a href="matrix:u/a:x">@eve:evil.org</a>"#, "@eve:evil.org=@a:x"),
            (#"<a href="matrix:u/a:x" href="matrix:u/b:x">A</a>"#, "A=@a:x"),
            (#"<a href="matrix:u/a:x">&bogus; &#xD800; & &#99999999;</a>"#, "&bogus; &#xD800; & &#99999999;=@a:x"),
            (#"<a href="https://matrix.to/#/@a:x&amp;y">A</a>"#, ""),
            (#"<a href="https://matrix.to/#/!room:x">R</a>"#, ""),
            (#"<a href="https://matrix.to/#/#alias:x">R</a>"#, ""),
            (#"<a href="https://matrix.to/@ada:example.org">R</a>"#, ""),
            (#"<a href="https://matrix.to.evil.org/#/@ada:example.org">R</a>"#, ""),
            (#"<a href="https://evil.org/?https://matrix.to/#/@ada:example.org">R</a>"#, ""),
            (#"<a href="matrix:r/room:x">R</a>"#, ""), (#"<a href="matrix:u/">R</a>"#, ""),
            (#"<a href="https://matrix.to/#/@ada">R</a>"#, ""), (#"<a href="https://matrix.to/#/%4">R</a>"#, ""),
            (#"<a href="https://matrix.to/#/%40ada%3Aexample.org%">R</a>"#, ""),
            (#"<a href="https://matrix.to/#/%40a%0Ab%3Ax">R</a>"#, ""),
            (#"<a href="https://matrix.to/#/%FF%FE">R</a>"#, ""),
            (#"<abbr href="matrix:u/a:x">R</abbr>"#, ""), (#"<a data-href="matrix:u/a:x">R</a>"#, ""),
            (#"<img title="<a href='matrix:u/a:x'>">"#, ""), ("<a", ""), ("<a href", ""), ("<a href=", ""),
            ("<a href=\"", ""),
            ("<", ""), ("<>", ""), ("</a>", ""), ("<<<<", ""), ("a < b", ""), ("", ""), ("<a ==== >", ""),
            ("<a / / >", ""),
        ]
    )
    func finds(html: String, expected: String) {
        let found = Pill.all(in: html).map { "\($0.text)=\($0.userID)" }.joined(separator: ",")
        #expect(found == expected)
    }

    @Test("However much is sent, little is read")
    func bounded() {
        let pill = #"<a href="matrix:u/a:x">A</a>"#
        #expect(Pill.all(in: String(repeating: pill, count: 10_000)).count == 50)
        #expect(Pill.all(in: String(repeating: " ", count: 70_000) + pill) == [])
        #expect(Pill.all(in: String(repeating: "<a ", count: 1_000_000)) == [])
        let long = #"<a href="matrix:u/a:x">\#(String(repeating: "é", count: 10_000))</a>"#
        #expect((Pill.all(in: long).first?.text.utf8.count ?? 0) <= 255)
    }
}
