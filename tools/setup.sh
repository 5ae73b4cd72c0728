#!/bin/sh
# install: .venv with the locked packages, the package itself, the browser assets.
# dev:     the same and the packages of the checks and tests.
# test:    the same and what tests need of the system (Chromium, PostgreSQL).
# What is already there is not done again: each step leaves a stamp that holds the digest of what it was made from.
set -eu
cd "$(dirname "$0")/.."
VENV=.venv
LOG=$VENV/install.log
WORDS=src/hiepdong/locale/en/LC_MESSAGES/django.po
NEEDED_KB=1000000
NETWORK="No matching distribution|NewConnectionError|Max retries|Connection refused|Read timed out|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT"
PYTHONS="python3.13 python3.12 python3.11 python3"

fail() { # one line for the person, then stop
    printf '%s\n' "$*" >&2
    exit 1
}

usable() { # $1 is a Python of 3.11 or newer
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

has_venv() {
    usable "$1" && "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

find_python() {
    for python in $PYTHONS; do
        if has_venv "$python"; then
            echo "$python"
            return
        fi
    done
    for python in $PYTHONS; do
        usable "$python" || continue
        fail "$python has no venv module: install it first (Debian, Ubuntu: apt install python3-venv)." \
            "/ Thiếu venv: hãy cài python3-venv."
    done
    found=$(python3 --version 2>/dev/null || echo none)
    fail "Python 3.11 or newer is needed, found: $found. / Cần Python 3.11 trở lên."
}

digest() { # of the named files, and of the folder, because a moved .venv does not work
    { pwd; cat "$@"; } | cksum
}

done_before() { # stamp, files it was made from
    stamp=$1
    shift
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest "$@")" ]
}

check_folder() {
    mkdir -p $VENV 2>/dev/null && [ -w . ] && [ -w $VENV ] ||
        fail "This folder is read-only: $(pwd). / Không ghi được vào thư mục này."
    free=$(df -Pk . | awk 'NR == 2 { print $4 }')
    if [ "$free" -lt $NEEDED_KB ] && [ ! -f $VENV/.packages ]; then
        fail "The disk is too full: $((free / 1024)) MB free, $((NEEDED_KB / 1024)) MB are needed." \
            "/ Đĩa đầy: còn $((free / 1024)) MB, cần $((NEEDED_KB / 1024)) MB."
    fi
}

run() { # a command whose output nobody needs to read unless it fails
    if "$@" >>$LOG 2>&1; then return; fi
    if grep -qi 'no space left' $LOG; then
        fail "The disk is full: free some space and run the same command again. / Đĩa đầy."
    elif grep -qi 'read-only file system\|permission denied' $LOG; then
        fail "Cannot write to $(pwd) (details in $LOG). / Không ghi được vào thư mục này."
    elif grep -qE "$NETWORK" $LOG; then
        fail "A package could not be fetched: check the network, then run the same command again" \
            "(details in $LOG). / Không tải được gói: kiểm tra mạng."
    fi
    tail -n 15 $LOG >&2
    fail "Not installed: $* (details in $LOG). / Cài đặt không thành công."
}

make_venv() {
    if [ -x $VENV/bin/python ] && [ -f $VENV/.venv ] && [ "$(cat $VENV/.venv)" = "$(pwd)" ]; then return; fi
    python=$(find_python)
    check_folder
    echo "Making .venv with $("$python" --version) …"
    rm -rf $VENV/* $VENV/.packages $VENV/.dev
    : >$LOG
    run "$python" -m venv $VENV
    pwd >$VENV/.venv
}

pip_install() {
    run $VENV/bin/python -m pip install --quiet --disable-pip-version-check --no-input --progress-bar off "$@"
}

install_packages() {
    if ! done_before $VENV/.packages requirements.txt pyproject.toml; then
        check_folder
        echo "Installing packages (about 1 minute) … / Đang cài các gói (khoảng 1 phút) …"
        : >$LOG
        pip_install --require-hashes -r requirements.txt
        pip_install --no-deps --no-build-isolation -e .
        digest requirements.txt pyproject.toml >$VENV/.packages
    fi
    if ! done_before $VENV/.words $WORDS || [ ! -f "${WORDS%.po}.mo" ]; then
        run $VENV/bin/python tools/words.py
        digest $WORDS >$VENV/.words
    fi
    $VENV/bin/python -I -S tools/assets.py --check 2>/dev/null && return
    echo "Installing fonts, map and page scripts …"
    : >$LOG
    run $VENV/bin/python tools/assets.py
}

install_dev() {
    done_before $VENV/.dev requirements-dev.txt && return
    echo "Installing what the tests need …"
    : >$LOG
    pip_install --require-hashes -r requirements-dev.txt
    digest requirements-dev.txt >$VENV/.dev
}

missing_system() { # Debian's names of what the tests start as programs of their own
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1 || printf 'chromium '
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 ||
        printf 'postgresql '
    [ -x $VENV/bin/python ] && return
    for python in $PYTHONS; do
        has_venv "$python" && return
    done
    printf 'python3-venv '
}

install_system() {
    missing=$(missing_system)
    [ -z "$missing" ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        fail "The tests need these programs: $missing. Install them first (Debian: sudo apt install $missing)."
    fi
    echo "Installing for the tests: $missing…"
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if ! { apt-get -qq update && apt-get -qq install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        fail "apt-get could not install: $missing"
    fi
    rm -f "$log"
}

case ${1:-install} in
install)
    make_venv
    install_packages
    ;;
dev)
    make_venv
    install_packages
    install_dev
    ;;
test)
    install_system
    make_venv
    install_packages
    install_dev
    ;;
*) fail "usage: tools/setup.sh install|dev|test" ;;
esac
