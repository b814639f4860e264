#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { maximum_head = 64 * 1024 };

struct Connection {
    int socket;
    bool broken, parked, closes, watches_output;
    Text in, out;
    size_t consumed, written;
    Wait wait;
    Connection *next;
};

static int poller = -1, listener = -1;
static Connection *all;
static size_t parked;
static bool someone_broke;

uint64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static void watch(Connection *who, bool output) {
    if (who->watches_output == output) return;
    who->watches_output = output;
    struct epoll_event event = {.events = EPOLLIN | (output ? (uint32_t)EPOLLOUT : 0u), .data.ptr = who};
    epoll_ctl(poller, EPOLL_CTL_MOD, who->socket, &event);
}

void http_drop(Connection *to) {
    to->broken = true;
    someone_broke = true;
}

static void flush_output(Connection *to) {
    while (to->written < to->out.length) {
        ssize_t count = send(to->socket, to->out.at + to->written, to->out.length - to->written, MSG_NOSIGNAL);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
            watch(to, true);
            return;
        }
        if (count <= 0) {
            http_drop(to);
            return;
        }
        to->written += (size_t)count;
    }
    to->out.length = to->written = 0;
    watch(to, false);
    if (to->closes) http_drop(to);
}

static const char *reason(int status) {
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 404: return "Not Found";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    default: return "Other";
    }
}

static void answer(Connection *to, int status, const char *header, Span body) {
    if (to->broken) return;
    text_format(
        &to->out, "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n%s\r\n", status,
        reason(status), header, body.length, to->closes ? "Connection: close\r\n" : "");
    text_span(&to->out, body);
    flush_output(to);
}

void http_answer(Connection *to, int status, Span body) { answer(to, status, "", body); }

void http_answer_limited(Connection *to, long retry_after_ms) {
    char header[64], body[160];
    snprintf(header, sizeof header, "Retry-After: %ld\r\n", (retry_after_ms + 999) / 1000);
    int length = snprintf(
        body, sizeof body, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too Many Requests\",\"retry_after_ms\":%ld}",
        retry_after_ms);
    answer(to, 429, header, (Span){body, (size_t)length});
}

void http_park(Connection *who, Wait wait) {
    who->parked = true;
    who->wait = wait;
    parked++;
}

size_t http_parked(void) { return parked; }

/// Handles the next request in the input. Returns false if it is not yet whole.
static bool take_request(Connection *who) {
    char *start = who->in.at + who->consumed;
    size_t available = who->in.length - who->consumed;
    char *end = available ? memmem(start, available, "\r\n\r\n", 4) : NULL;
    if (!end) {
        if (available > maximum_head) http_drop(who);
        return false;
    }
    size_t head_length = (size_t)(end - start) + 4;
    char *line_end = memchr(start, '\r', head_length);
    char *target = memchr(start, ' ', (size_t)(line_end - start));
    char *target_end = target ? memchr(target + 1, ' ', (size_t)(line_end - target - 1)) : NULL;
    if (!target_end) {
        http_drop(who);
        return false;
    }
    Span head = {line_end + 2, head_length - (size_t)(line_end + 2 - start)};
    Request request = {.method = {start, (size_t)(target - start)}, .from = who};
    size_t raw = 0, rest = available - head_length;
    if (header_value(head, "Transfer-Encoding:").length) {
        // Only looked at once the end is there, because joining moves bytes.
        if (rest < 5 || memcmp(start + available - 5, "0\r\n\r\n", 5) != 0) return false;
        raw = join_chunks(end + 4, rest, &request.body);
        if (!raw) return false;
    } else {
        Span length = header_value(head, "Content-Length:");
        raw = length.length ? strtoul(length.at, NULL, 10) : 0;
        if (raw > maximum_body) http_drop(who);
        if (raw > rest) {
            if (rest == 0 && header_value(head, "Expect:").length) {
                text_format(&who->out, "HTTP/1.1 100 Continue\r\n\r\n");
                flush_output(who);
            }
            return false;
        }
        request.body = (Span){end + 4, raw};
    }
    request.path = (Span){target + 1, (size_t)(target_end - target - 1)};
    char *question = memchr(request.path.at, '?', request.path.length);
    if (question) {
        request.query = (Span){question + 1, request.path.length - (size_t)(question + 1 - request.path.at)};
        request.path.length = (size_t)(question - request.path.at);
    }
    Span authorization = header_value(head, "Authorization:");
    if (span_starts(authorization, "Bearer ")) request.token = (Span){authorization.at + 7, authorization.length - 7};
    Span connection = header_value(head, "Connection:");
    if (connection.length == 5 && strncasecmp(connection.at, "close", 5) == 0) who->closes = true;
    handle(&request);
    who->consumed += head_length + raw;
    return true;
}

static void take_requests(Connection *who) {
    while (!who->broken && !who->parked && take_request(who)) continue;
    if (who->consumed == who->in.length) {
        who->in.length = who->consumed = 0;
    } else if (who->consumed) {
        memmove(who->in.at, who->in.at + who->consumed, who->in.length - who->consumed);
        who->in.length -= who->consumed;
        who->consumed = 0;
    }
}

static void read_input(Connection *who) {
    char bytes[65536];
    while (!who->broken) {
        ssize_t count = recv(who->socket, bytes, sizeof bytes, 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) break;
        if (count <= 0) {
            http_drop(who);
            return;
        }
        text_add(&who->in, bytes, (size_t)count);
        if ((size_t)count < sizeof bytes) break;
    }
    take_requests(who);
}

static void accept_all(void) {
    while (true) {
        int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return;
        int yes = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        Connection *who = allocate(sizeof *who);
        *who = (Connection){.socket = socket, .next = all};
        all = who;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = who};
        epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
    }
}

static void bury_the_broken(void) {
    for (Connection **link = &all; *link;) {
        Connection *who = *link;
        if (!who->broken) {
            link = &who->next;
            continue;
        }
        if (who->parked) parked--;
        *link = who->next;
        close(who->socket);
        free(who->in.at);
        free(who->out.at);
        free(who);
    }
    someone_broke = false;
}

/// Answers whoever can be answered; returns how long the next one can wait, in ms, -1 for ever.
static int answer_the_parked(void) {
    if (!parked) return -1;
    uint64_t now = now_us(), next = UINT64_MAX;
    for (Connection *who = all; who; who = who->next) {
        if (!who->parked || who->broken) continue;
        if (sync_due(who, &who->wait, now)) {
            who->parked = false;
            parked--;
            take_requests(who);
        }
        if (who->parked && sync_next_due(&who->wait) < next) next = sync_next_due(&who->wait);
    }
    if (next == UINT64_MAX) return -1;
    return next <= now ? 0 : (int)((next - now) / 1000) + 1;
}

int http_listen(int port) {
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 1024)
        || getsockname(listener, (struct sockaddr *)&address, &length)) {
        perror("stub-homeserver: listen");
        exit(1);
    }
    return ntohs(address.sin_port);
}

void http_serve(bool until_eof) {
    poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &listener};
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    event.data.ptr = &all;
    if (until_eof) epoll_ctl(poller, EPOLL_CTL_ADD, STDIN_FILENO, &event);
    while (true) {
        struct epoll_event events[64];
        int wait_ms = answer_the_parked();
        int count = epoll_wait(poller, events, 64, someone_broke ? 0 : wait_ms);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr == &listener) {
                accept_all();
            } else if (events[i].data.ptr == &all) {
                char bytes[64];
                if (read(STDIN_FILENO, bytes, sizeof bytes) <= 0) return;
            } else {
                Connection *who = events[i].data.ptr;
                if (events[i].events & EPOLLOUT) flush_output(who);
                if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_input(who);
            }
        }
        if (someone_broke) bury_the_broken();
    }
}
