#!/bin/sh
# Installs the project and exactly what its lock file names: install.sh FOLDER [EXTRA…]. The Dockerfile and CI run this.
set -eu
folder=$1
shift
cd "$(dirname "$0")/../.."

uv=$(mktemp -d)
trap 'rm -rf "$uv"' EXIT
python3 -m venv "$uv"
"$uv/bin/python" -m pip install --quiet --disable-pip-version-check "uv>=0.9"

for extra in "$@"; do
    set -- "$@" --extra "$extra"
    shift
done
UV_PROJECT_ENVIRONMENT=$folder UV_LINK_MODE=copy \
    "$uv/bin/uv" sync --quiet --frozen --no-dev --no-editable --compile-bytecode "$@"
"$folder/bin/protokoll" --help >/dev/null
