// What the benchmark and the tests ask of the stub itself.
#include "endpoints.h"

#include <stdlib.h>
#include <string.h>

static int by_size(const void *one, const void *other) {
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

/// From the moment a command first went out to the moment its first answer came in.
static void add_latencies(Text *json) {
    uint64_t *latencies = allocate((size_t)(state.answered + 1) * sizeof *latencies);
    size_t count = 0;
    for (long index = 0; index < state.served; index++) {
        if (!state.answers[index] || !is_timed(index)) continue;
        latencies[count++] = state.answered_us[index] - state.served_us[index];
    }
    qsort(latencies, count, sizeof *latencies, by_size);
    double shares[] = {0.5, 0.99, 0.999, 1};
    const char *names[] = {"p50", "p99", "p999", "max"};
    text_format(json, "\"latency_us\":{");
    for (size_t i = 0; i < 4; i++) {
        size_t at = (size_t)(shares[i] * (double)count);
        unsigned long value = count ? (unsigned long)latencies[at < count ? at : count - 1] : 0;
        text_format(json, "%s\"%s\":%lu", i ? "," : "", names[i], value);
    }
    text_format(json, "}");
    free(latencies);
}

static void add_sample(Text *json, const char *name, bool doubled) {
    text_format(json, ",\"%s\":[", name);
    long found = 0;
    for (long index = 0; index < state.served && found < 10; index++) {
        if (doubled ? state.answers[index] < 2 : state.answers[index] > 0) continue;
        text_format(json, "%s%ld", found++ ? "," : "", index);
    }
    text_format(json, "]");
}

static void add_asked(Text *json) {
    text_format(json, ",\"requests\":{");
    size_t row = 0;
    bool first = true;
    for (const Endpoint *table = room_endpoints; table; table = table == room_endpoints ? account_endpoints : NULL) {
        for (const Endpoint *endpoint = table; endpoint->pattern; endpoint++, row++) {
            if (!asked[row]) continue;
            text_format(json, "%s\"%s\":%ld", first ? "" : ",", endpoint->name, asked[row]);
            first = false;
        }
    }
    text_format(json, "%s\"unknown\":%ld}", first ? "" : ",", asked[row]);
}

static void add_progress(Text *json) {
    text_format(
        json, "{\"commands\":%ld,\"served\":%ld,\"answered\":%ld,\"sends\":%ld,\"parked\":%zu,\"first_sync_us\":%lu,",
        options.commands, state.served, state.answered, state.sends, http_parked(), (unsigned long)state.first_sync_us);
}

static void add_stats(Text *json) {
    add_progress(json);
    text_format(
        json,
        "\"doubled\":%ld,\"unasked\":%ld,\"keys_repeated\":%ld,\"replays\":%ld,\"reactions\":%ld,\"edits\":%ld,"
        "\"redactions\":%ld,\"limited\":%ld,\"dropped\":%ld,\"failed\":%ld,",
        state.doubled, state.unasked, state.keys_repeated, state.replays, state.reactions, state.edits,
        state.redactions, state.limited, state.dropped, state.failed);
    text_format(
        json, "\"first_request_us\":%lu,\"first_batch_us\":%lu,\"last_notice_us\":%lu,",
        (unsigned long)state.first_request_us, (unsigned long)state.first_batch_us,
        (unsigned long)state.last_notice_us);
    add_latencies(json);
    add_sample(json, "missing_sample", false);
    add_sample(json, "doubled_sample", true);
    add_asked(json);
    text_format(json, "}");
}

static void set_number(const Request *request, const char *name, long *value) {
    Span given = query_value(request, name);
    if (given.length) *value = strtol(given.at, NULL, 10);
}

void control(const Request *request, Text *json) {
    bool posted = span_is(request->method, "POST");
    if (posted && span_is(request->path, "/stub/reset")) {
        set_number(request, "commands", &options.commands);
        set_number(request, "batch", &options.batch);
        if (options.batch < 1) options.batch = 1;
        state_reset();
        memset(asked, 0, sizeof asked);
    } else if (posted && span_is(request->path, "/stub/release")) {
        if (!state.released_us) state.released_us = now_us();
    } else if (span_is(request->path, "/stub/stats")) {
        add_stats(json);
        return;
    } else if (span_is(request->path, "/stub/progress")) {
        add_progress(json);
        json->at[json->length - 1] = '}';
        return;
    }
    text_format(json, "{}");
}
