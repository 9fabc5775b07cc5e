"""What schemathesis is told of the dialect `seed`, beside the description.

Some refusals come in an HTTP 200: the number in `code` says so (contract section 6.3). The checks of
schemathesis that go by the status alone are asked only about other answers.
"""

import schemathesis
from schemathesis.specs.openapi import checks


def is_refused(response):
    """Whether an answer with status 200 is a refusal."""
    try:
        body = response.json()
    except ValueError:
        return False
    return isinstance(body, dict) and body.get("code", 0) != 0


@schemathesis.check
def negative_data_refused(ctx, response, case):
    if not is_refused(response):
        checks.negative_data_rejection(ctx, response, case)


@schemathesis.check
def missing_header_refused(ctx, response, case):
    if not is_refused(response):
        checks.missing_required_header(ctx, response, case)
