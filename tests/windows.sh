#!/usr/bin/env bash
# Builds the program for Windows on Linux and runs it under Wine: the examples with their paths and exit status, and,
# with TESTS=1, the whole test suite. Wine is not Windows; the workflow ci.yml runs the same tests on the real one.
#
# Where the target's standard library is not installed (rustup target add x86_64-pc-windows-gnu), Debian's own compiler
# and the library's sources are used, unpacked and not installed. What cannot be had is said and skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
target=x86_64-pc-windows-gnu
out=${CARGO_TARGET_DIR:-$PWD/target}/windows
mkdir -p "$out"

if ! command -v x86_64-w64-mingw32-gcc >/dev/null || ! command -v wine >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing gcc-mingw-w64-x86-64 and wine64" >&2
        packages=(gcc-mingw-w64-x86-64 wine wine64)
        apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1 ||
            { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null 2>&1 ||
            true
    fi
    for program in x86_64-w64-mingw32-gcc wine; do
        command -v "$program" >/dev/null || { echo "skipped: no $program here"; exit 0; }
    done
fi

# Debian's compiler, unpacked below $out: its package is called rustc-web, and the sources of the library rust-web-src.
debian() {
    local root=$out/debian package llvm git
    if [ ! -x "$root/usr/bin/rustc" ]; then
        command -v apt-get >/dev/null || return 1
        mkdir -p "$out/downloads"
        package=$(apt-cache depends libstd-rust-web-dev | sed -n 's/^  Depends: \(libstd-rust-web-[0-9.]*\)$/\1/p')
        llvm=$(apt-cache depends "$package" | sed -n 's/^  Depends: \(libllvm[0-9]*\)$/\1/p')
        git=$(apt-cache depends cargo-web | sed -n 's/^  Depends: \(libgit2-[0-9.]*\)$/\1/p')
        [ -n "$package" ] && [ -n "$llvm" ] && [ -n "$git" ] || return 1
        (cd "$out/downloads" && apt-get download -qq rustc-web cargo-web rust-web-src libstd-rust-web-dev "$package" \
            "$llvm" "$git" libhttp-parser2.9 libmbedcrypto7 libmbedtls14 libmbedx509-1) >/dev/null 2>&1 || return 1
        for package in "$out"/downloads/*.deb; do dpkg -x "$package" "$root"; done
    fi
    export LD_LIBRARY_PATH=$root/usr/lib:$root/usr/lib/x86_64-linux-gnu
    export RUSTC=$root/usr/bin/rustc RUSTDOC=$root/usr/bin/rustdoc RUSTC_BOOTSTRAP=1
    cargo=$root/usr/bin/cargo
    "$cargo" --version >/dev/null 2>&1
}

cargo=cargo
standard=()
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
    debian || { echo "skipped: no standard library for $target, and none can be built here"; exit 0; }
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    has=$("$RUSTC" -vV | sed -n 's/^release: //p')
    if [ "$(printf '%s\n' "$wanted" "$has" | sort -V | head -1)" != "$wanted" ]; then
        echo "skipped: the compiler that has the sources of its library is $has, and $wanted is needed"
        exit 0
    fi
    standard=("-Zbuild-std=std,panic_unwind")
    [ "${TESTS:-}" != 1 ] || standard=("-Zbuild-std=std,panic_unwind,test")
fi

export WINEPREFIX=$out/wine WINEDEBUG=-all CARGO_INCREMENTAL=0
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
"$cargo" build --locked --quiet "${standard[@]}" --target "$target" --target-dir "$out" --bin clearedfor
program=$out/$target/debug/clearedfor.exe

# Wine before 9 lacks a library that every Windows since 10 has and Rust asks for random numbers.
if [ ! -e "$(find / -xdev -path '*/wine/x86_64-windows/bcryptprimitives.dll' -print -quit 2>/dev/null)" ]; then
    printf '%s\n' '#include <windows.h>' '#include <ntsecapi.h>' \
        '__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T length) {' \
        '    return RtlGenRandom(data, (ULONG)length); }' >"$out/bcryptprimitives.c"
    x86_64-w64-mingw32-gcc -shared -o "$out/$target/debug/bcryptprimitives.dll" "$out/bcryptprimitives.c" -ladvapi32
    mkdir -p "$out/$target/debug/deps"
    cp "$out/$target/debug/bcryptprimitives.dll" "$out/$target/debug/deps/"
fi
packages/smoke wine "$program"

failed=0
for example in examples/*/; do
    if ! [ -e "$example/cmd" ] || [ -e "$example/stdin" ]; then continue; fi
    status=0
    # An example's words have no blanks but in double quotes.
    eval "wine '$program' $(sed 's/^clearedfor //' "$example/cmd")" >"$out/printed" 2>/dev/null </dev/null || status=$?
    if [ "$status" != "$(cat "$example/status")" ] || ! tr -d '\r' <"$out/printed" | cmp -s - "$example/stdout"; then
        echo "$example is otherwise under Wine: status $status" >&2
        tr -d '\r' <"$out/printed" | diff "$example/stdout" - | head -20 >&2
        failed=1
    fi
done
if [ "${TESTS:-}" = 1 ]; then
    "$cargo" test --locked "${standard[@]}" --target "$target" --target-dir "$out" || failed=1
fi
exit $failed
