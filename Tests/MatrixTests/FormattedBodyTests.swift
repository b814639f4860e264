import Matrix
import Testing

@Suite("Formatted texts")
struct FormattedBodyTests {
    @Test(
        "A text begins with code where the first thing to be read is code",
        arguments: [
            "<pre><code>!groups</code></pre>", "<code>!groups</code>", "<CODE class=x>!groups",
            " \n<p><code>!groups</p>",
            "<pre>!groups</pre> is what I would type", "<b></b><code>&#33;groups</code>",
            #"<a href="matrix:u/guildhall:x">Guildhall</a>: <code>!groups</code>"#,
            #"<a href="matrix:u/guildhall:x">Guildhall</a>&nbsp;<code>groups</code>"#,
            "<blockquote>so she said</blockquote><code>!groups</code>",
            "<mx-reply>so she said</mx-reply><code>!groups</code>", "</code><code>!groups",
        ]
    )
    func code(html: String) {
        #expect(FormattedBody.beginsWithCode(html))
    }

    @Test(
        "Where anything else comes first it does not",
        arguments: [
            "", "!groups", "<b>!groups</b>", "!join <code>swift-guild</code>", "<code></code>!groups",
            "<code> </code><pre>\n</pre>!groups", "<blockquote><code>!join x</code></blockquote>!groups",
            "<mx-reply><code>!join x</code></mx-reply>!groups", "<codex>!groups</codex>", "Try <code>!groups</code>",
            #"<a href="https://x.org">Guildhall</a>: <code>!groups</code>"#, "<code", "<code>", "&lt;code&gt;!groups",
            "!groups<pre>x</pre>", "<mx-reply><code>!groups",
        ]
    )
    func noCode(html: String) {
        #expect(!FormattedBody.beginsWithCode(html))
    }

    @Test("The longest text there can be is read in no time")
    func long() {
        let clock = ContinuousClock()
        let taken = clock.measure {
            for piece in ["<", "<code></code>", "&", "<a href=\"matrix:u/a:x\">", "<blockquote>", "</code>"] {
                _ = FormattedBody.beginsWithCode(String(repeating: piece, count: 60_000))
            }
        }
        #expect(taken < .seconds(5))
    }
}
