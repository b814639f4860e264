#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *allocate(size_t size) { return reallocate(NULL, size); }

void *reallocate(void *old, size_t size) {
    void *memory = realloc(old, size ? size : 1);
    if (!memory) {
        perror("stub-homeserver: memory");
        exit(1);
    }
    return memory;
}

Span span_of(const char *text) { return (Span){text, strlen(text)}; }

Span span_copy(Span span) {
    char *copy = allocate(span.length + 1);
    memcpy(copy, span.at, span.length);
    copy[span.length] = 0;
    return (Span){copy, span.length};
}

bool span_equal(Span one, Span other) {
    return one.length == other.length && memcmp(one.at, other.at, one.length) == 0;
}

bool span_is(Span span, const char *text) { return span_equal(span, span_of(text)); }

bool span_starts(Span span, const char *text) {
    size_t length = strlen(text);
    return span.length >= length && memcmp(span.at, text, length) == 0;
}

long span_number(Span span, const char *prefix) {
    if (!span_starts(span, prefix)) return -1;
    size_t at = strlen(prefix);
    if (at == span.length || span.at[at] < '0' || span.at[at] > '9') return -1;
    long number = 0;
    for (; at < span.length && span.at[at] >= '0' && span.at[at] <= '9'; at++) {
        if (number > 1000000000L) return -1;
        number = number * 10 + (span.at[at] - '0');
    }
    return number;
}

static void text_reserve(Text *text, size_t more) {
    if (text->length + more <= text->capacity) return;
    text->capacity = (text->length + more) * 2 + 64;
    text->at = reallocate(text->at, text->capacity);
}

void text_add(Text *text, const char *bytes, size_t length) {
    text_reserve(text, length);
    if (length) memcpy(text->at + text->length, bytes, length);
    text->length += length;
}

void text_span(Text *text, Span span) { text_add(text, span.at, span.length); }

void text_format(Text *text, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        text_reserve(text, (size_t)length + 1);
        vsnprintf(text->at + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

void text_json(Text *text, Span span) {
    text_add(text, "\"", 1);
    for (size_t i = 0; i < span.length; i++) {
        unsigned char byte = (unsigned char)span.at[i];
        if (byte == '"' || byte == '\\') {
            char escaped[2] = {'\\', (char)byte};
            text_add(text, escaped, 2);
        } else if (byte < 0x20) {
            text_format(text, "\\u%04x", byte);
        } else {
            text_add(text, (const char *)&byte, 1);
        }
    }
    text_add(text, "\"", 1);
}

static size_t hash(Span key) {
    uint64_t value = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.length; i++) value = (value ^ (unsigned char)key.at[i]) * 0x100000001b3u;
    return (size_t)(value ^ (value >> 29));
}

static size_t slot_of(const Map *map, Span key) {
    size_t slot = hash(key) & (map->capacity - 1);
    while (map->keys[slot].at && !span_equal(map->keys[slot], key)) slot = (slot + 1) & (map->capacity - 1);
    return slot;
}

size_t *map_find(const Map *map, Span key) {
    if (!map->capacity) return NULL;
    size_t slot = slot_of(map, key);
    return map->keys[slot].at ? &map->values[slot] : NULL;
}

static void map_grow(Map *map) {
    Map larger = {.capacity = map->capacity ? map->capacity * 2 : 1024, .used = map->used};
    larger.keys = allocate(larger.capacity * sizeof(Span));
    larger.values = allocate(larger.capacity * sizeof(size_t));
    memset(larger.keys, 0, larger.capacity * sizeof(Span));
    for (size_t i = 0; i < map->capacity; i++) {
        if (!map->keys[i].at) continue;
        size_t slot = slot_of(&larger, map->keys[i]);
        larger.keys[slot] = map->keys[i];
        larger.values[slot] = map->values[i];
    }
    free(map->keys);
    free(map->values);
    *map = larger;
}

size_t *map_place(Map *map, Span key, bool *fresh) {
    if ((map->used + 1) * 2 > map->capacity) map_grow(map);
    size_t slot = slot_of(map, key);
    *fresh = !map->keys[slot].at;
    if (*fresh) {
        map->keys[slot] = span_copy(key);
        map->values[slot] = 0;
        map->used++;
    }
    return &map->values[slot];
}

void map_clear(Map *map) {
    for (size_t i = 0; i < map->capacity; i++) free((void *)map->keys[i].at);
    free(map->keys);
    free(map->values);
    *map = (Map){0};
}
