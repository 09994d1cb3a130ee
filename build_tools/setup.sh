#!/bin/bash
# Sets this checkout up: `setup.sh python` makes .venv from requirements.lock, `setup.sh node` makes node_modules
# from package-lock.json, `setup.sh judges` those of judges/. The Makefile calls it when a lock is newer than the stamp in the folder made from it.
# A missing or too old prerequisite is one line on standard error: what is missing, and how to get it.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
stop() { printf 'Set-up stopped: %s\n' "$*" >&2; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || stop "$1 is missing. Get it with: $2"; }

# Runs a step: says what it is, and how long it took. What it prints is shown only when it fails.
step() {
  local title=$1 began=$SECONDS log
  shift
  log=$(mktemp)
  say "$title …"
  if "$@" >"$log" 2>&1; then
    say "  done in $((SECONDS - began)) s"
    rm -f "$log"
  else
    tail -n 30 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

is_python_3_13() { "$@" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1; }
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
get_package() { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y "$1"; }
is_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

find_python() {
  local name
  for name in python3.13 python3 python; do
    if is_python_3_13 "$name"; then say "$name"; return; fi
  done
}

# uv as found, or else put into .build/uv by whatever Python there is.
find_uv() {
  if command -v uv; then return; fi
  [ -x .build/uv/bin/uv ] || {
    has_venv python3 || ! is_root || get_package python3-venv
    python3 -m venv .build/uv && .build/uv/bin/pip install --quiet uv
  } >&2 || return 1
  say .build/uv/bin/uv
}

make_venv() {
  local python uv
  if [ -x .venv/bin/python ] && is_python_3_13 .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    return
  fi
  rm -rf .venv
  python=$(find_python)
  if [ -n "$python" ] && ! has_venv "$python" && is_root; then
    say "$python has no venv module; getting it from the system's packages …"
    get_package python3.13-venv >/dev/null 2>&1 || true
  fi
  if [ -n "$python" ] && has_venv "$python"; then
    step "Making .venv with $("$python" --version)" "$python" -m venv .venv
    return
  fi
  say "Python 3.13 with venv was not found here; getting one through uv …"
  if uv=$(find_uv 2>/dev/null) && step "Making .venv with a Python 3.13 from uv" "$uv" venv --quiet --seed --python 3.13 .venv 2>/dev/null; then
    return
  fi
  rm -rf .venv
  stop "Python 3.13 is missing, and uv could not get it. Get it with: apt-get install python3.13-venv (Debian 13, Ubuntu 25.04 or newer), or install uv and run: uv python install 3.13"
}

set_up_python() {
  need git "apt-get install git"
  make_venv
  step "Installing the Python packages of requirements.lock (a minute or two the first time)" \
    .venv/bin/python -m pip install --quiet --no-input --require-hashes -r requirements.lock \
    || stop "pip could not install requirements.lock (above)."
  touch .venv/.packages
}

# The project itself, editable; its build needs nothing but the setuptools of the lock.
set_up_project() {
  step "Installing Clausebook itself into .venv" \
    .venv/bin/python -m pip install --quiet --no-input --no-deps --no-build-isolation --editable . \
    || stop "pip could not install the project (above)."
  touch .venv/.project
}

# In this folder, or in the one that is named.
set_up_node() {
  local version folder=${1:-.}
  need node "apt-get install nodejs npm (Node 20 or newer), or from the Node.js project"
  need npm "apt-get install npm"
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || stop "Node $version is too old. Get Node 20 or newer from your system's packages or the Node.js project."
  step "Installing the npm packages of ${folder#./}/package-lock.json" npm --prefix "$folder" ci --no-audit --no-fund --ignore-scripts \
    || stop "npm could not install package-lock.json (above)."
  touch "$folder/node_modules/.packages"
}

case "${1:-}" in
  python) set_up_python ;;
  project) set_up_project ;;
  node) set_up_node ;;
  judges) set_up_node judges ;;
  *) stop "say which: python, project, node or judges" ;;
esac
