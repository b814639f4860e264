// Endpoints of the account: who the bot is, what it hears, and what is kept for it.
#include "endpoints.h"
#include "events.h"

#include <stdlib.h>
#include <string.h>

static void versions(Call *call) {
    text_format(
        call->json,
        "{\"versions\":[\"v1.1\",\"v1.2\",\"v1.3\",\"v1.4\",\"v1.5\",\"v1.6\",\"v1.7\",\"v1.8\",\"v1.9\",\"v1.10\","
        "\"v1.11\",\"v1.12\"],\"unstable_features\":{}}");
}

static void well_known(Call *call) {
    text_format(call->json, "{\"m.homeserver\":{\"base_url\":\"http://127.0.0.1:%d\"}}", options.port);
}

static void login_flows(Call *call) {
    text_format(call->json, "{\"flows\":[{\"type\":\"m.login.password\"},{\"type\":\"m.login.token\"}]}");
}

static void login(Call *call) {
    Span device = json_string(call->request->body, "device_id");
    text_format(call->json, "{\"user_id\":\"%s\",\"access_token\":\"%s\",\"device_id\":", options.bot, options.token);
    text_json(call->json, device.length ? device : span_of(options.device));
    text_format(call->json, "}");
}

static void refresh(Call *call) {
    text_format(call->json, "{\"access_token\":\"%s\",\"expires_in_ms\":86400000}", options.token);
}

static void whoami(Call *call) {
    if (!span_is(call->request->token, options.token)) {
        refuse(call, 401, "M_UNKNOWN_TOKEN", "Unrecognised access token");
        return;
    }
    text_format(
        call->json, "{\"user_id\":\"%s\",\"device_id\":\"%s\",\"is_guest\":false}", options.bot, options.device);
}

static void filter(Call *call) { text_format(call->json, "{\"filter_id\":\"1\"}"); }
static void filter_get(Call *call) { (void)call; }

static bool something_new(const Wait *wait, uint64_t now) {
    return wait->commands < commands_due(now) || (options.echo && wait->echoes < state.sent_count);
}

static void answer_sync(Text *json, bool initial, const Wait *wait, uint64_t now) {
    long upto = wait->commands + options.batch, due = commands_due(now);
    if (upto > due) upto = due;
    if (!initial && upto > state.served) {
        if (!state.first_batch_us) state.first_batch_us = now;
        for (long index = state.served; index < upto; index++) state.served_us[index] = now;
        state.served = upto;
    }
    add_sync(json, initial, wait->commands, wait->echoes);
}

static void sync(Call *call) {
    uint64_t now = now_us();
    if (!state.first_sync_us) state.first_sync_us = now;
    Span since = query_value(call->request, "since"), timeout = query_value(call->request, "timeout");
    Wait wait = {.deadline_us = now + (timeout.length ? strtoul(timeout.at, NULL, 10) : 0) * 1000};
    bool initial = !since.length;
    if (!initial) {
        wait.commands = span_number(since, "s");
        const char *underscore = memchr(since.at, '_', since.length);
        wait.echoes = underscore ? strtol(underscore + 1, NULL, 10) : 0;
        if (wait.commands < 0 || wait.commands > options.commands || wait.echoes > state.sent_count) {
            refuse(call, 400, "M_UNKNOWN", "Invalid stream token");
            return;
        }
        if (!something_new(&wait, now) && wait.deadline_us > now) {
            http_park(call->request->from, wait);
            call->done = true;
            return;
        }
    }
    answer_sync(call->json, initial, &wait, now);
}

bool sync_due(Connection *who, const Wait *wait, uint64_t now) {
    static Text json;
    if (!something_new(wait, now) && now < wait->deadline_us) return false;
    json.length = 0;
    answer_sync(&json, false, wait, now);
    http_answer(who, 200, (Span){json.at, json.length});
    return true;
}

uint64_t sync_next_due(const Wait *wait) {
    uint64_t due = wait->deadline_us;
    if (state.released_us && options.interval_us && wait->commands < options.commands) {
        uint64_t batch = state.released_us
            + (uint64_t)(wait->commands / options.batch) * (uint64_t)options.interval_us;
        if (batch < due) due = batch;
    }
    return due;
}

static void capabilities(Call *call) {
    text_format(
        call->json,
        "{\"capabilities\":{\"m.room_versions\":{\"default\":\"11\",\"available\":{\"10\":\"stable\",\"11\":\"stable\","
        "\"12\":\"stable\"}},\"m.change_password\":{\"enabled\":false}}}");
}

static void account_data(Call *call) {
    if (give_back(call)) return;
    bool direct = call->parts == 2 && span_is(call->part[1], "m.direct") && options.known != known_never;
    if (direct) {
        add_direct(call->json);
    } else {
        refuse(call, 404, "M_NOT_FOUND", "Account data not found");
    }
}

static void profile(Call *call) {
    text_format(call->json, "{\"displayname\":");
    text_json(call->json, span_is(call->part[0], options.bot) ? SPAN("Guildhall") : SPAN("Person"));
    text_format(call->json, "}");
}

static void push_rules(Call *call) { text_format(call->json, "{\"global\":{}}"); }
static void devices(Call *call) { text_format(call->json, "{\"devices\":[]}"); }
static void public_rooms(Call *call) { text_format(call->json, "{\"chunk\":[]}"); }
static void agree(Call *call) { (void)call; }

const Endpoint account_endpoints[] = {
    {"GET sync", sync, false, "sync"},
    {"GET _matrix/client/versions", versions, false, "versions"},
    {"GET .well-known/matrix/client", well_known, false, "well_known"},
    {"GET login", login_flows, false, "login_flows"},
    {"POST login", login, false, "login"},
    {"POST refresh", refresh, false, "refresh"},
    {"POST logout", agree, false, "logout"},
    {"GET account/whoami", whoami, false, "whoami"},
    {"POST user/*/filter", filter, false, "filter"},
    {"GET user/*/filter/*", filter_get, false, "filter_get"},
    {"GET capabilities", capabilities, false, "capabilities"},
    {"GET user/*/account_data/*", account_data, false, "account_data_get"},
    {"PUT user/*/account_data/*", keep, false, "account_data_put"},
    {"GET user/*/rooms/*/account_data/*", account_data, false, "room_account_data_get"},
    {"PUT user/*/rooms/*/account_data/*", keep, false, "room_account_data_put"},
    {"GET profile/*", profile, false, "profile"},
    {"GET profile/*/*", profile, false, "profile_field"},
    {"PUT profile/*/*", agree, false, "profile_put"},
    {"PUT presence/*/status", agree, false, "presence"},
    {"PUT sendToDevice/*/*", agree, false, "sendToDevice"},
    {"POST keys/upload", agree, false, "keys_upload"},
    {"POST keys/query", agree, false, "keys_query"},
    {"GET pushrules", push_rules, false, "pushrules"},
    {"GET devices", devices, false, "devices"},
    {"GET publicRooms", public_rooms, false, "publicRooms"},
    {0},
};
