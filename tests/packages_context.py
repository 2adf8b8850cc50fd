"""Is every file of a list in the context that a .dockerignore leaves? Standard input has the list, one a line.

Only what our file uses is understood: `*`, paths of files and folders, and `!` before them; the last line that matches
counts. Another pattern is an error, not a guess.
"""

import sys
from pathlib import Path


def rules(path):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kept, pattern = line.startswith("!"), line.removeprefix("!")
        if pattern != "*" and any(sign in pattern for sign in "*?[\\"):
            sys.exit(f"{path}: this test does not understand `{line}`")
        yield kept, pattern


def kept(name, ignore):
    last = True
    for keeps, pattern in ignore:
        if pattern == "*" or name == pattern or name.startswith(pattern + "/"):
            last = keeps
    return last


def main(path):
    ignore = list(rules(path))
    names = sys.stdin.read().split()
    missing = [name for name in names if not kept(name, ignore)]
    if missing or not names:
        sys.exit(f"not in the context of the image: {', '.join(missing)}")
    print(f"{len(names)} files are needed, and all are in the context of the image")


main(sys.argv[1])
