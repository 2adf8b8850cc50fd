#!/usr/bin/env bash
# The gate on speed, by instructions and not by time, so that a busy machine changes nothing: counts what the released program
# executes under valgrind on the benchmark's archive of 1 MB with the benchmark's rules, and on one agenda with the built-in
# rules, and compares both with tests/instructions.txt. More than 5 % above fails; more than 10 % below asks for the figure to be
# lowered. Of the hits that were planted, 99.4 % must be found. Needs valgrind, which it installs by name where it may; skips, and
# says so, where it cannot.
#
#     tests/instructions.sh [PROGRAM]            compare
#     tests/instructions.sh --write [PROGRAM]    write the file anew
#
# What could vary is kept out: chance in the order of hash tables and the layout of memory are left, and make less than 0.1 %.
# valgrind shows every processor the same instructions (no AVX-512, no SHA), except that it shows AVX2 only where there is AVX2. Another
# compiler makes another program: with one that the file was not written with, the margin is 15 %.
set -euo pipefail
cd "$(dirname "$0")/.."
write=
if [ "${1:-}" = --write ]; then write=1 && shift; fi
figures=tests/instructions.txt

if ! command -v valgrind >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && apt-get install --yes --no-install-recommends valgrind libc6-dbg; } >/dev/null 2>&1 || true
fi
if ! command -v valgrind >/dev/null; then
    echo "skipped: no valgrind here"
    exit 0
fi
if ! grep -qw avx2 /proc/cpuinfo; then
    echo "skipped: the figures are of a processor with AVX2"
    exit 0
fi
program=${1:-}
if [ -z "$program" ]; then
    cargo build --release --locked --quiet --bin clearedfor
    program=${CARGO_TARGET_DIR:-target}/release/clearedfor
fi
program=$(realpath "$program")
# What makes the archive need not be fast; with the profile of the tests everything that it needs is built already.
bench=$(cargo bench --profile dev --locked --bench archive --no-run 2>&1 | sed -n 's/^ *Executable .*(\(.*\))$/\1/p')
[ -x "$bench" ] || {
    echo "the benchmark was not built" >&2
    exit 1
}

work=$(mktemp -d "${TMPDIR:-/tmp}/clearedfor-instructions.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$bench" make "$work/archive" --mb 1 --files 20
"$bench" ruleset "$work/bench.yaml"
"$bench" agenda "$work/agenda.md"

# Counts the instructions of one check in an environment that is always the same.
count() {
    (
        cd "$work"
        env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/nonexistent valgrind --tool=callgrind --callgrind-out-file=/dev/null \
            "$program" check "$@" --no-config --threads 1 --today 2027-01-31 --format jsonl --output report.jsonl >log 2>&1 || true
        # The status is the verdict's; what counts as an error is a run without a last line of the report.
        tail -n 1 report.jsonl | grep -q '"type":"summary"' || {
            cat log >&2
            exit 1
        }
        sed -n 's/^.*Collected : \([0-9]*\)$/\1/p' log
    )
}
archive=$(count archive --no-builtin-rules --ruleset bench.yaml)
# Speed is never bought with a hit.
recall=$PWD/benches/compare/recall.py
if command -v python3 >/dev/null; then
    (cd "$work" && python3 "$recall" archive report.jsonl --least 99.4)
else
    echo "skipped: planted hits are not counted without python3"
fi
agenda=$(count agenda.md)
compiler=$(rustc --version | cut -d' ' -f2)

if [ -n "$write" ]; then
    {
        echo "# Instructions of the released program, written by tests/instructions.sh --write."
        echo "rustc $compiler"
        echo "archive $archive"
        echo "agenda $agenda"
    } >"$figures"
    cat "$figures"
    exit 0
fi

margin=5
[ "$(sed -n 's/^rustc //p' "$figures")" = "$compiler" ] || {
    margin=15
    echo "the figures are of another compiler than $compiler: the margin is $margin %"
}
failed=0
# compare NAME COUNTED
compare() {
    expected=$(sed -n "s/^$1 //p" "$figures")
    echo "$1: $2 instructions, $(((($2 - expected) * 1000) / expected)) thousandths from the $expected of $figures"
    if [ $(($2 * 100)) -gt $((expected * (100 + margin))) ]; then
        echo "$1 takes more than $margin % more instructions than $figures says; what made it slower?" >&2
        failed=1
    elif [ $(($2 * 100)) -lt $((expected * 90)) ]; then
        echo "$1 takes far fewer instructions: keep that with tests/instructions.sh --write"
    fi
}
compare archive "$archive"
compare agenda "$agenda"
exit $failed
