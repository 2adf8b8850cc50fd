#!/usr/bin/env bash
# Fuzzes each target for so many minutes, two at a time, and prints a table: fuzz/run.sh MINUTES [TARGET...]
# Needs a nightly compiler and cargo-fuzz (cargo install cargo-fuzz). What it finds lies in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:?usage: fuzz/run.sh MINUTES [TARGET...]}
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd fuzz/targets && ls ./*.rs | sed 's|./||; s|\.rs$||')

command -v cargo-fuzz >/dev/null || { echo "skipped: cargo-fuzz is not installed (cargo install cargo-fuzz)"; exit 0; }
fuzz/seed.sh >/dev/null
for target in "${targets[@]}"; do
    nice -n 15 cargo +nightly fuzz build "$target" >&2
done
mkdir -p fuzz/logs

# Text targets try inputs that are as long as a real file's paragraph; packages and PDF need room for more.
length() {
    case $1 in
        texts | json | csv | rules | policy | plan) echo 16384 ;;
        *) echo 65536 ;;
    esac
}

run() {
    mkdir -p "fuzz/corpus/$1"
    # A find ends libFuzzer, so it goes on in a process of its own until the time is over.
    nice -n 15 cargo +nightly fuzz run "$1" -- -max_total_time=$(($2 * 60)) -rss_limit_mb=2048 -timeout=20 \
        -max_len="$(length "$1")" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 \
        >"fuzz/logs/$1.log" 2>&1 || true
}

export -f run length
printf '%s\n' "${targets[@]}" | xargs -P 2 -I TARGET bash -c "run TARGET $minutes"

echo "| target | executions | paths (edges) | crashes | out of time | out of memory |"
echo "| --- | --- | --- | --- | --- | --- |"
found=0
for target in "${targets[@]}"; do
    # The last line of a run in processes: "#12345: cov: 678 ft: 901 corp: 23 exec/s: 456 oom/timeout/crash: 0/0/0 time: 600s".
    last=$(grep -E '^#[0-9]+: cov:' "fuzz/logs/$target.log" | tail -n 1 || true)
    executions=$(sed -nE 's/^#([0-9]+):.*/\1/p' <<<"$last")
    edges=$(sed -nE 's/.*cov: ([0-9]+).*/\1/p' <<<"$last")
    counts=$(sed -nE 's|.*oom/timeout/crash: ([0-9]+)/([0-9]+)/([0-9]+).*|\3 \2 \1|p' <<<"$last")
    read -r crashes timeouts memory <<<"${counts:-? ? ?}"
    echo "| $target | ${executions:-none} | ${edges:-none} | $crashes | $timeouts | $memory |"
    [ "$crashes $timeouts $memory" = "0 0 0" ] || found=1
done
exit $found
