"""YARA-X over a folder: yarax.py compile RULES COMPILED, or yarax.py scan COMPILED FOLDER. Counts matches, nothing else."""

import os
import sys

import yara_x


def scan(compiled, folder):
    with open(compiled, "rb") as file:
        scanner = yara_x.Scanner(yara_x.Rules.deserialize_from(file))
    matches = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                found = scanner.scan(file.read())
            matches += sum(len(pattern.matches) for rule in found.matching_rules for pattern in rule.patterns)
    print(matches, "matches")


if sys.argv[1] == "compile":
    with open(sys.argv[2], encoding="utf-8") as source, open(sys.argv[3], "wb") as out:
        yara_x.compile(source.read()).serialize_into(out)
else:
    scan(sys.argv[2], sys.argv[3])
