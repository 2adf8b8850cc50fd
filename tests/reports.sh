#!/usr/bin/env bash
# Reads every report format with a program that is not ours: real runs over examples/ and hostile names, masked and
# shown, in both languages, and the expected reports of src/render/golden. SARIF is checked by the official schema and by
# Microsoft's validator, which come with an npm package. What cannot be had is said and skipped. tests/reports.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

program=${1:-}
if [ -z "$program" ]; then
    cargo build --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/debug/clearedfor
fi

if ! python3 -m venv "$scratch/venv" >/dev/null 2>&1; then
    echo "skipped: no python3 with venv"
    exit 0
fi
python=$scratch/venv/bin/python
if ! "$python" -m pip install --quiet --disable-pip-version-check \
    jsonschema sarif-tools junitparser lxml markdown-it-py linkify-it-py >"$scratch/pip.log" 2>&1; then
    echo "skipped: the readers cannot be installed from PyPI"
    exit 0
fi

schema=
validator=
if command -v npm >/dev/null &&
    (cd "$scratch" && npm pack --silent @microsoft/sarif-multitool-linux@5.7.0 >/dev/null 2>&1 &&
        tar xzf microsoft-sarif-multitool-linux-5.7.0.tgz package/sarif-2.1.0.json package/Sarif.Multitool); then
    schema=$scratch/package/sarif-2.1.0.json
    validator=$scratch/package/Sarif.Multitool
    chmod +x "$validator"
else
    echo "skipped: the schema of SARIF and its validator cannot be had from npm"
fi
command -v soffice >/dev/null || echo "skipped: no LibreOffice, the table is read by Python alone"

CLEAREDFOR_SCHEMA=$schema CLEAREDFOR_VALIDATOR=$validator \
    "$python" tests/reports_read.py "$program" "$scratch"
