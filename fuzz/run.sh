#!/usr/bin/env bash
# Fuzzes each target for so many minutes, one for each core (JOBS=N: N at a time), and prints a table: fuzz/run.sh MINUTES [TARGET...]
# Needs a nightly compiler and cargo-fuzz (cargo install cargo-fuzz). What it finds lies in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:?usage: fuzz/run.sh MINUTES [TARGET...]}
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd fuzz/targets && ls ./*.rs | sed 's|./||; s|\.rs$||')

command -v cargo-fuzz >/dev/null || { echo "skipped: cargo-fuzz is not installed (cargo install cargo-fuzz)"; exit 0; }
fuzz/seed.sh >/dev/null
# All at once, so that what they share is built once.
nice -n 15 cargo +nightly fuzz build >&2
mkdir -p fuzz/logs
host=$(rustc +nightly -vV | sed -n "s/^host: //p")

# Text targets try inputs that are as long as a real file's paragraph; packages and PDF need room for more.
length() {
    case $1 in
        texts | json | csv | rules | policy | plan) echo 16384 ;;
        *) echo 65536 ;;
    esac
}

run() {
    local left end log=fuzz/logs/$1.log
    end=$(($(date +%s) + $2 * 60))
    mkdir -p "fuzz/corpus/$1" "fuzz/artifacts/$1"
    : >"$log"
    touch "fuzz/logs/$1.start"
    # A find ends libFuzzer, so it goes on until the time is over, but not for ever where a seed is the find.
    for _ in $(seq 20); do
        left=$((end - $(date +%s)))
        [ "$left" -gt 5 ] || break
        nice -n 15 "fuzz/target/$host/release/$1" -max_total_time="$left" -rss_limit_mb=2048 -timeout=20 \
            -max_len="$(length "$1")" -print_final_stats=1 -print_funcs=0 -artifact_prefix="fuzz/artifacts/$1/" \
            "fuzz/corpus/$1" >>"$log" 2>&1 && break
    done
}

export -f run length
export host
printf '%s\n' "${targets[@]}" | xargs -P "${JOBS:-$(nproc)}" -I TARGET bash -c "run TARGET $minutes"

echo "| target | executions | edges reached | crashes | out of time | out of memory |"
echo "| --- | --- | --- | --- | --- | --- |"
found=0
for target in "${targets[@]}"; do
    log=fuzz/logs/$target.log
    executions=$(awk '/^stat::number_of_executed_units:/ { sum += $2 } END { print sum + 0 }' "$log")
    edges=$(sed -nE 's/.*cov: ([0-9]+) .*/\1/p' "$log" | sort -n | tail -n 1)
    finds() { find "fuzz/artifacts/$target" -newer "fuzz/logs/$target.start" -name "$1-*" | wc -l; }
    crashes=$(finds crash) timeouts=$(finds timeout) memory=$(finds oom)
    echo "| $target | $executions | ${edges:-none} | $crashes | $timeouts | $memory |"
    [ "$crashes $timeouts $memory" = "0 0 0" ] || found=1
done
exit $found
