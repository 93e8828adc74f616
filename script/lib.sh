# Read by the other scripts: where the checkout is, and how to say that something cannot be done.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
venv="$root/.venv"

say() { printf '%s\n' "$@" >&2; }

refuse() {
    say "$@"
    exit 1
}
