#!/bin/sh
# Rebuild requirements*.txt and package-lock.json. No registry address may end up in them.
set -eu
cd "$(dirname "$0")/.."

for name in requirements requirements-dev; do
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-config --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        --output-file "$name.txt" "$name.in"
done
.venv/bin/python tools/assets.py --lock

if grep -nE '://|^-|"resolved"' requirements.txt requirements-dev.txt ||
    grep -n '"resolved"' package-lock.json; then
    echo "A lock file names an address (see above); it must not." >&2
    exit 1
fi
