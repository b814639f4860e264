import Identifiers
import SQLiteStorage

/// Makes one message of the answers that wait for a room while the homeserver holds the account back.
enum Merging {
    static func merge(_ rows: [OutboxRow]) -> Draft {
        var body: [String] = []
        var html: [String] = []
        for row in rows {
            let asker = row.asker?.rawValue ?? ""
            body.append("\(asker):\n\(row.text.body)")
            let text = row.text.html ?? escaped(row.text.body)
            html.append("<p><strong>\(escaped(asker))</strong></p>\(text)")
        }
        return Draft(
            key: Keys.merged(rows.map { $0.key }),
            .say(
                OutboxText(body: body.joined(separator: "\n\n"), html: html.joined(separator: "<hr>")),
                in: rows[0].room,
                replyTo: nil,
                thread: rows[0].thread
            )
        )
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("\n", with: "<br>")
    }
}
