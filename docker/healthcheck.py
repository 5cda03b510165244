"""Health of a container: `http PORT` asks its own server, `clock PORT` asks web how the clock is."""

import json
import os
import sys
import urllib.request


def main(what: str, port: str) -> int:
    """0 when well, 1 when not: what Docker wants to know."""
    host = "web" if what == "clock" else "127.0.0.1"
    request = urllib.request.Request(
        f"http://{host}:{port}/healthz",
        # Django answers only to its public name, and takes the proxy's word that the line outside is safe.
        headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"},
    )
    try:
        with urllib.request.urlopen(request, timeout=4) as response:  # noqa: S310
            checks = json.load(response)["checks"]
    except (OSError, ValueError, KeyError):
        return 1
    return 0 if what == "http" or checks["clock"] == "ok" else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
