// What the homeserver remembers. The commands are not remembered: each is a pure function of its index.
#pragma once

#include "text.h"

/// When the bot is told about the direct rooms it is in.
typedef enum { known_at_first_sync, known_with_first_command, known_never } Known;

typedef struct {
    long commands, batch, rooms;
    long interval_us;
    const char *command;
    /// What people answer, a letter in turn, to each message with `reply_to` in it; null: nothing.
    const char *reply, *reply_to;
    const char *bot, *device, *token;
    const char *key_field;
    Known known;
    bool hold, echo;
    bool limited;
    double rate, burst;
    double drop, fail;
    uint64_t seed;
    int port;
    bool until_eof;
} Options;

/// An event the bot sent.
typedef struct {
    Span room, type, transaction, content, state_key;
    long previous_in_room;
} Sent;

/// What somebody says, where people answer the bot: where, after how many others of theirs, and whether the bot then
/// asked something. What is said after the first is a reply to the bot's message of that number.
typedef struct {
    long room, turn, to;
    bool asked;
} Said;

typedef struct {
    Span name, alias;
    long last_sent;
} Room;

typedef struct {
    /// How many commands have gone out, in order; a bot that asks again does not lower it.
    long served;
    long answered, doubled, unasked, keys_repeated;
    long sends, replays, reactions, edits, redactions, limited, dropped, failed;
    uint64_t first_request_us, first_sync_us, first_batch_us, last_notice_us;
    uint64_t released_us, wall_start_ms;
    uint64_t *served_us, *answered_us;
    uint8_t *answers;
    Said *said;
    long said_count, *last_said;
    Sent *sent;
    long sent_count, sent_capacity;
    Room *rooms;
    long room_count, room_capacity;
    Map room_by_name, room_by_alias, sent_by_transaction, keys, stored;
    Span *values;
    size_t value_count, value_capacity;
    double tokens;
    uint64_t tokens_at_us;
    uint64_t chance;
} State;

extern Options options;
extern State state;

/// Forgets everything and lets the commands begin again.
void state_reset(void);
/// A number in 0..<1 from the seeded generator.
double chance(void);
/// Takes one send from the rate limit's bucket. Returns 0, or in how many ms to come again.
long take_token(void);

/// Lets everybody say the first command, where people answer the bot.
void replies_reset(void);
/// Notes a message of the bot, where people answer it. Returns the command that it follows, or -1.
long note_reply(Span room, Span content);
/// Whether the latency of command `index` is told: where people answer, it is if a question followed their answer.
bool is_timed(long index);

/// The room of command `index`.
long room_of(long index);
long commands_due(uint64_t now);
/// The number of a direct room by its id, or -1.
long direct_room(Span room);

Room *room_place(Span name);
Room *room_create(Span alias);

/// The number of the event made by this transaction id; `*fresh` is false if there was one already.
long send_once(Span room, Span type, Span transaction, Span content, bool *fresh);
/// Notes which command a message answers.
void note_answer(Span room, Span content);

/// Keeps a JSON value under a name made of parts, e.g. state or account data.
void store_value(Span key, Span value);
Span stored_value(Span key);
