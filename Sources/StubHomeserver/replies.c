// People who answer what the bot asks as soon as they see it: what is said next depends on what the bot sent.
#include "state.h"

#include <stdlib.h>
#include <string.h>

static long people(void) { return options.rooms ? options.rooms : options.commands; }

static void say(long room, long turn, long to) {
    if (state.said_count == options.commands) return;
    state.last_said[room] = state.said_count;
    state.said[state.said_count++] = (Said){.room = room, .turn = turn, .to = to};
}

void replies_reset(void) {
    if (!options.reply) return;
    state.said = calloc((size_t)options.commands + 1, sizeof(Said));
    state.last_said = calloc((size_t)people() + 1, sizeof(long));
    if (!state.said || !state.last_said) abort();
    for (long room = 0; room < people(); room++) say(room, 0, -1);
}

long note_reply(Span room, Span content) {
    long direct = direct_room(room);
    if (direct < 0) return -1;
    long index = state.last_said[direct], last = options.commands / people() - 1;
    Said *said = &state.said[index];
    Span body = json_string(content, "body");
    if (!body.length || !memmem(body.at, body.length, options.reply_to, strlen(options.reply_to))) {
        // Whatever follows the last answer ends it; before that, only questions count.
        return said->turn == last ? index : -1;
    }
    said->asked = true;
    // The message that was noted last is this one.
    if (said->turn < last) say(direct, said->turn + 1, state.sent_count - 1);
    return index;
}

bool is_timed(long index) {
    return !options.reply || (state.said[index].turn > 0 && state.said[index].asked);
}
