"""The parts of the comparison, one function each; each prints its tables."""

import json
import os
import subprocess
import sys
from pathlib import Path

from measure import in_turn, middle, once, ratios, spread, table

LIMIT, OURS = "read and count newlines", "clearedfor"


def archive(workshop, sizes, given):
    """clearedfor and every peer over archives: processor time, share of the limit, memory, and what was found."""
    rules = workshop.forms()
    for size in sizes:
        corpus = workshop.corpus(size)
        commands = {LIMIT: ([workshop.bench, "read", corpus], (0,)), OURS: workshop.check(corpus, rules)}
        commands |= workshop.peers(corpus, rules)
        # A minute for each ten megabytes.
        if size <= 10 and workshop.ripgrep:
            commands["ripgrep, rules as written"] = workshop.grep(corpus, rules / "written.txt", "-c")
        took, failed = in_turn(commands, given.rounds, environment=workshop.environment)
        told(size, corpus, took)
        for name, reason in (workshop.skipped | failed).items():
            print(f"skipped: {name}: {reason}")
        recall(workshop, corpus, rules)


def told(size, corpus, took):
    cpu = {name: [run.cpu for run in runs] for name, runs in took.items()}
    total = sum(file.stat().st_size for file in Path(corpus).rglob("*") if file.is_file())
    rows = []
    for name, runs in took.items():
        share = [100 * one for one in ratios(cpu[LIMIT], cpu[name])]
        against = ratios(cpu[name], cpu[OURS])
        peak = max(run.peak for run in runs)
        speed = total / middle(cpu[name]) / 1e6
        rows.append([name, spread(cpu[name], 3), f"{speed:,.1f}", spread(share, 1), f"{peak:.0f}", spread(against)])
    print(f"{total / 1e6:.1f} MB, one thread, {len(took[OURS])} rounds: median (range)\n")
    table(["program", "CPU s", "MB/s", "% of the limit", "peak MiB", "CPU, of clearedfor's"], rows)


def recall(workshop, corpus, rules):
    """The table of what was found, made by a process of its own, so that this one stays small."""
    report = str(workshop.work / "report.jsonl")
    once(*workshop.check(corpus, rules))
    call = [sys.executable, str(Path(__file__).with_name("recall.py")), corpus, report]
    if workshop.ripgrep:
        found = str(workshop.work / "ripgrep.txt")
        command, _ = workshop.grep(corpus, rules / "tuned.txt", "-on", "--no-heading")
        with open(found, "wb") as out:
            subprocess.run(command, stdout=out, check=False)
        call.append(found)
    sys.stdout.flush()
    if subprocess.run(call, check=False).returncode:
        raise RuntimeError("the table of planted hits does not fit the corpus")


def builtin(workshop, _sizes, given):
    """Sets of real documents with the built-in rules, stage by stage; skipped where there are none."""
    rows, stages = [], []
    for name in ["benign-en", "benign-de", "declassified"]:
        corpus = Path(given.corpora) / name
        if not corpus.is_dir():
            print(f"skipped: no {name} in {given.corpora}")
            continue
        runs = [stats(workshop, corpus) for _ in range(given.rounds)]
        runs.sort(key=lambda run: run["wall_ns"])
        run = runs[len(runs) // 2]
        wall = [one["wall_ns"] / 1e9 for one in runs]
        stages = list(run["stages_ns"])
        shares = [f"{100 * ns / sum(run['stages_ns'].values()):.0f} %" for ns in run["stages_ns"].values()]
        found = sum(rule["candidates"] for rule in run["rules"])
        text = run["text"] / 1e6
        rows.append([name, str(run["documents"]), f"{text:.1f}", spread(wall, 2), f"{text / middle(wall):.1f}", f"{found:,}", *shares])
    if rows:
        table(["set", "documents", "MB of text", "s, one thread", "MB/s", "candidates", *stages], rows)


def stats(workshop, corpus):
    """What `check --stats=json` tells of a run with the built-in rules."""
    command, _ = workshop.check(str(corpus), None)
    told = subprocess.run([*command, "--stats=json"], capture_output=True, text=True, check=False).stderr
    return json.loads(told.splitlines()[-1])


def small(workshop, _sizes, given):
    """One agenda: the whole process, with the built-in rules and with those of the benchmark."""
    rules, agenda = workshop.forms(), workshop.agenda()
    commands = {
        "an empty Rust process": ([str(workshop.work / "empty")], (0,)),
        "clearedfor, built-in rules": workshop.check(agenda, None),
        "clearedfor, the benchmark's rules": workshop.check(agenda, rules),
    }
    commands |= workshop.peers(agenda, rules)
    commands = {name: command for name, command in commands.items() if "Kingfisher" not in name and "YARA" not in name}
    took, failed = in_turn(commands, max(given.rounds, 25), environment=workshop.environment)
    empty = [run.cpu for run in took["an empty Rust process"]]
    rows = []
    for name, runs in took.items():
        cpu = [run.cpu for run in runs]
        peak = max(run.peak for run in runs)
        rows.append([name, spread([1000 * one for one in cpu]), f"{middle(cpu) / middle(empty):.1f}", f"{peak:.0f}"])
    print(f"{os.path.getsize(agenda)} bytes, {len(empty)} rounds: median (range)\n")
    table(["program", "CPU ms", "times an empty process", "peak MiB"], rows)
    for name, reason in failed.items():
        print(f"skipped: {name}: {reason}")


def terms(workshop, sizes, given):
    """3,000 phrases against 335: what more rules cost."""
    corpus = workshop.corpus(max(size for size in sizes if size <= 100))
    commands = {}
    for number in (0, 3000):
        rules = workshop.forms(number)
        commands[f"clearedfor {number}"] = workshop.check(corpus, rules)
        if workshop.ripgrep:
            tuned = workshop.grep(corpus, rules / "tuned.txt", "-c", "--regex-size-limit", "1G", "--dfa-size-limit", "1G")
            commands[f"ripgrep tuned, -c {number}"] = tuned
    took, failed = in_turn(commands, given.rounds, environment=workshop.environment)
    rows = []
    for name in ("clearedfor", "ripgrep tuned, -c"):
        if f"{name} 0" in took and f"{name} 3000" in took:
            few, many = ([run.cpu for run in took[f"{name} {number}"]] for number in (0, 3000))
            peaks = [max(run.peak for run in took[f"{name} {number}"]) for number in (0, 3000)]
            rows.append([name, spread(few, 3), spread(many, 3), spread(ratios(many, few)), "{:.0f}, {:.0f}".format(*peaks)])
    table(["program", "CPU s, 335 phrases", "CPU s, 3,000 phrases", "times", "peak MiB"], rows)
    for name, reason in failed.items():
        print(f"skipped: {name}: {reason}")


def threads(workshop, sizes, given):
    """Two threads against one, of the whole program."""
    corpus, rules = workshop.corpus(max(sizes)), workshop.forms()
    commands = {f"{number}": workshop.check(corpus, rules, threads=number) for number in (1, 2)}
    took, failed = in_turn(commands, given.rounds)
    if failed:
        raise RuntimeError(failed)
    one, two = took["1"], took["2"]
    rows = []
    for name, of in (("wall s", "wall"), ("CPU s", "cpu")):
        ones, twos = [getattr(run, of) for run in one], [getattr(run, of) for run in two]
        rows.append([name, spread(ones, 3), spread(twos, 3), spread(ratios(twos, ones))])
    rows.append(["peak MiB", *(f"{max(run.peak for run in runs):.0f}" for runs in (one, two)), ""])
    print(f"archive of {max(sizes)} MB\n")
    table(["", "one thread", "two threads", "two against one"], rows)


def memory(workshop, _sizes, _given):
    """Peak memory: long files of each format, many files, many rules."""
    few, many = workshop.forms(), workshop.forms(3000)
    cases = []
    for kind in ("vtt", "srt", "txt", "md"):
        path = workshop.work / f"{workshop.name}-8mb.{kind}"
        workshop.make("one", kind, path, "--mb", 8)
        cases.append((f"one file of 8 MB, {kind}", str(path), few))
        if kind == "vtt":
            cases.append(("the same, 3,000 phrases", str(path), many))
    for files in (200, 20_000):
        corpus = workshop.corpus(files // 200, files)
        cases.append((f"{files:,} files of 5 KB", corpus, few))
    cases.append(("200 files of 5 KB, 3,000 phrases", workshop.corpus(1, 200), many))
    cases.append(("200 files of 5 KB, built-in rules", workshop.corpus(1, 200), None))
    cases.append(("an agenda, built-in rules", workshop.agenda(), None))
    rows = []
    for name, what, rules in cases:
        peaks = [once(*workshop.check(what, rules, threads=number)).peak for number in (1, 2)]
        rows.append([name, *(f"{peak:.1f}" for peak in peaks)])
    table(["what is checked", "peak MiB, one thread", "two threads"], rows)


HOSTILE = {
    "one-line": "one line of ordinary text",
    "near-miss": "one phrase but its last letter, again and again, one line",
    "near-miss-lines": "the same, a line each",
    "digits": "numbers with blanks, one line",
    "marks": "combining marks, one line",
    "marks-on-letters": "four combining marks on each letter, one line",
    "letters": "single letters with blanks, one line",
    "letters-lines": "the same, in lines of some 50 letters",
}


def hostile(workshop, _sizes, given):
    """Inputs that somebody would make to stop a run, per byte against ordinary text."""
    rules, size = workshop.forms(), given.hostile
    commands = {}
    for kind in ("ordinary", *HOSTILE):
        path = workshop.work / f"{workshop.name}-{size}mb-{kind}.txt"
        if not path.exists():
            workshop.make("hostile", kind, path, "--mb", size)
        commands[kind] = workshop.check(str(path), rules)
    took, failed = in_turn(commands, min(given.rounds, 3), warm=False)
    rows = []
    for kind, runs in took.items():
        times = ratios([run.cpu for run in runs], [run.cpu for run in took["ordinary"]])
        name, peak = HOSTILE.get(kind, "ordinary text in lines"), max(run.peak for run in runs)
        per_byte = [run.cpu * 1000 / size for run in runs]
        rows.append([name, spread(per_byte), spread(times, 1), f"{peak:.0f}"])
    print(f"one file of {size} MB each\n")
    table(["input", "CPU ns a byte", "times ordinary text", "peak MiB"], rows)
    for name, reason in failed.items():
        print(f"failed: {name}: {reason}")
