#!/usr/bin/env bash
# Runs for real what connects the program to git and to CI: the plain hook, the hooks of pre-commit, the steps of the
# GitHub Action and the lines of the GitLab template, each in throw-away repositories, and checks their files against
# the schemas of those who read them. Needs git; pre-commit and check-jsonschema come from PyPI into a folder under
# target. What cannot be had is said and skipped. With CLEAREDFOR_HOOKS_BUILD=yes pre-commit also builds the program
# from source, as users get it, which takes minutes. tests/hooks.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

command -v git >/dev/null || { echo "skipped: there is no git"; exit 0; }
program=${1:-}
if [ -z "$program" ]; then
    cargo build --release --locked --quiet
    program=${CARGO_TARGET_DIR:-target}/release/clearedfor
fi
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
mkdir "$temp/bin"
cp "$program" "$temp/bin/clearedfor"
export PATH="$temp/bin:$PATH"

# Where the user's cargo and its toolchains are, for the one test that builds.
cargo_home=${CARGO_HOME:-$HOME/.cargo}
rustup_home=${RUSTUP_HOME:-$HOME/.rustup}
# Nothing of the caller's git reaches the repositories, and the other way round.
while IFS= read -r name; do unset "$name"; done < <(compgen -e | grep '^GIT_' || true)
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$temp/gitconfig" HOME="$temp"
git config --global user.name Test
git config --global user.email test@example.org
git config --global init.defaultBranch main
git config --global protocol.file.allow always

tools=$root/target/hooks-tools
if [ ! -x "$tools/bin/pre-commit" ] || [ ! -x "$tools/bin/check-jsonschema" ]; then
    python3 -m venv "$tools" >/dev/null 2>&1 &&
        "$tools/bin/pip" install -q --disable-pip-version-check pre-commit check-jsonschema pyyaml >/dev/null 2>&1 ||
        echo "pre-commit and check-jsonschema cannot be had: what needs them is skipped"
fi

fails=0
# expect STATUS WORD WHAT COMMAND...: the command ends so and says the word.
expect() {
    local status=$1 word=$2 what=$3 got=0
    shift 3
    "$@" >"$temp/said" 2>&1 || got=$?
    if { [ "$status" = some ] && [ $got != 0 ]; } || [ "$got" = "$status" ]; then
        if [ -z "$word" ] || grep -qF -- "$word" "$temp/said"; then
            echo "ok: $what"
            return
        fi
    fi
    fails=$((fails + 1))
    echo "FAILED: $what (status $got, expected $status and \"$word\")"
    sed 's/^/    /' "$temp/said"
}

harmless='# Agenda

1. Opening
2. Cake
'
geheim='# Agenda

GEHEIM - amtlich geheim gehalten

1. Lage
'
# A repository with one commit, to work in.
repository() {
    rm -rf "${temp:?}/$1"
    git init -q "$temp/$1"
    cd "$temp/$1"
    printf '%s' "$harmless" >README.md
    git add -A && git commit -qm first
}

echo "== the plain hook"
plain() {
    repository plain
    cp "$root/examples/hooks/pre-commit" .git/hooks/pre-commit
    export CLEAREDFOR_ARGS="-c webex"
    printf '%s' "$harmless" >a.md
    git add a.md
    expect 0 "only what is staged" "a harmless commit passes" git commit -m second
    printf '%s' "$geheim" >a.md
    expect 1 "more than the channel" "commit -a is checked by the index of the commit" git commit -am third
    expect 1 "more than the channel" "commit PATH likewise" git commit -m third a.md
    git add a.md
    printf '%s' "$harmless" >a.md
    expect 1 "more than the channel" "what is staged counts, not the work tree" git commit -m third
    git add a.md
    printf '%s' "$geheim" >a.md
    git commit -q --allow-empty -m empty >/dev/null 2>&1
    expect 0 "nothing is staged" "an empty commit passes and says so" git commit --allow-empty -m third
    printf '\377\330\377\340picture' >p.jpg
    git add p.jpg
    expect some "something was not read" "what cannot be read stops a commit" git commit -m fourth
    CLEAREDFOR_ARGS="-c webex --allow-gap picture,unsupported,malformed,failed,empty" \
        expect 0 "" "unless its kind is accepted" git commit -m fourth
    CLEAREDFOR_ARGS="-c webx" expect some "could not run" "a wrong channel stops a commit" git commit --allow-empty -m x
    CLEAREDFOR=no-such-program expect some "is not installed" "without the program nothing is committed" \
        git commit --allow-empty -m x
    mkdir "über uns"
    cd "über uns"
    git init -q --separate-git-dir ../elsewhere.git . >/dev/null
    git config core.hooksPath "$root/examples/hooks"
    printf '%s' "$geheim" >a.md
    git add a.md
    expect 1 "more than the channel" "by core.hooksPath, with the repository elsewhere" git commit -m first
    cd ..
    git worktree add -q "$temp/plain-tree" -b tree >/dev/null 2>&1
    cd "$temp/plain-tree"
    printf '%s' "$geheim" >b.md
    git add b.md
    expect 1 "more than the channel" "in a work tree beside" git commit -m tree
    unset CLEAREDFOR_ARGS
    repository server
    git init -q --bare "$temp/bare.git"
    git remote add origin "$temp/bare.git"
    git push -q origin main
    sed -n "s/^    \(case \$3 in.*esac\)$/\1/p" "$root/docs/ci.md" >"$temp/bare.git/hooks/update"
    sed -i '1i #!/bin/sh' "$temp/bare.git/hooks/update"
    chmod +x "$temp/bare.git/hooks/update"
    printf '%s' "$harmless" >a.md
    git add a.md && git commit -qm harmless
    expect 0 "" "a server's hook lets a harmless push pass" git push origin main
    git checkout -q -b topic
    printf '%s' "$geheim" >a.md
    git add a.md && git commit -qm bad
    expect 1 "EXCEEDS" "and refuses another one, by what docs/ci.md says" git push origin topic
    git push -q "$temp/bare.git" main:gone >/dev/null 2>&1
    expect 0 "" "a deletion passes" git push origin :gone
    for shell in dash bash "busybox sh"; do
        # shellcheck disable=SC2086
        command -v ${shell%% *} >/dev/null && expect 0 "" "$shell reads it" $shell -n "$root/examples/hooks/pre-commit"
    done
    if command -v shellcheck >/dev/null; then
        expect 0 "" "shellcheck finds nothing" shellcheck "$root/examples/hooks/pre-commit"
    fi
}
plain

precommit() {
    export PRE_COMMIT_HOME="$temp/pre-commit-home" PRE_COMMIT_COLOR=never
    local pc=$tools/bin/pre-commit
    expect 0 "" "the manifest is valid" "$pc" validate-manifest "$root/.pre-commit-hooks.yaml"
    mkdir "$temp/hooks"
    cd "$temp/hooks"
    git init -q
    cp "$root/.pre-commit-hooks.yaml" .
    git add -A && git commit -qm hooks
    rev=$(git rev-parse HEAD)

    # configure ID ARGS: a repository that uses one hook, with the program that is installed.
    configure() {
        repository "$1"
        cat >.pre-commit-config.yaml <<END
repos:
  - repo: file://$temp/hooks
    rev: $rev
    hooks:
      - id: $1
        language: system
        args: [$2]
END
        git add -A && git commit -qm config
        "$pc" install -t pre-commit -t pre-push >/dev/null
    }

    configure clearedfor "-c, webex"
    printf '%s' "$harmless" >a.md
    git add a.md
    expect 0 "Passed" "clearedfor: a harmless commit passes" git commit -m second
    printf '%s' "$geheim" >a.md
    expect 1 "EXCEEDS" "clearedfor: commit -a is refused" git commit -am third
    git add a.md
    printf '%s' "$harmless" >a.md
    expect 1 "EXCEEDS" "clearedfor: what is staged counts, not the work tree" git commit -m third
    git add a.md
    printf '%s' "$geheim" >a.md
    expect 0 "" "clearedfor: what is not staged does not count" git commit --allow-empty -m third
    git checkout -q a.md
    printf '%s' "$geheim" >"mit Leerzeichen.md"
    git add -A && git commit -qnm fourth
    expect 1 "EXCEEDS" "clearedfor: --all-files checks files that nobody changed" "$pc" run --all-files
    expect 1 "EXCEEDS" "clearedfor: so do two revisions" "$pc" run --from-ref HEAD~1 --to-ref HEAD
    expect 0 "" "clearedfor: only what changed between them" "$pc" run --from-ref HEAD~2 --to-ref HEAD~1
    ln -s nowhere link.md
    git add link.md
    expect 0 "Passed" "clearedfor: a link is read as what it is" git commit -m link
    git update-index --add --cacheinfo "160000,$rev,library"
    mkdir -p library
    expect 3 "" "clearedfor: a submodule is undetermined" clearedfor check --staged -c webex
    expect some "submodule" "clearedfor: and stops a commit" git commit -m submodule

    configure clearedfor-staged "-c, webex, --changed-lines"
    printf '%s' "$geheim" >a.md
    git add a.md
    expect 1 "EXCEEDS" "clearedfor-staged: a new file counts whole" git commit -m second
    git commit -qnm second
    printf '2. Cake\n' >>a.md
    expect 0 "not counted" "clearedfor-staged: an old finding does not count again" git commit -am third
    expect 0 "nothing is staged" "clearedfor-staged: that nothing was checked is seen" "$pc" run --all-files

    configure clearedfor-push "-c, webex"
    git init -q --bare "$temp/there.git"
    git remote add origin "$temp/there.git"
    expect 0 "Passed" "clearedfor-push: a first push of harmless files" git push origin main
    git checkout -q -b topic
    printf '%s' "$geheim" >a.md
    git add a.md && git commit -qm bad
    git checkout -q main
    expect 1 "EXCEEDS" "clearedfor-push: a branch that is not checked out" git push origin topic
    git init -q --bare "$temp/other.git"
    git remote add other "$temp/other.git"
    git merge -q --ff-only topic
    expect 1 "EXCEEDS" "clearedfor-push: a first push with everything" git push other main
}
if [ -x "$tools/bin/pre-commit" ]; then
    echo "== pre-commit"
    precommit
else
    echo "skipped: pre-commit"
fi

if [ -x "$tools/bin/pre-commit" ] && [ "${CLEAREDFOR_HOOKS_BUILD:-no}" = yes ]; then
    echo "== pre-commit, building from source as users get it (minutes)"
    repository build
    printf '%s' "$geheim" >a.md
    git add a.md
    export CARGO_HOME=$cargo_home RUSTUP_HOME=$rustup_home
    CARGO_TARGET_DIR=$root/target/hooks CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
        expect 1 "EXCEEDS" "language: rust" "$tools/bin/pre-commit" try-repo "$root" clearedfor --files a.md
fi

echo "== the GitHub Action and the GitLab template"
cd "$root"
if [ -x "$tools/bin/check-jsonschema" ]; then
    schema() { expect 0 "ok" "$2 follows $1" "$tools/bin/check-jsonschema" --builtin-schema "vendor.$1" "$2"; }
    schema github-actions action.yml
    schema gitlab-ci templates/clearedfor.gitlab-ci.yml
    for file in examples/ci/*.github.yml; do schema github-workflows "$file"; done
    for file in examples/ci/*.gitlab-ci.yml; do schema gitlab-ci "$file"; done
    expect 0 "" "examples/ci/pre-commit-config.yaml is valid" \
        "$tools/bin/pre-commit" validate-config examples/ci/pre-commit-config.yaml
    "$tools/bin/python" tests/hooks_steps.py "$temp/steps" || fails=$((fails + 1))
else
    echo "skipped: check-jsonschema, and what reads YAML"
fi

[ $fails = 0 ] || { echo "$fails failed"; exit 1; }
