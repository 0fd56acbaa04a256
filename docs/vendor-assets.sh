#!/bin/sh
# Fetches the style sheets, fonts and licences that src/web/static/vendor.lock names, from their npm packages.
#
#   docs/vendor-assets.sh           fetch and compare with what is committed; fails on any difference
#   docs/vendor-assets.sh update    fetch, replace what is committed, and write the new hashes
#
# The files are committed so that a clean clone builds without Node and without a network. To take a new
# version, edit the version in the lock file and run `update`; the diff shows what changed.
set -eu

static=$(cd "$(dirname "$0")/../src/web/static" && pwd)
lock="$static/vendor.lock"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

grep '^#' "$lock" > "$work/lock"
while read -r package version source file hash; do
    case "$package" in ''|'#'*) continue ;; esac
    unpacked="$work/$(printf '%s-%s' "$package" "$version" | tr '@/' '__')"
    if [ ! -d "$unpacked" ]; then
        mkdir "$unpacked"
        tarball=$(cd "$work" && npm pack --silent "$package@$version")
        tar -xzf "$work/$tarball" -C "$unpacked" --strip-components=1
    fi
    found=$(sha256sum "$unpacked/$source" | cut -d' ' -f1)
    if [ "${1:-}" = update ]; then
        cp "$unpacked/$source" "$static/vendor/$file"
    else
        if [ "$found" != "$hash" ]; then
            echo "$file: $package $version has $found, the lock file says $hash" >&2
            failed=1
        fi
        if ! cmp -s "$unpacked/$source" "$static/vendor/$file"; then
            echo "$file: the committed file differs from $package $version" >&2
            failed=1
        fi
    fi
    echo "$package $version $source $file $found" >> "$work/lock"
done < "$lock"

if [ "${1:-}" = update ]; then
    cp "$work/lock" "$lock"
fi
exit "$failed"
