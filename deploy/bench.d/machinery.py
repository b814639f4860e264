"""Starting, watching and ending the stub and the contenders. Every process is ended by its own id."""

import json
import os
import pathlib
import subprocess
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / ".build" / "release"
PEERS = ROOT / "deploy" / "bench.d" / "peers"
TOKEN = "stub-token"
TICK = os.sysconf("SC_CLK_TCK")
CONFIGURATION = """[matrix]
homeserver = "{url}"
user = "@guildhall:stub"
access_token = "{token}"
device_id = "GUILDHALL"

[storage]
path = "{database}"

[encryption]
mode = "off"

[hall]
name = "Benchmark"
operators = ["@olga:stub"]
time_zone = "Europe/Berlin"
"""


class Failed(Exception):
    """A contender did not do what was measured; there is no figure."""


def pinned(cpu, command):
    return ["taskset", "-c", str(cpu), *map(str, command)] if (os.cpu_count() or 1) > 1 else list(map(str, command))


def end(process, hard=False):
    if process.poll() is None:
        process.kill() if hard else process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Stub:
    """The homeserver of one run, on CPU 0."""

    def __init__(self, commands, batch, text, *flags):
        arguments = ["--commands", commands, "--batch", batch, "--command", text, "--until-eof", *flags]
        self.process = subprocess.Popen(
            pinned(0, [RELEASE / "stub-homeserver", *arguments]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise Failed("stub-homeserver did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)

    def ask(self, path, post=False):
        request = urllib.request.Request(self.url + path, method="POST" if post else "GET")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def wait(self, what, seconds, alive=None, every=0.05):
        """Asks for the progress until `what` holds. Returns the progress; raises when time is up or `alive` ended."""
        until = time.monotonic() + seconds
        while True:
            progress = self.ask("/stub/progress")
            if what(progress):
                return progress
            if alive is not None and alive.poll() is not None:
                raise Failed(f"the contender ended with status {alive.returncode}: {progress}")
            if time.monotonic() > until:
                raise Failed(f"after {seconds} s: {self.ask('/stub/stats')}")
            time.sleep(every)


class Contender:
    """One bot: how it is started on a database of its own. Runs on CPU 1."""

    def __init__(self, name):
        self.name = name

    def available(self):
        return all(pathlib.Path(part).exists() for part in self.command("", "x.sqlite")[:1])

    def command(self, url, database):
        if self.name == "guildhall":
            return [RELEASE / "guildhall", "run", "--config", pathlib.Path(database).with_suffix(".conf")]
        return [ROOT / ".build-peers" / "bin" / "python", PEERS / f"{self.name}_bot.py", url, database, TOKEN]

    def start(self, url, database):
        if self.name == "guildhall":
            configuration = pathlib.Path(database).with_suffix(".conf")
            configuration.write_text(CONFIGURATION.format(url=url, token=TOKEN, database=database))
            configuration.chmod(0o600)
        with open(f"{database}.log", "ab") as log:
            return subprocess.Popen(
                pinned(1, self.command(url, database)), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=pathlib.Path(database).parent,
            )


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_megabytes(pid):
    """VmRSS, VmHWM and PSS of a process in MB."""
    found = {}
    for file in ("status", "smaps_rollup"):
        for line in pathlib.Path(f"/proc/{pid}/{file}").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in ("VmRSS", "VmHWM", "Pss"):
                found[name] = int(rest.split()[0]) / 1024
    return found


def load():
    return os.getloadavg()[0]
