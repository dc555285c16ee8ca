#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# in-empty-prefix.sh PREFIX COMMAND [ARG …]: runs the command where PREFIX is empty and forgotten
# afterwards, so that what is installed there for real meets nothing and leaves nothing.
set -euo pipefail

alone=(unshare --mount)
if [ "$(id -u)" -ne 0 ]; then alone+=(--map-root-user); fi
if ! "${alone[@]}" mount -t tmpfs tmpfs "$1"; then
  echo '1..0 # SKIP a folder of its own over the prefix is not permitted here'
  exit 0
fi
# shellcheck disable=SC2016 # for the inner shell
exec "${alone[@]}" sh -c 'mount -t tmpfs tmpfs "$0" && exec "$@"' "$@"
