#!/bin/bash
# cargo.sh CARGO VENDOR DEPS OUT CRATE MANIFEST LOCK MEMBER... [-- SOURCE...]
#
# Builds one crate of the native workspace offline from vendored dependencies.
# Without sources it builds what the crate depends on, into the folder OUT; with
# sources it starts from that folder (DEPS) and copies the shared library to OUT.
# DEPS may be the word `tests`: then OUT is the program of the crate's own tests,
# built without default features, so that it needs no Python.
set -euo pipefail

# Real paths, not the sandbox's: cargo fingerprints the places it builds from.
cargo=$PWD/$1 vendor=$(realpath "$2") deps=$3 out=$PWD/$4 crate=$5 manifest=$6 lock=$7
shift 7
root=$PWD
work=$(mktemp -d "${TMPDIR:-/tmp}/cargo.XXXXXX")
trap 'rm -rf "$work"' EXIT

export CARGO_HOME=$work/home CARGO_TARGET_DIR=$work/target CARGO_INCREMENTAL=0
export PATH=$(dirname "$(realpath "$cargo")"):$PATH
export PYO3_PYTHON=$(realpath "$PYO3_PYTHON")
# No path of the machine in panic messages of the crates.
export RUSTFLAGS="--remap-path-prefix=$vendor=vendor"
mkdir -p "$CARGO_HOME"
cat >"$CARGO_HOME/config.toml" <<TOML
[source.crates-io]
replace-with = "vendored"
[source.vendored]
directory = "$vendor"
TOML

base=$(dirname "$manifest")
copy() { # FILE: to the same place below the copied workspace
  local path=$work/${1#"$base"/}
  mkdir -p "$(dirname "$path")"
  cp -L "$root/$1" "$path"
}
copy "$manifest"
copy "$lock"
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  copy "$1"
  member=$(dirname "${1#"$base"/}")
  mkdir -p "$work/$member/src"
  : >"$work/$member/src/lib.rs"
  shift
done
build() { (cd "$work" && "$cargo" build --release --frozen --quiet --package "$crate"); }
build_tests() { # prints where the program is
  (cd "$work" && "$cargo" test --no-run --frozen --quiet --no-default-features \
    --package "$crate" --message-format=json) |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
}

if [ $# -eq 0 ]; then
  build
  mkdir -p "$out"
  tar -C "$work" --mtime=@0 --sort=name --owner=0 --group=0 -cf "$out/target.tar" target
else
  shift
  if [ "$deps" = tests ]; then
    for source; do copy "$source"; done
    cp "$(build_tests)" "$out"
    exit
  fi
  tar -C "$work" -xf "$root/$deps/target.tar"
  # One recent time for everything: cargo compares the times of dependencies with
  # each other (equal is fresh) and with the vendored sources (older is).
  find "$work/target" -exec touch -h -d "@$(date +%s)" {} +
  for source; do
    copy "$source"
    touch "$work/${source#"$base"/}"
  done
  build
  cp "$work/target/release/lib$crate".so "$out"
fi
