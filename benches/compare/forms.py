"""The rules of the benchmark in the form of each program that is compared. What they share is a list of phrases, whole words in
any case, and patterns; a program that knows only bytes gets both cases of each letter outside ASCII."""

import json
import re

SPECIAL = re.compile(r"([.^$*+?()\[\]{}|\\/-])")


def read(path):
    """The list that the benchmark's own program writes: (kind, name, text)."""
    with open(path, encoding="utf-8") as file:
        return [tuple(line.rstrip("\n").split("\t", 2)) for line in file]


def quoted(phrase):
    return SPECIAL.sub(r"\\\1", phrase)


def as_pattern(kind, text):
    """A phrase as a pattern between word edges; a pattern as it is."""
    return rf"\b{quoted(text).replace(chr(92) + '-', '-').replace(chr(92) + '/', '/')}\b" if kind == "phrase" else text


def tuned(pattern):
    """For ripgrep at its best: ASCII edges and classes, so that it can stay in its automaton."""
    for written, meant in [(r"\b", r"(?-u:\b)"), (r"\d", "[0-9]"), (r"\s", r"[ \t]"), (r"\S", r"[^ \t]")]:
        pattern = pattern.replace(written, meant)
    return pattern


def cases(letter):
    if ord(letter) < 128 or len(letter.upper()) > 1:
        return [letter]
    return sorted({letter.lower(), letter.upper()})


def as_bytes(pattern):
    """A pattern for programs that know bytes only: letters outside ASCII as alternatives, out of classes too."""
    out, at = [], 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            out.append(pattern[at : at + 2])
            at += 2
        elif letter == "[":
            end = at + 2
            while pattern[end] != "]" or pattern[end - 1] == "\\":
                end += 1
            inside = pattern[at + 1 : end]
            plain = "".join(c for c in inside if ord(c) < 128)
            other = [case for c in inside if ord(c) > 127 for case in cases(c)]
            kept = [f"[{plain}]"] if plain else []
            out.append("(" + "|".join(kept + other) + ")" if other else f"[{inside}]")
            at = end + 1
        else:
            either = cases(letter)
            out.append(letter if len(either) == 1 and ord(letter) < 128 else "(" + "|".join(either) + ")")
            at += 1
    return "".join(out).replace("(?:", "(")


def yara(rules):
    """One rule a group of phrases, one a pattern."""
    groups, patterns = {}, []
    for kind, name, text in rules:
        if kind == "phrase":
            groups.setdefault(name, []).append(text)
        else:
            patterns.append((name, text))
    out = []
    for name, phrases in groups.items():
        strings = []
        for number, phrase in enumerate(phrases):
            plain = json.dumps(phrase) + " nocase" if phrase.isascii() else f"/{as_bytes(quoted(phrase))}/i"
            strings.append(f"    $t{number} = {plain} fullword")
        out.append((name, "\n".join(strings)))
    for name, pattern in patterns:
        slashed = re.sub(r"(?<!\\)/", r"\\/", pattern)
        out.append((name, f"    $r = /{as_bytes(slashed)}/i"))
    return "\n".join(
        f"rule r{number}_{re.sub('[^a-z0-9]', '_', name.lower())} {{\n  strings:\n{strings}\n  condition: any of them\n}}"
        for number, (name, strings) in enumerate(out)
    )


def kingfisher(rules):
    """JSON, which is YAML too."""
    groups, out = {}, []
    for kind, name, text in rules:
        if kind == "phrase":
            groups.setdefault(name, []).append(text)
        else:
            out.append((name, f"(?i)({as_bytes(text)})"))
    for name, phrases in groups.items():
        either = "|".join(as_bytes(quoted(phrase).replace(r"\/", "/").replace(r"\-", "-")) for phrase in phrases)
        out.append((name, rf"(?i)\b({either})\b"))
    rows = [
        {"name": name, "id": f"bench.{number}.1", "pattern": pattern, "min_entropy": 0.0, "confidence": "medium", "examples": []}
        for number, (name, pattern) in enumerate(out)
    ]
    return json.dumps({"rules": rows}, ensure_ascii=False, indent=0)


def write(rules, folder):
    """Writes every form into a folder."""
    patterns = [as_pattern(kind, text) for kind, _, text in rules]
    forms = {
        "phrases.txt": [text for kind, _, text in rules if kind == "phrase"],
        "written.txt": patterns,
        "tuned.txt": [tuned(pattern) for pattern in patterns],
        "vectorscan.txt": patterns,
        "rules.yar": [yara(rules)],
        "kingfisher.yml": [kingfisher(rules)],
    }
    for name, lines in forms.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
