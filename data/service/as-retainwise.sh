#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command as the server is run: as its user, with its variables (keys, PGPASSFILE).
# usage: as-retainwise.sh COMMAND [ARG…]
exec systemd-run --quiet --pipe --wait --collect --uid=retainwise --gid=retainwise \
  --property=EnvironmentFile=-/etc/retainwise/server.conf --property=UMask=0077 "$@"
