// Just enough JSON to look into what a bot sends: one value by its key, everything else skipped unread.
#include "text.h"

#include <string.h>

static size_t skip_space(Span text, size_t at) {
    while (at < text.length && strchr(" \t\r\n", text.at[at]) && text.at[at]) at++;
    return at;
}

/// The index after the string that begins at `at`.
static size_t skip_string(Span text, size_t at) {
    for (at++; at < text.length; at++) {
        if (text.at[at] == '\\') {
            at++;
        } else if (text.at[at] == '"') {
            return at + 1;
        }
    }
    return text.length;
}

/// The index after the value that begins at `at`; brackets are counted, not matched, for the sender made them match.
static size_t skip_value(Span text, size_t at) {
    size_t depth = 0;
    while (at < text.length) {
        char byte = text.at[at];
        if (byte == '"') {
            at = skip_string(text, at);
            if (!depth) return at;
            continue;
        }
        if (byte == '{' || byte == '[') depth++;
        if (byte == '}' || byte == ']') {
            if (!depth) return at;
            if (!--depth) return at + 1;
        }
        if (!depth && byte == ',') return at;
        at++;
    }
    return at;
}

Span json_value(Span object, const char *key) {
    size_t at = skip_space(object, 0);
    if (at >= object.length || object.at[at] != '{') return (Span){0};
    at++;
    while (true) {
        at = skip_space(object, at);
        if (at < object.length && object.at[at] == ',') at = skip_space(object, at + 1);
        if (at >= object.length || object.at[at] != '"') return (Span){0};
        size_t end = skip_string(object, at);
        if (end < at + 2) return (Span){0};
        Span name = {object.at + at + 1, end - at - 2};
        at = skip_space(object, end);
        if (at >= object.length || object.at[at] != ':') return (Span){0};
        at = skip_space(object, at + 1);
        end = skip_value(object, at);
        if (span_is(name, key)) {
            while (end > at && strchr(" \t\r\n", object.at[end - 1])) end--;
            return (Span){object.at + at, end - at};
        }
        at = end;
    }
}

Span json_string(Span object, const char *key) {
    Span value = json_value(object, key);
    if (value.length < 2 || value.at[0] != '"') return (Span){0};
    return (Span){value.at + 1, value.length - 2};
}
