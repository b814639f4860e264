#!/usr/bin/env python3
"""Runs the benchmarks of Guildhall, or its kill test, and prints Markdown tables.

The stub homeserver runs on CPU 0, the contender on CPU 1. Contenders take turns (A-B-A-B); what is reported of two
contenders is the median of the ratios within each pair, with the smallest and the largest, because a figure alone says
more of the machine than of the program. Peers save their position in /sync before they handle the events (their
libraries do): they promise less than Guildhall, which saves both in one transaction.
"""

import argparse
import pathlib
import platform
import statistics
import sys
import tempfile
import time

import encryption
import measures
from machinery import RELEASE, ROOT, Contender, Failed, load
from report import Report, spread

PEER_NAMES = ["mautrix", "nio"]
BATCHES = (1, 50, 500)


class Bench:
    def __init__(self, arguments, report):
        self.arguments, self.report = arguments, report
        self.flags = ("--known", arguments.known) + (("--echo",) if arguments.echo else ())
        names = arguments.contenders.split(",") if arguments.contenders else ["guildhall"]
        if arguments.peers:
            names += [name for name in PEER_NAMES if name not in names]
        self.contenders = [Contender(name) for name in names]
        for contender in list(self.contenders):
            if not contender.available():
                report.say(f"{contender.name}: not built or not installed, left out.\n")
                self.contenders.remove(contender)

    def folder(self):
        return tempfile.TemporaryDirectory(prefix="guildhall-bench-", dir=self.arguments.disk)

    def throughput(self):
        """B1, B3 and the second half of B6."""
        pairs = self.arguments.pairs
        for batch in BATCHES:
            if not self.contenders:
                return
            runs = {contender.name: [] for contender in self.contenders}
            loads = []
            for _ in range(pairs):
                loads.append(load())
                for contender in self.contenders:
                    with self.folder() as folder:
                        figures = measures.throughput(
                            contender, folder, batch, self.arguments.commands, self.arguments.command, self.flags
                        )
                        runs[contender.name].append(figures)
            self.report.say(
                f"### B1, B3: {self.arguments.commands} commands `{self.arguments.command}` in batches of {batch}, "
                f"{pairs} pairs, load {min(loads):.1f}–{max(loads):.1f}\n"
            )
            head = list(next(iter(runs.values()))[0])
            self.report.table(
                ["contender", *head],
                [
                    [name, *(spread([one[key] for one in found], 2 if "CPU" in key else 1) for key in head)]
                    for name, found in runs.items()
                ],
            )
            self.ratios(runs)

    def ratios(self, runs):
        ours, *others = runs
        rows = []
        for other in others:
            pairs = list(zip(runs[ours], runs[other]))
            faster = [mine["commands/s"] / theirs["commands/s"] for mine, theirs in pairs]
            cheaper = [theirs["CPU ms/command"] / max(mine["CPU ms/command"], 1e-6) for mine, theirs in pairs]
            rows.append([f"{ours} : {other}", spread(faster), spread(cheaper)])
        if rows:
            self.report.table(["pair", "times as fast", "times less CPU"], rows)

    def commits(self):
        rows = []
        for batch in BATCHES:
            with self.folder() as folder:
                rates = [measures.commit_rate(folder, batch, self.arguments.seconds) for _ in range(3)]
            rows.append([batch, spread(rates, 0)])
        self.report.say("### The disk: inbox and outbox rows, WAL, synchronous=FULL, nothing else\n")
        self.report.table(["events per transaction", "events/s"], rows)

    def starts(self):
        """B5, on an empty database and on a large one."""
        rows = []
        for contender in self.contenders:
            with self.folder() as folder:
                rows.append([contender.name, "empty", spread(measures.cold_start(contender, folder, self.arguments.starts))])
            if contender.name == "guildhall":
                with self.folder() as folder:
                    large = self.seeded(folder, self.arguments.largest)
                    figures = measures.cold_start(contender, folder, self.arguments.starts, large)
                    rows.append([contender.name, f"{self.arguments.largest} rows", spread(figures)])
        self.report.say(f"### B5: exec to first /sync, ms, {self.arguments.starts} runs\n")
        self.report.table(["contender", "database", "ms"], rows)

    def memory(self):
        rows = []
        for contender in self.contenders:
            with self.folder() as folder:
                found = measures.idle_memory(contender, folder, self.arguments.idle)
            rows.append([contender.name, *(f"{found[key]:.1f}" for key in ("VmRSS", "Pss", "VmHWM"))])
        self.report.say(f"### B6: memory after {self.arguments.idle} s idle, MB (VmHWM after B1: see there)\n")
        self.report.table(["contender", "VmRSS", "PSS", "VmHWM"], rows)

    def seeded(self, folder, memberships):
        file = pathlib.Path(folder) / "seeded.sqlite"
        return measures.seed(max(memberships // 10, 1), memberships, file)

    def search(self):
        self.report.say("### B7: directory search\n")
        for groups in self.arguments.search_groups:
            with self.folder() as folder:
                file = measures.seed(groups, groups, pathlib.Path(folder) / "seeded.sqlite")
                self.report.say(f"{groups} groups:\n\n{measures.directory_search(file)}")

    def ticks(self):
        """B10: ten requests come to a step of the ladder, among 1,000 and among 100,000 that wait."""
        self.report.say("### B10: a tick with 10 due requests\n")
        self.report.say(measures.timed("bench-tick"))

    def upkeep(self):
        """B11: evidence of ten members comes near its end, among 1,000, 100,000 and 1,000,000 memberships that have some."""
        self.report.say("### B11: a tick with 10 due memberships\n")
        self.report.say(measures.timed("bench-upkeep"))

    def alerts(self):
        """B13: a new job fits the alerts of ten freelancers, among 1,000 and 1,000,000 who have some."""
        self.report.say("### B13: a new job that fits 10 alerts\n")
        self.report.say(measures.timed("bench-alerts"))

    def encryption(self):
        """B14: messages per second, beside vodozemac."""
        encryption.speed(self.report, self.arguments.pairs)

    def sharing(self):
        """B15: the first answer in an encrypted room of 1,000 devices, and whether another room waits for it."""
        self.report.say(f"### B15: the first answer in an encrypted room of 1,000 devices, load {load():.1f}\n")
        self.report.say(measures.timed("bench-sharing", "--rounds", self.arguments.pairs, "--disk", self.arguments.disk))

    def answers(self):
        """B16: an encrypted command and its encrypted answer, beside plain ones on the same Synapse."""
        self.report.say(f"### B16: commands and answers on Synapse, encrypted and plain by turns, load {load():.1f}\n")
        self.report.say(measures.timed("bench-answers", "--people", self.arguments.answering))

    def test(self):
        """B12: many people take a skill test at once."""
        takers, contender = self.arguments.takers, Contender("guildhall")
        runs, loads = [], []
        for _ in range(self.arguments.pairs):
            loads.append(load())
            with self.folder() as folder:
                runs.append(measures.take_test(contender, folder, takers))
        answers = takers * measures.QUESTIONS
        self.report.say(
            f"### B12: {takers} people take a test at once, {answers} answers, {len(runs)} runs, "
            f"load {min(loads):.1f}–{max(loads):.1f}\n"
        )
        counts = ("lost", "doubled", "stored")
        self.report.table(
            list(runs[0]),
            [[", ".join(sorted({str(run[key]) for run in runs})) if key in counts
              else spread([run[key] for run in runs], 2 if "CPU" in key else 1) for key in runs[0]]],
        )
        if any(run["lost"] or run["doubled"] or run["stored"] != answers for run in runs):
            raise Failed("a question was lost or came twice, or an answer was not taken")

    def growth(self):
        """B9: what a command costs when there are 10^3 … 10^6 rows already."""
        ours = [contender for contender in self.contenders if contender.name == "guildhall"]
        points, rows = [], []
        count = 1000
        while ours and count <= self.arguments.largest:
            with self.folder() as folder:
                file = self.seeded(folder, count)
                runs = [self.growth_run(ours[0], file) for _ in range(self.arguments.pairs)]
            costs = [run["CPU ms/command"] for run in runs]
            points.append((count, max(statistics.median(costs), 1e-6)))
            rows.append([count, spread(costs, 3), spread([run["commands/s"] for run in runs])])
            count *= 10
        if points:
            self.report.say("### B9: cost per command by the number of memberships\n")
            self.report.table(["memberships", "CPU ms/command", "commands/s"], rows)
            self.report.say(f"Exponent of the cost: {measures.slope(points):.3f}\n")

    def growth_run(self, contender, file):
        with self.folder() as folder:
            return measures.throughput(
                contender, folder, 50, self.arguments.commands, self.arguments.command, self.flags, seeded=file
            )

    def kills(self):
        """T3. Returns whether Guildhall, if it took part, lost and doubled nothing."""
        rows, clean = [], True
        for contender in self.contenders:
            for seed in range(self.arguments.seed, self.arguments.seed + self.arguments.kill_runs):
                with self.folder() as folder:
                    stats = measures.kill_test(
                        contender, folder, self.arguments.kill_commands, self.arguments.kills, self.arguments.kill_batch,
                        self.arguments.command, seed, self.flags,
                    )
                if contender.name == "guildhall" and (stats["lost"] or stats["doubled"] or stats["keys_repeated"]):
                    clean = False
                rows.append([contender.name, seed, *(stats[key] for key in ("kills", "lost", "doubled", "replays"))])
        self.report.say(
            f"### T3: {self.arguments.kill_commands} commands in batches of {self.arguments.kill_batch}, SIGKILL at random\n"
        )
        self.report.table(["contender", "seed", "kills", "lost", "doubled", "sent again, same id"], rows)
        return clean


def parse():
    parser = argparse.ArgumentParser(prog="deploy/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few runs: a look, not a result")
    parser.add_argument("--pairs", type=int, help="pairs of runs (default 7; 2 with --quick)")
    parser.add_argument("--peers", action="store_true", help="beside bots on mautrix-python and matrix-nio")
    parser.add_argument("--contenders", help="instead of guildhall, e.g. mautrix,nio")
    parser.add_argument("--only", default="", help="of disk,B1,B5,B6,B7,B9,B10,B11,B12,B13,B14,B15,B16, separated by commas")
    parser.add_argument("--kill", action="store_true", help="the kill test instead of the benchmarks")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--kill-commands", type=int, default=2000)
    parser.add_argument("--kill-batch", type=int, default=50)
    parser.add_argument("--kill-runs", type=int, default=1, help="that many seeds")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100000)
    parser.add_argument("--command", default="!freelancer on", help="what people say; {i} is the command's number")
    parser.add_argument("--commands", type=int, help="commands of one run of B1 (default 20000; 4000 with --quick)")
    parser.add_argument(
        "--takers", type=int, default=200,
        help="people of B12, each with the bot alone, who take a skill test of 10 questions at once and answer as soon "
        "as they see one: answers/s, and how long from an answer in /sync to the next question (default 200)",
    )
    parser.add_argument("--known", default="initial", choices=["initial", "first", "never"], help="see stub-homeserver")
    parser.add_argument("--echo", action="store_true", help="the stub gives the bot its own events back")
    parser.add_argument("--disk", default=str(ROOT / ".build"), help="folder on the disk that is measured")
    parser.add_argument("--idle", type=int, default=30, help="seconds of idling before memory is read")
    parser.add_argument("--write", action="store_true", help="also writes docs/benchmarks/<date>.md")
    parser.add_argument("--no-build", action="store_true")
    arguments = parser.parse_args()
    quick = arguments.quick
    arguments.pairs = arguments.pairs or (2 if quick else 7)
    arguments.commands = arguments.commands or (4000 if quick else 20000)
    arguments.starts = 5 if quick else 20
    arguments.seconds = 1 if quick else 5
    arguments.answering = 4 if quick else 20
    arguments.largest = 10_000 if quick else 1_000_000
    arguments.search_groups = [10_000] if quick else [100_000, 1_000_000]
    arguments.idle = min(arguments.idle, 3) if quick else arguments.idle
    return arguments


def write(report):
    folder = ROOT / "docs" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{time.strftime('%Y-%m-%d')}.md"
    file.write_text("\n".join(report.lines).rstrip() + "\n")
    print(f"written: {file.relative_to(ROOT)}")


def main():
    arguments, report = parse(), Report()
    pathlib.Path(arguments.disk).mkdir(exist_ok=True)
    if not (RELEASE / "stub-homeserver").exists():
        sys.exit("stub-homeserver is not built: swift build -c release --product stub-homeserver")
    title = "Kill test" if arguments.kill else "Benchmarks"
    report.say(f"## {title}, {time.strftime('%Y-%m-%d')}, {platform.machine()}, load {load():.1f}\n")
    bench = Bench(arguments, report)
    failed = []
    if arguments.kill:
        report.say(f"Seed {arguments.seed}.\n")
        if not bench.contenders:
            sys.exit("no contender")
        if not bench.kills():
            failed.append("guildhall lost or doubled a command")
    else:
        steps = {
            "disk": bench.commits, "B1": bench.throughput, "B5": bench.starts, "B6": bench.memory, "B7": bench.search,
            "B9": bench.growth, "B10": bench.ticks, "B11": bench.upkeep,
            "B12": bench.test, "B13": bench.alerts, "B14": bench.encryption, "B15": bench.sharing, "B16": bench.answers,
        }
        for name, step in steps.items():
            if arguments.only and name not in arguments.only.split(","):
                continue
            try:
                step()
            except Failed as failure:
                failed.append(f"{name}: {failure}")
                report.say(f"{name} has no figure: {failure}\n")
    if arguments.write:
        write(report)
    sys.exit("\n".join(failed) if failed else 0)


if __name__ == "__main__":
    main()
