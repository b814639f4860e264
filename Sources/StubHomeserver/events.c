#include "events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long room_total(void) { return options.rooms ? options.rooms : options.commands; }

static void add_room(Text *json, Span room, bool with_room) {
    if (!with_room) return;
    text_format(json, ",\"room_id\":");
    text_json(json, room);
}

static void add_direct_room(Text *json, long room, bool with_room) {
    if (with_room) text_format(json, ",\"room_id\":\"!dm%ld:stub\"", room);
}

void add_command(Text *json, long index, bool with_room) {
    long room = room_of(index);
    text_format(
        json,
        "{\"type\":\"m.room.message\",\"sender\":\"@u%ld:stub\",\"event_id\":\"$c%ld:stub\",\"origin_server_ts\":%lu,"
        "\"content\":{\"msgtype\":\"m.text\",\"body\":",
        room, index, (unsigned long)state.wall_start_ms + (unsigned long)index);
    static Text command;
    command.length = 0;
    bool replies = options.reply && state.said[index].turn > 0;
    if (replies) {
        long letters = (long)strlen(options.reply);
        text_add(&command, options.reply + (room + state.said[index].turn) % letters, 1);
    }
    for (const char *at = replies ? "" : options.command; *at; at++) {
        if (at[0] == '{' && at[1] == 'i' && at[2] == '}') {
            text_format(&command, "%ld", index);
            at += 2;
        } else {
            text_add(&command, at, 1);
        }
    }
    text_json(json, (Span){command.at, command.length});
    if (replies) {
        text_format(
            json, ",\"m.relates_to\":{\"m.in_reply_to\":{\"event_id\":\"$e%ld:stub\"}}", state.said[index].to);
    }
    text_format(json, ",\"m.mentions\":{}},\"unsigned\":{\"age\":12}");
    add_direct_room(json, room, with_room);
    text_add(json, "}", 1);
}

void add_sent(Text *json, long number, bool with_room) {
    const Sent *sent = &state.sent[number];
    text_format(json, "{\"type\":");
    text_json(json, sent->type);
    text_format(json, ",\"sender\":\"%s\",\"event_id\":\"$e%ld:stub\",\"origin_server_ts\":%lu,\"content\":", options.bot,
                number, (unsigned long)state.wall_start_ms + (unsigned long)number);
    text_span(json, sent->content);
    text_format(json, ",\"unsigned\":{\"age\":1,\"transaction_id\":");
    text_json(json, sent->transaction);
    text_add(json, "}", 1);
    add_room(json, sent->room, with_room);
    text_add(json, "}", 1);
}

static void add_state_head(Text *json, const char *type, const char *kind, long room, const char *sender) {
    text_format(
        json, "{\"type\":\"%s\",\"event_id\":\"$s%s%ld:stub\",\"sender\":\"%s\",\"origin_server_ts\":%lu,", type, kind,
        room, sender, (unsigned long)state.wall_start_ms - 86400000u);
}

void add_member(Text *json, long room, bool bot, bool with_room) {
    char person[48];
    snprintf(person, sizeof person, "@u%ld:stub", room);
    const char *member = bot ? options.bot : person;
    add_state_head(json, "m.room.member", bot ? "b" : "u", room, member);
    text_format(
        json, "\"state_key\":\"%s\",\"content\":{\"membership\":\"join\",\"displayname\":\"%s\"}", member,
        bot ? "Guildhall" : "Person");
    if (bot) {
        text_format(
            json,
            ",\"unsigned\":{\"prev_content\":{\"membership\":\"invite\",\"is_direct\":true},\"prev_sender\":\"%s\"}",
            person);
    }
    add_direct_room(json, room, with_room);
    text_add(json, "}", 1);
}

void add_room_state(Text *json, long room, bool with_room) {
    char person[48];
    snprintf(person, sizeof person, "@u%ld:stub", room);
    add_state_head(json, "m.room.create", "c", room, person);
    text_format(json, "\"state_key\":\"\",\"content\":{\"room_version\":\"11\"}");
    add_direct_room(json, room, with_room);
    text_add(json, "},", 2);
    add_member(json, room, false, with_room);
    text_add(json, ",", 1);
    add_member(json, room, true, with_room);
    text_add(json, ",", 1);
    add_state_head(json, "m.room.power_levels", "p", room, person);
    text_format(json, "\"state_key\":\"\",\"content\":{\"users\":{\"%s\":100,\"%s\":100}}", person, options.bot);
    add_direct_room(json, room, with_room);
    text_add(json, "},", 2);
    add_state_head(json, "m.room.join_rules", "j", room, person);
    text_format(json, "\"state_key\":\"\",\"content\":{\"join_rule\":\"invite\"}");
    add_direct_room(json, room, with_room);
    text_add(json, "}", 1);
}

void add_direct(Text *json) {
    text_add(json, "{", 1);
    for (long room = 0; room < room_total(); room++) {
        text_format(json, "%s\"@u%ld:stub\":[\"!dm%ld:stub\"]", room ? "," : "", room, room);
    }
    text_add(json, "}", 1);
}

/// What one answer says of one room; sorting brings the rooms together, for JSON may name each only once.
typedef struct {
    Span room;
    long number;
    bool sent;
} Line;

static int by_room(const void *one, const void *other) {
    const Line *a = one, *b = other;
    size_t length = a->room.length < b->room.length ? a->room.length : b->room.length;
    int order = memcmp(a->room.at, b->room.at, length);
    if (!order) order = (a->room.length > b->room.length) - (a->room.length < b->room.length);
    // Who answers the bot has seen what it said.
    if (!order) order = options.reply ? b->sent - a->sent : a->sent - b->sent;
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void add_joined_room(Text *json, const Line *lines, size_t count) {
    long direct = direct_room(lines[0].room);
    text_json(json, lines[0].room);
    text_format(json, ":{\"timeline\":{\"limited\":false,\"prev_batch\":\"p\",\"events\":[");
    bool first_command = false;
    for (size_t i = 0; i < count; i++) {
        if (i) text_add(json, ",", 1);
        if (lines[i].sent) {
            add_sent(json, lines[i].number, false);
        } else {
            add_command(json, lines[i].number, false);
            first_command |= lines[i].number == direct;
        }
    }
    text_format(json, "]},\"state\":{\"events\":[");
    bool tells_state = first_command && options.known == known_with_first_command;
    if (tells_state) add_room_state(json, direct, false);
    text_format(json, "]},\"account_data\":{\"events\":[]},\"ephemeral\":{\"events\":[]},\"summary\":{");
    if (tells_state) {
        text_format(
            json, "\"m.joined_member_count\":2,\"m.invited_member_count\":0,\"m.heroes\":[\"@u%ld:stub\"]", direct);
    }
    text_format(json, "},\"unread_notifications\":{\"notification_count\":0,\"highlight_count\":0}}");
}

static void add_first_rooms(Text *json) {
    if (options.known != known_at_first_sync) return;
    for (long room = 0; room < room_total(); room++) {
        text_format(
            json,
            "%s\"!dm%ld:stub\":{\"timeline\":{\"limited\":false,\"prev_batch\":\"p\",\"events\":[]},\"state\":{\"events\":[",
            room ? "," : "", room);
        add_room_state(json, room, false);
        text_format(
            json,
            "]},\"account_data\":{\"events\":[]},\"ephemeral\":{\"events\":[]},\"summary\":{\"m.joined_member_count\":2,"
            "\"m.invited_member_count\":0,\"m.heroes\":[\"@u%ld:stub\"]}}",
            room);
    }
}

void add_sync(Text *json, bool initial, long commands, long echoes) {
    // An answer never comes before what it answers.
    long most_echoes = options.reply ? state.sent_count : 500;
    static Line *lines;
    static char (*names)[32];
    static size_t capacity;
    long upto = initial ? 0 : commands + options.batch, heard = echoes;
    if (upto > state.served) upto = state.served;
    if (options.echo && !initial) heard = echoes + most_echoes < state.sent_count ? echoes + most_echoes : state.sent_count;
    size_t count = 0, most = (size_t)(upto > commands ? upto - commands : 0) + (size_t)(heard - echoes);
    if (most > capacity) {
        capacity = most;
        lines = reallocate(lines, capacity * sizeof *lines);
        names = reallocate(names, capacity * sizeof *names);
    }
    for (long index = commands; index < upto; index++, count++) {
        int length = snprintf(names[count], sizeof *names, "!dm%ld:stub", room_of(index));
        lines[count] = (Line){{names[count], (size_t)length}, index, false};
    }
    for (long number = echoes; number < heard; number++, count++) {
        lines[count] = (Line){state.sent[number].room, number, true};
    }
    qsort(lines, count, sizeof *lines, by_room);
    text_format(json, "{\"next_batch\":\"s%ld_%ld\",\"account_data\":{\"events\":[", initial ? 0 : upto, heard);
    if (initial && options.known != known_never) {
        text_format(json, "{\"type\":\"m.direct\",\"content\":");
        add_direct(json);
        text_add(json, "}", 1);
    }
    text_format(json, "]},\"presence\":{\"events\":[]},\"rooms\":{\"join\":{");
    if (initial) add_first_rooms(json);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && span_equal(lines[from].room, lines[to].room); to++) continue;
        if (from) text_add(json, ",", 1);
        add_joined_room(json, lines + from, to - from);
    }
    text_format(json, "},\"invite\":{},\"leave\":{}},\"device_one_time_keys_count\":{}}");
}
