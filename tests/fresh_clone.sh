#!/bin/bash
# Clones HEAD into a folder of its own and runs both commands there with an empty home: `make serve` must answer on its
# port and not repeat its set-up, `make test` must pass. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill -TERM -- "-$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

mkdir "$folder/home"
git clone --quiet --no-hardlinks . "$folder/clone"
cd "$folder/clone"
export HOME="$folder/home"
unset CLAUSEBOOK_BROWSER MAKEFLAGS MFLAGS MAKELEVEL VIRTUAL_ENV
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# The first page, or nothing.
page() {
  python3 - "http://127.0.0.1:$port/" <<'PYTHON' 2>/dev/null
import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], timeout=10).read().decode())
PYTHON
}

# Starts the server, waits for its first page, stops it. Arguments: seconds to wait.
serve_once() {
  local began=$SECONDS
  set -m
  make serve PORT="$port" </dev/null >"$folder/log" 2>&1 &
  server=$!
  set +m
  until page | grep -q '<title>'; do
    if ! kill -0 "$server" 2>/dev/null || [ $((SECONDS - began)) -gt "$1" ]; then
      cat "$folder/log"
      echo "make serve did not answer on port $port" >&2
      return 1
    fi
    sleep 1
  done
  kill -TERM -- "-$server"
  wait "$server" 2>/dev/null || true
  server=
  echo "make serve answered after $((SECONDS - began)) s"
}

serve_once 600
cat "$folder/log"
serve_once 60
if grep -q Installing "$folder/log"; then
  echo "make serve repeated its set-up" >&2
  exit 1
fi

make test </dev/null
