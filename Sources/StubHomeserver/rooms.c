// Endpoints below /rooms, and those that make, find and enter rooms.
#include "endpoints.h"
#include "events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void send_event(Call *call) {
    bool fresh;
    Span room = call->part[0], type = call->part[1], content = call->request->body;
    long number = send_once(room, type, call->part[2], content, &fresh);
    text_format(call->json, "{\"event_id\":\"$e%ld:stub\"}", number);
    if (!fresh) {
        state.replays++;
    } else if (span_is(type, "m.room.message")) {
        note_answer(room, content);
    } else if (span_is(type, "m.reaction")) {
        state.reactions++;
    }
}

static void redact(Call *call) {
    bool fresh;
    long number = send_once(call->part[0], SPAN("m.room.redaction"), call->part[2], call->request->body, &fresh);
    text_format(call->json, "{\"event_id\":\"$e%ld:stub\"}", number);
    if (fresh) state.redactions++;
}

static void put_state(Call *call) {
    static long number;
    keep(call);
    text_format(call->json, "{\"event_id\":\"$state%ld:stub\"}", ++number);
}

/// The content of a state event that every direct room has without anybody having put it there.
static bool add_inborn_state(Call *call, long direct) {
    Text events = {0};
    text_add(&events, "{\"events\":[", 11);
    add_room_state(&events, direct, false);
    text_add(&events, "]}", 2);
    Span list = json_value((Span){events.at, events.length}, "events");
    bool found = false;
    for (size_t at = 1; at < list.length && !found;) {
        Span rest = {list.at + at, list.length - at};
        Span type = json_string(rest, "type"), key = json_string(rest, "state_key");
        Span content = json_value(rest, "content");
        if (span_equal(type, call->part[1]) && span_equal(key, call->part[2])) {
            text_span(call->json, content);
            found = true;
        }
        const char *next = memmem(rest.at + 1, rest.length - 1, "{\"type\":\"m.room.", 16);
        at = next ? (size_t)(next - list.at) : list.length;
    }
    free(events.at);
    return found;
}

static void get_state_event(Call *call) {
    long direct = direct_room(call->part[0]);
    if (give_back(call) || (direct >= 0 && add_inborn_state(call, direct))) return;
    refuse(call, 404, "M_NOT_FOUND", "Event not found.");
}

static void get_state(Call *call) {
    long direct = direct_room(call->part[0]);
    text_add(call->json, "[", 1);
    if (direct >= 0) add_room_state(call->json, direct, true);
    text_add(call->json, "]", 1);
}

static void members(Call *call) {
    long direct = direct_room(call->part[0]);
    text_format(call->json, "{\"chunk\":[");
    if (direct >= 0) {
        add_member(call->json, direct, false, true);
        text_add(call->json, ",", 1);
        add_member(call->json, direct, true, true);
    }
    text_format(call->json, "]}");
}

static void joined_members(Call *call) {
    long direct = direct_room(call->part[0]);
    text_format(call->json, "{\"joined\":{\"%s\":{\"display_name\":\"Guildhall\"}", options.bot);
    if (direct >= 0) text_format(call->json, ",\"@u%ld:stub\":{\"display_name\":\"Person\"}", direct);
    text_format(call->json, "}}");
}

static void joined_rooms(Call *call) {
    long rooms = options.known == known_never ? 0 : options.rooms ? options.rooms : options.commands;
    text_format(call->json, "{\"joined_rooms\":[");
    for (long room = 0; room < rooms; room++) text_format(call->json, "%s\"!dm%ld:stub\"", room ? "," : "", room);
    for (long i = 0; i < state.room_count; i++) {
        if (direct_room(state.rooms[i].name) >= 0) continue;
        if (call->json->at[call->json->length - 1] != '[') text_add(call->json, ",", 1);
        text_json(call->json, state.rooms[i].name);
    }
    text_format(call->json, "]}");
}

/// Newest first and all at once: what the bot sent here, then the commands of this room.
static void messages(Call *call) {
    Span room = call->part[0];
    bool first = true;
    text_format(call->json, "{\"start\":\"p\",\"chunk\":[");
    if (!span_is(query_value(call->request, "dir"), "f")) {
        for (long sent = room_place(room)->last_sent; sent >= 0; sent = state.sent[sent].previous_in_room) {
            if (!first) text_add(call->json, ",", 1);
            add_sent(call->json, sent, true);
            first = false;
        }
        long direct = direct_room(room), step = options.rooms ? options.rooms : options.commands;
        if (options.reply) step = 1;
        for (long index = direct >= 0 && step > 0 ? (state.served - 1 - direct) / step * step + direct : -1; index >= 0;
             index -= step) {
            if (index >= state.served || room_of(index) != direct) continue;
            if (!first) text_add(call->json, ",", 1);
            add_command(call->json, index, true);
            first = false;
        }
    }
    text_format(call->json, "],\"state\":[]}");
}

static void get_event(Call *call) {
    long command = span_number(call->part[1], "$c"), sent = span_number(call->part[1], "$e");
    if (command >= 0 && command < state.served) {
        add_command(call->json, command, true);
    } else if (sent >= 0 && sent < state.sent_count && span_equal(state.sent[sent].room, call->part[0])) {
        add_sent(call->json, sent, true);
    } else {
        refuse(call, 404, "M_NOT_FOUND", "Event not found.");
    }
}

static void relations(Call *call) { text_format(call->json, "{\"chunk\":[]}"); }

static void create_room(Call *call) {
    Text alias = {0};
    Span name = json_string(call->request->body, "room_alias_name");
    if (name.length) {
        text_add(&alias, "#", 1);
        text_span(&alias, name);
        text_add(&alias, ":stub", 5);
    }
    Span full = {alias.at, alias.length};
    if (full.length && map_find(&state.room_by_alias, full)) {
        refuse(call, 400, "M_ROOM_IN_USE", "Room alias already taken");
    } else {
        text_format(call->json, "{\"room_id\":");
        text_json(call->json, room_create(full)->name);
        text_add(call->json, "}", 1);
    }
    free(alias.at);
}

static void get_alias(Call *call) {
    const size_t *number = map_find(&state.room_by_alias, call->part[0]);
    if (!number) {
        refuse(call, 404, "M_NOT_FOUND", "Room alias not found");
        return;
    }
    text_format(call->json, "{\"room_id\":");
    text_json(call->json, state.rooms[*number].name);
    text_format(call->json, ",\"servers\":[\"stub\"]}");
}

static void put_alias(Call *call) {
    bool fresh;
    Room *room = room_place(json_string(call->request->body, "room_id"));
    *map_place(&state.room_by_alias, call->part[0], &fresh) = (size_t)(room - state.rooms);
}

static void join(Call *call) {
    const size_t *number = map_find(&state.room_by_alias, call->part[0]);
    text_format(call->json, "{\"room_id\":");
    text_json(call->json, number ? state.rooms[*number].name : call->part[0]);
    text_add(call->json, "}", 1);
}

/// Everything the bot does and nobody looks at: typing, receipts, invitations, leaving.
static void agree(Call *call) { (void)call; }

const Endpoint room_endpoints[] = {
    {"PUT rooms/*/send/*/*", send_event, true, "send"},
    {"PUT rooms/*/typing/*", agree, false, "typing"},
    {"POST rooms/*/receipt/*/*", agree, false, "receipt"},
    {"POST rooms/*/read_markers", agree, false, "read_markers"},
    {"PUT rooms/*/redact/*/*", redact, true, "redact"},
    {"GET rooms/*/state", get_state, false, "state"},
    {"GET rooms/*/state/*/*", get_state_event, false, "state_get"},
    {"PUT rooms/*/state/*/*", put_state, false, "state_put"},
    {"GET rooms/*/members", members, false, "members"},
    {"GET rooms/*/joined_members", joined_members, false, "joined_members"},
    {"GET rooms/*/messages", messages, false, "messages"},
    {"GET rooms/*/event/*", get_event, false, "event"},
    {"GET rooms/*/relations/*", relations, false, "relations"},
    {"GET rooms/*/relations/*/*", relations, false, "relations_type"},
    {"GET rooms/*/relations/*/*/*", relations, false, "relations_event_type"},
    {"POST rooms/*/invite", agree, false, "invite"},
    {"POST rooms/*/join", join, false, "join_by_id"},
    {"POST rooms/*/leave", agree, false, "leave"},
    {"POST rooms/*/forget", agree, false, "forget"},
    {"POST rooms/*/kick", agree, false, "kick"},
    {"POST join/*", join, false, "join"},
    {"GET joined_rooms", joined_rooms, false, "joined_rooms"},
    {"POST createRoom", create_room, false, "createRoom"},
    {"GET directory/room/*", get_alias, false, "alias_get"},
    {"PUT directory/room/*", put_alias, false, "alias_put"},
    {0},
};
