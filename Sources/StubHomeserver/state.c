#include "state.h"

#include "http.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

Options options = {
    .commands = 0, .batch = 50, .rooms = 0, .command = "!freelancer on", .reply_to = "", .bot = "@guildhall:stub",
    .device = "GUILDHALL", .token = "stub-token", .key_field = "org.guildhall.key", .known = known_with_first_command,
    .rate = 0.2, .burst = 10, .seed = 1,
};
State state;

static void free_spans(Sent *sent) {
    Span spans[] = {sent->room, sent->type, sent->transaction, sent->content, sent->state_key};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) free((void *)spans[i].at);
}

void state_reset(void) {
    for (long i = 0; i < state.sent_count; i++) free_spans(&state.sent[i]);
    for (long i = 0; i < state.room_count; i++) {
        free((void *)state.rooms[i].name.at);
        free((void *)state.rooms[i].alias.at);
    }
    for (size_t i = 0; i < state.value_count; i++) free((void *)state.values[i].at);
    map_clear(&state.room_by_name);
    map_clear(&state.room_by_alias);
    map_clear(&state.sent_by_transaction);
    map_clear(&state.keys);
    map_clear(&state.stored);
    free(state.sent);
    free(state.rooms);
    free(state.values);
    free(state.served_us);
    free(state.answered_us);
    free(state.answers);
    free(state.said);
    free(state.last_said);
    state = (State){.chance = options.seed, .tokens = options.burst, .tokens_at_us = now_us()};
    size_t count = (size_t)options.commands;
    state.served_us = calloc(count + 1, sizeof(uint64_t));
    state.answered_us = calloc(count + 1, sizeof(uint64_t));
    state.answers = calloc(count + 1, 1);
    if (!state.served_us || !state.answered_us || !state.answers) abort();
    replies_reset();
    if (!options.hold) state.released_us = now_us();
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    state.wall_start_ms = (uint64_t)wall.tv_sec * 1000u + (uint64_t)wall.tv_nsec / 1000000u;
}

double chance(void) {
    // SplitMix64: one seed, one run.
    uint64_t value = (state.chance += 0x9e3779b97f4a7c15u);
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return (double)((value ^ (value >> 31)) >> 11) * 0x1.0p-53;
}

long take_token(void) {
    if (!options.limited) return 0;
    uint64_t now = now_us();
    state.tokens += (double)(now - state.tokens_at_us) * 1e-6 * options.rate;
    if (state.tokens > options.burst) state.tokens = options.burst;
    state.tokens_at_us = now;
    if (state.tokens >= 1) {
        state.tokens -= 1;
        return 0;
    }
    return (long)((1 - state.tokens) / options.rate * 1000) + 1;
}

long room_of(long index) {
    if (options.reply) return state.said[index].room;
    return options.rooms ? index % options.rooms : index;
}

long direct_room(Span room) {
    long number = span_number(room, "!dm");
    long rooms = options.rooms ? options.rooms : options.commands;
    return number < rooms ? number : -1;
}

long commands_due(uint64_t now) {
    if (!state.released_us) return 0;
    if (options.reply) return state.said_count;
    if (!options.interval_us) return options.commands;
    if (now < state.released_us) return 0;
    uint64_t batches = (now - state.released_us) / (uint64_t)options.interval_us + 1;
    uint64_t due = batches * (uint64_t)options.batch;
    return due > (uint64_t)options.commands ? options.commands : (long)due;
}

static Room *room_add(Span name, Span alias) {
    if (state.room_count == state.room_capacity) {
        state.room_capacity = state.room_capacity * 2 + 64;
        state.rooms = reallocate(state.rooms, (size_t)state.room_capacity * sizeof(Room));
    }
    Room *room = &state.rooms[state.room_count++];
    *room = (Room){.name = span_copy(name), .alias = span_copy(alias), .last_sent = -1};
    return room;
}

Room *room_place(Span name) {
    bool fresh;
    size_t *number = map_place(&state.room_by_name, name, &fresh);
    if (fresh) {
        *number = (size_t)state.room_count;
        return room_add(name, SPAN(""));
    }
    return &state.rooms[*number];
}

Room *room_create(Span alias) {
    bool fresh;
    Text name = {0};
    text_format(&name, "!made%ld:stub", state.room_count);
    if (alias.length) *map_place(&state.room_by_alias, alias, &fresh) = (size_t)state.room_count;
    *map_place(&state.room_by_name, (Span){name.at, name.length}, &fresh) = (size_t)state.room_count;
    Room *room = room_add((Span){name.at, name.length}, alias);
    free(name.at);
    return room;
}

long send_once(Span room, Span type, Span transaction, Span content, bool *fresh) {
    // Like Synapse, whose key has the room and the transaction id in it but not the type of the event.
    static Text key;
    key.length = 0;
    text_span(&key, room);
    text_add(&key, "\n", 1);
    text_span(&key, transaction);
    size_t *number = map_place(&state.sent_by_transaction, (Span){key.at, key.length}, fresh);
    if (!*fresh) return (long)*number;
    *number = (size_t)state.sent_count;
    if (state.sent_count == state.sent_capacity) {
        state.sent_capacity = state.sent_capacity * 2 + 1024;
        state.sent = reallocate(state.sent, (size_t)state.sent_capacity * sizeof(Sent));
    }
    Room *place = room_place(room);
    state.sent[state.sent_count] = (Sent){
        .room = span_copy(room), .type = span_copy(type), .transaction = span_copy(transaction),
        .content = span_copy(content), .previous_in_room = place->last_sent,
    };
    place->last_sent = state.sent_count;
    return state.sent_count++;
}

void note_answer(Span room, Span content) {
    Span relation = json_value(content, "m.relates_to");
    if (span_is(json_string(relation, "rel_type"), "m.replace")) {
        state.edits++;
        return;
    }
    state.sends++;
    state.last_notice_us = now_us();
    Span key = json_string(content, options.key_field);
    bool fresh = true;
    if (key.length) map_place(&state.keys, key, &fresh);
    if (!fresh) state.keys_repeated++;
    long index = span_number(json_string(json_value(relation, "m.in_reply_to"), "event_id"), "$c");
    // Without a reply the room tells the command only where each has a room of its own.
    if (index < 0 && !options.rooms) index = direct_room(room);
    if (options.reply) index = note_reply(room, content);
    if (index < 0 || index >= state.served) {
        state.unasked++;
        return;
    }
    if (state.answers[index] < UINT8_MAX) state.answers[index]++;
    if (state.answers[index] == 1) {
        state.answered++;
        state.answered_us[index] = state.last_notice_us;
    } else {
        state.doubled++;
    }
}

void store_value(Span key, Span value) {
    bool fresh;
    size_t *number = map_place(&state.stored, key, &fresh);
    if (fresh) {
        if (state.value_count == state.value_capacity) {
            state.value_capacity = state.value_capacity * 2 + 256;
            state.values = reallocate(state.values, state.value_capacity * sizeof(Span));
        }
        *number = state.value_count++;
    } else {
        free((void *)state.values[*number].at);
    }
    state.values[*number] = span_copy(value);
}

Span stored_value(Span key) {
    const size_t *number = map_find(&state.stored, key);
    return number ? state.values[*number] : (Span){0};
}
