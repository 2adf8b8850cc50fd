"""Which planted hits were found: recall.py CORPUS REPORT.jsonl [RIPGREP_OUTPUT | --least PERCENT]

A planted hit counts as found where a finding, of whatever rule, stands on one of its lines. The table says each writing; hits
that run over the end of a line or caption have a row of their own. Prints a table, and ends with 1 where fewer were found than
asked for, or where a planted hit does not stand in the corpus at all, because then the table would be worth nothing."""

import json
import re
import sys
import unicodedata
from collections import defaultdict

TAG = re.compile(r"</?v\b[^>]*>")


def spoken(path):
    """The words of a file as one text with single blanks for line ends, and the line of each of its characters."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = file.read().replace("\r\n", "\n").split("\n")
    captions = path.endswith((".vtt", ".srt"))
    text, places = [], []
    for number, line in enumerate(lines, 1):
        if captions:
            following = lines[number] if number < len(lines) else ""
            if not line or "-->" in line or line == "WEBVTT" or ("-->" in following and line.isdigit()):
                continue
            line = TAG.sub("", line)
        text.append(line + " ")
        places += [number] * (len(line) + 1)
    return "".join(text), places


def stands(text, hit, at):
    """Where a hit stands from a place on, not as a part of a longer word; -1 where it does not."""
    while (begun := text.find(hit, at)) >= 0:
        before, behind = text[begun - 1 : begun], text[begun + len(hit) : begun + len(hit) + 1]
        inside = (before.isalnum() and hit[0].isalnum()) or (behind.isalnum() and hit[-1].isalnum())
        if not inside:
            return begun
        at = begun + 1
    return -1


def planted(corpus):
    """(file, writing, split, first line, last line) of all that was planted; and how many could not be placed."""
    files = defaultdict(list)
    with open(corpus.rstrip("/") + ".planted.tsv", encoding="utf-8", newline="\n") as table:
        for row in table:
            path, _, writing, split, hit = row.rstrip("\n").split("\t")
            files[path].append((writing, split == "1", hit))
    hits, lost = [], 0
    for path, rows in files.items():
        (text, places), at = spoken(f"{corpus}/{path}"), 0
        for writing, split, hit in rows:
            begun = stands(text, hit, at)
            if begun < 0:
                hit = unicodedata.normalize("NFD", hit)
                begun = stands(text, hit, at)
            if begun < 0:
                lost += 1
                continue
            at = begun + len(hit)
            hits.append((path, writing, split, places[begun], places[at - 1]))
    return hits, lost


def told(corpus, report):
    """File -> lines on which a finding of ours stands."""
    lines = defaultdict(set)
    with open(report, encoding="utf-8") as file:
        for row in file:
            document = json.loads(row)
            if document["type"] == "document":
                places = (finding["place"]["line"] for finding in document["findings"])
                lines[document["file"].removeprefix(corpus).lstrip("/")].update(places)
    return lines


def grepped(corpus, output):
    """The same of `rg -on`."""
    lines = defaultdict(set)
    with open(output, encoding="utf-8", errors="replace") as file:
        for row in file:
            path, _, rest = row.removeprefix(corpus).lstrip("/").partition(":")
            number = rest.partition(":")[0]
            if number.isdigit():
                lines[path].add(int(number))
    return lines


def main(corpus, report, output=None, least=None):
    if output == "--least":
        output, least = None, float(least)
    hits, lost = planted(corpus)
    programs = {"clearedfor": told(corpus, report)}
    if output:
        programs["ripgrep"] = grepped(corpus, output)
    rows = defaultdict(lambda: [0] * (1 + len(programs)))
    for path, writing, split, first, last in hits:
        found = [any(first <= line <= last for line in lines[path]) for lines in programs.values()]
        over = "over a break, transliterated" if writing == "translit" else "over a break"
        for row in (over if split else writing, "all"):
            rows[row][0] += 1
            for number, one in enumerate(found, 1):
                rows[row][number] += one
    print("| planted as | hits | " + " | ".join(f"{name} found" for name in programs) + " |")
    print("| --- |" + " ---: |" * (1 + len(programs)))
    for row in sorted(rows, key=lambda row: (row == "all", row.startswith("over"), row)):
        count, *found = rows[row]
        print(f"| {row} | {count} | " + " | ".join(f"{100 * one / count:.2f} %" for one in found) + " |")
    print()
    if least and 100 * rows["all"][1] < least * rows["all"][0]:
        sys.exit(f"fewer than {least} % of the planted hits were found")
    if lost:
        sys.exit(f"{lost} planted hits are not in the corpus")


main(*sys.argv[1:])
