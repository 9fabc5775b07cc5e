"""A client that knows nothing of this project, and a look at what it saw.

  any_client.py walk BASE_URL FOLDER VIDEO RENDER_ID   a whole journey by `requests`
  any_client.py compare LIVE_FOLDER REPLAYED_FOLDER    the same statuses, the same bodies

A folder holds one file for each answer and `log`, a line for each request.
"""

import hashlib
import json
import pathlib
import sys
import time

POLL_LIMIT = 120
INSTRUCTION = (
    "crop the screen recording to 16:9, trim silent pauses at the start and end, "
    'add a title "Lumen notes in a minute" and lo-fi music'
)


class Walk:
    """One journey; every answer is kept."""

    def __init__(self, base, folder):
        import requests

        self.base, self.folder, self.count = base, pathlib.Path(folder), 0
        self.folder.mkdir(parents=True)
        self.session = requests.Session()
        self.session.trust_env = False  # No proxy of the machine in between.

    def ask(self, method, path, read=lambda answer: answer.content, **more):
        with self.session.request(method, self.base + path, timeout=120, **more) as answer:
            body = read(answer)
        self.count += 1
        (self.folder / f"{self.count:03}").write_bytes(body)
        with open(self.folder / "log", "a", encoding="utf-8") as log:
            log.write(f"{self.count:03} {answer.status_code} {method} {path}\n")
        return body

    def json(self, *arguments, **more):
        answer = json.loads(self.ask(*arguments, **more))
        if answer.get("code", 0) != 0:
            raise SystemExit(f"{arguments[0]} {arguments[1]} gave {answer}")
        return answer


def lines(answer):
    return b"\n".join(answer.iter_lines(chunk_size=1))


def in_pieces(answer):
    return b"".join(answer.iter_content(64 << 10))


def walk(base, folder, video, render):
    it = Walk(base, folder)
    for name, value in (("Source", "video-screen"), ("Version", "1.0.0"), ("Platform", "unknown")):
        it.session.headers["X-Skill-" + name] = value
    token = it.json("POST", "/api/auth/anonymous-token", headers={"X-Client-Id": f"any-{render}"})
    it.session.headers["Authorization"] = "Bearer " + token["data"]["token"]
    created = it.json(
        "POST", "/api/tasks/me/with-session/nemo_agent", json={"task_name": "project", "language": "en"}
    )
    session = created["data"]["session_id"]
    with open(video, "rb") as file:
        it.json("POST", f"/api/upload-video/nemo_agent/me/{session}", files={"files": file})
    message = {
        "app_name": "nemo_agent", "user_id": "me", "session_id": session,
        "new_message": {"parts": [{"text": INSTRUCTION}]},
    }
    it.ask("POST", "/run_sse", lines, json=message, stream=True)
    state = it.json("GET", f"/api/state/nemo_agent/me/{session}/latest")
    it.json("GET", "/api/credits/balance/simple")
    it.json("POST", "/api/render/proxy/lambda", json={
        "id": render, "sessionId": session, "draft": state["data"]["state"]["draft"],
        "output": {"format": "mp4", "quality": "high"},
    })
    url = poll(it, render)
    assert url.startswith(base + "/"), f"{url} does not lead through {base}"
    path = url[len(base):]
    it.ask("GET", path, in_pieces, stream=True)
    it.ask("GET", path, headers={"Range": "bytes=0-99"})
    it.ask("GET", "/api/state/nemo_agent/me/1/latest")


def poll(it, render):
    for _ in range(POLL_LIMIT):
        answer = it.json("GET", f"/api/render/proxy/lambda/{render}")
        data = answer.get("data") or answer
        if data["status"] == "failed":
            raise SystemExit(f"the render failed: {answer}")
        if data["status"] == "completed":
            return data["outputUrl"] if "outputUrl" in data else data["output"]["url"]
        time.sleep(1)
    raise SystemExit("the render did not end")


# What a tape replaces by pseudonyms of the same length, by the keys of the answers that give it.
ID_KEYS = ("token", "user_id", "session_id", "task_id", "id", "taskId", "sessionId")


def ids(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ID_KEYS and isinstance(value, (str, int)) and len(str(value)) >= 12:
                yield key, str(value)
            else:
                yield from ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from ids(value)


class Run:
    """What one journey saw, with its ids by their names."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.log = [line.split(" ", 3) for line in (self.folder / "log").read_text().splitlines()]
        self.names = {}
        for number, *_ in self.log[:2]:
            for key, value in ids(json.loads(self.body(number))):
                self.names.setdefault(value, "{%s %d}" % (key, len(self.names)))

    def body(self, number):
        return (self.folder / number).read_bytes()

    def named(self, data):
        for value, name in self.names.items():
            data = data.replace(value.encode(), name.encode())
        return data

    def requests(self):
        for number, status, method, path in self.log:
            body = self.body(number)
            digest = hashlib.sha256(self.named(body)).hexdigest()
            yield status, method, self.named(path.encode()).decode(), len(body), digest


def compare(live, replayed):
    one, other = list(Run(live).requests()), list(Run(replayed).requests())
    different = len(one) != len(other)
    for live_one, replayed_one in zip(one, other):
        status, method, path, size, digest = live_one
        same = live_one == replayed_one
        different = different or not same
        print(f"{'same' if same else 'DIFFERENT'}  {status} {method:4} {digest[:16]} {size:8}  {path}")
        if not same:
            print("           replayed:", *replayed_one)
    if different:
        raise SystemExit(f"{live} and {replayed}: {len(one)} and {len(other)} requests differ")


if __name__ == "__main__":
    {"walk": walk, "compare": compare}[sys.argv[1]](*sys.argv[2:])
