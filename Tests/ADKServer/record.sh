#!/bin/sh
# Starts the scripted agent on a stock google-adk server and records Cassettes/adk-*.cassette.
#
#   ADK=path/to/venv/bin/adk Tests/ADKServer/record.sh [arguments of swift test]
set -eu

cd "$(dirname "$0")/../.."
adk=${ADK:-adk}
port=${PORT:-8000}
server="http://127.0.0.1:$port"

PYTHONDONTWRITEBYTECODE=1 "$adk" api_server --port "$port" \
  --session_service_uri memory:// --artifact_service_uri memory:// Tests/ADKServer &
process=$!
trap 'kill "$process" 2>/dev/null' EXIT INT TERM

tries=0
until curl --silent --fail --output /dev/null "$server/list-apps"; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ] || ! kill -0 "$process" 2>/dev/null; then
    echo "The server did not start. Is google-adk there? See Tests/ADKServer/README.md." >&2
    exit 1
  fi
  sleep 1
done

NEMO_ADK_SERVER="$server" swift test --filter ADKRecording "$@"
