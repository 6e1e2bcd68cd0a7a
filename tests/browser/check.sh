#!/bin/sh
# Checks the pages of a release in a real browser: tests/browser/check.sh [SITE_OR_PAGE…]
# Default: the site of the current release. Needs Node >= 20; installs Chromium where apt and the right to use it are there.
# JOBS=2 runs two browsers side by side.
# The checks themselves stand outside this repository and are only read: CHECK_PAGES=/path/to/check_pages.mjs points elsewhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
script=${CHECK_PAGES:-$root/../shared/tools/check_pages/check_pages.mjs}
var=${KOERS_VAR:-$root/var}

if [ ! -f "$script" ]; then
    echo "check_pages.mjs not found at $script; set CHECK_PAGES" >&2
    exit 2
fi
if [ $# -eq 0 ]; then
    if [ ! -f "$var/CURRENT" ]; then
        echo "no release yet: run 'make run' first, or name a site" >&2
        exit 2
    fi
    set -- "$var/releases/$(cat "$var/CURRENT")/site"
fi
if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
    if [ -z "$CHROMIUM" ]; then
        sudo=''
        [ "$(id -u)" -eq 0 ] || sudo=sudo
        $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium
        CHROMIUM=$(command -v chromium)
    fi
    export CHROMIUM
fi
npm ci --prefix "$here" --no-audit --no-fund --silent

# The script finds its packages beside itself, so it runs from a copy next to them.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$script" "$work/check_pages.mjs"
ln -s "$here/node_modules" "$work/node_modules"

# One browser at a time keeps the measured times honest; JOBS=2 halves the wait on a machine that does nothing else.
jobs=${JOBS:-1}
find "$@" -name '*.html' | sort >"$work/pages"
[ -s "$work/pages" ] || { echo "no pages in $*" >&2; exit 2; }
status=0
job=0
while [ "$job" -lt "$jobs" ]; do
    awk -v n="$jobs" -v j="$job" 'NR % n == j' "$work/pages" >"$work/list.$job"
    xargs node "$work/check_pages.mjs" <"$work/list.$job" >"$work/log.$job" 2>&1 &
    eval "pid_$job=$!"
    job=$((job + 1))
done
job=0
while [ "$job" -lt "$jobs" ]; do
    eval "wait \$pid_$job" || status=1
    cat "$work/log.$job"
    job=$((job + 1))
done
awk '/^[0-9]+ passed, [0-9]+ failed$/ { p += $1; f += $3 } END { print p " passed, " f " failed in all" }' "$work"/log.*
[ "$status" -eq 0 ] && exit 0

# The two timing gates are measurements, and other work on the machine only ever adds to them: a page that failed on nothing else is
# measured at most twice more, alone, and its fastest time counts. Anything else that failed stays failed.
if grep '^FAIL' "$work"/log.* | grep -qvE 'FAIL (ready-ms|perf-x4) '; then exit 1; fi
awk '/^== / { page = substr($0, 4) } /^FAIL/ { print page }' "$work"/log.* | sort -u >"$work/again"
echo "measured again, alone: $(wc -l <"$work/again") page(s)"
while read -r page; do
    node "$work/check_pages.mjs" "$page" </dev/null >"$work/last" || node "$work/check_pages.mjs" "$page" </dev/null >"$work/last" || {
        grep -E '^(==|FAIL)' "$work/last"
        exit 1
    }
done <"$work/again"
echo "every page passed its timing gates when measured alone"
