"""Runs programs in turn and counts what each took: processor seconds of the whole process, user and system, as the kernel tells
them, wall time, and peak memory. What this process holds when it starts another counts as that one's peak, so it holds little."""

import os
import statistics
import subprocess
import time


class Took:
    """What one run took."""

    def __init__(self, cpu, wall, peak, status):
        self.cpu, self.wall, self.peak, self.status = cpu, wall, peak, status


def once(command, allowed=(0, 1), environment=None):
    """Runs a command to its end; any status but the allowed ones is an error, with what the command said."""
    begun = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=subprocess.PIPE, env=environment)
        said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in allowed:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}: {said.decode('utf-8', 'replace')[-400:]}")
    return Took(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, child.returncode)


def in_turn(commands, rounds, warm=True, environment=None):
    """Runs all commands one after the other, so often: name -> list of Took. The first round, which fills the page cache, is
    not counted. A command that fails is left out, and its name returned with the reason."""
    took, failed = {name: [] for name in commands}, {}
    for turn in range(rounds + warm):
        for name, (command, allowed) in commands.items():
            if name in failed:
                continue
            try:
                run = once(command, allowed, environment)
            except (RuntimeError, OSError) as error:
                failed[name] = str(error)
                del took[name]
                continue
            if turn >= warm:
                took[name].append(run)
    return took, failed


def middle(values):
    return statistics.median(values)


def spread(values, digits=2):
    """Median and range."""
    values = list(values)
    return f"{middle(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def ratios(ones, others):
    """Ratios of the runs that stood side by side."""
    return [one / other for one, other in zip(ones, others, strict=True)]


def load():
    with open("/proc/loadavg", encoding="ascii") as file:
        return file.read().split()[0]


def table(head, rows):
    """A Markdown table; all columns but the first are set to the right."""
    print("| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
    print()
