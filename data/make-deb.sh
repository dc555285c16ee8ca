#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs what “meson install” installs as a package for the Debian it is built on.
# usage: make-deb.sh ROOT FOLDER; the package is left in FOLDER
set -euo pipefail
root=$1 folder=$2
build="$folder/build" tree="$folder/tree"

quietly() {
  "$@" >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
}

write_control() {
  local depends version
  mkdir -p "$folder/debian" "$tree/DEBIAN"
  printf 'Source: retainwise\n\nPackage: retainwise\nArchitecture: any\n' >"$folder/debian/control"
  depends=$(cd "$folder" && dpkg-shlibdeps -O "$tree"/usr/bin/* 2>/dev/null)
  version=$(meson introspect "$build" --projectinfo | sed -n 's/.*"version": *"\([^"]*\)".*/\1/p')
  cat >"$tree/DEBIAN/control" <<TEXT
Package: retainwise
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: RetainWise Analytics <desktop@retainwiseanalytics.com>
Section: misc
Priority: optional
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: ${depends#shlibs:Depends=}, adwaita-icon-theme, dconf-gsettings-backend | gsettings-backend, librsvg2-common
Recommends: gnome-keyring | org.freedesktop.secrets, systemd
Homepage: https://retainwiseanalytics.com
Description: finds the customers who are about to leave
 Gives every customer in a CSV file a churn probability and shows the one most
 likely to leave first, with a chart, a threshold and exports. With a command
 line tool, and a queue server and workers for several people.
TEXT
}

mkdir -p "$folder"
quietly meson setup "$build" "$root" --prefix=/usr --buildtype=release -Dtests=false
quietly ninja -C "$build"
quietly meson install -C "$build" --no-rebuild --destdir "$tree" --strip
gzip -9n "$tree"/usr/share/man/man1/*.1
write_control
dpkg-deb --root-owner-group --build "$tree" "$folder" | sed 's/^dpkg-deb: //'
rm -rf "$build" "$tree" "$folder/debian" "$folder/log"
