#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: release.sh. Builds the manifest in this folder with the runtime it names, installs the
# application for this user and runs it.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
application=com.retainwiseanalytics.Desktop
manifest="$root/flatpak/$application.json"
work="$root/build/flatpak-release"

# value KEY: a text of the manifest.
value() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$manifest" "$1"
}

version=$(value runtime-version)
runtime="$(value runtime)//$version"
sdk="$(value sdk)//$version"
if ! { flatpak info "$runtime" && flatpak info "$sdk"; } >/dev/null 2>&1; then
  if ! { flatpak --user remote-add --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo &&
    flatpak --user install -y --noninteractive flathub "$runtime" "$sdk"; }; then
    echo "$runtime is not installed and cannot be fetched from Flathub." >&2
    echo '“./dev flatpak --local” makes a runtime of Debian packages instead.' >&2
    exit 1
  fi
fi

rm -rf "$work/tree"
mkdir -p "$work"
"$root/flatpak/copy-tree.sh" "$work/tree"
flatpak-builder --user --install --force-clean --state-dir="$work/state" "$work/build" \
  "$work/tree/flatpak/$application.json"
exec flatpak run --user "$application"
