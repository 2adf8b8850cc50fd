#!/usr/bin/env bash
# Opens the HTML report in a real browser: pages that the program makes from examples/ and from an invented document
# that attacks its reader. Nothing may be requested, run or injected; everything must be reachable by keyboard, readable
# on a telephone, in the dark and on paper. Screenshots go to target/page/. What is absent is installed by package name;
# where that fails it is said and skipped. tests/page.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]}" >&2
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 || true
fi
for needed in chromium node npm pdftotext; do
    if ! command -v "$needed" >/dev/null; then
        echo "skipped: $needed is not installed"
        exit 0
    fi
done

program=${1:-}
if [ -z "$program" ]; then
    cargo build --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/debug/clearedfor
fi
program=$(realpath "$program")

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! npm install --silent --no-audit --no-fund --prefix "$folder" playwright-core@1 >/dev/null 2>&1; then
    echo "skipped: playwright-core could not be installed"
    exit 0
fi

pages=$folder/pages
mkdir -p "$pages" "$folder/hostile" "$folder/many" target/page
# The exit status tells the verdict, so it is no failure; a page that was not written is.
check() { "$program" check "${@:2}" --format html --output "$pages/$1.html" || true; }

check agenda examples/02-agenda-moves/agenda.md --show-text always
check call examples/03-hotel-call/call.vtt --channel webex --show-text always
check masked examples/03-hotel-call/call.vtt --channel webex
check training examples/05-training/transcript.txt --channel webex
check german examples/03-hotel-call/call.vtt --channel webex --lang de --show-text always
check all examples --show-text always

# Payloads where a document chooses the words: speakers, titles, roles, text, its name.
cat >"$folder/hostile/\"><img src=x onerror=pwn()>.vtt" <<'END'
WEBVTT

1
00:00:01.000 --> 00:00:04.000
Kern<script>window.pwned=1</script>: Der Angriff beginnt zur H-Stunde um null fünf hundert.

2
00:00:05.000 --> 00:00:09.000
<v "><svg onload=pwn()>>Ab hier GEHEIM, die Sprengladung liegt bereit.</v>

3
00:01:05.000 --> 00:01:09.000
<v javascript:pwn()>Der Angriff auf die Sperre beginnt zur H-Stunde um null sechs hundert.</v>
END
cat >"$folder/hostile/agenda.md" <<'END'
---
title: "</title><script>pwn()</script>"
meeting:
  channel: webex
  participants:
    - {role: "<img src=x onerror=pwn()>", line: phone, place: hotel}
---

VS-NUR FÜR DEN DIENSTGEBRAUCH

## TOP 1 (GEHEIM) "><script>pwn()</script>

Der Angriff beginnt zur H-Stunde um null fünf hundert. <img src=x onerror=pwn()> ' onmouseover='pwn()

## TOP 2 </style></details><iframe src=javascript:pwn()>

Nächster Termin.
END
cat >"$folder/hostile/agenda.txt" <<'END'
Tagesordnung

TOP 1 <script>pwn()</script> (GEHEIM)
Der Angriff beginnt zur H-Stunde um null fünf hundert. <img src=x onerror=pwn()> ' onmouseover='pwn()

TOP 2 </style></details><iframe src=javascript:pwn()>
Nächster Termin.
END
cat >"$folder/hostile/call.csv" <<'END'
Start,Speaker,Text
00:00:01,"Kern<script>pwn()</script>","Ab hier GEHEIM, bitte nichts notieren."
00:00:20,"""><svg onload=pwn()>","Das ist jetzt VS-Vertraulich, der Angriff beginnt zur H-Stunde."
00:00:40,"javascript:pwn()//</text></svg><base href=//evil.example>","Das ist jetzt GEHEIM."
END
check hostile "$folder/hostile" --show-text always --mentions

for number in $(seq -w 200); do
    printf '# Tagesordnung\n\n## TOP 1 Begrüßung\n\nGenehmigung.\n' >"$folder/many/$number.md"
done
cp examples/02-agenda-moves/agenda.md "$folder/many/"
check many "$folder/many" --channel webex

node tests/page.mjs "$folder/node_modules" "$pages" target/page "$folder/profile" "$(command -v chromium)"
