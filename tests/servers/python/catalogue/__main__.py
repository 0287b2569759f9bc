"""Makes the calls that both the providers' own SDKs and the specs of the catalogue know, and prints a line of JSON for each.

    python -m catalogue '{"https://api.stripe.com/v1": "http://127.0.0.1:4000/stripe/base/v1", …}' [SDK…]

The values are those of the examples in `specs/catalogue`, so that the mock server knows them. A line has what was called, the
endpoints of the spec that it should have reached, the requests as the SDK made them, and why it failed.

Each module has rows: the call, the endpoints, what makes the call, and, where the spec has not got what the SDK sends, how the
request is fitted before the mock server gets it.
"""

import importlib
import json
import sys
from importlib.metadata import version

from catalogue.wire import Wire

SDKS = ["anthropic", "box", "botocore", "dropbox", "google", "linkedin", "msal", "openai", "slack", "square", "stripe", "twilio"]


def main() -> None:
    wire = Wire(json.loads(sys.argv[1]))
    wire.catch()
    for name in sys.argv[2:] or SDKS:
        module = importlib.import_module(f"catalogue.{name}_sdk")
        about = {"provider": module.PROVIDER, "sdk": module.SDK, "version": version(module.SDK)}
        for call, endpoints, make, *fit in module.calls(wire):
            wire.sent, wire.fit = [], fit[0] if fit else {}
            error = failure(make)
            print(json.dumps(about | {"call": call, "endpoints": endpoints, "requests": wire.sent, "error": error}), flush=True)


def failure(make) -> str | None:
    """Makes a call, and returns why it failed: whatever it is, the test says it."""
    try:
        make()
    except Exception as error:
        return repr(error)
    return None


main()
