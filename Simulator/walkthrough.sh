#!/bin/sh
# The whole interface by plain curl, step by step, against a running simulator.
#
#   Simulator/walkthrough.sh [BASE_URL [VIDEO]]
#
# BASE_URL is http://127.0.0.1:8787 unless given. VIDEO is the sample recording unless given.
# Needs curl and python3; checks the result with ffprobe where there is one. Ends with a non-zero
# status at the first surprise.
set -eu

base=${1:-http://127.0.0.1:8787}
here=$(cd "$(dirname "$0")" && pwd)
video=${2:-$here/Samples/walkthrough.mp4}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

step() { printf '\n== %s\n' "$*"; }

# json EXPRESSION FILE: a value of a JSON file; `d` is the document.
json() {
  python3 -c 'import json,sys; d=json.load(open(sys.argv[2])); v=eval(sys.argv[1]); print(v if isinstance(v,str) else json.dumps(v))' "$1" "$2" ||
    fail "no $1 in: $(cat "$2")"
}

# expect WANTED FOUND WHAT
expect() { [ "$1" = "$2" ] || fail "$3 is '$2', not '$1'"; }

# arrivals: each frame of a stream with the time at which it came. Fails without frames, and where
# a stream that takes its time comes in one piece.
arrivals() {
  python3 -c '
import os, time
start, pieces, rest = time.monotonic(), [], b""
while piece := os.read(0, 65536):
    pieces.append(time.monotonic() - start)
    *lines, rest = (rest + piece).split(b"\n")
    for line in lines:
        if line.startswith(b"data:"):
            print("%6.2f s  %s" % (pieces[-1], line.decode()[:140]), flush=True)
frames_took = pieces[-1] - pieces[0] if pieces else 0
print("%d pieces in %.2f s" % (len(pieces), frames_took))
raise SystemExit(not pieces or (len(pieces) < 3 and time.monotonic() - start > 0.2))
'
}

# call METHOD PATH [curl arguments]: the answer's body in $work/answer, its status in $status.
call() {
  method=$1 path=$2
  shift 2
  status=$(curl -sS -o "$work/answer" -w '%{http_code}' -X "$method" "$base$path" \
    -H "Authorization: Bearer ${token:-}" \
    -H 'X-Skill-Source: video-screen' -H 'X-Skill-Version: 1.0.0' -H 'X-Skill-Platform: unknown' \
    "$@") || fail "$method $path was not answered. Is the simulator running at $base?"
}

step 'Sign in anonymously'
client="walkthrough-$(date +%s)-$$"
status=$(curl -sS -o "$work/answer" -w '%{http_code}' -X POST \
  "$base/api/auth/anonymous-token" -H "X-Client-Id: $client") ||
  fail "no answer. Is the simulator running at $base?"
expect 200 "$status" 'the status of sign-in'
token=$(json 'd["data"]["token"]' "$work/answer")
case $token in nmv_usr_*) ;; *) fail 'the token does not look like one' ;; esac
echo "signed in, $(json 'd["data"]["credits"]' "$work/answer") credits"

step 'Create a session'
call POST /api/tasks/me/with-session/nemo_agent -H 'Content-Type: application/json' \
  -d '{"task_name":"project","language":"en"}'
expect 0 "$(json 'd["code"]' "$work/answer")" 'the code'
session=$(json 'd["data"]["session_id"]' "$work/answer")
echo "session $session"

step 'Upload a recording'
call POST "/api/upload-video/nemo_agent/me/$session" -F "files=@$video"
expect 0 "$(json 'd["code"]' "$work/answer")" 'the code'
echo "stored $(json 'd["data"]["files"][0]["filename"]' "$work/answer"), $(json 'd["data"]["files"][0]["duration"]' "$work/answer") s"

step 'Send an instruction and read the stream frame by frame'
cat >"$work/message" <<END
{"app_name":"nemo_agent","user_id":"me","session_id":"$session","new_message":{"parts":[{"text":"crop the screen recording to 16:9, trim silent pauses at the start and end, highlight the cursor clicks, add a title \"Lumen notes in a minute\", add lo-fi music and a voiceover track"}]}}
END
curl -sS -N -X POST "$base/run_sse" -H "Authorization: Bearer $token" \
  -H 'Content-Type: application/json' -H 'Accept: text/event-stream' \
  -H 'X-Skill-Source: video-screen' -H 'X-Skill-Version: 1.0.0' -H 'X-Skill-Platform: unknown' \
  --data-binary "@$work/message" | tee "$work/stream" | arrivals ||
  fail 'the stream did not arrive frame by frame'

step 'Read the state'
call GET "/api/state/nemo_agent/me/$session/latest"
expect 0 "$(json 'd["code"]' "$work/answer")" 'the code'
cp "$work/answer" "$work/state"
expect true "$(json 'any(t["sg"] for t in d["data"]["state"]["draft"]["t"])' "$work/state")" \
  'whether a track has a segment'
json '[(t["tt"], len(t["sg"])) for t in d["data"]["state"]["draft"]["t"]]' "$work/state"

step 'Read the credits'
call GET /api/credits/balance/simple
cp "$work/answer" "$work/credits"
expect true \
  "$(json 'd["data"]["available"] + d["data"]["frozen"] == d["data"]["total"]' "$work/credits")" \
  'whether the credits add up'
json 'd["data"]' "$work/credits"

step 'Submit a render'
render="render_$(date +%s)$$"
python3 -c '
import json, sys
draft = json.load(open(sys.argv[1]))["data"]["state"]["draft"]
json.dump({"id": sys.argv[2], "sessionId": sys.argv[3], "draft": draft,
           "output": {"format": "mp4", "quality": "high"}}, sys.stdout)
' "$work/state" "$render" "$session" >"$work/render"
call POST /api/render/proxy/lambda -H 'Content-Type: application/json' \
  --data-binary "@$work/render"
expect 200 "$status" 'the status of the submission'
cat "$work/answer" && echo

step 'Poll until it is completed'
polls=0
while :; do
  call GET "/api/render/proxy/lambda/$render"
  word=$(json 'd.get("status") or d["data"]["status"]' "$work/answer")
  echo "$word $(json 'd.get("progress")' "$work/answer")"
  case $word in
  completed) break ;;
  failed) fail "$(cat "$work/answer")" ;;
  esac
  polls=$((polls + 1))
  [ "$polls" -lt 240 ] || fail 'the render did not end in two minutes'
  sleep 0.5
done
url=$(json 'd["output"]["url"] if "output" in d else d["data"]["outputUrl"]' "$work/answer")

step 'Download it'
curl -sS -f -o "$work/out.mp4" "$url" || fail "the download of $url"
curl -sS -f -r 0-99 -o "$work/part" "$url" || fail 'the download of a part'
expect 100 "$(wc -c <"$work/part" | tr -d ' ')" 'the size of the part'
echo "$(wc -c <"$work/out.mp4" | tr -d ' ') bytes"
if command -v ffprobe >/dev/null; then
  found=$(ffprobe -v error -show_entries stream=codec_name,width,height -of csv=p=0 \
    "$work/out.mp4" | tr '\n' ' ')
  echo "$found"
  case $found in *h264*aac*) ;; *) fail "the file holds $found" ;; esac
fi
[ -z "${KEEP:-}" ] || cp "$work/out.mp4" "$KEEP"

step 'Errors are errors'
call GET "/api/state/nemo_agent/me/1/latest"
expect 1002 "$(json 'd["code"]' "$work/answer")" 'the code of an unknown session'
call POST "/api/upload-video/nemo_agent/me/$session" -F "files=@$0;filename=notes.txt"
expect 4001 "$(json 'd["code"]' "$work/answer")" 'the code of an unknown file type'
token=nmv_usr_short call GET /api/credits/balance/simple -H 'Authorization:'
expect 1001 "$(json 'd["code"]' "$work/answer")" 'the code without a token'

printf '\nAll steps went as documented.\n'
