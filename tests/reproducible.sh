#!/usr/bin/env bash
# Builds the program twice and compares the bytes: here and in another folder, with the crates unpacked in two places,
# at two times, in two time zones and languages. It needs a Rust toolchain and the crates, and takes as long as two
# release builds; CARGO_PROFILE_RELEASE_LTO=off and its kin make it quicker, and then it says less.
# tests/reproducible.sh [TARGET]
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
cargo fetch --locked --quiet
cargo_home=${CARGO_HOME:-$HOME/.cargo}
work=$(mktemp -d "${TMPDIR:-/tmp}/clearedfor-twice.XXXXXX")
trap 'rm -rf "$work"' EXIT

# What git knows or would add, as it stands here, with times of its own.
copy() {
    mkdir -p "$1"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        if [ -e "$file" ]; then printf '%s\0' "$file"; fi
    done | tar --null --touch -T - -cf - | tar -C "$1" -xmf -
}

# A home for cargo that unpacks the crates anew and downloads none.
home() {
    mkdir -p "$1/registry"
    for shared in registry/index registry/cache config.toml config; do
        if [ -e "$cargo_home/$shared" ]; then ln -s "$cargo_home/$shared" "$1/$shared"; fi
    done
}

build() { # FOLDER HOME
    (cd "$1" && CARGO_HOME=$2 packages/reproducibly cargo build --release --locked --quiet --bin clearedfor --target "$target")
}

other="$work/another folder/deeper"
home "$work/cargo"
copy "$other"
echo "building here" >&2
build . "$cargo_home"
echo "building in another folder" >&2
(umask 027 && unset CARGO_TARGET_DIR && export TZ=Asia/Tokyo LC_ALL=C.UTF-8 && build "$other" "$work/cargo")

program=$target/release/clearedfor
case $target in *-windows-*) program=$program.exe ;; esac
one=${CARGO_TARGET_DIR:-target}/$program
other=$other/target/$program
failed=0
for place in "$PWD" "$work" "$cargo_home" "${HOME:-}/" "$(rustc --print sysroot)"; do
    # A home that is / names nothing.
    if [ "${#place}" -gt 2 ] && grep -qaF -- "$place" "$one"; then
        echo "the program names $place" >&2
        failed=1
    fi
done
sha256sum "$one" "$other" | cut -d' ' -f1
if cmp "$one" "$other"; then
    echo "the same: $(wc -c <"$one") bytes for $target"
else
    failed=1
fi
exit $failed
