"""The work of tests/archive.sh: makes an archive, runs the program over it, and measures what that took."""

import filecmp
import json
import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SUBJECTS = ["Kantine", "Reiseplanung", "Beschaffung", "Ausbildung", "Haushalt", "Liegenschaften", "Erprobung"]
VERBS = ["berichtet", "wurde vertagt", "bleibt offen", "ist abgeschlossen", "wird im Herbst geprüft"]
MARKINGS = ["", "", "", "", "offen", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-VERTRAULICH", "GEHEIM"]


def text(chance, number):
    marking = chance.choice(MARKINGS)
    lines = [marking, "", f"Niederschrift der Besprechung {number}", ""] if marking else []
    for item in range(1, chance.randint(3, 12)):
        lines.append(f"{item}. {chance.choice(SUBJECTS)}: {chance.choice(SUBJECTS)} {chance.choice(VERBS)}.")
    return "\n".join(lines) + "\n"


def make(folder, files):
    chance = random.Random(20270131)
    for number in range(files):
        year, month = 2015 + number % 10, number // 10 % 12 + 1
        place = os.path.join(folder, f"{year}", f"{month:02}", f"{number // 1000:03}")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, f"besprechung-{number:06}.txt"), "w", encoding="utf-8") as file:
            file.write(text(chance, number))


def call(program, folder, report, *more):
    today = ["--today", "2027-01-31"]
    return [program, "check", folder, "-c", "webex", "-f", "jsonl", "-o", report, *today, *more]


def run(command):
    """Runs to the end: status, seconds, peak memory in MiB as the kernel counts it for this one process."""
    begun = time.monotonic()
    child = subprocess.Popen(command, stderr=subprocess.PIPE)
    child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, time.monotonic() - begun, usage.ru_maxrss / 1024


def lines(report):
    """How many lines a report has, and the last one; each must be JSON. None is kept: what this program holds when it
    starts another counts as that one's peak."""
    number, last = 0, {}
    with open(report, encoding="utf-8") as file:
        for line in file:
            number, last = number + 1, json.loads(line)
    return number, last


def count(report):
    try:
        with open(report, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except FileNotFoundError:
        return 0


def same(one, other):
    return filecmp.cmp(one, other, shallow=False)


def cut(command, report, at, how):
    """Starts a run and sends it a signal once its report has so many lines: what it said and its status."""
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while count(report) < at:
        if child.poll() is not None:
            sys.exit(f"the run ended before it could be cut: {child.stderr.read()}")
        time.sleep(0.01)
    child.send_signal(how)
    said = child.stderr.read()
    return said, child.wait()


def on_a_terminal(command):
    """Runs with standard error on a terminal: what stood there."""
    parent, own = pty.openpty()
    child = subprocess.Popen(command, stderr=own, stdout=subprocess.DEVNULL)
    os.close(own)
    shown = b""
    while True:
        try:
            block = os.read(parent, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    child.wait()
    return shown.decode("utf-8", "replace")


def check(truth, what):
    print(("ok    " if truth else "WRONG ") + what)
    if not truth:
        sys.exit(1)


def main(program, files):
    work = tempfile.mkdtemp(prefix="clearedfor-archive.")
    try:
        os.chdir(work)
        tenth = max(files // 10, 1)
        make("small", tenth)
        make("large", files)
        print("| files | seconds | files a second | peak memory (MiB) |\n| ---: | ---: | ---: | ---: |")
        for folder, number in [("small", tenth), ("large", files)]:
            status, seconds, peak = run(call(program, folder, f"{folder}.jsonl"))
            print(f"| {number} | {seconds:.1f} | {number / seconds:.0f} | {peak:.0f} |", flush=True)
            if status != 1:
                sys.exit(f"exit status {status} instead of 1")
        number, last = lines("large.jsonl")
        check(number == files + 2 and last["complete"], "one line for each file, and it says that it is complete")
        said, status = cut(call(program, "large", "cut.jsonl"), "cut.jsonl", files // 3, signal.SIGINT)
        number, last = lines("cut.jsonl")
        check(status == 1 and last["type"] == "summary", "Ctrl-C: every line is JSON, the last is a summary")
        check(last["complete"] is False and last["files"] == number - 2 < files, "it says that it is not complete")
        check("--resume cut.jsonl" in said, "it says how to go on")
        status, _, peak = run(call(program, "large", "cut.jsonl", "--resume", "cut.jsonl"))
        check(status == 1 and same("cut.jsonl", "large.jsonl"), f"gone on with, it is the same report ({peak:.0f} MiB)")
        cut(call(program, "large", "killed.jsonl"), "killed.jsonl", files // 2, signal.SIGKILL)
        run(call(program, "large", "killed.jsonl", "--resume", "killed.jsonl"))
        check(same("killed.jsonl", "large.jsonl"), "killed and gone on with, it is the same report")
        shown = on_a_terminal(call(program, "large", "shown.jsonl"))
        bar = re.search(r"\d+ of \d+ files, \d+ a second, \S+ left", shown)
        check(bar is not None, f"a progress bar on a terminal: {bar and bar.group()}")
        check("besprechung-" not in shown, "it names no file")
        check(on_a_terminal(call(program, "small", "shown.jsonl", "--no-progress")) == "", "--no-progress shows none")
    finally:
        shutil.rmtree(work)


main(sys.argv[1], int(sys.argv[2]))
