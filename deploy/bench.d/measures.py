"""What is measured: B1, B3, B5, B6, B9 to B13, B15, B16, the disk's commit rate, and the kill test (T3)."""

import math
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import time

from machinery import RELEASE, Failed, Stub, cpu_seconds, end, memory_megabytes

# How many questions the seeded skill test has.
QUESTIONS = 10


def listening(progress):
    """The contender has made its first /sync and waits in the next."""
    return progress["first_sync_us"] and progress["parked"] > 0


def throughput(contender, folder, batch, commands, text, flags=(), seeded=None):
    """One run of B1 and B3, and the peak of B6: commands/s, CPU-ms per command, p50 and p99 in ms, VmHWM in MB."""
    database = pathlib.Path(folder) / "bot.sqlite"
    if seeded:
        shutil.copy(seeded, database)
    with Stub(commands, batch, text, "--hold", *flags) as stub:
        process = contender.start(stub.url, database)
        try:
            stub.wait(listening, 60, process)
            before = cpu_seconds(process.pid)
            stub.ask("/stub/release", post=True)
            stub.wait(lambda progress: progress["answered"] >= commands, 30 + commands / 20, process)
            stats = stub.ask("/stub/stats")
            cpu = cpu_seconds(process.pid) - before
            peak = memory_megabytes(process.pid)["VmHWM"]
        finally:
            end(process)
        if stats["doubled"]:
            raise Failed(f"{contender.name} answered {stats['doubled']} commands twice")
        seconds = (stats["last_notice_us"] - stats["first_batch_us"]) / 1e6
        return {
            "commands/s": commands / seconds,
            "CPU ms/command": cpu * 1000 / commands,
            "p50 ms": stats["latency_us"]["p50"] / 1000,
            "p99 ms": stats["latency_us"]["p99"] / 1000,
            "VmHWM MB": peak,
        }


def cold_start(contender, folder, runs, seeded=None):
    """B5: from exec to the first /sync at the stub, in ms, one figure per run."""
    database = pathlib.Path(folder) / "bot.sqlite"
    if seeded:
        shutil.copy(seeded, database)
    figures = []
    for _ in range(runs):
        with Stub(0, 1, "!help") as stub:
            started = time.monotonic_ns() / 1000
            process = contender.start(stub.url, database)
            try:
                progress = stub.wait(lambda progress: progress["first_sync_us"], 60, process, every=0.01)
            finally:
                end(process)
            figures.append((progress["first_sync_us"] - started) / 1000)
    return figures


def idle_memory(contender, folder, seconds):
    """B6: VmRSS and PSS in MB after `seconds` in an idle /sync."""
    with Stub(0, 1, "!help") as stub:
        process = contender.start(stub.url, pathlib.Path(folder) / "bot.sqlite")
        try:
            stub.wait(listening, 60, process)
            time.sleep(seconds)
            return memory_megabytes(process.pid)
        finally:
            end(process)


def seed(groups, memberships, file, *flags):
    """Makes a database with that many rows by the workbench. Raises if the workbench cannot."""
    result = subprocess.run(
        [RELEASE / "workbench", "seed", "--groups", str(groups), "--memberships", str(memberships), *flags, str(file)],
        capture_output=True, text=True,
    )
    if result.returncode:
        raise Failed(f"workbench seed: {result.stderr.strip()[-300:]}")
    return file


def directory_search(database):
    """B7, as the workbench prints it."""
    result = subprocess.run([RELEASE / "workbench", "bench-search", str(database)], capture_output=True, text=True)
    if result.returncode:
        raise Failed(f"workbench bench-search: {result.stderr.strip()[-300:]}")
    return result.stdout


def timed(name, *arguments):
    """B10, B11, B13, B15 and B16, as the workbench prints them."""
    result = subprocess.run([RELEASE / "workbench", name, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode:
        raise Failed(f"workbench {name}: {result.stderr.strip()[-300:]}")
    return result.stdout


def commit_rate(folder, batch, seconds):
    """Events/s of this disk for inbox and outbox rows, `batch` events per transaction, WAL with synchronous=FULL."""
    path = pathlib.Path(folder) / "commits.sqlite"
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE inbox (event TEXT PRIMARY KEY, room TEXT, sender TEXT, body TEXT) STRICT")
    database.execute("CREATE TABLE outbox (key TEXT PRIMARY KEY, room TEXT, body TEXT, state INTEGER) STRICT")
    body, events, started = "x" * 120, 0, time.monotonic()
    while time.monotonic() - started < seconds:
        rows = range(events, events + batch)
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT INTO inbox VALUES (?, ?, ?, ?)", ((f"$c{i}:stub", f"!dm{i}:stub", f"@u{i}:stub", body) for i in rows)
        )
        database.executemany(
            "INSERT INTO outbox VALUES (?, ?, ?, 0)", ((f"key{i}", f"!dm{i}:stub", body) for i in rows)
        )
        database.execute("COMMIT")
        events += batch
    elapsed = time.monotonic() - started
    database.close()
    return events / elapsed


def take_test(contender, folder, takers):
    """B12: that many people take a test of ten questions at once, and answer each question as soon as they see it.

    Each begins with one command and answers ten times. `lost` and `doubled` count questions that a person did not get,
    or got more than once: by their number, and by what they ask.
    """
    database = seed(100, 1000, pathlib.Path(folder) / "bot.sqlite", "--takers", str(takers))
    said, answers = takers * (QUESTIONS + 1), takers * QUESTIONS
    people = ["--rooms", takers, "--reply", "abcd", "--reply-to", "Question ", "--known", "initial", "--echo", "--hold"]
    with Stub(said, said, "!test sums start", *people) as stub:
        process = contender.start(stub.url, database)
        try:
            stub.wait(listening, 60, process)
            before = cpu_seconds(process.pid)
            stub.ask("/stub/release", post=True)
            settled(stub, process, said, patience=30)
            cpu = cpu_seconds(process.pid) - before
            stats = stub.ask("/stub/stats")
            shown = [questions_shown(stub, taker) for taker in range(takers)]
        finally:
            end(process)
    seconds = (stats["last_notice_us"] - stats["first_batch_us"]) / 1e6
    return {
        "answers/s": answers / max(seconds, 1e-6),
        "CPU ms/answer": cpu * 1000 / answers,
        "sends/answer": stats["requests"]["send"] / answers,
        "p50 ms": stats["latency_us"]["p50"] / 1000,
        "p99 ms": stats["latency_us"]["p99"] / 1000,
        "max ms": stats["latency_us"]["max"] / 1000,
        "lost": sum(QUESTIONS - min(len(set(numbers)), len(set(texts))) for numbers, texts in shown),
        "doubled": sum(len(numbers) - min(len(set(numbers)), len(set(texts))) for numbers, texts in shown),
        "stored": answers_stored(database),
    }


def questions_shown(stub, taker):
    """The numbers and the texts of the questions that the bot sent to one person."""
    page = stub.ask(f"/_matrix/client/v3/rooms/!dm{taker}:stub/messages?dir=b&limit=1000")
    bodies = [event["content"].get("body", "") for event in page["chunk"] if "m.new_content" not in event["content"]]
    found = [re.match(r"Question (\d+) of \d+.*\n(.*)", body) for body in bodies]
    found = [match for match in found if match]
    return [match[1] for match in found], [match[2] for match in found]


def answers_stored(database):
    """How many answers are in attempts that have come to their end."""
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT count(DISTINCT i.event) FROM attempt a JOIN attemptItem i ON i.attempt = a.id "
            "WHERE a.outcome IN ('passed', 'failed')"
        ).fetchone()[0]


def slope(points):
    """The exponent b of cost = a · n^b, fitted to (n, cost) by least squares on the logarithms."""
    return statistics.linear_regression(
        [math.log(n) for n, _ in points], [math.log(cost) for _, cost in points]
    ).slope


def kill_test(contender, folder, commands, kills, batch, text, seed, flags=()):
    """T3: the contender is killed `kills` times while it answers, and started again each time.

    The moments are drawn from `seed` as numbers of answers: at each, plus a random part of 30 ms, it is killed.
    Returns the stub's statistics, with `lost` added.
    """
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(1, commands - batch), kills))
    database = pathlib.Path(folder) / "bot.sqlite"
    with Stub(commands, batch, text, "--hold", "--seed", str(seed), *flags) as stub:
        process = contender.start(stub.url, database)
        done = 0
        try:
            stub.wait(listening, 60, process)
            stub.ask("/stub/release", post=True)
            for moment in moments:
                try:
                    stub.wait(lambda progress: progress["answered"] >= moment, 8, every=0.001)
                except Failed:
                    # What is lost is never answered: this one has no more to answer before the next moment.
                    break
                time.sleep(chance.random() * 0.03)
                end(process, hard=True)
                done += 1
                process = contender.start(stub.url, database)
            settled(stub, process, commands)
            stats = stub.ask("/stub/stats")
        finally:
            end(process, hard=True)
    stats["lost"] = commands - stats["answered"]
    stats["kills"] = done
    return stats


def settled(stub, process, commands, patience=8):
    """Waits until all is answered, or until nothing has been answered for `patience` seconds."""
    last, since = -1, time.monotonic()
    while time.monotonic() - since < patience:
        answered = stub.ask("/stub/progress")["answered"]
        if answered >= commands:
            # A second answer would come now.
            time.sleep(0.5)
            return
        if answered != last:
            last, since = answered, time.monotonic()
        if process.poll() is not None:
            raise Failed(f"the contender ended with status {process.returncode}")
        time.sleep(0.05)
