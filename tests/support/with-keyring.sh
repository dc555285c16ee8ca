#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a session bus of its own with a keyring that is open, in an empty home.
# usage: with-keyring.sh COMMAND [ARG …]; ends as the command does
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data"
mkdir -m 700 "$home/run"
dbus-run-session -- sh -c '
  printf word | env -u G_DEBUG gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  exec "$@"' sh "$@"
