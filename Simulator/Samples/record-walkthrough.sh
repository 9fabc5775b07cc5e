#!/bin/bash
# Makes walkthrough.mp4: plays a short tour of walkthrough.html in a real browser on a
# virtual display, records it, adds sound, and writes the click list into the file.
# For Debian. Usage: ./record-walkthrough.sh [output.mp4]
set -euo pipefail
export LC_ALL=C.UTF-8                      # decimal points in EPOCHREALTIME, whatever the user's locale

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/walkthrough.mp4}
width=1180 height=920 fps=30
pause=1.8                                  # still and silent, at both ends

# --- packages ---------------------------------------------------------------------------
missing=()
for package in ffmpeg xvfb xdotool chromium fonts-inter dmz-cursor-theme; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
done
if ((${#missing[@]})); then
    echo "Installing Debian packages: ${missing[*]}"
    as_root=(); ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"
fi

# --- everything started here ends here ---------------------------------------------------
work=$(mktemp -d)
started=()
finish() {
    local i
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do   # the display last
        kill "${started[i]}" 2>/dev/null || continue
        wait "${started[i]}" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

sum() { awk "BEGIN { printf \"%.3f\", ($1) }"; }

# --- display and browser -----------------------------------------------------------------
# The display is larger than the picture: a browser window as large as the whole display
# is made one pixel smaller when there is no window manager.
Xvfb -displayfd 3 -screen 0 1280x1000x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
started+=($!)
for _ in {1..50}; do [[ -s $work/display ]] && break; sleep 0.1; done
[[ -s $work/display ]] || { cat "$work/xvfb.log" >&2; exit 1; }
DISPLAY=:$(<"$work/display")
export DISPLAY

# The browser takes its mouse cursor from the GTK settings. A white one shows on dark and light.
mkdir -p "$work/home/gtk-3.0"
printf '[Settings]\ngtk-cursor-theme-name=DMZ-White\ngtk-cursor-theme-size=32\n' >"$work/home/gtk-3.0/settings.ini"

flags=(); ((EUID == 0)) && flags=(--no-sandbox)   # the browser's sandbox refuses to run as root
XDG_CONFIG_HOME=$work/home chromium "${flags[@]}" --user-data-dir="$work/profile" \
    --no-first-run --disable-gpu --force-device-scale-factor=1 --lang=en-GB \
    --window-position=0,0 --window-size=$width,$height --kiosk \
    --app="file://$here/walkthrough.html" >"$work/chromium.log" 2>&1 &
started+=($!)
window=$(timeout 60 xdotool search --sync --onlyvisible --name '^Lumen notes' | head -n 1) ||
    { echo 'The browser did not show its window:' >&2; tail -n 5 "$work/chromium.log" >&2; exit 1; }
xdotool windowsize "$window" $width $height windowfocus "$window"
sleep 4                                    # the first paint, and what a browser does after its start

# --- the hand ----------------------------------------------------------------------------
x=600 y=760
clicks=() keys=()

glide() {  # x y seconds: slow at both ends, like a hand; one xdotool for the whole way
    # shellcheck disable=SC2046               # the words are xdotool's commands
    xdotool $(awk -v x0="$x" -v y0="$y" -v x1="$1" -v y1="$2" -v s="$3" 'BEGIN {
        n = int(s * 60)
        for (i = 1; i <= n; i++) {
            p = i / n; p = p * p * p * (p * (6 * p - 15) + 10)
            bend = 24 * sin(3.14159 * p)
            printf "mousemove %d %d sleep 0.0155 ", x0 + (x1 - x0) * p + 0.5, y0 + (y1 - y0) * p - bend + 0.5
        }
    }')
    x=$1 y=$2
}
click() { sleep 0.2; clicks+=("$EPOCHREALTIME $x $y"); xdotool click 1; }
write() {
    local i
    for ((i = 0; i < ${#1}; i++)); do
        keys+=("$EPOCHREALTIME")
        xdotool type -- "${1:i:1}"
        sleep "0.0$((3 + i * 5 % 7))"       # uneven, like fingers
    done
}

# --- record ------------------------------------------------------------------------------
xdotool mousemove 300 $((height - 40))
# passthrough: each frame keeps its own time stamp. Made regular here, the frames come one
# late, since the first few of a screen capture are irregular; that is done at the end.
ffmpeg -nostdin -f x11grab -draw_mouse 1 -framerate $fps -video_size ${width}x$height -i "$DISPLAY+0,0" \
    -fps_mode passthrough -enc_time_base 1:1000 -c:v libx264rgb -qp 0 -preset ultrafast "$work/raw.mkv" 2>"$work/grab.log" &
grab=$!
started+=("$grab")
sleep 2

# A clock mark, cut away later: the cursor jumps to the lower right corner and away again.
mark=$EPOCHREALTIME
xdotool mousemove $((width - 60)) $((height - 40))
sleep 0.5
xdotool mousemove $x $y
sleep "$(sum "$pause + 0.7")"

# The places are those of the controls in walkthrough.html.
moving=$EPOCHREALTIME
glide 1080 178 0.8;  click; sleep 0.9      # dark appearance
glide 1047 266 0.6;  click; sleep 0.8      # teal
glide 112 215 0.9;   click; sleep 0.8      # Notebooks
glide 1042 76 0.9;   click; sleep 0.8      # New notebook
write 'Field notes'; sleep 0.4
glide 754 552 0.8;   click; sleep 0.8      # Create
glide 560 182 0.7;   sleep 0.7             # to the new row; the message at the bottom goes
still=$EPOCHREALTIME
sleep "$(sum "$pause + 0.5")"
kill $grab; wait $grab || true             # ffmpeg ends its file properly on SIGTERM

# --- clocks ------------------------------------------------------------------------------
# x11grab stamps its frames with the system clock, and ffmpeg tells the stamp of the first.
began=$(sed -nE 's/.*Duration: N\/A, start: ([0-9.]+),.*/\1/p' "$work/grab.log" | head -n 1)
# The clock mark is the proof: the frame where it shows must agree with that.
seen=$(ffmpeg -nostdin -v error -t 5 -i "$work/raw.mkv" \
    -vf "crop=60:40:$((width - 60)):$((height - 40)),signalstats,metadata=print:key=lavfi.signalstats.YDIF:file=-" -enc_time_base 1:1000 -f null - |
    awk '/pts_time/ { sub(/.*pts_time:/, ""); t = $0 } /YDIF/ { sub(/.*=/, ""); if ($0 > 1 && !n++) print t }')
late=$(sum "$began + $seen - $mark")
echo "Clock mark: shown $late s after it was made (a frame is $(sum 1/$fps) s)"
[[ $(sum "$late > -0.01 && $late < 0.06") == 1.000 ]] || { echo 'The clocks do not agree.' >&2; exit 1; }

zero=$(sum "$moving - $pause")             # what becomes 0 s of the finished file
cut=$(sum "$zero - $began")
quiet_until=$(sum "$moving - $zero")
quiet_from=$(sum "$still - $zero")
length=$(sum "$quiet_from + $pause")

# --- click list and sound ----------------------------------------------------------------
list='' ticks=''
for c in "${clicks[@]}"; do
    read -r at cx cy <<<"$c"
    t=$(sum "$at - $zero")
    list+=",{\"t\":$t,\"x\":$cx,\"y\":$cy}"
    ticks+="+between(t,$t,$t+.06)*.5*exp(-130*max(t-$t,0))*sin(2*PI*1900*(t-$t))"
done
list="[${list#,}]"
for at in "${keys[@]}"; do
    t=$(sum "$at - $zero")
    ticks+="+between(t,$t,$t+.03)*.2*exp(-220*max(t-$t,0))*sin(2*PI*1100*(t-$t))"
done
chord='.04*(.8+.2*sin(1.3*t))*(sin(2*PI*220*t)+.7*sin(2*PI*277.18*t)+.6*sin(2*PI*329.63*t)+.3*sin(2*PI*440.4*t))'
chord="$chord*clip((t-$quiet_until)/.3,0,1)*clip(($quiet_from-t)/.5,0,1)"

# use_metadata_tags: without it the MP4 writer drops a tag it does not know.
ffmpeg -nostdin -v error -y -i "$work/raw.mkv" -f lavfi -i "aevalsrc=exprs='$chord$ticks':s=48000:d=$length" \
    -filter_complex "[0:v]trim=start=$cut,setpts=PTS-$cut/TB,fps=$fps:start_time=0,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[v]" \
    -map '[v]' -map 1:a -t "$length" \
    -c:v libx264 -preset slow -crf 14 -threads 2 -colorspace bt709 -color_primaries bt709 -color_trc bt709 \
    -c:a aac -ac 1 -b:a 64k \
    -movflags +faststart+use_metadata_tags -metadata "nemo_clicks=$list" -metadata title='Lumen notes, a short tour' \
    "$work/out.mp4"
mv "$work/out.mp4" "$out"
echo "$out: $length s, $(stat -c %s "$out") bytes"
echo "$list"
