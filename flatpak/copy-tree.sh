#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: copy-tree.sh FOLDER. Copies what git knows of the project, and what it would, into FOLDER.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
mkdir "$1"
git -C "$root" -c safe.directory="$root" ls-files -co --exclude-standard -z |
  tar -C "$root" --null --files-from - --ignore-failed-read -cf - | tar -C "$1" -xf -
