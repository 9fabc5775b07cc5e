"""What schemathesis is told of the dialect `seed`, beside the description.

Some refusals come in an HTTP 200: the number in `code` says so (contract section 6.3). The checks of
schemathesis that go by the status alone are asked only about other answers.

Of the requests that are meant to be right, most name a session and a render that exist, so that
something happens; random ids would all be refused. At the end it is told what has succeeded.
"""

import atexit
import collections
import json
import os
import sys
import urllib.request

import schemathesis
from schemathesis.specs.openapi import checks

URL = os.environ["SCHEMA_FUZZ_URL"]
# A session takes 200 files at most.
CALLS_PER_SESSION = 50

calls = 0
session = None
renders = collections.deque(maxlen=20)
succeeded = collections.Counter()
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def code_of(response):
    """The code of a refusal, 0 for a success, whatever the status is."""
    try:
        body = response.json()
    except ValueError:
        body = None
    code = body.get("code", 0) if isinstance(body, dict) else 0
    return code or (0 if response.status_code < 300 else response.status_code)


def current_session():
    global calls, session
    if calls % CALLS_PER_SESSION == 0:
        request = urllib.request.Request(
            URL + "/api/tasks/me/with-session/nemo_agent",
            data=b"{}",
            headers={"Authorization": "Bearer nmv_usr_schema-fuzz"},
        )
        session = json.load(opener.open(request))["data"]["session_id"]
    calls += 1
    return session


@schemathesis.hook
def before_call(context, case, kwargs):
    # Every fourth stays as it is.
    if case.meta is None or not case.meta.generation.mode.is_positive or calls % 4 == 3:
        current_session()
        return
    path = case.path_parameters or {}
    if "user" in path:
        path["user"] = "me"
    if "session" in path:
        path["session"] = current_session()
    if "id" in path and renders:
        path["id"] = renders[-1]
    body = case.body if isinstance(case.body, dict) else {}
    for key in ("session_id", "sessionId"):
        if key in body:
            body[key] = current_session()
    if body.get("user_id") is not None:
        body["user_id"] = "me"


@schemathesis.hook
def after_call(context, case, response):
    if code_of(response) != 0:
        return
    succeeded[case.operation.label] += 1
    if case.operation.label == "POST /api/render/proxy/lambda":
        renders.append(response.json()["data"]["id"])


@atexit.register
def report():
    if not succeeded:
        return
    print("\nSucceeded, by operation:")
    for label, count in sorted(succeeded.items()):
        print(f"  {count:5} {label}")
    with open(os.environ["SCHEMA_FUZZ_REPORT"], "w") as file:
        file.writelines(label + "\n" for label in sorted(succeeded))
    sys.stdout.flush()


@schemathesis.check
def negative_data_refused(ctx, response, case):
    if response.status_code != 200 or code_of(response) == 0:
        checks.negative_data_rejection(ctx, response, case)


@schemathesis.check
def missing_header_refused(ctx, response, case):
    if response.status_code != 200 or code_of(response) == 0:
        checks.missing_required_header(ctx, response, case)
