#!/usr/bin/env bash
# An archive for real: makes 100,000 small files from a seed in a temporary folder, checks 10,000 and all of them with
# `--format jsonl`, and prints time and peak memory of both; interrupts a run in the middle with SIGINT and one with
# SIGKILL, tests that what they leave is valid, and that both, gone on with, are byte for byte the report of the run that nobody
# cut short; and looks at the progress bar on a terminal. Needs Python 3 and nothing else.
# tests/archive.sh [PROGRAM [FILES]]
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v python3 >/dev/null; then
    echo "skipped: no python3"
    exit 0
fi
program=${1:-}
if [ -z "$program" ]; then
    cargo build --release --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/release/clearedfor
fi
exec python3 tests/archive_run.py "$(realpath "$program")" "${2:-100000}"
