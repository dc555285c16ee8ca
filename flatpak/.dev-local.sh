#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: local.sh. As root, with build/default made: the application in a sandbox whose runtime and SDK
# are made of this Debian's packages. Everything is done in a folder of its own that is removed; bundle,
# picture and figures are kept in build/flatpak. Ends with 77 where sandboxes are forbidden.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
kept="$root/build/flatpak"
application=com.retainwiseanalytics.Desktop
branch=$(. /etc/os-release && echo "$VERSION_ID")

if ! bwrap --ro-bind / / --unshare-all true 2>/dev/null; then
  echo 'skipped: bwrap is not permitted here'
  exit 77
fi

mkdir -p "$kept"
rm -f "$kept"/*
work=/tmp/t/flat/lab/w
# Through sudo, what is kept belongs to who called.
trap 'exit 1' INT TERM
mkdir -p "$work/home"; rm -rf "$work/tree" "$work/build" "$work/state" "$work/application"

# What the caller's variables say must not come into build and sandbox.
clean=(env -i "PATH=/usr/sbin:/usr/bin:/sbin:/bin" "HOME=$work/home" LANG=C.UTF-8
  "FLATPAK_USER_DIR=$work/installed")

# step WHAT COMMAND…: quiet unless it fails; says how long it took.
step() {
  local begin=$SECONDS
  "${clean[@]}" "${@:2}" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
  echo "$1: $((SECONDS - begin)) s" | tee -a "$kept/figures.txt"
}

size() {
  local bytes
  bytes=$(du -sb --apparent-size "$2" | cut -f1)
  echo "$1: $((bytes / 1024)) KiB" | tee -a "$kept/figures.txt"
}

"$root/flatpak/copy-tree.sh" "$work/tree"
"$root/flatpak/manifest.py" local .. com.retainwiseanalytics.DebianRuntime \
  com.retainwiseanalytics.DebianSdk "$branch" >"$work/tree/flatpak/local.json"
step 'build' flatpak-builder --user --disable-download --disable-rofiles-fuse \
  --state-dir="$work/state" --repo="$work/application" "$work/build" "$work/tree/flatpak/local.json"
step 'bundle' flatpak build-bundle "$work/application" "$kept/$application.flatpak" "$application"
step 'install' flatpak --user install -y --noninteractive "$kept/$application.flatpak"
size 'bundle' "$kept/$application.flatpak"
size 'installed, without the runtime' "$work/installed/app/$application/current/active/files"

# In a namespace of its own, whose /run/user is empty and goes with it.
"${clean[@]}" unshare --mount sh -euc '
  mount -t tmpfs tmpfs /run/user
  mkdir -m 700 "/run/user/$(id -u)"
  exec "$@"' sh /usr/bin/python3 -B "$root/tests/support/with-display.py" /usr/bin/python3 -B \
  "$root/tests/flatpak/test-sandbox.py" "$root/build/default/src/app/retainwise" \
  "$root/build/default/src/cli/retainwise-cli" "$root" "$root/build/default" "$kept"
cat "$kept/start.txt" | tee -a "$kept/figures.txt"
rm "$kept/start.txt"
