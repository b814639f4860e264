"""B14: how many messages a second Guildhall's Olm and Megolm carry, beside vodozemac in the same run."""

import json
import subprocess

from machinery import PEERS, RELEASE, ROOT, Failed, load, pinned
from report import spread

BYTES = 1024
# Short, so that whatever else the machine does meets both.
SECONDS = 1
VODOZEMAC = ROOT / ".build-vodozemac" / "bin" / "python"


def speed(report, pairs):
    """Both take turns on one processor. Each times its own loops, so that neither start nor pipes count."""
    if not VODOZEMAC.exists():
        raise Failed("vodozemac is not installed in .build-vodozemac/: run deploy/install")
    ours = [RELEASE / "workbench", "bench-encryption", "--bytes", BYTES, "--seconds", SECONDS]
    theirs = [VODOZEMAC, PEERS / "vodozemac_speed.py", BYTES, SECONDS]
    runs, loads = [], []
    for _ in range(pairs):
        loads.append(load())
        runs.append((figures(ours), figures(theirs)))
    report.say(
        f"### B14: messages of {BYTES} bytes per second in one thread, {pairs} pairs of {SECONDS} s each, "
        f"load {min(loads):.1f}–{max(loads):.1f}\n"
    )
    rows = []
    for name in runs[0][0]:
        pairs_of_one = [(mine[name], other[name]) for mine, other in runs]
        rows.append([
            name, spread([mine for mine, _ in pairs_of_one], 0), spread([other for _, other in pairs_of_one], 0),
            spread([mine / max(other, 1) for mine, other in pairs_of_one], 2),
        ])
    report.table(["what", "guildhall", "vodozemac", "times as fast"], rows)


def figures(command):
    result = subprocess.run(pinned(1, command), capture_output=True, text=True)
    if result.returncode:
        raise Failed(f"{command[1]}: {result.stderr.strip()[-300:]}")
    return json.loads(result.stdout)
