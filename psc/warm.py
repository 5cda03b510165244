"""What a server process does before its first caller, so that no caller waits for it."""

import contextlib
import gc
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, InterfaceError, connection

from foundation.lib import time
from sop.selectors import rulebook_at

# Python's own 700, 10, 10 look for garbage a dozen times in a hundred requests; nearly all goes without being looked
# for. Through everything, which holds up everybody for twenty milliseconds, this looks once in some ten thousand.
COLLECT_AFTER: Final = (10_000, 20, 50)


def warm_up() -> None:
    """Compile the rules in force now (without a database, later), and keep what is there out of the collector's way:
    looking through all of it, once in some hundred requests, held up everybody for a tenth of a second."""
    with contextlib.suppress(DatabaseError, InterfaceError, ObjectDoesNotExist):
        rulebook_at(time.now())
    connection.close()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
