// HTTP/1.1 with keep-alive on loopback: one thread, one epoll.
#pragma once

#include "text.h"

typedef struct Connection Connection;

/// One request. All spans are valid only until it is answered.
typedef struct {
    Span method;
    Span path;
    Span query;
    Span token;
    Span body;
    Connection *from;
} Request;

/// What a waiting `/sync` waits for: its position and the moment at which it is answered empty.
typedef struct {
    long commands;
    long echoes;
    uint64_t deadline_us;
} Wait;

uint64_t now_us(void);
/// Binds to loopback and returns the port chosen.
int http_listen(int port);
/// Serves for ever, or until standard input ends if `until_eof`.
void http_serve(bool until_eof);

void http_answer(Connection *to, int status, Span body);
/// A 429 with `Retry-After` beside the body.
void http_answer_limited(Connection *to, long retry_after_ms);
/// Closes without a word, as a broken network does.
void http_drop(Connection *to);
/// Keeps the request unanswered; `sync_due` is asked about it again and again.
void http_park(Connection *who, Wait wait);
size_t http_parked(void);

/// Given by the endpoints: acts on one request and answers, drops or parks it.
void handle(const Request *request);
/// Given by the endpoints: answers a parked `/sync` if there is something to say and tells whether it did.
bool sync_due(Connection *who, const Wait *wait, uint64_t now);
/// Given by the endpoints: when the next parked request may become due by time alone, in µs.
uint64_t sync_next_due(const Wait *wait);

/// A body that is longer is not read.
enum { maximum_body = 16 * 1024 * 1024 };
/// The value of a header, given its name with the colon.
Span header_value(Span head, const char *name);
/// Moves a chunked body together in place. Returns the length of the raw body, 0 if it is not yet whole.
size_t join_chunks(char *raw, size_t length, Span *body);
