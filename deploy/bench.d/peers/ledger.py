"""What both peer bots do for one command, on SQLite with the durability Guildhall has (WAL, synchronous=FULL).

Written to be the best that such a bot can be without working around its library: one transaction per command, an
outbox with a transaction id derived from the event, unsent rows sent again after a restart. The module is called from
the event loop directly, which is faster than a thread per call.
"""

import hashlib
import sqlite3
import time

SCHEMA = """
CREATE TABLE IF NOT EXISTS position (only INTEGER PRIMARY KEY CHECK (only = 1), token TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, role TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS guild (handle TEXT PRIMARY KEY, open INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS request (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, guild TEXT NOT NULL, person TEXT NOT NULL,
    state TEXT NOT NULL, asked INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS request_by_person ON request (person, guild);
CREATE TABLE IF NOT EXISTS outbox (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, room TEXT NOT NULL, txn TEXT NOT NULL, body TEXT NOT NULL,
    sent TEXT) STRICT;
CREATE INDEX IF NOT EXISTS outbox_unsent ON outbox (number) WHERE sent IS NULL;
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, event TEXT NOT NULL) STRICT;
"""


class Ledger:
    def __init__(self, path):
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.database.executescript(SCHEMA)
        self.database.execute("INSERT OR IGNORE INTO guild VALUES ('swift-guild', 1)")

    def position(self):
        row = self.database.execute("SELECT token FROM position").fetchone()
        return row[0] if row else None

    def save_position(self, token):
        self.database.execute("INSERT OR REPLACE INTO position VALUES (1, ?)", (token,))

    def take(self, event, room, sender, body):
        """Handles one message. Returns the outbox row to send, or None if there is nothing to say (again)."""
        words = body.split()
        if not words or words[0] not in ("!join", "!freelancer"):
            return None
        now = int(time.time())
        self.database.execute("BEGIN IMMEDIATE")
        try:
            known = self.database.execute("SELECT 1 FROM outbox WHERE event = ?", (event,)).fetchone()
            row = None if known else self.answer(words, event, room, sender, now)
            self.database.execute("COMMIT")
            return row
        except BaseException:
            self.database.execute("ROLLBACK")
            raise

    def answer(self, words, event, room, sender, now):
        text = self.join(words, event, sender, now) if words[0] == "!join" else self.freelancer(sender, now)
        txn = hashlib.sha256(event.encode()).hexdigest()[:32]
        self.database.execute(
            "INSERT INTO audit (at, who, what, event) VALUES (?, ?, ?, ?)", (now, sender, " ".join(words), event)
        )
        number = self.database.execute(
            "INSERT INTO outbox (event, room, txn, body) VALUES (?, ?, ?, ?)", (event, room, txn, text)
        ).lastrowid
        return number, event, room, txn, text

    def join(self, words, event, sender, now):
        guild = words[1] if len(words) > 1 else ""
        if not self.database.execute("SELECT 1 FROM guild WHERE handle = ? AND open", (guild,)).fetchone():
            return f"There is no group {guild}."
        banned = self.database.execute("SELECT 1 FROM person WHERE id = ? AND role = 'banned'", (sender,)).fetchone()
        waiting = self.database.execute(
            "SELECT number FROM request WHERE person = ? AND guild = ? AND state = 'waiting'", (sender, guild)
        ).fetchone()
        if banned:
            return "You may not join this group."
        if waiting:
            return f"You asked already: request #{waiting[0]}."
        number = self.database.execute(
            "INSERT INTO request (event, guild, person, state, asked) VALUES (?, ?, ?, 'waiting', ?)",
            (event, guild, sender, now),
        ).lastrowid
        return f"Your request is #{number}. It will be decided within 3 business days."

    def freelancer(self, sender, now):
        row = self.database.execute("SELECT role FROM person WHERE id = ?", (sender,)).fetchone()
        if row:
            return f"You are {row[0]} already."
        self.database.execute("INSERT INTO person VALUES (?, 'freelancer', ?)", (sender, now))
        return "You are a freelancer now. Find a group with !groups."

    def sent(self, number, event):
        self.database.execute("UPDATE outbox SET sent = ? WHERE number = ?", (event, number))

    def unsent(self):
        return self.database.execute(
            "SELECT number, event, room, txn, body FROM outbox WHERE sent IS NULL ORDER BY number"
        ).fetchall()


def notice(row):
    """The content of the notice for an outbox row: a reply, so that the stub can tell what it answers."""
    _, event, _, txn, body = row
    return {
        "msgtype": "m.notice",
        "body": body,
        "m.mentions": {},
        "m.relates_to": {"m.in_reply_to": {"event_id": event}},
        "org.guildhall.key": txn,
    }
