// Growing text, pieces of text, and a map from text to a number: all that the stub needs of a standard library.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A piece of text that somebody else owns.
typedef struct {
    const char *at;
    size_t length;
} Span;

/// Text that grows. Never freed when `length` is set back to 0, so that a hot path allocates once.
typedef struct {
    char *at;
    size_t length;
    size_t capacity;
} Text;

/// A map with owned keys, open addressing. Nothing is ever removed, only all at once.
typedef struct {
    Span *keys;
    size_t *values;
    size_t used;
    size_t capacity;
} Map;

#define SPAN(literal) ((Span){(literal), sizeof(literal) - 1})

Span span_of(const char *text);
Span span_copy(Span span);
bool span_is(Span span, const char *text);
bool span_equal(Span one, Span other);
bool span_starts(Span span, const char *text);
/// The number that follows `prefix` at the start of `span`, or -1: `span_number("$c17:stub", "$c")` is 17.
long span_number(Span span, const char *prefix);

void text_add(Text *text, const char *bytes, size_t length);
void text_span(Text *text, Span span);
void text_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/// Adds `span` as a JSON string with its quotes.
void text_json(Text *text, Span span);

/// Where the value of `key` is, or null.
size_t *map_find(const Map *map, Span key);
/// Where the value of `key` is; a new key begins with 0 and is told by `*fresh`.
size_t *map_place(Map *map, Span key, bool *fresh);
void map_clear(Map *map);

/// Memory or the end of the process: a stub that lacks memory has nothing to say.
void *allocate(size_t size);
void *reallocate(void *old, size_t size);

/// The value of `key` in the JSON object `object`, as written (strings with their quotes), or an empty span.
/// Reads one level and skips the rest, so a hostile depth costs nothing.
Span json_value(Span object, const char *key);
/// The same, for a string without escapes: its characters, or an empty span.
Span json_string(Span object, const char *key);
