#include "endpoints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long asked[64];

void refuse(Call *call, int status, const char *code, const char *text) {
    call->status = status;
    call->json->length = 0;
    text_format(call->json, "{\"errcode\":\"%s\",\"error\":\"%s\"}", code, text);
}

Span query_value(const Request *request, const char *name) {
    size_t length = strlen(name);
    const char *at = request->query.at, *end = at + request->query.length;
    while (at && at < end) {
        const char *next = memchr(at, '&', (size_t)(end - at));
        if (!next) next = end;
        if ((size_t)(next - at) > length && memcmp(at, name, length) == 0 && at[length] == '=') {
            return (Span){at + length + 1, (size_t)(next - at) - length - 1};
        }
        at = next + 1;
    }
    return (Span){0};
}

static Span storage_key(const Call *call, size_t upto) {
    static Text key;
    key.length = 0;
    for (size_t i = 0; i < call->parts && i < upto; i++) {
        text_span(&key, call->part[i]);
        text_add(&key, "\n", 1);
    }
    return (Span){key.at, key.length};
}

void keep(Call *call) { store_value(storage_key(call, most_parts), call->request->body); }

bool give_back(Call *call) {
    Span value = stored_value(storage_key(call, most_parts));
    if (!value.at) return false;
    call->json->length = 0;
    text_span(call->json, value);
    return true;
}

static int hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/// Decodes `from` into `*store` and moves `*store` on; each part is at most as long as it was.
static Span decoded(Span from, char **store) {
    char *to = *store;
    for (size_t i = 0; i < from.length; i++) {
        char byte = from.at[i];
        if (byte == '%' && i + 2 < from.length && hex(from.at[i + 1]) >= 0 && hex(from.at[i + 2]) >= 0) {
            byte = (char)(hex(from.at[i + 1]) * 16 + hex(from.at[i + 2]));
            i += 2;
        }
        *to++ = byte;
    }
    Span span = {*store, (size_t)(to - *store)};
    *store = to;
    return span;
}

/// Takes the part up to the next `/` off the front of `*rest`.
static Span next_part(Span *rest) {
    const char *slash = rest->length ? memchr(rest->at, '/', rest->length) : NULL;
    Span part = {rest->at, slash ? (size_t)(slash - rest->at) : rest->length};
    size_t taken = part.length + (slash ? 1 : 0);
    *rest = (Span){rest->at + taken, rest->length - taken};
    return part;
}

/// Whether method and path fit a pattern such as `PUT rooms/*/send/*/*`; fills the call's parts.
static bool fits(const char *pattern, Span method, Span path, Call *call, char *store) {
    Span wanted = span_of(pattern);
    size_t method_length = (size_t)(strchr(pattern, ' ') - pattern);
    if (!span_equal(method, (Span){pattern, method_length})) return false;
    wanted = (Span){pattern + method_length + 1, wanted.length - method_length - 1};
    call->parts = 0;
    while (wanted.length || path.length) {
        bool slash_wanted = wanted.length > 0, slash_there = path.length > 0;
        if (slash_wanted != slash_there) {
            // The state key may be empty: `/state/m.room.name` and `/state/m.room.name/` are the same.
            if (!slash_there && span_is(wanted, "*")) {
                call->part[call->parts++] = SPAN("");
                return true;
            }
            return false;
        }
        Span want = next_part(&wanted), part = next_part(&path);
        if (span_is(want, "*")) {
            call->part[call->parts++] = decoded(part, &store);
        } else if (!span_equal(want, part)) {
            return false;
        }
    }
    return true;
}

static bool faulty(Call *call) {
    if (options.fail > 0 && chance() < options.fail) {
        state.failed++;
        refuse(call, chance() < 0.5 ? 500 : 502, "M_UNKNOWN", "A planned fault");
        return true;
    }
    return false;
}

static void serve(Call *call, const Endpoint *endpoint) {
    if (faulty(call)) return;
    long wait_ms = endpoint->limited ? take_token() : 0;
    if (wait_ms) {
        state.limited++;
        http_answer_limited(call->request->from, wait_ms);
        call->done = true;
        return;
    }
    endpoint->answer(call);
    if (!call->done && options.drop > 0 && chance() < options.drop) {
        state.dropped++;
        http_drop(call->request->from);
        call->done = true;
    }
}

static const Endpoint *find(Call *call, Span path, char *store) {
    const Endpoint *tables[] = {room_endpoints, account_endpoints};
    size_t row = 0;
    for (size_t table = 0; table < 2; table++) {
        for (const Endpoint *endpoint = tables[table]; endpoint->pattern; endpoint++, row++) {
            if (!fits(endpoint->pattern, call->request->method, path, call, store)) continue;
            asked[row]++;
            return endpoint;
        }
    }
    asked[row]++;
    return NULL;
}

/// The path behind `/_matrix/client/<version>/`, or the whole path without its first slash.
static Span endpoint_path(Span path) {
    const char *prefix = "/_matrix/client/";
    if (!span_starts(path, prefix) || span_is(path, "/_matrix/client/versions")) {
        return path.length ? (Span){path.at + 1, path.length - 1} : path;
    }
    Span rest = {path.at + strlen(prefix), path.length - strlen(prefix)};
    next_part(&rest);
    return rest;
}

void handle(const Request *request) {
    static Text json;
    static char *store;
    static size_t store_size;
    json.length = 0;
    if (span_starts(request->path, "/stub/")) {
        control(request, &json);
        http_answer(request->from, 200, (Span){json.at, json.length});
        return;
    }
    if (!state.first_request_us) state.first_request_us = now_us();
    if (request->path.length + 1 > store_size) {
        store_size = request->path.length + 4096;
        store = reallocate(store, store_size);
    }
    Call call = {.request = request, .json = &json, .status = 200};
    const Endpoint *endpoint = find(&call, endpoint_path(request->path), store);
    if (endpoint) {
        serve(&call, endpoint);
    } else {
        refuse(&call, 404, "M_UNRECOGNIZED", "Unrecognized request");
    }
    if (call.done) return;
    if (!json.length) text_add(&json, "{}", 2);
    http_answer(request->from, call.status, (Span){json.at, json.length});
}
