#!/bin/sh
# Checks the pages of a release in a real browser: tests/browser/check.sh [SITE_OR_PAGE…]
# Default: the site of the current release. Needs Node >= 20; installs Chromium where apt and the right to use it are there.
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
node "$work/check_pages.mjs" "$@"
