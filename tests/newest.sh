#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the project with the libraries of a newer Debian, every warning an error, and runs its tests
# there, in a chroot below FOLDER that is gone afterwards.
# usage: newest.sh ROOT FOLDER PACKAGE…; ends with 77 where a chroot is not permitted
set -euo pipefail
root=$1 folder=$2
shift 2
suite=trixie
debian="$folder/debian"
# The programs' own tests, with their time-outs, and the window's from outside are for ./dev test.
suites=(core hosted aws engines service session chart cli fuzz lint app)

skip() {
  echo "skipped: $1"
  exit 77
}

fail() {
  tail -n "${2:-60}" "$1" >&2
  exit 1
}

# Where this machine has its own packages from, if it is a Debian.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Created-By: Packages' | head -n 1
}

make_chroot() {
  local from packages
  from=$(mirror)
  packages=$(IFS=,; echo "$*")
  unshare --mount mmdebstrap --mode=root --variant=apt --components=main --include="$packages" \
    --dpkgopt=force-unsafe-io "$suite" "$debian" ${from:+"$from"} \
    >"$folder/chroot.log" 2>&1 || fail "$folder/chroot.log"
}

# The project without what was built but node's packages, and the data beside it that tests ask for.
copy_sources() {
  mkdir "$debian/project"
  "$root/flatpak/copy-tree.sh" "$debian/project/main"
  mkdir "$debian/project/main/build"
  cp -r "$root/build/npm" "$debian/project/main/build/npm"
  if [ -d "$root/../shared/data" ]; then
    mkdir -p "$debian/project/shared"
    cp -rL "$root/../shared/data" "$debian/project/shared/data"
  fi
}

# Runs a script in the chroot, with processes and mounts of its own that end with it.
inside() {
  env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin JOBS="$(nproc)" \
    unshare --mount --pid --fork --kill-child chroot "$debian" sh -euc "
      mount -t proc proc /proc
      mount -t devpts -o newinstance,ptmxmode=0666 devpts /dev/pts
      mount -t tmpfs tmpfs /dev/shm
      mount -t tmpfs tmpfs /tmp
      cd /project/main
      $1"
}

print_versions() {
  inside '
    gcc --version | head -n 1
    for name in glib-2.0 gtk4 libadwaita-1 libmicrohttpd libcurl libpq sqlite3; do
      echo "$name $(pkg-config --modversion "$name")"
    done
    dpkg-query -W -f "\${Package} \${Version}\n" libxgboost-dev nodejs postgresql'
}

build() {
  inside 'meson setup build/default -Dwerror=true && ninja -C build/default -j "$JOBS"' >"$folder/build.log" 2>&1 ||
    fail "$folder/build.log"
}

run_tests() {
  inside "meson test -C build/default --no-rebuild --print-errorlogs ${suites[*]/#/--suite }"
}

[ "$(id -u)" -eq 0 ] || skip 'a chroot is made by root only'
unshare --mount --pid --fork true 2>/dev/null || skip 'namespaces are not permitted here'
trap 'rm -rf --one-file-system "$folder"' EXIT
rm -rf --one-file-system "$folder"
mkdir -p "$folder"
make_chroot "$@"
copy_sources
print_versions
build
status=0
run_tests || status=1
/usr/bin/python3 "$root/tests/support/count-results.py" "$debian/project/main/build/default/meson-logs/testlog.json"
exit "$status"
