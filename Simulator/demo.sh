#!/bin/sh
# The main job, offline: a screen recording in, an edited MP4 out, recorded and replayed.
# NEMO is the command, OUT the folder for what comes out.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sample="$here/Samples/walkthrough.mp4"
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)

# The demo has a world and a ledger of its own; yours stay as they are.
export XDG_STATE_HOME="$OUT/state"
unset NEMO_BACKEND NEMO_API_URL NEMO_TOKEN NEMO_CLIENT_ID 2>/dev/null || true

title() { printf '\n── %s\n\n' "$1"; }

title "A screen recording in, an edited video out"
rm -rf "$OUT/cassettes/demo.cassette"
"$NEMO" edit "$sample" \
  "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track" \
  "trim the pauses at both ends and add a title" \
  -o "$OUT/walkthrough-edited.mp4" --fresh --record demo --cassettes "$OUT/cassettes"

if command -v ffprobe >/dev/null 2>&1; then
  printf '\nffprobe: '
  ffprobe -v error -select_streams v:0 \
    -show_entries stream=codec_name,width,height:format=duration -of csv=p=0 \
    "$OUT/walkthrough-edited.mp4" | tr '\n' ' '
  printf '(before: '
  ffprobe -v error -select_streams v:0 \
    -show_entries stream=codec_name,width,height:format=duration -of csv=p=0 \
    "$sample" | tr '\n' ' '
  printf ')\n'
fi

title "The same session again, from the cassette: nothing answers but the tape"
"$NEMO" edit "$sample" \
  "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track" \
  "trim the pauses at both ends and add a title" \
  -o "$OUT/walkthrough-replayed.mp4" --backend cassette:demo --cassettes "$OUT/cassettes"
cmp "$OUT/walkthrough-edited.mp4" "$OUT/walkthrough-replayed.mp4"
printf '\nBoth files are the same, byte for byte.\n'

cat <<END

Play it:         ffplay ${OUT}/walkthrough-edited.mp4
Read the tape:   less ${OUT}/cassettes/demo.cassette/tape.jsonl
Use the service: add --production to the first command.
END
