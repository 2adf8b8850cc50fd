#!/usr/bin/env bash
# Prints the figures of docs/accuracy.md as a Markdown table and the command of each row below it.
# The material is no part of this repository; where it is absent the script says so and skips.
set -euo pipefail
cd "$(dirname "$0")/.."

meetings=tests/meetings
material=target/corpora
if [ -x ../shared/data/unpack ] && [ ! -e "$material/MANIFEST.tsv" ]; then
    ../shared/data/unpack "$material" >&2
fi
if [ ! -e "$material/MANIFEST.tsv" ]; then
    echo "skipped: no evaluation material in $material"
    exit 0
fi
cargo build --release --locked --quiet
program=target/release/clearedfor

commands=()

# quoted ARGUMENTS...: as they can be pasted, with signs that a shell would act on between quotes.
quoted() {
    local word words=()
    for word in "$@"; do
        if [[ $word == *[!A-Za-z0-9/._=-]* ]]; then word="'$word'"; fi
        words+=("$word")
    done
    echo "${words[*]}"
}

# row TITLE TARGET ARGUMENTS...: the row of all documents, under a title of its own.
row() {
    local title=$1 target=$2
    shift 2
    local figures
    figures=$("$program" eval "$@" --format markdown)
    figures=$(grep '^| all |' <<<"$figures")
    commands+=("clearedfor eval $(quoted "$@")")
    echo "| ${#commands[@]} | $title | $target |${figures#| all |}"
}

manifest=$material/MANIFEST.tsv
labels=$material/labels.tsv
measured=(--where "duration_basis^=measured" --level 0)
negatives=(--where set=hard-negatives --level 0)
records=(--where marking_line_in_body=no --where is_meeting_record=yes --where "level!=2"
    --where "level!=-1" --channel webex)

header=$("$program" eval "$manifest" --where set=benign-de --level 0 --format markdown | head -1)
echo "| | what | target |${header#| set |}"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
row "benign meetings, EN, on an open channel" "1 in 100 h" "$manifest" --where set=benign-en "${measured[@]}"
row "benign meetings, DE, on an open channel" "1 in 100 h" "$manifest" --where set=benign-de "${measured[@]}"
row "benign meetings, EN, on WebEx" "1 in 300 h" "$manifest" --where set=benign-en "${measured[@]}" --channel webex
row "benign meetings, DE, on WebEx" "1 in 300 h" "$manifest" --where set=benign-de "${measured[@]}" --channel webex
row "shown scenarios" "32 of 32" "$material/scenarios/truth.tsv"
for set in dev1 dev2 dev3 dev4 dev5 neg1 neg2 val1 val2; do
    row "invented meetings $set, rules written with them in sight" "" "$meetings/$set/truth.tsv"
done
row "invented meetings val3, no rule written for them" "95 %" "$meetings/val3/truth.tsv"
row "hard negatives but the next two" "2 %" "$manifest" "${negatives[@]}" \
    --where "path!^=hard-negatives/misp-taxonomies/" --where "path!^=hard-negatives/german-law/"
row "lists of marking words" "apart" "$manifest" "${negatives[@]}" --where "path^=hard-negatives/misp-taxonomies/"
row "German laws about secrecy" "apart" "$manifest" "${negatives[@]}" --where "path^=hard-negatives/german-law/"
row "declassified, own marking line" "99 % found, 97 % exact" "$labels" --where marking_line_in_body=yes
row "declassified meeting records, no marking line: Secret or above against at most level 1" "" "$labels" "${records[@]}"
row "the same, marking words blanked" "" "$labels" "${records[@]}" --without-markings

echo
for number in "${!commands[@]}"; do
    echo "    $((number + 1))  ${commands[$number]}"
done
