#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes anew what the desktop keeps about the files of all programs below DATADIR, after RetainWise came or
# went, and takes away what is about none any more. usage: caches.sh DATADIR; “meson install” calls it.
set -eu

# refresh FOLDER CACHE COMMAND [ARG …]: a command that is not there is not needed there.
refresh() {
  folder=$1 cache=$1/$2
  shift 2
  if [ ! -d "$folder" ]; then return; fi
  if [ -n "$(find "$folder" -type f ! -path "$cache" -print -quit)" ]; then
    if command -v "$1" >/dev/null; then "$@" "$folder"; fi
  else
    rm -f "$cache"
    find "$folder" -depth -type d -empty -delete
  fi
}

if [ ! -d "$1" ]; then exit 0; fi
cd "$1"
refresh glib-2.0/schemas gschemas.compiled glib-compile-schemas
refresh applications mimeinfo.cache update-desktop-database -q
refresh icons/hicolor icon-theme.cache gtk-update-icon-cache -q -t -f
for folder in "$PWD/glib-2.0" "$PWD/icons" "$PWD"; do
  if [ -d "$folder" ]; then rmdir --ignore-fail-on-non-empty "$folder"; fi
done
