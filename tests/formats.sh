#!/usr/bin/env bash
# Measures reading on real files: how many are read whole, and which share of the words that another program
# finds in them is found. Prints Markdown tables (docs/formats.md) and fails where a file is under its target
# or a reader panics. Material that is absent is said and skipped. tests/formats.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
corpora=${CLEAREDFOR_CORPORA:-target/corpora}/formats
if [ ! -d "$corpora" ]; then
    echo "skipped: no material at $corpora"
    exit 0
fi

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-writer libreoffice-calc libreoffice-impress)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
/usr/bin/python3 -c "import olefile" 2>/dev/null || missing+=(python3-olefile)
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing ${missing[*]}" >&2
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
            { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
            echo "could not install ${missing[*]}: what needs them is skipped" >&2
    else
        echo "not installed: ${missing[*]}; what needs them is skipped" >&2
    fi
fi

program=${1:-}
if [ -z "$program" ]; then
    cargo build --release --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/release/clearedfor
fi
python=/usr/bin/python3
[ -x "$python" ] || python=python3
exec "$python" tests/formats_words.py "$program" "$corpora"
