// Headers and chunked bodies, read in place.
#include "http.h"

#include <stdlib.h>
#include <string.h>

Span header_value(Span head, const char *name) {
    size_t length = strlen(name);
    for (size_t at = 0; at + length < head.length;) {
        const char *line = head.at + at;
        const char *end = memchr(line, '\n', head.length - at);
        if (!end) break;
        if (strncasecmp(line, name, length) == 0) {
            const char *from = line + length, *to = end;
            while (from < to && *from == ' ') from++;
            while (to > from && (to[-1] == '\r' || to[-1] == ' ')) to--;
            return (Span){from, (size_t)(to - from)};
        }
        at = (size_t)(end - head.at) + 1;
    }
    return (Span){0};
}

size_t join_chunks(char *raw, size_t length, Span *body) {
    size_t at = 0, joined = 0;
    while (true) {
        char *line_end = memmem(raw + at, length - at, "\r\n", 2);
        if (!line_end) return 0;
        size_t size = strtoul(raw + at, NULL, 16);
        size_t from = (size_t)(line_end - raw) + 2;
        if (size > maximum_body || from + size + 2 > length) return 0;
        memmove(raw + joined, raw + from, size);
        joined += size;
        at = from + size + 2;
        if (!size) {
            *body = (Span){raw, joined};
            return at;
        }
    }
}
