"""The work of benches/compare.sh: makes corpora, runs everything in turn, and prints the tables."""

import argparse
import platform
import subprocess
import sys

import parts
from measure import load
from programs import Workshop

PARTS = ["archive", "small", "terms", "threads", "memory", "hostile", "builtin"]


def main():
    options = argparse.ArgumentParser(prog="benches/compare.sh")
    options.add_argument("part", nargs="*", choices=[*PARTS, []], help="what to measure")
    options.add_argument("--work", required=True, help=argparse.SUPPRESS)
    options.add_argument("--rules", required=True, help=argparse.SUPPRESS)
    options.add_argument("--rounds", type=int, default=5, help="counted runs of each program")
    options.add_argument("--sizes", default="1 10 100", help="megabytes of the archives")
    options.add_argument("--hostile", type=int, default=100, help="megabytes of the hostile inputs")
    options.add_argument("--corpora", default="target/corpora", help="folder with sets of real documents, for the built-in rules")
    given = options.parse_args()
    workshop = Workshop(given.work, given.rules)
    sizes = [int(size) for size in given.sizes.split()]
    whose = "this repository's" if workshop.own else "of another folder"
    version = subprocess.run([workshop.program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{version}; workload and rules: {whose}; {processor()}; load {load()}\n", flush=True)
    for part in given.part or PARTS:
        print(f"### {part}\n", flush=True)
        try:
            getattr(parts, part)(workshop, sizes, given)
        except RuntimeError as error:
            sys.exit(f"{part}: {error}")
        print(f"(load {load()})\n", flush=True)


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(": ")[2].strip() for line in file if line.startswith("model name")]
        return f"{len(names)} x {names[0]}"
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


main()
