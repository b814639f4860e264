// The client-server API: one row of a table per endpoint.
#pragma once

#include "http.h"
#include "state.h"

enum { most_parts = 12 };

/// One request, its path taken apart, and the body of its answer.
typedef struct {
    const Request *request;
    /// The percent-decoded parts of the path that a `*` stood for.
    Span part[most_parts];
    size_t parts;
    Text *json;
    int status;
    /// Answered, parked or dropped already.
    bool done;
} Call;

typedef struct {
    const char *pattern;
    void (*answer)(Call *call);
    /// Counts against the rate limit, as sends do.
    bool limited;
    const char *name;
} Endpoint;

extern const Endpoint room_endpoints[], account_endpoints[];
/// How often each endpoint was asked: rows of `room_endpoints`, then of `account_endpoints`, then everything unknown.
extern long asked[64];

void refuse(Call *call, int status, const char *code, const char *text);
/// The value of `name` in the query, not decoded.
Span query_value(const Request *request, const char *name);
/// Keeps and gives back JSON under the endpoint's name and its parts.
void keep(Call *call);
bool give_back(Call *call);

/// `/stub/…`: statistics and the tests' own levers.
void control(const Request *request, Text *json);
