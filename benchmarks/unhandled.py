"""Files reports that nobody will handle.

python -m benchmarks.unhandled COUNT
"""

import sys

import django

django.setup()

from foundation.journal import SYSTEM  # noqa: E402  (models can be imported once Django is set up)
from incidents.services.intake import Told, receive_report  # noqa: E402

if __name__ == "__main__":
    for _report in range(int(sys.argv[1])):
        receive_report(told=Told(channel="call", text="Rumah terbakar", lat=-8.05, lon=111.91), actor=SYSTEM)
