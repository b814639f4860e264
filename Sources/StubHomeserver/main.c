// A homeserver that says what it is told to, as fast as it can: for benchmarks and kill tests, never for people.
#include "http.h"
#include "state.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: stub-homeserver [options]\n"
    "  --port P            port on 127.0.0.1; 0, the default, takes a free one; its URL is the first line printed\n"
    "  --commands N        how many commands are given (default 0)\n"
    "  --batch B           how many of them per answer to /sync (default 50)\n"
    "  --rooms R           people and rooms they come from (default: one for each command)\n"
    "  --command TEXT      what is said; {i} becomes the command's number (default \"!freelancer on\")\n"
    "  --reply LETTERS     each of the R people begins with --command and then answers each message that has the TEXT\n"
    "  --reply-to TEXT     in it, at once and with one letter after the other, until each has said N / R things\n"
    "  --interval-us T     time from batch to batch (default 0: the next one as soon as it is asked for)\n"
    "  --hold              no command until POST /stub/release\n"
    "  --known WHEN        the bot hears of the direct rooms: initial, first (with the first command) or never\n"
    "  --echo              the bot's own events come back with their transaction id\n"
    "  --bot USER  --device ID  --token TOKEN  --key-field NAME\n"
    "  --rate-limit        0.2 sends a second, burst 10; --rate R and --burst B set others\n"
    "  --drop P            after acting, breaks the connection with this probability\n"
    "  --fail P            instead of acting, answers 500 or 502 with this probability\n"
    "  --seed S            for the two above (default 1)\n"
    "  --until-eof         ends when standard input does\n";

static const struct option flags[] = {
    {"port", required_argument, 0, 'p'},     {"commands", required_argument, 0, 'n'},
    {"batch", required_argument, 0, 'b'},    {"rooms", required_argument, 0, 'r'},
    {"command", required_argument, 0, 'c'},  {"reply", required_argument, 0, 'a'},
    {"reply-to", required_argument, 0, 'A'}, {"interval-us", required_argument, 0, 'i'},
    {"hold", no_argument, 0, 'h'},           {"known", required_argument, 0, 'k'},
    {"echo", no_argument, 0, 'e'},           {"bot", required_argument, 0, 'u'},
    {"device", required_argument, 0, 'D'},   {"token", required_argument, 0, 't'},
    {"key-field", required_argument, 0, 'K'}, {"rate-limit", no_argument, 0, 'l'},
    {"rate", required_argument, 0, 'R'},     {"burst", required_argument, 0, 'B'},
    {"drop", required_argument, 0, 'd'},     {"fail", required_argument, 0, 'f'},
    {"seed", required_argument, 0, 's'},     {"until-eof", no_argument, 0, 'E'},
    {0, 0, 0, 0},
};

static bool set_known(const char *when) {
    const char *names[] = {"initial", "first", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(when, names[i])) continue;
        options.known = (Known)i;
        return true;
    }
    return false;
}

static bool set_option(int flag) {
    switch (flag) {
    case 'p': options.port = atoi(optarg); break;
    case 'n': options.commands = atol(optarg); break;
    case 'b': options.batch = atol(optarg); break;
    case 'r': options.rooms = atol(optarg); break;
    case 'c': options.command = optarg; break;
    case 'a': options.reply = *optarg ? optarg : NULL; break;
    case 'A': options.reply_to = optarg; break;
    case 'i': options.interval_us = atol(optarg); break;
    case 'h': options.hold = true; break;
    case 'k': return set_known(optarg);
    case 'e': options.echo = true; break;
    case 'u': options.bot = optarg; break;
    case 'D': options.device = optarg; break;
    case 't': options.token = optarg; break;
    case 'K': options.key_field = optarg; break;
    case 'l': options.limited = true; break;
    case 'R': options.rate = atof(optarg); break;
    case 'B': options.burst = atof(optarg); break;
    case 'd': options.drop = atof(optarg); break;
    case 'f': options.fail = atof(optarg); break;
    case 's': options.seed = strtoul(optarg, NULL, 10); break;
    case 'E': options.until_eof = true; break;
    default: return false;
    }
    return options.commands >= 0 && options.batch > 0 && options.rooms >= 0 && options.interval_us >= 0
        && options.rate > 0;
}

int main(int count, char **arguments) {
    for (int flag; (flag = getopt_long(count, arguments, "", flags, NULL)) != -1;) {
        if (set_option(flag)) continue;
        fputs(usage, stderr);
        return 64;
    }
    // More rooms than commands would leave rooms that no command is ever given in.
    if (options.rooms >= options.commands) options.rooms = 0;
    state_reset();
    options.port = http_listen(options.port);
    printf("http://127.0.0.1:%d\n", options.port);
    fflush(stdout);
    http_serve(options.until_eof);
    return 0;
}
