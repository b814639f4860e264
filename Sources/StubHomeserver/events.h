// Events as JSON. Every one of them is a pure function of its number, so a position can be asked for again.
#pragma once

#include "state.h"

/// Command `index` as an event of a timeline.
void add_command(Text *json, long index, bool with_room);
/// Sent event `number`, with the transaction id that only its own device sees.
void add_sent(Text *json, long number, bool with_room);
/// One member event of a direct room: the bot, or the person.
void add_member(Text *json, long room, bool bot, bool with_room);
/// The state events of a direct room, separated by commas: exactly two joined people.
void add_room_state(Text *json, long room, bool with_room);
/// The content of `m.direct`: each person and the room with them.
void add_direct(Text *json);
/// A whole answer to `/sync` from this position.
void add_sync(Text *json, bool initial, long commands, long echoes);
