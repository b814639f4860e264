extension Migration {
    /// What becomes of answers afterwards: edits, files that are taken back or shown, who was asked for a reason,
    /// invitations that run out, and criteria whose room was replaced by another.
    static let answers1 = Migration(
        name: "answers 1",
        sql: [answerSchema, askedSchema, evidenceSchema, invitationSchema, roomMoveSchema]
    )

    /// Files among the answers to the questions of somebody who wants to join.
    static let answers2 = Migration(
        name: "answers 2",
        sql: [
            """
            -- Whether a file answered it, which is a submission already.
            ALTER TABLE applicationAnswer ADD COLUMN isFile INTEGER NOT NULL DEFAULT 0 CHECK (isFile IN (0, 1));
            """
        ]
    )
}

private let answerSchema = """
    -- The message that holds the answer, should it be edited or taken back; null where it was given before this step.
    ALTER TABLE requestPause ADD COLUMN answerEvent TEXT;
    CREATE INDEX requestPauseAnswered ON requestPause (answerEvent) WHERE answerEvent IS NOT NULL;
    """

/// Whoever is asked for a reason or a question is named in what the message is about: nobody else answers it.
///
/// The messages that were sent before mention just that person.
private let askedSchema = """
    UPDATE outbox SET subject = subject || '/' || mentions
    WHERE subject IS NOT NULL AND mentions IS NOT NULL AND instr(mentions, char(10)) = 0
        AND (subject GLOB 'refusal:*' OR subject GLOB 'asking:*' OR subject GLOB 'itemAsking:*');
    """

private let evidenceSchema = """
    -- What the client called it, such as m.image; null where that was not kept.
    ALTER TABLE attachment ADD COLUMN kind TEXT;
    ALTER TABLE submission ADD COLUMN fileKind TEXT;
    -- Since when it counts no longer, because its sender has deleted the file; nothing else of it is kept then.
    ALTER TABLE submission ADD COLUMN withdrawnAtMs INTEGER;
    CREATE INDEX submissionByFile ON submission (fileEvent) WHERE fileEvent IS NOT NULL;
    -- A file that goes with the message, as JSON: see OutboxFile. Cleared once sent.
    ALTER TABLE outbox ADD COLUMN file TEXT;
    """

private let invitationSchema = """
    -- When both sides are to hear that it has run out; null once that was said, or an answer came.
    ALTER TABLE invitation ADD COLUMN overAtMs INTEGER CHECK (overAtMs IS NULL OR state = 'open');
    UPDATE invitation SET overAtMs = sentAtMs + 14 * 86400000 WHERE state = 'open';
    CREATE INDEX invitationOver ON invitation (overAtMs) WHERE overAtMs IS NOT NULL;
    """

private let roomMoveSchema = """
    CREATE TABLE roomMove (
        -- A room that was replaced by another, as the bot has seen for itself: criteria that name it mean both.
        room TEXT NOT NULL PRIMARY KEY,
        replacement TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX roomMoveByReplacement ON roomMove (replacement);
    """
