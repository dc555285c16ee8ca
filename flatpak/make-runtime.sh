#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: make-runtime.sh WORK. Makes a runtime and an SDK of this Debian's packages in the repository
# WORK/repo and installs both for the user whose FLATPAK_USER_DIR this is. As root: mmdebstrap and
# mount want it.
set -euo pipefail

work=$1
arch=$(flatpak --default-arch)
branch=$(. /etc/os-release && echo "$VERSION_ID")
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
runtime=com.retainwiseanalytics.DebianRuntime
sdk=com.retainwiseanalytics.DebianSdk

# What org.gnome.Platform has of what the window needs, and what the release manifest builds besides.
runtime_packages=(adwaita-icon-theme ca-certificates dconf-gsettings-backend fontconfig
  fonts-cantarell gsettings-desktop-schemas gtk-update-icon-cache hicolor-icon-theme libadwaita-1-0
  libcurl4 libglib2.0-bin libgtk-4-1 libgtk-4-bin libjansson4 librsvg2-common libsecret-1-0
  libsqlite3-0 libxgboost0 shared-mime-info)
sdk_packages=(appstream appstream-util desktop-file-utils gcc gettext libadwaita-1-dev libc6-dev
  libcurl4-openssl-dev libglib2.0-dev-bin libgtk-4-dev libjansson-dev libsecret-1-dev
  libsqlite3-dev libxgboost-dev libxml2-utils meson ninja-build pkgconf)

# What flatpak has of its own, or no program in a sandbox looks at.
not_in_etc=(apt cron* default dpkg group* gshadow* host.conf hostname hosts init.d ld.so.cache
  ld.so.conf ld.so.conf.d machine-id mtab pam.d passwd* .pwd.lock rc?.d resolv.conf security shadow*
  skel ssl/private subgid* subuid* systemd)

make_trees() {
  local sources=()
  if [ -f /etc/apt/sources.list.d/debian.sources ]; then
    sources=(/etc/apt/sources.list.d/debian.sources) # else mmdebstrap's own idea of a mirror
  fi
  mmdebstrap --quiet --mode=root --variant=minbase --aptopt='Acquire::Languages "none"' \
    --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --include="$(IFS=,; echo "${runtime_packages[*]}")" \
    "$release" "$work/runtime" "${sources[@]}"
  cp -a "$work/runtime" "$work/sdk"
  cp /etc/resolv.conf "$work/sdk/etc/resolv.conf"
  # The mounts go with the namespace.
  unshare --mount sh -euc 'root=$1; shift
    mount -t proc proc "$root/proc"
    mount -t devpts devpts "$root/dev/pts"
    export DEBIAN_FRONTEND=noninteractive
    chroot "$root" apt-get -qq update
    chroot "$root" apt-get -qq -y --no-install-recommends -o Dpkg::Options::=--force-unsafe-io \
      install "$@" >/dev/null' sh "$work/sdk" "${sdk_packages[@]}"
}

# export_tree TREE ID: its /usr and /etc become the files of ID.
export_tree() {
  local made="$work/export" name
  mkdir -p "$made/files" # without it build-export says “not initialized”
  cp -al "$1/usr" "$made/usr"
  cp -a "$1/etc" "$made/usr/etc"
  rm -rf "$made"/usr/share/{bug,doc,info,lintian,man} "$made"/usr/{games,local,src}
  (
    cd "$made/usr/etc"
    rm -rf ${not_in_etc[@]}
    : >ld.so.conf # empty: flatpak makes a cache with /app/lib in it, by the ldconfig on its PATH
    mkdir -p flatpak-builder
    printf '{ "libdir": "/app/lib", "cflags": "-O2 -g", "cxxflags": "-O2 -g" }\n' >flatpak-builder/defaults.json
  )
  ln -s ../sbin/ldconfig "$made/usr/bin/ldconfig"
  mkdir -p "$made/usr/lib/extensions"
  printf '[Runtime]\nname=%s\nruntime=%s\nsdk=%s\n' "$2" "$runtime/$arch/$branch" "$sdk/$arch/$branch" \
    >"$made/metadata"
  flatpak build-export --runtime --disable-sandbox --no-update-summary "$work/repo" "$made" "$branch" >/dev/null
  rm -rf "$made"
}

make_trees
ostree --repo="$work/repo" init --mode=bare-user-only # installing makes hard links
export_tree "$work/runtime" "$runtime"
export_tree "$work/sdk" "$sdk"
rm -rf "$work/runtime" "$work/sdk"
flatpak build-update-repo "$work/repo" >/dev/null
flatpak --user remote-add --no-gpg-verify local "$work/repo"
flatpak --user install -y --noninteractive local "$runtime//$branch" "$sdk//$branch"
